"""Typing a short answer."""

from collections.abc import Iterable

from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import Task
from coalition_quiz.plain.answers.base import AnswerLines


class TypedLines(AnswerLines):
    """A line that is the answer."""

    help = ""
    lines: Iterable[str] = ("Type the answer.",)

    def __init__(self, task: Task) -> None:
        del task

    def take(self, text: str) -> TypedResponse:
        """Take any line; grading says whether it can be read."""
        return TypedResponse(text)
