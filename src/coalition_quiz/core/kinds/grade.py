"""Grades a response by the kind of its task, and gives the right answer to a task."""

from collections.abc import Collection

from coalition_quiz.core.grading.characters import UNDECODED, is_undecoded
from coalition_quiz.core.kinds import KIND_OF_TASK
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import GaveUp, Outcome, Response, Task, Verdict


def grade(task: Task, response: Response, accepted: Collection[str] = ()) -> Verdict:
    """Grade a response to a question of any kind but those the learner rates alone.

    Args:
        task: the question.
        response: what the learner did.
        accepted: texts that the learner counts as right, whatever they would be otherwise; how
            they are written matters no more than in the deck's own answers.

    Raises:
        TypeError: the response is not of the question's kind.
        ValueError: it holds an option, a row or a pair that was never shown.
    """
    if isinstance(response, TypedResponse) and is_undecoded(response.text):
        return Verdict(Outcome.UNREADABLE, (), UNDECODED)
    verdict = _grade(task, response)
    accept = KIND_OF_TASK[type(task)].accept
    if not accepted or accept is None or verdict.outcome is Outcome.RIGHT:
        return verdict
    return verdict if isinstance(response, GaveUp) else accept(task, response, accepted, verdict)


def _grade(task: Task, response: Response) -> Verdict:
    kind = KIND_OF_TASK[type(task)]
    if kind.grade and isinstance(response, GaveUp):
        return Verdict(Outcome.WRONG, answer_to(task))
    if kind.grade and isinstance(response, kind.response):
        return kind.grade(task, response)
    raise TypeError(f"{type(response).__name__} does not answer {type(task).__name__}")


def answer_to(task: Task) -> tuple[str, ...]:
    """Return the right answer to a question, to be shown, one text a piece."""
    return KIND_OF_TASK[type(task)].right_answer(task)
