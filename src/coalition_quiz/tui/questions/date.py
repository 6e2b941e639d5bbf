"""Typing a date."""

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.edtf import Precision
from coalition_quiz.core.questions import DateTask
from coalition_quiz.tui.questions.typed import TypedWidget

# A date of no deck's subject, so that it never gives an answer away.
_EXAMPLES = {
    Precision.DAY: "a day, e.g. 14 May 1998",
    Precision.MONTH: "a month, e.g. May 1998",
    Precision.SEASON: "a season, e.g. spring 1998",
    Precision.YEAR: "a year, e.g. 1998",
}


class DateWidget(TypedWidget):
    """A line, with an example as precise as the answer."""

    def begin(self, question: Question) -> None:
        """Clear the line."""
        assert isinstance(question.task, DateTask)
        self.invite(_EXAMPLES[question.task.answer.precision])
