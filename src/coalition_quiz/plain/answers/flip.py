"""Recalling a card without typing."""

from coalition_quiz.core.kinds.flip import FlipResponse, FlipTask
from coalition_quiz.core.questions import Response
from coalition_quiz.plain.answers.base import AnswerLines, Reply


class FlipLines(AnswerLines):
    """A card that the learner recalls, looks at and rates."""

    lines = ("Say the answer to yourself. Then press Enter to be told.",)
    help = "You rate yourself afterwards."

    def __init__(self, task: FlipTask) -> None:
        del task

    def take(self, text: str) -> Response | Reply:
        """Show the back on an empty line."""
        if text.strip():
            return Reply("Press Enter alone to be told the answer.")
        return FlipResponse()
