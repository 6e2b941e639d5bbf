"""Which response belongs to which question, and giving up."""

from decimal import Decimal

import pytest

from coalition_quiz.core.cards import Entry
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.grading.grade import answer_to, grade
from coalition_quiz.core.questions.question import (
    Arrange,
    Ask,
    Count,
    Enumerate,
    Join,
    Judge,
    Option,
    Pick,
    Recall,
    Tell,
    Write,
)
from coalition_quiz.core.questions.responses import (
    Arranged,
    GaveUp,
    Joined,
    Judged,
    Named,
    Picked,
    Response,
    Revealed,
    Wrote,
)
from coalition_quiz.core.questions.verdicts import Outcome, Verdict

RIGHT: list[tuple[Ask, Response, tuple[str, ...]]] = [
    (Pick((Option("Mosul", right=True),), many=False), Picked(("Mosul",)), ("Mosul",)),
    (Judge(answer=True), Judged(answer=True), ("True",)),
    (Write(Entry("Mosul", ("Mossoul",))), Wrote("mosul"), ("Mosul",)),
    (Count(Decimal(22), "22", None, "countries"), Wrote("22"), ("22 countries",)),
    (Tell(Edtf(2014, 8)), Wrote("Aug 2014"), ("August 2014",)),
    (Arrange(("b", "a"), ("a", "b")), Arranged(("a", "b")), ("a", "b")),
    (Join(("a",), ("b",), (("a", "b"),)), Joined((("a", "b"),)), ("a – b",)),
    (Enumerate((Entry("a"), Entry("b")), 1), Named(("a",)), ("a", "b")),
]
each_kind = pytest.mark.parametrize(
    ("ask", "response", "answer"), RIGHT, ids=[type(ask).__name__ for ask, *_ in RIGHT]
)


@each_kind
def test_the_response_of_its_kind(ask: Ask, response: Response, answer: tuple[str, ...]) -> None:
    assert grade(ask, response).outcome is Outcome.RIGHT
    assert grade(ask, response).answer == answer_to(ask) == answer


@each_kind
def test_giving_up_is_not_recalling(ask: Ask, response: Response, answer: tuple[str, ...]) -> None:
    del response
    assert grade(ask, GaveUp()) == Verdict(Outcome.WRONG, answer)


@each_kind
def test_a_response_of_another_kind_is_misuse(
    ask: Ask, response: Response, answer: tuple[str, ...]
) -> None:
    del answer
    for _, other, _ in RIGHT:
        if type(other) is not type(response):
            with pytest.raises(TypeError, match=type(ask).__name__):
                grade(ask, other)


@pytest.mark.parametrize("response", [Revealed(), GaveUp(), Wrote("x")])
def test_recall_is_rated_not_graded(response: Response) -> None:
    assert answer_to(Recall("back")) == ("back",)
    with pytest.raises(TypeError, match="Recall"):
        grade(Recall("back"), response)
