"""Typing a date."""

from coalition_quiz.core.edtf import Precision
from coalition_quiz.core.questions import DateTask
from coalition_quiz.plain.answers.typed import TypedLines

# A date of no deck's subject, so that it never gives an answer away.
_DATES = {
    Precision.DAY: "Type a day, for example 14 May 1998.",
    Precision.MONTH: "Type a month, for example May 1998.",
    Precision.SEASON: "Type a season, for example spring 1998.",
    Precision.YEAR: "Type a year, for example 1998.",
}


class DateLines(TypedLines):
    """A line that is the date."""

    def __init__(self, task: DateTask) -> None:
        self.lines = (_DATES[task.answer.precision],)
