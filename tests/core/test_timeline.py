"""Dated facts, and the placing of events: none is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf, parse_edtf
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.order import Happening, Order
from coalition_quiz.core.timeline import (
    TO_PLACE,
    DatedFact,
    Placed,
    Practice,
    begin_practice,
    dated_facts,
    fits,
    place,
)

dates = st.builds(
    Edtf, st.integers(2000, 2004), st.sampled_from([0, 1, 6, 12, 21, 22, 24])
) | st.builds(Edtf, st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28))
facts = st.lists(dates, max_size=14).map(
    lambda found: tuple(DatedFact(day, f"event {n}", f"d/{n}") for n, day in enumerate(found))
)
slots = st.lists(st.integers(0, 99), min_size=TO_PLACE, max_size=TO_PLACE)


@given(facts, st.integers(), slots)
def test_placing_never_loses_an_event(
    all_facts: tuple[DatedFact, ...], seed: int, at: list[int]
) -> None:
    practice = begin_practice(all_facts, seed)
    if practice is None:
        return
    whole = {each.fact.item for each in practice.placed} | {each.item for each in practice.left}
    assert len(whole) == min(len(all_facts), TO_PLACE + 1)
    assert begin_practice(all_facts, seed) == practice
    for number, where in enumerate(at[: len(practice.left)], start=1):
        slot = where % (len(practice.placed) + 1)
        is_right = fits(practice, slot)
        fact, before = practice.left[0], practice.right
        practice = place(practice, slot)
        assert Placed(fact, is_right) in practice.placed
        assert (practice.asked, practice.right) == (number, before + is_right)
        spans = [each.fact.span for each in practice.placed]
        assert spans == sorted(spans)
    there = [each.fact.item for each in practice.placed] + [each.item for each in practice.left]
    assert sorted(there) == sorted(whole)


@given(facts, st.integers())
def test_there_is_always_a_right_place(all_facts: tuple[DatedFact, ...], seed: int) -> None:
    practice = begin_practice(all_facts, seed)
    while practice is not None and practice.left:
        right = [slot for slot in range(len(practice.placed) + 1) if fits(practice, slot)]
        assert right
        practice = place(practice, right[0])


def fact(text: str) -> DatedFact:
    """A fact of this date."""
    found = parse_edtf(text)
    assert found is not None
    return DatedFact(found, text, f"d/{text}")


@pytest.mark.parametrize(
    ("event", "right"),
    [("2014-07", {0, 1}), ("2014", {0, 1, 2}), ("2013", {0}), ("2014-09", {1}), ("2020", {2})],
)
def test_events_that_overlap_may_stand_in_either_order(event: str, right: set[int]) -> None:
    placed = tuple(Placed(fact(each), None) for each in ("2014-22", "2014-10"))
    practice = Practice(placed, (fact(event),))
    assert {slot for slot in range(3) if fits(practice, slot)} == right


def test_dates_and_timelines_are_collected_once_each() -> None:
    timeline = (Happening(Edtf(2001), "a"), Happening(Edtf(1999, 5), "b"))
    bodies = (
        Date("When?", Edtf(2000)),
        Order("Order.", (), timeline, 2),
        Order("O.", (), timeline, 2),
    )
    cards = tuple(Card(f"c{n}", body, n) for n, body in enumerate(bodies))
    found = dated_facts(items_of(Deck("d", "D", "d.yaml", cards)))
    assert [(each.event, each.item) for each in found] == [
        ("b", "d/c1"),
        ("When?", "d/c0"),
        ("a", "d/c1"),
    ]


def test_two_events_that_can_be_told_apart_are_needed() -> None:
    assert begin_practice((fact("2014"), fact("2014-05")), 1) is None
    assert begin_practice((), 1) is None
    assert begin_practice((fact("2014"), fact("2015")), 1) is not None
