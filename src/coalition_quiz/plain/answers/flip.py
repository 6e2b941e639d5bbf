"""Recalling a card without typing."""

from coalition_quiz.core.kinds.flip import FlipResponse, FlipTask
from coalition_quiz.core.questions import Response
from coalition_quiz.plain.answers.base import AnswerLines, Reply


class FlipLines(AnswerLines):
    """A card that the learner recalls, looks at and rates."""

    lines = ("Think of the answer, then press Enter to see it.",)
    help = "Then rate how well you knew it."

    def __init__(self, task: FlipTask) -> None:
        del task

    def take(self, text: str) -> Response | Reply:
        """Show the back on an empty line."""
        if text.strip():
            return Reply("Press Enter on an empty line to see the answer.")
        return FlipResponse()
