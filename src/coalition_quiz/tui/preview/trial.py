"""A question in a preview, graded without recording the answer."""

import msgspec
from msgspec import Struct

from coalition_quiz.core.draw_question import draw
from coalition_quiz.core.grading.grade import answer_to, grade
from coalition_quiz.core.items import Item
from coalition_quiz.core.questions.question import (
    ChoiceTask,
    DateTask,
    FlipTask,
    ListTask,
    NumberTask,
    Question,
    Task,
    TypedTask,
)
from coalition_quiz.core.questions.responses import FlipResponse, GaveUp, Response
from coalition_quiz.core.questions.shuffle import seed_of
from coalition_quiz.core.questions.verdicts import Outcome, Part, Verdict
from coalition_quiz.core.sessions.study import Answered


class Trial(Struct, frozen=True):
    """A question as a learner sees it.

    Attributes:
        number: the number of reviews before it, which seeds the drawing.
        answered: the graded answer, or None while the question is open.
    """

    item: Item
    number: int
    question: Question
    rivals: frozenset[str]
    answered: Answered | None = None


def show(item: Item, number: int, rivals: frozenset[str]) -> Trial:
    """Draw the question as after this number of reviews."""
    return Trial(item, number, draw(item, seed_of(item.id, number), rivals), rivals)


def opened(showing: Trial) -> Trial:
    """Return the same question without its answer."""
    return msgspec.structs.replace(showing, answered=None)


def answer(showing: Trial, response: Response) -> Trial | str:
    """Grade a response. Return why it cannot be read, if it cannot."""
    if isinstance(showing.question.task, FlipTask):
        return _settled(showing, FlipResponse(), None)
    verdict = grade(showing.question.task, response)
    if verdict.outcome is Outcome.UNREADABLE:
        return verdict.note
    return _settled(showing, response, verdict)


def reveal(showing: Trial) -> Trial:
    """Return the answer side with the feedback on every option."""
    task = showing.question.task
    if isinstance(task, FlipTask):
        return _settled(showing, FlipResponse(), None)
    notes = _notes(task) if isinstance(task, ChoiceTask) else ()
    return _settled(showing, GaveUp(), Verdict(Outcome.WRONG, answer_to(task), parts=notes))


def renew(showing: Trial, item: Item, rivals: frozenset[str]) -> Trial:
    """Return the same trial for an edited card, with its answer graded again."""
    fresh = show(item, showing.number, rivals)
    if showing.answered is None:
        return fresh
    response = showing.answered.response
    if isinstance(response, GaveUp | FlipResponse):
        return reveal(fresh)
    try:
        again = answer(fresh, response)
    except (TypeError, ValueError):  # it names an option that is gone, or answers another kind
        return fresh
    return fresh if isinstance(again, str) else again


def looks_alike(one: Question, other: Question) -> bool:
    """Return whether two questions look the same before the answer."""
    return one.prompt == other.prompt and _as_seen(one.task) == _as_seen(other.task)


def _as_seen(task: Task) -> object:
    match task:
        case TypedTask():
            return TypedTask
        case NumberTask():
            return NumberTask, task.unit
        case DateTask():
            return DateTask, task.answer.precision
        case ListTask():
            return task.entries, task.need
        case _:
            return task


def _settled(showing: Trial, response: Response, verdict: Verdict | None) -> Trial:
    answered = Answered(showing.question, response, verdict, rating=None, rating_previews=(), ms=0)
    return msgspec.structs.replace(showing, answered=answered)


def _notes(task: ChoiceTask) -> tuple[Part, ...]:
    return tuple(Part(option.text, option.right, why=option.why) for option in task.options)
