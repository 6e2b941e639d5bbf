"""Type a number."""

from decimal import Decimal
from typing import ClassVar

from coalition_quiz.core.kinds.base import CardBody, Kind, Showing
from coalition_quiz.core.kinds.typed import TypedResponse, accepting
from coalition_quiz.core.questions import NumberTask, Tolerance, Verdict


class Number(CardBody, frozen=True, tag="number"):
    """Type a number. `written` is the answer as the author wrote it."""

    kind: ClassVar[str] = "number"
    is_typed: ClassVar[bool] = True
    prompt: str
    answer: Decimal
    written: str
    within: Tolerance | None = None
    unit: str = ""

    def draw_task(self, showing: Showing) -> NumberTask:
        """Ask the same at each showing."""
        context = showing.context(self.prompt)
        return NumberTask(self.answer, self.written, self.within, self.unit, context)

    @property
    def answers(self) -> tuple[str, ...]:
        """The number as it is written, without its unit."""
        return (self.written,)

    @property
    def answer_lines(self) -> tuple[str, ...]:
        """The number with its digits in groups and its unit, and how far off it may be."""
        from coalition_quiz.core.grading.digits import group_digits  # noqa: PLC0415 - not at the start

        is_amount = bool(self.unit or self.within)
        shown = group_digits(self.written, self.prompt, is_amount=is_amount)
        unit = f" {self.unit}" if self.unit else ""
        if self.within is None:
            return (f"{shown}{unit}",)
        amount = self.within.amount
        # Normalised, a whole number of tens comes out as 3E+2; formatted, it does not.
        within = f"{(amount * 100).normalize():f}%" if self.within.relative else f"{amount:f}{unit}"
        return (f"{shown}{unit}, within {within}",)


def _right_answer(task: NumberTask) -> tuple[str, ...]:
    from coalition_quiz.core.grading import numbers  # noqa: PLC0415 - not at the start

    return numbers.answer(task)


def _grade(task: NumberTask, response: TypedResponse) -> Verdict:
    from coalition_quiz.core.grading import numbers  # noqa: PLC0415 - not at the start

    return numbers.grade(task, response.text)


KIND = Kind(Number, NumberTask, TypedResponse, _right_answer, _grade, accepting(_right_answer))
