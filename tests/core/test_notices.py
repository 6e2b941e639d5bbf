"""What is told beside a question: old facts, leeches."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card
from coalition_quiz.core.days import ordinal
from coalition_quiz.core.edtf import parse_edtf
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.notices import LEECH_AT, LEECH_EVERY, is_leech_now, is_stale


def card(review_by: str) -> Card:
    """A card to be looked at again by a date, or at no set time."""
    return Card("a", TrueFalse("Is it so?", answer=True), 1, review_by=parse_edtf(review_by))


@pytest.mark.parametrize(
    ("review_by", "last_good", "first_stale"),
    [
        ("2023-11-20", (2023, 11, 20), (2023, 11, 21)),
        ("2023-11", (2023, 11, 30), (2023, 12, 1)),
        ("2024-02", (2024, 2, 29), (2024, 3, 1)),
        ("2023", (2023, 12, 31), (2024, 1, 1)),
        ("2023-22", (2023, 8, 31), (2023, 9, 1)),
    ],
)
def test_a_card_is_stale_from_the_day_after_its_review_by(
    review_by: str, last_good: tuple[int, int, int], first_stale: tuple[int, int, int]
) -> None:
    assert not is_stale(card(review_by), dt.date(*last_good).toordinal())
    assert is_stale(card(review_by), dt.date(*first_stale).toordinal())


def test_without_a_review_by_nothing_is_stale() -> None:
    assert not is_stale(card(""), dt.date(9999, 12, 31).toordinal())


@given(st.dates(dt.date(1970, 1, 1), dt.date(2200, 1, 1)))
def test_a_study_day_has_the_ordinal_of_its_calendar_day(day: dt.date) -> None:
    assert ordinal((day - dt.date(1970, 1, 1)).days) == day.toordinal()


def test_a_leech_is_told_at_eight_lapses_and_at_every_fourth_after() -> None:
    told = [lapses for lapses in range(1, 30) if is_leech_now(lapses - 1, lapses)]
    assert (LEECH_AT, LEECH_EVERY) == (8, 4)
    assert told == [8, 12, 16, 20, 24, 28]


@given(st.integers(0, 100))
def test_an_answer_that_is_no_lapse_makes_no_leech(lapses: int) -> None:
    assert not is_leech_now(lapses, lapses)
    assert not is_leech_now(lapses + 1, lapses)
