"""A question as it is shown once: options drawn, rows shuffled, the gap hidden.

An `Task` holds what one showing needs to be answered and graded, and no more.
"""

from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from coalition_quiz.core.cards import Entry, Kind, Tolerance
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.items import Item


class FlipTask(Struct, frozen=True):
    """Remember, reveal, rate oneself."""

    back: str


class Option(Struct, frozen=True):
    """One option of a choice, with the feedback for choosing it."""

    text: str
    right: bool
    why: str = ""


class ChoiceTask(Struct, frozen=True):
    """Pick one option, or several where `many`."""

    options: tuple[Option, ...]
    many: bool


class TrueFalseTask(Struct, frozen=True):
    """Say true or false."""

    answer: bool


class Context(Struct, frozen=True):
    """What a card says around its answer.

    It tells how exact an answer must be (*nearly […]*) and which words may go with it.

    Attributes:
        prompt: the question as it is asked, without hints for its gap.
        before: the text in front of the gap; empty where there is none.
        after: the text behind the gap; likewise.
        told: what else the card says of its answer.
        hint: the hint that is shown in the gap.
    """

    prompt: str = ""
    before: str = ""
    after: str = ""
    told: str = ""
    hint: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether the answer stands inside a text, not behind a question."""
        return bool(self.before or self.after)

    @property
    def lead(self) -> str:
        """The text in front of the answer: the question, or what precedes the gap."""
        return self.before if self.is_gap else self.prompt


class TypedTask(Struct, frozen=True):
    """Type a short answer; a typo may never turn it into one of the `rivals` (folded names)."""

    answer: Entry
    rivals: frozenset[str] = frozenset()
    context: Context = Context()


class NumberTask(Struct, frozen=True):
    """Type a number.

    Attributes:
        written: the answer as its author writes it.
        unit: what is counted, shown beside the field.
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


class DateTask(Struct, frozen=True):
    """Type a date.

    Attributes:
        spelt: the answer and its other spellings, if the date is a text in the deck.
        any_year: whether only the day and the month are asked for.
    """

    answer: Edtf
    context: Context = Context()
    spelt: Entry | None = None
    any_year: bool = False


class OrderTask(Struct, frozen=True):
    """Put `rows` (shuffled) into the order of `answer`; `dates` (in words) go with `answer`."""

    rows: tuple[str, ...]
    answer: tuple[str, ...]
    dates: tuple[str, ...] = ()


class MatchTask(Struct, frozen=True):
    """Join `lefts` with `rights` (shuffled) as `pairs` says."""

    lefts: tuple[str, ...]
    rights: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


class ListTask(Struct, frozen=True):
    """Name `need` of the entries, one at a time."""

    entries: tuple[Entry, ...]
    need: int
    rivals: frozenset[str] = frozenset()
    context: Context = Context()


Task = (
    FlipTask
    | ChoiceTask
    | TrueFalseTask
    | TypedTask
    | NumberTask
    | DateTask
    | OrderTask
    | MatchTask
    | ListTask
)


class Question(Struct, frozen=True):
    """One showing of an item.

    Attributes:
        prompt: the text to show; a cloze gap stands as ``[…]`` or ``[hint]``.
        seed: what the drawing was made from, so that it can be made again.
        accepted: the texts that the learner counts as right here, beside the deck's.
    """

    item: Item
    prompt: str
    task: Task
    seed: int
    accepted: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of the card."""
        return self.item.card.kind

    GAP: ClassVar[str] = "[…]"
