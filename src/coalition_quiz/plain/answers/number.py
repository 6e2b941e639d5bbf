"""Typing a number."""

from coalition_quiz.core.questions import NumberTask
from coalition_quiz.plain.answers.typed import TypedLines


class NumberLines(TypedLines):
    """A line that is the number."""

    def __init__(self, task: NumberTask) -> None:
        self.lines = (f"Type a number, in {task.unit}." if task.unit else "Type a number.",)
