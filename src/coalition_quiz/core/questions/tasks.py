"""Tasks: what one showing of a card needs to be answered and graded, and no more.

The tasks that a grader of `core.grading` reads are defined here, all others with their kind.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.questions.verdicts import Part


class Tolerance(Struct, frozen=True):
    """A tolerance for a number: a share of the answer (0.05 for 5%) or an amount."""

    amount: Decimal
    relative: bool = False


class Entry(Struct, frozen=True):
    """An answer that may be written in several ways. The first is the one shown."""

    text: str
    accept: tuple[str, ...] = ()


class Task(Struct, frozen=True):
    """A task of any kind: options drawn, rows shuffled, the gap hidden.

    Attributes:
        is_chosen: whether a single key may answer it.
    """

    is_chosen: ClassVar[bool] = False

    @property
    def offered(self) -> Sequence[str]:
        """The texts that are laid out to be chosen or moved."""
        return ()

    @property
    def appearance(self) -> object:
        """A value that is equal for tasks that look the same until they are answered."""
        return self

    @property
    def notes(self) -> tuple[Part, ...]:
        """The author's feedback on every possible answer."""
        return ()


class Context(Struct, frozen=True):
    """The text of a card around its answer.

    It decides how exact an answer must be (*nearly […]*) and which words may go with it.

    Attributes:
        prompt: the question as it is asked, without hints for its gap.
        before: the text in front of the gap; empty without a gap.
        after: the text behind the gap; empty without a gap.
        told: the card's explanation of its answer.
        hint: the hint that is shown in the gap.
    """

    prompt: str = ""
    before: str = ""
    after: str = ""
    told: str = ""
    hint: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether the answer is inside a text, not after a question."""
        return bool(self.before or self.after)

    @property
    def lead(self) -> str:
        """The text in front of the answer: the question, or the text before the gap."""
        return self.before if self.is_gap else self.prompt


class TypedTask(Task, frozen=True):
    """Type a short answer. A typo may never turn it into one of the `rivals` (folded names)."""

    answer: Entry
    rivals: frozenset[str] = frozenset()
    context: Context = Context()

    @property
    def appearance(self) -> object:
        """Equal for all: there is only an empty line."""
        return TypedTask


class NumberTask(Task, frozen=True):
    """Type a number.

    Attributes:
        written: the answer as its author writes it.
        unit: the unit, or the things counted, shown next to the field.
        spelt: the answer and its other spellings, if the number is a text in the deck.
        inside: a unit that is a part of the answer, as in ``[5 km]``: it must be typed.
    """

    answer: Decimal
    written: str
    within: Tolerance | None = None
    unit: str = ""
    context: Context = Context()
    spelt: Entry | None = None
    inside: str = ""

    @property
    def appearance(self) -> object:
        """Equal if the unit is."""
        return NumberTask, self.unit


class DateTask(Task, frozen=True):
    """Type a date.

    Attributes:
        spelt: the answer and its other spellings, if the date is a text in the deck.
        any_year: whether only the day and the month are asked for.
    """

    answer: Edtf
    context: Context = Context()
    spelt: Entry | None = None
    any_year: bool = False

    @property
    def appearance(self) -> object:
        """Equal if the precision is."""
        return DateTask, self.answer.precision


class ListTask(Task, frozen=True):
    """Name `need` of the entries, one at a time."""

    entries: tuple[Entry, ...]
    need: int
    rivals: frozenset[str] = frozenset()
    context: Context = Context()

    @property
    def appearance(self) -> object:
        """Equal if the entries and their number are."""
        return self.entries, self.need
