"""One showing of an item: its question, and what came of an answer that nobody records."""

import msgspec
from msgspec import Struct

from coalition_quiz.core.draw_question import Question, draw
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.flip import FlipResponse, FlipTask
from coalition_quiz.core.kinds.grade import answer_to, grade
from coalition_quiz.core.questions.responses import GaveUp, Response
from coalition_quiz.core.questions.shuffle import seed_of
from coalition_quiz.core.questions.verdicts import Outcome, Verdict
from coalition_quiz.core.sessions.study import Answered


class Trial(Struct, frozen=True):
    """A question as a learner sees it.

    Attributes:
        number: which showing of the item it is, counted from 0: each is drawn otherwise.
        answered: what came of the answer; None while the question is open.
    """

    item: Item
    number: int
    question: Question
    rivals: frozenset[str]
    answered: Answered | None = None


def show(item: Item, number: int, rivals: frozenset[str]) -> Trial:
    """Draw a showing: what a learner gets who has answered the item so many times."""
    return Trial(item, number, draw(item, seed_of(item.id, number), rivals), rivals)


def opened(showing: Trial) -> Trial:
    """The same question, not answered."""
    return msgspec.structs.replace(showing, answered=None)


def answer(showing: Trial, response: Response) -> Trial | str:
    """Grade a response; where it cannot be read, why."""
    if isinstance(showing.question.task, FlipTask):
        return _settled(showing, FlipResponse(), None)
    verdict = grade(showing.question.task, response)
    if verdict.outcome is Outcome.UNREADABLE:
        return verdict.note
    return _settled(showing, response, verdict)


def reveal(showing: Trial) -> Trial:
    """The answer side, with the feedback on every option and not only on the one taken."""
    task = showing.question.task
    if isinstance(task, FlipTask):
        return _settled(showing, FlipResponse(), None)
    return _settled(showing, GaveUp(), Verdict(Outcome.WRONG, answer_to(task), parts=task.notes))


def renew(showing: Trial, item: Item, rivals: frozenset[str]) -> Trial:
    """The same showing after the card was edited: answered again where it was answered."""
    fresh = show(item, showing.number, rivals)
    if showing.answered is None:
        return fresh
    response = showing.answered.response
    if isinstance(response, GaveUp | FlipResponse):
        return reveal(fresh)
    try:
        again = answer(fresh, response)
    except (TypeError, ValueError):  # it named what is no longer there, or answers another kind
        return fresh
    return fresh if isinstance(again, str) else again


def looks_alike(one: Question, other: Question) -> bool:
    """Whether two questions are the same to whoever is about to answer them."""
    return one.prompt == other.prompt and one.task.appearance == other.task.appearance


def _settled(showing: Trial, response: Response, verdict: Verdict | None) -> Trial:
    answered = Answered(showing.question, response, verdict, rating=None, rating_previews=(), ms=0)
    return msgspec.structs.replace(showing, answered=answered)
