"""A statement: say whether it is true."""

from typing import ClassVar

from coalition_quiz.core.kinds.base import CardBody, Kind, Showing
from coalition_quiz.core.questions import Outcome, Response, Task, Verdict


class TrueFalseTask(Task, frozen=True):
    """Say true or false."""

    is_chosen: ClassVar[bool] = True
    answer: bool


class TrueFalseResponse(Response, frozen=True, tag="judged"):
    """Said true or false."""

    answer: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """The answer as one word."""
        return (_in_a_word(self.answer),)


class TrueFalse(CardBody, frozen=True, tag="truth"):
    """Say whether the statement is true."""

    kind: ClassVar[str] = "truth"
    prompt: str
    answer: bool

    def draw_task(self, showing: Showing) -> TrueFalseTask:
        """Ask the same at each showing."""
        del showing
        return TrueFalseTask(self.answer)

    @property
    def answers(self) -> tuple[str, ...]:
        """None: true and false are the answers of many."""
        return ()

    @property
    def answer_lines(self) -> tuple[str, ...]:
        """True or false."""
        return (_in_a_word(self.answer),)


def _in_a_word(answer: bool) -> str:
    return "True" if answer else "False"


def _right_answer(task: TrueFalseTask) -> tuple[str, ...]:
    return (_in_a_word(task.answer),)


def _grade(task: TrueFalseTask, response: TrueFalseResponse) -> Verdict:
    outcome = Outcome.RIGHT if response.answer is task.answer else Outcome.WRONG
    return Verdict(outcome, _right_answer(task))


KIND = Kind(TrueFalse, TrueFalseTask, TrueFalseResponse, _right_answer, _grade)
