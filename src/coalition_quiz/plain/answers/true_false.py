"""Saying true or false."""

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.questions import Response
from coalition_quiz.plain.answers.base import AnswerLines, Reply

_TRUE = frozenset({"t", "true", "y", "yes", "1"})
_FALSE = frozenset({"f", "false", "n", "no", "2"})


class TrueFalseLines(AnswerLines):
    """A statement that is true or false."""

    lines = ("True or false? Type t or f.",)
    help = "You can also type true or false, yes or no."

    def __init__(self, task: TrueFalseTask) -> None:
        del task

    def take(self, text: str) -> Response | Reply:
        """Read a judgement."""
        said = plain(text).casefold().rstrip(".!")
        if said in _TRUE:
            return TrueFalseResponse(True)
        return (
            TrueFalseResponse(False)
            if said in _FALSE
            else Reply("Type t for true, or f for false.")
        )
