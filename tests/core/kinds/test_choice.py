"""Picking options."""

import pytest

from coalition_quiz.core.kinds.choice import ChoiceResponse, ChoiceTask, Option
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.questions import Outcome, Part

RIGHT, PARTLY, WRONG, UNREADABLE = Outcome

ONE = ChoiceTask(
    (
        Option("Ramadi", right=False, why="Retaken early."),
        Option("Mosul", right=True),
        Option("Raqqa", right=False),
    ),
    many=False,
)
SEVERAL = ChoiceTask(
    (
        Option("Qatar", right=True),
        Option("Iran", right=False, why="It fights on its own."),
        Option("Jordan", right=True),
        Option("Russia", right=False),
    ),
    many=True,
)


@pytest.mark.parametrize(
    ("task", "picked", "outcome"),
    [
        pytest.param(ONE, ("Mosul",), RIGHT, id="the right one"),
        pytest.param(ONE, ("Ramadi",), WRONG, id="a wrong one"),
        pytest.param(ONE, (), UNREADABLE, id="none"),
        pytest.param(ONE, ("Mosul", "Raqqa"), UNREADABLE, id="two where one is asked"),
        pytest.param(ONE, ("Mosul", "Mosul"), RIGHT, id="the right one twice"),
        pytest.param(SEVERAL, ("Jordan", "Qatar"), RIGHT, id="all right ones, in any order"),
        pytest.param(SEVERAL, ("Qatar",), PARTLY, id="one of two"),
        pytest.param(SEVERAL, ("Qatar", "Iran"), PARTLY, id="one right and one wrong"),
        pytest.param(SEVERAL, ("Qatar", "Jordan", "Iran"), PARTLY, id="one too many"),
        pytest.param(SEVERAL, ("Qatar", "Jordan", "Iran", "Russia"), PARTLY, id="everything"),
        pytest.param(SEVERAL, ("Iran", "Russia"), WRONG, id="only wrong ones"),
        pytest.param(SEVERAL, (), UNREADABLE, id="none of several"),
    ],
)
def test_picking(task: ChoiceTask, picked: tuple[str, ...], outcome: Outcome) -> None:
    verdict = grade(task, ChoiceResponse(picked))
    assert verdict.outcome is outcome
    right = tuple(option.text for option in task.options if option.right)
    assert verdict.answer == (() if outcome is UNREADABLE else right)


def test_the_feedback_of_what_was_picked_and_what_was_missed() -> None:
    assert grade(SEVERAL, ChoiceResponse(("Iran", "Qatar"))).parts == (
        Part("Qatar", right=True),
        Part("Iran", right=False, why="It fights on its own."),
        Part("", right=False, expected="Jordan"),
    )


def test_an_option_that_was_never_offered_is_misuse() -> None:
    with pytest.raises(ValueError, match="Paris"):
        grade(ONE, ChoiceResponse(("Paris",)))
