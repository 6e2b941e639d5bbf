"""Which response belongs to which question, and giving up."""

from decimal import Decimal

import pytest

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds.choice import ChoiceResponse, ChoiceTask, Option
from coalition_quiz.core.kinds.flip import FlipResponse, FlipTask
from coalition_quiz.core.kinds.grade import answer_to, grade
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import (
    DateTask,
    Entry,
    GaveUp,
    ListTask,
    NumberTask,
    Outcome,
    Response,
    Task,
    TypedTask,
    Verdict,
)

RIGHT: list[tuple[Task, Response, tuple[str, ...]]] = [
    (
        ChoiceTask((Option("Mosul", right=True),), many=False),
        ChoiceResponse(("Mosul",)),
        ("Mosul",),
    ),
    (TrueFalseTask(answer=True), TrueFalseResponse(answer=True), ("True",)),
    (TypedTask(Entry("Mosul", ("Mossoul",))), TypedResponse("mosul"), ("Mosul",)),
    (NumberTask(Decimal(22), "22", None, "countries"), TypedResponse("22"), ("22 countries",)),
    (DateTask(Edtf(2014, 8)), TypedResponse("Aug 2014"), ("August 2014",)),
    (OrderTask(("b", "a"), ("a", "b")), OrderResponse(("a", "b")), ("a", "b")),
    (MatchTask(("a",), ("b",), (("a", "b"),)), MatchResponse((("a", "b"),)), ("a – b",)),
    (ListTask((Entry("a"), Entry("b")), 1), ListResponse(("a",)), ("a", "b")),
]
each_kind = pytest.mark.parametrize(
    ("task", "response", "answer"), RIGHT, ids=[type(task).__name__ for task, *_ in RIGHT]
)


@each_kind
def test_the_response_of_its_kind(task: Task, response: Response, answer: tuple[str, ...]) -> None:
    assert grade(task, response).outcome is Outcome.RIGHT
    assert grade(task, response).answer == answer_to(task) == answer


@each_kind
def test_giving_up_is_not_recalling(
    task: Task, response: Response, answer: tuple[str, ...]
) -> None:
    del response
    assert grade(task, GaveUp()) == Verdict(Outcome.WRONG, answer)


@each_kind
def test_a_response_of_another_kind_is_misuse(
    task: Task, response: Response, answer: tuple[str, ...]
) -> None:
    del answer
    for _, other, _ in RIGHT:
        if type(other) is not type(response):
            with pytest.raises(TypeError, match=type(task).__name__):
                grade(task, other)


@pytest.mark.parametrize("response", [FlipResponse(), GaveUp(), TypedResponse("x")])
def test_recall_is_rated_not_graded(response: Response) -> None:
    assert answer_to(FlipTask("back")) == ("back",)
    with pytest.raises(TypeError, match="FlipTask"):
        grade(FlipTask("back"), response)
