"""Typing a date."""

from coalition_quiz.core.questions import DateTask
from coalition_quiz.plain.answers.typed import TypedLines
from coalition_quiz.wording.dates import date_instruction


class DateLines(TypedLines):
    """A line that is the date."""

    def __init__(self, task: DateTask) -> None:
        self.lines = (date_instruction(task.answer),)
