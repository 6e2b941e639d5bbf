"""Typing a number."""

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.questions import NumberTask
from coalition_quiz.tui.questions.typed import TypedWidget


class NumberWidget(TypedWidget):
    """A line, and the unit of the number."""

    def begin(self, question: Question) -> None:
        """Clear the line."""
        assert isinstance(question.task, NumberTask)
        self.invite(question, "Type a number.", question.task.unit)
