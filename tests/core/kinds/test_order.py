"""Putting rows in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.questions import Outcome, Part

RIGHT, PARTLY, WRONG, UNREADABLE = Outcome

ORDER = OrderTask(("d", "b", "c", "a"), ("a", "b", "c", "d"))


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
