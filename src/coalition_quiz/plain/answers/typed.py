"""Typing a short answer, a number or a date; and recalling, where there is nothing to type."""

from coalition_quiz.core.edtf import Precision
from coalition_quiz.core.questions.question import Count, Recall, Tell, Write
from coalition_quiz.core.questions.responses import Response, Revealed, Wrote
from coalition_quiz.plain.answers.base import Said

# A date of no deck's subject, so that it never gives an answer away.
_DATES = {
    Precision.DAY: "Type a day, such as 14 May 1998.",
    Precision.MONTH: "Type a month, such as May 1998.",
    Precision.SEASON: "Type a season, such as spring 1998.",
    Precision.YEAR: "Type a year, such as 1998.",
}


class Writing:
    """A line that is the answer."""

    help = ""

    def __init__(self, ask: Write | Count | Tell) -> None:
        self.lines = (_invitation(ask),)

    def take(self, text: str) -> Response | Said:
        """Any line; grading says whether it can be read."""
        return Wrote(text)


class Recalling:
    """A card that the learner recalls, looks at and rates."""

    lines = ("Say the answer to yourself. Then press Enter to be told.",)
    help = "You rate yourself afterwards."

    def __init__(self, ask: Recall) -> None:
        del ask

    def take(self, text: str) -> Response | Said:
        """An empty line shows the back."""
        if text.strip():
            return Said("Press Enter alone to be told the answer.")
        return Revealed()


def _invitation(ask: Write | Count | Tell) -> str:
    match ask:
        case Tell(answer):
            return _DATES[answer.precision]
        case Count(unit=unit):
            return f"Type a number, in {unit}." if unit else "Type a number."
        case _:
            return "Type the answer."
