"""Typing a short answer, a number or a date; and recalling, where there is nothing to type."""

from coalition_quiz.core.edtf import Precision
from coalition_quiz.core.kinds.flip import FlipResponse, FlipTask
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.questions.tasks import DateTask, NumberTask, TypedTask
from coalition_quiz.plain.answers.base import Reply

# A date of no deck's subject, so that it never gives an answer away.
_DATES = {
    Precision.DAY: "Type a day, such as 14 May 1998.",
    Precision.MONTH: "Type a month, such as May 1998.",
    Precision.SEASON: "Type a season, such as spring 1998.",
    Precision.YEAR: "Type a year, such as 1998.",
}


class TypedLines:
    """A line that is the answer."""

    help = ""

    def __init__(self, task: TypedTask | NumberTask | DateTask) -> None:
        self.lines = (_invitation(task),)

    def take(self, text: str) -> Response | Reply:
        """Any line; grading says whether it can be read."""
        return TypedResponse(text)


class FlipLines:
    """A card that the learner recalls, looks at and rates."""

    lines = ("Say the answer to yourself. Then press Enter to be told.",)
    help = "You rate yourself afterwards."

    def __init__(self, task: FlipTask) -> None:
        del task

    def take(self, text: str) -> Response | Reply:
        """An empty line shows the back."""
        if text.strip():
            return Reply("Press Enter alone to be told the answer.")
        return FlipResponse()


def _invitation(task: TypedTask | NumberTask | DateTask) -> str:
    match task:
        case DateTask(answer):
            return _DATES[answer.precision]
        case NumberTask(unit=unit):
            return f"Type a number, in {unit}." if unit else "Type a number."
        case _:
            return "Type the answer."
