"""Which items are asked, and in what order."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.ids import card_of, deck_of
from coalition_quiz.core.scheduling.queue import (
    QueueEntry,
    QueueLimits,
    QueueOptions,
    Reason,
    build_queue,
    new_item_order,
    order_queue,
)

TODAY = 100


class Standing(NamedTuple):
    """What the queue must know of an item."""

    due_day: int
    last_day: int = 90
    stability: float = 10.0
    reviews: int = 3
    change_seen: str = ""


def names(queue: tuple[QueueEntry, ...]) -> list[str]:
    """The items of a queue."""
    return [entry.item for entry in queue]


def test_due_items_come_before_new_ones() -> None:
    known = {"d/b": Standing(TODAY)}
    queue = build_queue(["d/a", "d/b"], known, TODAY, QueueLimits(new=5))
    assert queue == (QueueEntry("d/b", Reason.DUE, 3), QueueEntry("d/a", Reason.NEW, 0))


def test_items_due_later_are_not_asked() -> None:
    assert build_queue(["d/a"], {"d/a": Standing(TODAY + 1)}, TODAY, QueueLimits(new=5)) == ()


def test_the_least_likely_remembered_comes_first() -> None:
    known = {
        "d/strong": Standing(TODAY, last_day=90, stability=40.0),
        "d/weak": Standing(TODAY, last_day=98, stability=0.5),
        "d/middling": Standing(TODAY, last_day=80, stability=20.0),
    }
    queue = build_queue(known, known, TODAY, QueueLimits(new=0))
    assert names(queue) == ["d/weak", "d/middling", "d/strong"]


def test_new_items_stop_at_the_limit_in_the_order_taught() -> None:
    queue = build_queue([f"d/{n}" for n in range(9)], {}, TODAY, QueueLimits(new=3))
    assert names(queue) == ["d/0", "d/1", "d/2"]


def test_a_limit_already_passed_lets_no_new_item_in() -> None:
    assert build_queue(["d/a"], {}, TODAY, QueueLimits(new=-4)) == ()


def test_the_overall_limit_cuts_new_items_first() -> None:
    known = {"d/a": Standing(TODAY)}
    assert names(build_queue(["d/b", "d/a"], known, TODAY, QueueLimits(new=9, most=1))) == ["d/a"]


def test_gaps_of_one_card_come_on_different_days() -> None:
    items = ["d/a/gap1", "d/a/gap2", "d/b"]
    assert names(build_queue(items, {}, TODAY, QueueLimits(new=9))) == ["d/a/gap1", "d/b"]


def test_gaps_of_one_card_come_together_when_asked_for() -> None:
    items = ["d/a/gap1", "d/a/gap2"]
    assert names(build_queue(items, {}, TODAY, QueueLimits(new=9, siblings=True))) == items


def test_a_new_sibling_waits_for_the_due_one() -> None:
    known = {"d/a/back": Standing(TODAY)}
    assert names(build_queue(["d/a", "d/a/back"], known, TODAY, QueueLimits(new=9))) == ["d/a/back"]


def test_siblings_of_a_card_reviewed_today_wait() -> None:
    known = {"d/a/gap1": Standing(TODAY + 9, last_day=TODAY)}
    assert build_queue(["d/a/gap2"], known, TODAY, QueueLimits(new=9)) == ()


def test_an_item_missed_today_is_still_asked_today() -> None:
    known = {"d/a/gap1": Standing(TODAY, last_day=TODAY)}
    queue = build_queue(["d/a/gap1", "d/a/gap2"], known, TODAY, QueueLimits(new=9))
    assert names(queue) == ["d/a/gap1"]


def test_ids_contain_their_card_and_deck() -> None:
    assert card_of("deck/card/gap2") == card_of("deck/card") == "deck/card"
    assert deck_of("deck/card/gap2") == "deck"


standings = st.builds(
    Standing,
    due_day=st.integers(80, 120),
    last_day=st.integers(80, TODAY),
    stability=st.floats(0.001, 1000),
)
items = st.lists(
    st.builds("d/{}/gap{}".format, st.integers(0, 5), st.integers(1, 3)), unique=True, max_size=15
)


@given(items, st.dictionaries(st.sampled_from(["d/1/gap1", "d/2/gap2"]), standings), st.integers(0))
def test_no_item_comes_twice_and_none_that_is_not_due(
    asked: list[str], known: dict[str, Standing], new: int
) -> None:
    queue = names(build_queue(asked, known, TODAY, QueueLimits(new=new)))
    assert len(queue) == len(set(queue))
    assert set(queue) <= set(asked)
    assert all(item not in known or known[item].due_day <= TODAY for item in queue)
    assert sum(item not in known for item in queue) <= new


def test_items_at_rest_are_not_asked() -> None:
    known = {"d/a": Standing(TODAY)}
    options = QueueOptions(resting={"d/a", "d/b"})
    assert build_queue(["d/a", "d/b"], known, TODAY, QueueLimits(new=5), options) == ()


def test_a_change_on_the_day_of_learning_is_shown_that_day() -> None:
    known = {
        "d/a": Standing(TODAY + 3, last_day=TODAY),
        "d/b/gap1": Standing(TODAY + 3, last_day=TODAY),
        "d/b/gap2": Standing(TODAY + 3),
    }
    options = QueueOptions(changed=dict.fromkeys(known, "2023-10"))
    assert names(build_queue(known, known, TODAY, QueueLimits(new=0), options)) == [
        "d/a",
        "d/b/gap1",
    ]


def test_changed_items_come_first() -> None:
    known = {"d/a": Standing(TODAY), "d/b": Standing(TODAY + 50), "d/c": Standing(TODAY + 50)}
    options = QueueOptions(changed={"d/b": "2023-10", "d/new": "2023-10"})
    queue = build_queue([*known, "d/new"], known, TODAY, QueueLimits(new=5), options)
    assert [(entry.item, entry.reason) for entry in queue] == [
        ("d/b", Reason.CHANGED),
        ("d/a", Reason.DUE),
        ("d/new", Reason.NEW),
    ]


def test_a_change_that_was_seen_is_not_shown_again() -> None:
    known = {"d/a": Standing(TODAY + 50, change_seen="2023-10")}
    for since, asked in (("2022", 0), ("2023-10", 0), ("2024-01", 1)):
        options = QueueOptions(changed={"d/a": since})
        assert len(build_queue(known, known, TODAY, QueueLimits(new=5), options)) == asked


def of_decks(*sizes: int) -> list[str]:
    """Items of decks a, b, … with so many cards each."""
    return [f"{deck}/{n}" for deck, size in zip("abcdef", sizes, strict=False) for n in range(size)]


@pytest.mark.parametrize(
    ("sizes", "new", "asked"),
    [
        ((3, 3), 4, "a/0 b/0 a/1 b/1"),
        ((1, 3), 9, "a/0 b/0 b/1 b/2"),
        ((2, 2, 2, 2), 9, "a/0 b/0 c/0 a/1 b/1 c/1 d/0 d/1"),
        ((1, 3, 3, 2), 6, "a/0 b/0 c/0 d/0 b/1 c/1"),
        ((), 9, ""),
    ],
)
def test_decks_take_turns_in_introducing_new_items(
    sizes: tuple[int, ...], new: int, asked: str
) -> None:
    queue = build_queue(of_decks(*sizes), {}, TODAY, QueueLimits(new, mixed=True))
    assert names(queue) == asked.split()


def test_without_mixing_one_deck_follows_the_other() -> None:
    assert names(build_queue(of_decks(2, 2), {}, TODAY, QueueLimits(3))) == ["a/0", "a/1", "b/0"]


def test_mixing_reads_no_deck_further_than_it_must() -> None:
    read: list[str] = []

    def deck(name: str) -> Iterator[str]:
        for number in range(100):
            read.append(name)
            yield f"{name}/{number}"

    queue = order_queue(
        (), new_item_order(map(deck, "abcdef"), mixed=True), {}, TODAY, QueueLimits(new=6)
    )
    assert names(queue) == ["a/0", "b/0", "c/0", "a/1", "b/1", "c/1"]
    assert sorted(read) == list("aabbcc")


@given(st.lists(st.integers(0, 4), max_size=6), st.integers(0, 30))
def test_mixing_changes_which_new_items_come_and_not_how_many(sizes: list[int], new: int) -> None:
    asked = of_decks(*sizes)
    mixed = names(build_queue(asked, {}, TODAY, QueueLimits(new, mixed=True)))
    assert len(mixed) == len(build_queue(asked, {}, TODAY, QueueLimits(new)))
    for deck in "abcdef":
        mine = [item for item in mixed if deck_of(item) == deck]
        assert mine == sorted(mine)
