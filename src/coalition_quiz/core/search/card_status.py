"""How a card stands: the worst of its items, in one value to sort and search by."""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from msgspec import Struct

from coalition_quiz.core.cards import Card, Cloze, Deck, Flip
from coalition_quiz.core.days import ordinal
from coalition_quiz.core.items import item_ids
from coalition_quiz.core.notices import LEECH_AT, is_stale
from coalition_quiz.core.scheduling.item_flags import NO_FLAGS, ItemFlags
from coalition_quiz.core.scheduling.progress import Progress


class Status(IntEnum):
    """What may be true of a card, or of one of its items: each a bit of `Standing.marks`."""

    DUE = 1
    NEW = 2
    SUSPENDED = 4
    BURIED = 8
    FLAGGED = 16
    LEECH = 32
    STALE = 64
    RETIRED = 128
    CHANGED = 256
    CHANGE_UNSEEN = 512


class CardRow(Struct, frozen=True):
    """A card in the table, with the deck it is in."""

    deck: Deck
    card: Card

    @property
    def key(self) -> str:
        """``deck/card``."""
        return f"{self.deck.id}/{self.card.id}"

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of its items, those of a retired card among them."""
        if isinstance(self.card.body, Flip | Cloze):
            return tuple(item_ids(self.deck.id, self.card))
        return (self.key,)  # for the others the same, and at 100,000 cards sooner


class ItemFacts(NamedTuple):
    """What the history knows, as of a study day.

    Attributes:
        progress: where each item stands that was ever reviewed.
        cares: what was asked for items beside their schedule.
        day: the study day on which it is asked.
    """

    progress: Mapping[str, Progress]
    cares: Mapping[str, ItemFlags]
    day: int


class CardStatus(NamedTuple):
    """How a card stands.

    Attributes:
        marks: what is true of it (`Status`), as one whole number.
        due_day: the study day on which the first of its items comes due; None where none does.
        faded: days since the last review, in stabilities, of the item least likely recalled:
            it orders as retrievability does, the other way round. -1 where none was reviewed.
        stability: the least of its items', in days; -1 where none was reviewed.
        lapses: the most of its items'.
        weakest: the item least likely recalled; None where none was reviewed.
    """

    marks: int = Status.NEW
    due_day: int | None = None
    faded: float = -1.0
    stability: float = -1.0
    lapses: int = 0
    weakest: Progress | None = None


_UNTOUCHED = CardStatus()
# As plain numbers: at 100,000 cards each look into the enumeration is felt.
_DUE, _NEW, _SUSPENDED, _BURIED, _FLAGGED = 1, 2, 4, 8, 16
_LEECH, _STALE, _RETIRED, _CHANGED, _CHANGE_UNSEEN = 32, 64, 128, 256, 512
WAITING = "waiting"
"""The state of a card that comes due on a later day."""

_STATES = (
    (_RETIRED, "retired"),
    (_CHANGE_UNSEEN, "changed"),
    (_DUE, "due"),
    (_NEW, "new"),
    (_BURIED, "buried"),
)


def card_status(row: CardRow, known: ItemFacts) -> CardStatus:
    """How a card stands on the day."""
    card, day = row.card, known.day
    marks = _of_card(card, day)
    items = row.items
    found = [known.progress.get(item) for item in items]
    cares = [known.cares.get(item, NO_FLAGS) for item in items]
    reviewed = [each for each in found if each is not None]
    if not marks and not reviewed and not any(flags is not NO_FLAGS for flags in cares):
        return _UNTOUCHED
    told = str(card.changed.on) if card.changed else ""
    for progress, flags in zip(found, cares, strict=True):
        marks |= item_marks(progress, flags, day, told, retired=card.retired is not None)
    if not reviewed:
        return CardStatus(marks)
    weakest = reviewed[0] if len(reviewed) == 1 else max(reviewed, key=lambda it: _faded(it, day))
    return CardStatus(
        marks=marks,
        due_day=None if card.retired else _due_day(found, cares),
        faded=_faded(weakest, day),
        stability=min(each.memory.stability for each in reviewed),
        lapses=max(each.lapses for each in reviewed),
        weakest=weakest,
    )


def card_statuses(rows: Iterable[CardRow], known: ItemFacts) -> list[CardStatus]:
    """How each card stands on the day."""
    return [card_status(row, known) for row in rows]


def state_of(card_status: CardStatus) -> str:
    """Where a card stands in a word: what is to be done first, for the first of its items."""
    marks = card_status.marks
    for mark, word in _STATES:
        if marks & mark:
            return word
    return "suspended" if card_status.due_day is None else WAITING


def item_marks(
    progress: Progress | None, flags: ItemFlags, day: int, told: str, *, retired: bool
) -> int:
    """What is true of one item, as one whole number.

    Args:
        progress: where it stands; None where it was never reviewed.
        flags: what was asked for it.
        day: the study day.
        told: since when its fact has changed, in EDTF; empty where it has not.
        retired: whether it is no longer asked.
    """
    marks = _LEECH if progress is not None and progress.lapses >= LEECH_AT else 0
    if flags is not NO_FLAGS:
        marks |= (flags.suspended and _SUSPENDED) | (flags.flagged and _FLAGGED)
        marks |= flags.buried_until > day and _BURIED
    if retired or marks & (_SUSPENDED | _BURIED):
        return marks
    if progress is None:
        return marks | _NEW
    # As in the queue: what has changed since it was learnt is asked today, whenever it is due.
    if told > progress.change_seen:
        return marks | _DUE | _CHANGE_UNSEEN
    return marks | _DUE if progress.due_day <= day else marks


def _of_card(card: Card, day: int) -> int:
    marks = 0 if card.changed is None else _CHANGED
    if card.retired is not None:
        return marks | _RETIRED
    return marks | _STALE if card.review_by and is_stale(card, ordinal(day)) else marks


def _due_day(found: Iterable[Progress | None], cares: Iterable[ItemFlags]) -> int | None:
    # What is suspended comes due on no day.
    pairs = zip(found, cares, strict=True)
    return min(
        (each.due_day for each, flags in pairs if each and not flags.suspended), default=None
    )


def _faded(progress: Progress, day: int) -> float:
    memory = progress.memory
    return max(0, day - memory.last_day) / memory.stability
