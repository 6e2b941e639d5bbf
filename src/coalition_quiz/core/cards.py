"""A deck as its author means it: cards of ten kinds, with their sources and dates.

Every value is frozen. The reader makes them; questions are drawn from them.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType

from coalition_quiz.core.edtf import Edtf

Kind = Literal[
    "front", "choice", "truth", "typed", "number", "date", "order", "match", "list", "cloze"
]


class Source(Struct, frozen=True):
    """A work that facts are taken from.

    Attributes:
        short: what to call it under an answer; empty to use its title.
    """

    key: str
    title: str
    published: Edtf | None = None
    url: str = ""
    author: str = ""
    short: str = ""

    @property
    def name(self) -> str:
        """What learners see under an answer: the short name, or else the title."""
        return self.short or self.title


class Citation(Struct, frozen=True):
    """Where in a source a fact stands; `place` is free text such as a section's title."""

    source: Source
    place: str = ""


class Change(Struct, frozen=True):
    """The world changed: since when, and what was true before."""

    on: Edtf
    was: str


class Retirement(Struct, frozen=True):
    """The card is no longer asked: since when, and why."""

    on: Edtf
    why: str


class Wrong(Struct, frozen=True):
    """A distractor, and why it is wrong (may be empty)."""

    text: str
    why: str = ""


class Tolerance(Struct, frozen=True):
    """How far off a number may be: a share of the answer (0.05 for 5%) or an amount."""

    amount: Decimal
    relative: bool = False


class Happening(Struct, frozen=True):
    """A dated event of a timeline."""

    date: Edtf
    event: str


class Entry(Struct, frozen=True):
    """An answer that may be written in several ways; the first is the one shown."""

    text: str
    accept: tuple[str, ...] = ()


class Gap(Struct, frozen=True):
    """A hidden part of a cloze text, with an optional hint shown in its place.

    Attributes:
        within: how far off a number may be. What is not set is not encoded, so that a card without
            it keeps its hash.
    """

    entry: Entry
    hint: str = ""
    within: Tolerance | UnsetType = UNSET


class Flip(Struct, frozen=True, tag="front"):
    """Recalled, revealed and rated by the learner; asked backwards too if `both`."""

    kind: ClassVar[Kind] = "front"
    prompt: str
    back: str
    both: bool = False


class Choice(Struct, frozen=True, tag="choice"):
    """Pick the right one, or exactly the right ones where `many`.

    `wrong` holds the author's distractors; none where `pool` names a pool of the deck to draw
    them from. `options` is how many options to show in all (0: as many as there are).
    """

    kind: ClassVar[Kind] = "choice"
    prompt: str
    answers: tuple[str, ...]
    many: bool
    wrong: tuple[Wrong, ...] = ()
    pool: str = ""
    options: int = 0


class TrueFalse(Struct, frozen=True, tag="truth"):
    """Say whether the statement is true."""

    kind: ClassVar[Kind] = "truth"
    prompt: str
    answer: bool


class Typed(Struct, frozen=True, tag="typed"):
    """Type a short answer."""

    kind: ClassVar[Kind] = "typed"
    prompt: str
    answer: Entry


class Number(Struct, frozen=True, tag="number"):
    """Type a number; `written` is the answer as the author wrote it."""

    kind: ClassVar[Kind] = "number"
    prompt: str
    answer: Decimal
    written: str
    within: Tolerance | None = None
    unit: str = ""


class Date(Struct, frozen=True, tag="date"):
    """Type a date, right when it is the same to the precision of the answer."""

    kind: ClassVar[Kind] = "date"
    prompt: str
    answer: Edtf


class Order(Struct, frozen=True, tag="order"):
    """Put rows in order: a fixed list, or `draw` happenings of a timeline."""

    kind: ClassVar[Kind] = "order"
    prompt: str
    answer: tuple[str, ...] = ()
    timeline: tuple[Happening, ...] = ()
    draw: int = 0


class Match(Struct, frozen=True, tag="match"):
    """Join each left to its right."""

    kind: ClassVar[Kind] = "match"
    prompt: str
    pairs: tuple[tuple[str, str], ...]


class List(Struct, frozen=True, tag="list"):
    """Name `need` of the entries, one at a time."""

    kind: ClassVar[Kind] = "list"
    prompt: str
    answer: tuple[Entry, ...]
    need: int


class Cloze(Struct, frozen=True, tag="cloze"):
    """A text with gaps; each gap is an item of its own."""

    kind: ClassVar[Kind] = "cloze"
    parts: tuple[str | Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps in the order of the text."""
        return tuple(part for part in self.parts if isinstance(part, Gap))

    @property
    def prompt(self) -> str:
        """The whole text, with nothing hidden."""
        return "".join(part.entry.text if isinstance(part, Gap) else part for part in self.parts)


Body = Flip | Choice | TrueFalse | Typed | Number | Date | Order | Match | List | Cloze


class Card(Struct, frozen=True, omit_defaults=True):
    """What an author writes: one prompt with all that belongs to it.

    Attributes:
        id: unique in the deck; ``~`` and a hash of the prompt where the author gave none.
        line: the line of the file it starts on, counted from 1.
        as_of: when the fact was true; the deck's where the card says none.
        was: ids that this card had before, as ``card`` or ``deck/card``.
        lint_ignore: the codes of checks that its author has answered with a reason.
    """

    id: str
    body: Body
    line: int
    why: str = ""
    hint: str = ""
    source: Citation | None = None
    as_of: Edtf | None = None
    review_by: Edtf | None = None
    according_to: str = ""
    disputed: str = ""
    tags: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    changed: Change | None = None
    retired: Retirement | None = None
    lint_ignore: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """The key that names what the learner does."""
        return self.body.kind


class StoredCards(Sequence[Card]):
    """Cards that stand elsewhere and are fetched one by one, with what would need all of them."""

    @property
    @abstractmethod
    def asked(self) -> int:
        """How many items are asked."""

    @abstractmethod
    def asked_ids(self) -> Sequence[str]:
        """The ids of those items, in the order of the cards."""

    @abstractmethod
    def find(self, card_id: str) -> Card | None:
        """The card of this id."""


class Deck(Struct, frozen=True):
    """A file of cards; history is kept under `id`.

    `pools` holds the texts that cards name by their pool: once, however many cards draw on it.
    """

    id: str
    title: str
    path: str
    cards: Sequence[Card]
    language: str = "en"
    description: str = ""
    author: str = ""
    licence: str = ""
    as_of: Edtf | None = None
    pools: Mapping[str, tuple[str, ...]] = {}
