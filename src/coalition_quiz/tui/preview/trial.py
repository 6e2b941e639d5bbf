"""A question in a preview, graded without recording the answer."""

from msgspec import Struct
from msgspec.structs import replace

from coalition_quiz.core.draw_question import Question, draw
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.flip import FlipResponse, FlipTask
from coalition_quiz.core.kinds.grade import answer_to, grade
from coalition_quiz.core.questions import GaveUp, Outcome, Response, Verdict, seed_of
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
    answered: Answered | None = None

    def reopened(self) -> "Trial":
        """Return the same question without its answer."""
        return replace(self, answered=None)

    def graded(self, response: Response) -> "Trial | str":
        """Grade a response. Return why it cannot be read, if it cannot.

        Raises:
            TypeError: if the response is for another kind of question.
            ValueError: if it names an option that is not there.
        """
        if isinstance(self.question.task, FlipTask):
            return self.revealed()
        verdict = grade(self.question.task, response)
        if verdict.outcome is Outcome.UNREADABLE:
            return verdict.note
        return self._with(response, verdict)

    def revealed(self) -> "Trial":
        """Return the answer side with the feedback on every option."""
        task = self.question.task
        if isinstance(task, FlipTask):
            return self._with(FlipResponse(), None)
        return self._with(GaveUp(), Verdict(Outcome.WRONG, answer_to(task), parts=task.notes))

    def _with(self, response: Response, verdict: Verdict | None) -> "Trial":
        answered = Answered(self.question, response, verdict, rating=None, rating_previews=(), ms=0)
        return replace(self, answered=answered)


def draw_trial(item: Item, number: int, rivals: frozenset[str]) -> Trial:
    """Draw the question as after this number of reviews."""
    return Trial(item, number, draw(item, seed_of(item.id, number), rivals))


def redraw_trial(trial: Trial, item: Item, rivals: frozenset[str]) -> Trial:
    """Draw a trial again for an edited card, with its answer graded again."""
    fresh = draw_trial(item, trial.number, rivals)
    if trial.answered is None:
        return fresh
    response = trial.answered.response
    if isinstance(response, GaveUp | FlipResponse):
        return fresh.revealed()
    try:
        graded = fresh.graded(response)
    except (TypeError, ValueError):  # it names an option that is gone, or answers another kind
        return fresh
    return fresh if isinstance(graded, str) else graded


def looks_alike(one: Question, other: Question) -> bool:
    """Return whether two questions look the same before the answer."""
    return one.prompt == other.prompt and one.task.appearance == other.task.appearance
