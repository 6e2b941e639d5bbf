"""What all formats share: the content of a file, what was lost, and the options.

A reader turns bytes into `Imported`, and a writer turns decks into `Exported`. Cards are those of
the program itself (`core.cards`), so a format that reads what it writes gives equal cards.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.system.errors import QuizError


class ExchangeError(QuizError):
    """A file that cannot be read as what it claims to be, or options that do not fit it."""


class Loss(Struct, frozen=True, order=True):
    """Something of one card that the other side cannot hold.

    Attributes:
        reason: a clause that completes *3 cards: …*, such as ``sound is left out``.
        card: the card's id, or the beginning of its question; empty for the whole file.
        left_out: whether the whole card is left out.
    """

    reason: str
    card: str = ""
    left_out: bool = False


class ImportedCard(Struct, frozen=True):
    """A card from a foreign file.

    Attributes:
        card: its `id` is a wish, or empty; its `line` is 0.
        key: the card's id in the other program, the same at every import; empty if it has none.
        comments: sentences about what a person should look at, written above the card.
        pictures: names of the file's `media` that the card shows.
    """

    card: Card
    key: str = ""
    comments: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


class ImportedReview(Struct, frozen=True, gc=False):
    """An answer that was given in another program.

    Attributes:
        key: of its card.
        part: of its card, as in an item's id; empty for the card itself.
        at_ms: milliseconds since 1970-01-01 UTC.
        tz_min: minutes that local time was ahead of UTC.
        day: the study day by the other program's own clock, in days since 1970-01-01.
        rating: 1 (Again) to 4 (Easy); 0 for a reset, which makes the item new.
        ms: milliseconds taken.
        practice: whether it left that program's schedule alone.
    """

    key: str
    part: str
    at_ms: int
    tz_min: int
    day: int
    rating: int
    ms: int = 0
    practice: bool = False


class ImportedFlags(Struct, frozen=True):
    """What the learner set on an item in the other program."""

    key: str
    part: str
    suspended: bool = False
    buried: bool = False
    flagged: bool = False


class Imported(Struct, frozen=True):
    """The content of a foreign file.

    Attributes:
        format: the name of the format that it was read as.
        media: pictures by their names; loaded when asked for.
        notes: sentences about the file as a whole, such as the encoding that was assumed.
        preview: the first rows and the columns that they were read as, for tables.
    """

    format: str
    cards: Sequence[ImportedCard]
    losses: Sequence[Loss] = ()
    title: str = ""
    language: str = ""
    description: str = ""
    author: str = ""
    licence: str = ""
    reviews: Sequence[ImportedReview] = ()
    flags: Sequence[ImportedFlags] = ()
    media: Mapping[str, bytes] = {}
    notes: Sequence[str] = ()
    preview: Sequence[str] = ()


class Exported(Struct, frozen=True):
    """A written file, and what it does not hold."""

    data: bytes
    losses: Sequence[Loss] = ()


class ImportOptions(Struct, frozen=True):
    """How to read a file.

    Attributes:
        name: the name of the file without its folder, for messages and as a title.
        fields: for each field of a card (`question`, `answer`, `tags` …) the column, or the field
            of a note type, that has it.
        history: whether to read reviews and flags.
        check: called now and then; it may raise to stop, and gets the number of cards read.
    """

    name: str = ""
    fields: Mapping[str, str] = {}
    history: bool = False
    check: Callable[[int], None] = lambda _: None


class ItemHistory(Struct, frozen=True):
    """The reviews of an item, for a format that holds a history.

    Attributes:
        reviews: `key` is the item's ``deck/card``.
        stability: days until recall falls to 90%; 0 for a new item.
        due_day: days since 1970-01-01.
        flags: what the learner has set on it.
    """

    reviews: Sequence[ImportedReview] = ()
    stability: float = 0.0
    difficulty: float = 0.0
    due_day: int = 0
    last_day: int = 0
    lapses: int = 0
    flags: ImportedFlags | None = None


class ExportOptions(Struct, frozen=True):
    """How to write a file.

    Attributes:
        now_ms: the time, in milliseconds since 1970-01-01 UTC.
        tz_min: minutes that local time is ahead of UTC.
        day_start_min: minutes from local midnight to the start of a study day.
        histories: by the id of the item; None to write no history.
        separator: between term and definition; empty for the format's own.
        row_separator: between cards; empty for the format's own.
        spreadsheet: whether to protect cells that a spreadsheet would run as formulas.
    """

    now_ms: int = 0
    tz_min: int = 0
    day_start_min: int = 240
    histories: Mapping[str, ItemHistory] | None = None
    separator: str = ""
    row_separator: str = ""
    spreadsheet: bool = False


Read = Callable[[bytes, ImportOptions], Imported]
Write = Callable[[Sequence[Deck], ExportOptions], Exported]


class Format(Struct, frozen=True):
    """A format of another program.

    Attributes:
        name: as people write it after ``--as`` and ``--to``.
        title: as it is shown, such as *Moodle XML*.
        suffix: of a file's name, with the dot.
        recognise: returns whether the bytes look like it. Formats are asked in the order of
            `formats.FORMATS`, the most particular first.
        read: None if it is only written.
        write: None if it is only read.
    """

    name: str
    title: str
    suffix: str
    recognise: Callable[[bytes], bool]
    read: Read | None = None
    write: Write | None = None


def wordings_lost(card: Card) -> Iterator[Loss]:
    """Yield the loss of all wordings of a card's question but the first."""
    if card.wordings:
        yield Loss("other wordings of the question are left out", card.id)


def short(text: str, longest: int = 40) -> str:
    """Return the beginning of a text on one line, to name a card without an id."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
