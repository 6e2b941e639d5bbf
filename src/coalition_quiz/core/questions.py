"""Tasks, responses and verdicts: what one showing of a card needs, and how it was answered.

The tasks that a grader of `core.grading` reads are defined here, all others with their kind.
Responses hold texts, not positions: a log outlives a shuffle. Shuffling by a seed gives the same
order on every machine and every version of Python, for ever. The generator is SplitMix64 (Steele,
Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants as in
https://prng.di.unimi.it/splitmix64.c, public domain).
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, TypeVar

from msgspec import Struct

from coalition_quiz.core.edtf import Edtf


class Outcome(StrEnum):
    """The grade of a response."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    """Cannot be read as an answer of its kind, or means two things: ask again, count nothing."""


class Part(Struct, frozen=True):
    """One piece of a response of several pieces (an option, a row, a pair, an entry).

    Attributes:
        given: the learner's text; empty for a right piece that was not given.
        right: whether it is right.
        expected: the right text, if it differs from `given`.
        why: the author's feedback on this piece.
    """

    given: str
    right: bool
    expected: str = ""
    why: str = ""


class Verdict(Struct, frozen=True):
    """A graded response.

    Attributes:
        note: one sentence for the learner: a typo that passed, or a text that was not understood.
        answer: the right answer, to be shown, one text per piece.
        parts: the pieces of the response, if it has pieces.
        accepted: whether it is right because the learner counted it as right before.
    """

    outcome: Outcome
    answer: tuple[str, ...]
    note: str = ""
    parts: tuple[Part, ...] = ()
    accepted: bool = False


class Response(Struct, frozen=True):
    """A response to a question of any kind. Each kind defines its own."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The answer as it is shown, one text per piece."""
        return ()


class GaveUp(Response, frozen=True, tag="gave-up"):
    """Asked to see the answer of a graded question: counted as not recalled."""


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
        language: the language of the answer.
        articles: the articles that the deck adds to those of its language.
        strict: what must be exact (see `strictness.ASPECTS`).
    """

    prompt: str = ""
    before: str = ""
    after: str = ""
    told: str = ""
    hint: str = ""
    language: str = "en"
    articles: tuple[str, ...] = ()
    strict: tuple[str, ...] = ()

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


_T = TypeVar("_T")
_MASK = 2**64 - 1


def shuffled(items: Sequence[_T], seed: int) -> tuple[_T, ...]:
    """Return the items in an order that only the seed decides (Fisher and Yates, from the end)."""
    mixed, numbers = list(items), random_numbers(seed)
    for last in range(len(mixed) - 1, 0, -1):
        other = next(numbers) * (last + 1) >> 64
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return tuple(mixed)


def sample(items: Sequence[_T], count: int, seed: int) -> tuple[_T, ...]:
    """Up to `count` of the items, drawn and ordered by the seed."""
    return shuffled(items, seed)[: max(count, 0)]


def random_numbers(seed: int) -> Iterator[int]:
    """Yield endless numbers of 64 bits. A seed of any size and sign counts modulo 2**64."""
    state = seed & _MASK
    while True:
        state = (state + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        yield mixed ^ (mixed >> 31)


def seed_of(item_id: str, repetition: int) -> int:
    """Return the seed for one showing of an item, of 64 bits: another at each repetition."""
    import hashlib  # noqa: PLC0415 - it costs a start, and only questions need it

    digest = hashlib.sha256(f"{item_id} {repetition}".encode()).digest()
    return int.from_bytes(digest[:8])
