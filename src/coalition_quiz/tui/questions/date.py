"""Typing a date."""

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.edtf import Precision
from coalition_quiz.core.questions import DateTask
from coalition_quiz.tui.questions.typed import TypedWidget

# A date of no deck's subject, so that it never gives an answer away.
_EXAMPLES = {
    Precision.DAY: "Type a day, for example 14 May 1998.",
    Precision.MONTH: "Type a month, for example May 1998.",
    Precision.SEASON: "Type a season, for example spring 1998.",
    Precision.YEAR: "Type a year, for example 1998.",
}


class DateWidget(TypedWidget):
    """A line, with an example as precise as the answer."""

    def begin(self, question: Question) -> None:
        """Clear the line."""
        assert isinstance(question.task, DateTask)
        self.invite(question, _EXAMPLES[question.task.answer.precision])
