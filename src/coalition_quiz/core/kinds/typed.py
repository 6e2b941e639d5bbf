"""Type a short answer."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from coalition_quiz.core.kinds.base import CardBody, Kind, Showing, spellings, written
from coalition_quiz.core.questions import (
    Context,
    Entry,
    Outcome,
    Response,
    Task,
    Tolerance,
    TypedTask,
    Verdict,
)

BACK = "back"
"""The part of a card that is asked backwards."""
COUNTED_BEFORE = "You counted this as right before."
"""The note on an answer that is right for this learner only."""


class TypedResponse(Response, frozen=True, tag="wrote"):
    """Typed a text: a short answer, a number or a date."""

    text: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The text."""
        return (self.text.strip(),)


class Typed(CardBody, frozen=True, tag="typed"):
    """Type a short answer. `both` asks for the prompt too; unset, it is not in a card's hash."""

    kind: ClassVar[str] = "typed"
    is_named: ClassVar[bool] = True
    is_typed: ClassVar[bool] = True
    prompt: str
    answer: Entry
    both: bool | UnsetType = UNSET

    @property
    def item_parts(self) -> tuple[str, ...]:
        """The card, and its prompt."""
        return ("", BACK) if self.both else ("",)

    def part_name(self, part: str) -> str:
        """Return the name of the part that asks for the prompt."""
        return "Answer to question" if part == BACK else ""

    def prompt_of(self, part: str) -> str:
        """Return the prompt or the answer."""
        return self.answer.text if part == BACK else self.prompt

    def typed_side(self, part: str) -> str:
        """Return the key of the prompt if that is typed. The prompt itself says what to type."""
        return "typed" if part == BACK else ""

    def draw_task(self, showing: Showing) -> Task:
        """Ask for a text, or for the number or the date that the text is."""
        if showing.part == BACK:
            entry = Entry(self.prompt, showing.wordings)
            return TypedTask(entry, showing.rivals, showing.context(self.answer.text, "typed"))
        return text_task(self.answer, showing.context(self.prompt), showing.rivals)

    @property
    def names(self) -> Iterable[str]:
        """The prompt, if it is typed."""
        return (self.prompt,) if self.both else ()

    def answers_of(self, part: str) -> tuple[str, ...]:
        """Return the other side."""
        return (self.prompt,) if part == BACK else (self.answer.text,)

    @property
    def answers(self) -> tuple[str, ...]:
        """The answer."""
        return (self.answer.text,)

    @property
    def answer_lines(self) -> tuple[str, ...]:
        """The answer with its other spellings."""
        return (written(self.answer),)

    @property
    def searched(self) -> Iterable[str]:
        """The answer in all spellings."""
        return spellings(self.entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The answer."""
        return (self.answer,)


def text_task(
    entry: Entry, context: Context, rivals: frozenset[str], within: Tolerance | None = None
) -> Task:
    """Return the task of a text: to type it, or the number or the date that it is."""
    from coalition_quiz.core.grading.expected_answer import text_asked  # noqa: PLC0415 - the first question may need none of it

    return text_asked(entry, context, within, rivals)


def accepting(
    right_answer: Callable[[Any], tuple[str, ...]],
) -> Callable[[Any, TypedResponse, Collection[str], Verdict], Verdict]:
    """Return a function that counts a typed text as right if the learner does."""

    def accept(
        task: Task, response: TypedResponse, accepted: Collection[str], verdict: Verdict
    ) -> Verdict:
        from coalition_quiz.core.grading.normalise import normalise  # noqa: PLC0415 - not at the start

        if normalise(response.text) not in map(normalise, accepted):
            return verdict
        return Verdict(Outcome.RIGHT, right_answer(task), COUNTED_BEFORE, accepted=True)

    return accept


def _right_answer(task: TypedTask) -> tuple[str, ...]:
    return (task.answer.text,)


def _grade(task: TypedTask, response: TypedResponse) -> Verdict:
    from coalition_quiz.core.grading import typed  # noqa: PLC0415 - not at the start

    return typed.grade(task, response.text)


KIND = Kind(Typed, TypedTask, TypedResponse, _right_answer, _grade, accepting(_right_answer))
