"""Type a date."""

from typing import ClassVar

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds.base import CardBody, Kind, Showing
from coalition_quiz.core.kinds.typed import TypedResponse, accepting
from coalition_quiz.core.questions import DateTask, Verdict


class Date(CardBody, frozen=True, tag="date"):
    """Type a date, right when it is the same to the precision of the answer."""

    kind: ClassVar[str] = "date"
    is_typed: ClassVar[bool] = True
    prompt: str
    answer: Edtf

    def draw_task(self, showing: Showing) -> DateTask:
        """Ask the same at each showing."""
        return DateTask(self.answer, showing.context(self.prompt))

    @property
    def answers(self) -> tuple[str, ...]:
        """The date in words."""
        return (self.answer.in_words(),)

    @property
    def searched(self) -> tuple[str, ...]:
        """The date in words and in EDTF."""
        return (self.answer.in_words(), str(self.answer))


def _right_answer(task: DateTask) -> tuple[str, ...]:
    from coalition_quiz.core.grading import date_answers  # noqa: PLC0415 - not at the start

    return date_answers.answer(task)


def _grade(task: DateTask, response: TypedResponse) -> Verdict:
    from coalition_quiz.core.grading import date_answers  # noqa: PLC0415 - not at the start

    return date_answers.grade(task, response.text)


KIND = Kind(Date, DateTask, TypedResponse, _right_answer, _grade, accepting(_right_answer))
