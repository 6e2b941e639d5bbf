"""Putting rows in order, and joining pairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.questions.verdicts import Outcome, Part

RIGHT, PARTLY, WRONG, UNREADABLE = Outcome

ORDER = OrderTask(("d", "b", "c", "a"), ("a", "b", "c", "d"))
PAIRS = (("Iraq", "Baghdad"), ("Syria", "Damascus"), ("Qatar", "Doha"))
JOIN = MatchTask(("Iraq", "Syria", "Qatar"), ("Doha", "Baghdad", "Damascus"), PAIRS)


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        pytest.param("abcd", RIGHT, id="the whole order"),
        pytest.param("abdc", PARTLY, id="half of the rows stand right"),
        pytest.param("adbc", WRONG, id="a quarter of the rows"),
        pytest.param("dcba", WRONG, id="backwards"),
        pytest.param("bcda", WRONG, id="moved on by one"),
    ],
)
def test_arranging(rows: str, outcome: Outcome) -> None:
    verdict = grade(ORDER, OrderResponse(tuple(rows)))
    assert verdict.outcome is outcome
    assert verdict.answer == ("a", "b", "c", "d")


def test_each_row_says_what_belongs_there() -> None:
    assert grade(ORDER, OrderResponse(tuple("abdc"))).parts == (
        Part("a", right=True),
        Part("b", right=True),
        Part("d", right=False, expected="c"),
        Part("c", right=False, expected="d"),
    )


def test_the_dates_are_shown_with_the_answer() -> None:
    task = OrderTask(("b", "a"), ("a", "b"), ("August 2014", "2019"))
    assert grade(task, OrderResponse(("b", "a"))).answer == ("a (August 2014)", "b (2019)")


@pytest.mark.parametrize("rows", ["abc", "abce", "abcdd", ""])
def test_other_rows_are_misuse(rows: str) -> None:
    with pytest.raises(ValueError, match="rows"):
        grade(ORDER, OrderResponse(tuple(rows)))


@given(st.permutations("abcdef"))
def test_only_the_right_order_is_right(rows: list[str]) -> None:
    task = OrderTask(tuple("fedcba"), tuple("abcdef"))
    verdict = grade(task, OrderResponse(tuple(rows)))
    assert (verdict.outcome is RIGHT) == (rows == sorted(rows))
    assert grade(task, OrderResponse(task.answer)).outcome is RIGHT


@pytest.mark.parametrize(
    ("rights", "outcome"),
    [
        pytest.param(("Baghdad", "Damascus", "Doha"), RIGHT, id="every pair"),
        pytest.param(("Baghdad", "Doha", "Damascus"), PARTLY, id="one pair"),
        pytest.param(("Doha", "Baghdad", "Damascus"), WRONG, id="no pair"),
        pytest.param(("Baghdad", "Baghdad", "Doha"), PARTLY, id="a right used twice"),
        pytest.param(("Baghdad",), UNREADABLE, id="one left still alone"),
        pytest.param((), UNREADABLE, id="nothing joined"),
    ],
)
def test_joining(rights: tuple[str, ...], outcome: Outcome) -> None:
    pairs = tuple(zip(JOIN.lefts, rights, strict=False))
    assert grade(JOIN, MatchResponse(pairs)).outcome is outcome


def test_pairs_may_be_joined_in_any_order() -> None:
    assert grade(JOIN, MatchResponse(PAIRS[::-1])).outcome is RIGHT


def test_each_pair_says_what_belongs_there() -> None:
    pairs = (("Iraq", "Baghdad"), ("Syria", "Doha"), ("Qatar", "Damascus"))
    verdict = grade(JOIN, MatchResponse(pairs))
    assert verdict.parts == (
        Part("Baghdad", right=True),
        Part("Doha", right=False, expected="Damascus"),
        Part("Damascus", right=False, expected="Doha"),
    )
    assert verdict.answer == ("Iraq – Baghdad", "Syria – Damascus", "Qatar – Doha")


def test_two_lefts_may_share_a_right() -> None:
    pairs = (("Mosul", "Iraq"), ("Ramadi", "Iraq"), ("Raqqa", "Syria"))
    task = MatchTask(("Mosul", "Ramadi", "Raqqa"), ("Syria", "Iraq", "Iraq"), pairs)
    assert grade(task, MatchResponse(pairs)).outcome is RIGHT


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param((("Iran", "Baghdad"),), id="a left never shown"),
        pytest.param((("Iraq", "Tehran"),), id="a right never shown"),
        pytest.param((("Iraq", "Doha"), ("Iraq", "Baghdad")), id="a left joined twice"),
    ],
)
def test_other_pairs_are_misuse(pairs: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValueError, match="of the question"):
        grade(JOIN, MatchResponse(pairs))
