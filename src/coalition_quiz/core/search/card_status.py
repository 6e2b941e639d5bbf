"""The status of a card, computed from its items, to sort and search by."""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from msgspec import Struct

from coalition_quiz.core.cards import Card
from coalition_quiz.core.days import ordinal
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import item_ids
from coalition_quiz.core.notices import LEECH_AT, is_stale
from coalition_quiz.core.scheduling.item_flags import NO_FLAGS, ItemFlags
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.scheduling.queue import is_missed


class Status(IntEnum):
    """A property of a card or of one of its items: a bit of `CardStatus.marks`."""

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
        """The ids of its items, even if the card is retired."""
        if self.card.body.item_parts == ("",):
            return (self.key,)  # the same, and quicker for 100,000 cards
        return tuple(item_ids(self.deck.id, self.card))


class ItemFacts(NamedTuple):
    """The progress and flags of items on a study day.

    Attributes:
        progress: the progress of each item that was ever reviewed.
        flags: the flags of the items that have any.
        day: the study day.
    """

    progress: Mapping[str, Progress]
    flags: Mapping[str, ItemFlags]
    day: int


class CardStatus(NamedTuple):
    """The status of a card.

    Attributes:
        marks: the bits of `Status` that are true of it.
        due_day: the study day when the first of its items comes due; None if none does.
        faded: days since the last review over stability, of the item least likely recalled. If it
            was missed, a huge number. It orders like recall, in reverse. -1 if none was reviewed.
        stability: the smallest of its items, in days; -1 if no item was reviewed.
        lapses: the largest number of its items.
        weakest: the progress of the item least likely recalled; None for a card whose state is new.
    """

    marks: int = Status.NEW
    due_day: int | None = None
    faded: float = -1.0
    stability: float = -1.0
    lapses: int = 0
    weakest: Progress | None = None


_UNTOUCHED = CardStatus()
# Plain numbers, because looking up an enumeration is slow for 100,000 cards.
_DUE, _NEW, _SUSPENDED, _BURIED, _FLAGGED = 1, 2, 4, 8, 16
_LEECH, _STALE, _RETIRED, _CHANGED, _CHANGE_UNSEEN = 32, 64, 128, 256, 512
_MISSED = 1e300
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
    """Compute the status of a card."""
    card, day = row.card, known.day
    marks = _of_card(card, day)
    items = row.items
    found = [known.progress.get(item) for item in items]
    item_flags = [known.flags.get(item, NO_FLAGS) for item in items]
    reviewed = [each for each in found if each is not None]
    if not marks and not reviewed and not any(flags is not NO_FLAGS for flags in item_flags):
        return _UNTOUCHED
    changed = str(card.changed.on) if card.changed else ""
    for progress, flags in zip(found, item_flags, strict=True):
        marks |= item_marks(progress, flags, day, changed, retired=card.retired is not None)
    if not reviewed:
        return CardStatus(marks)
    weakest = reviewed[0] if len(reviewed) == 1 else max(reviewed, key=lambda it: _faded(it, day))
    status = CardStatus(
        marks=marks,
        due_day=None if card.retired else _due_day(found, item_flags),
        faded=_faded(weakest, day),
        stability=min(each.memory.stability for each in reviewed),
        lapses=max(each.lapses for each in reviewed),
        weakest=weakest,
    )
    # Half of a new card is not known: it has no recall.
    return status._replace(weakest=None) if state_of(status) == "new" else status


def card_statuses(rows: Iterable[CardRow], known: ItemFacts) -> list[CardStatus]:
    """Compute the status of each card."""
    return [card_status(row, known) for row in rows]


def state_of(card_status: CardStatus) -> str:
    """Name the most urgent state of a card in one word."""
    marks = card_status.marks
    for mark, word in _STATES:
        if marks & mark:
            return word
    return "suspended" if card_status.due_day is None else WAITING


def item_marks(
    progress: Progress | None, flags: ItemFlags, day: int, changed: str, *, retired: bool
) -> int:
    """Compute the bits of `Status` for one item.

    Args:
        progress: its progress; None if it was never reviewed.
        flags: its flags.
        day: the study day.
        changed: the EDTF date of the change of its fact; empty if it has not changed.
        retired: whether its card is retired.
    """
    marks = _LEECH if progress is not None and progress.lapses >= LEECH_AT else 0
    if flags is not NO_FLAGS:
        marks |= (flags.suspended and _SUSPENDED) | (flags.flagged and _FLAGGED)
        marks |= flags.buried_until > day and _BURIED
    if retired or marks & (_SUSPENDED | _BURIED):
        return marks
    if progress is None:
        return marks | _NEW
    # As in the queue, an item whose fact has changed since it was learnt is asked today.
    if changed > progress.change_seen:
        return marks | _DUE | _CHANGE_UNSEEN
    return marks | _DUE if progress.due_day <= day else marks


def _of_card(card: Card, day: int) -> int:
    marks = 0 if card.changed is None else _CHANGED
    if card.retired is not None:
        return marks | _RETIRED
    return marks | _STALE if card.review_by and is_stale(card, ordinal(day)) else marks


def _due_day(found: Iterable[Progress | None], item_flags: Iterable[ItemFlags]) -> int | None:
    # Suspended items never come due.
    pairs = zip(found, item_flags, strict=True)
    return min(
        (each.due_day for each, flags in pairs if each and not flags.suspended), default=None
    )


def _faded(progress: Progress, day: int) -> float:
    if is_missed(progress):
        return _MISSED
    memory = progress.memory
    return max(0, day - memory.last_day) / memory.stability
