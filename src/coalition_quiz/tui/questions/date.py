"""Typing a date."""

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.questions import DateTask
from coalition_quiz.tui.questions.typed import TypedWidget
from coalition_quiz.wording.dates import date_instruction


class DateWidget(TypedWidget):
    """A line, with an example as precise as the answer."""

    def begin(self, question: Question) -> None:
        """Clear the line."""
        assert isinstance(question.task, DateTask)
        self.invite(question, date_instruction(question.task.answer))
