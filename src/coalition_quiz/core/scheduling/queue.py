"""The queue of a session: the items it asks and their order. All counts of today's work use it.

It has no costly imports, because the quick command `due` uses it too.
"""

import sys
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import islice
from typing import NamedTuple, Protocol

from coalition_quiz.core.ids import card_of, deck_of

MIXED_DECKS = 3
"""The number of decks that give new items in turn. More would start a whole course on one day."""


class ReviewedItem(Protocol):
    """The part of a reviewed item's progress that the queue uses (see `progress.Progress`)."""

    @property
    def due_day(self) -> int:
        """The study day when it is due."""

    @property
    def last_day(self) -> int:
        """The study day of the last review."""

    @property
    def stability(self) -> float:
        """Days until the probability of recall falls to 90%."""

    @property
    def reviews(self) -> int:
        """The number of reviews that count."""

    @property
    def change_seen(self) -> str:
        """The date of the latest change of its fact that the learner has seen, or an empty text."""


class Reason(StrEnum):
    """The reason why an item is asked."""

    CHANGED = "changed"
    DUE = "due"
    NEW = "new"
    AGAIN = "again"


class QueueEntry(NamedTuple):
    """An item waiting to be asked.

    Attributes:
        reviews: the number of reviews so far. It seeds the drawing, together with the id. If the
            history has another number, the item has been answered in another window.
    """

    item: str
    reason: Reason
    reviews: int = 0


class QueueLimits(NamedTuple):
    """The limits of a session.

    Attributes:
        new: the most new items.
        most: the most items in total; None for no limit.
        siblings: whether several gaps or sides of one card may come on one day.
        mixed: whether decks give new items in turn, instead of one deck after the other.
    """

    new: int
    most: int | None = None
    siblings: bool = False
    mixed: bool = False


class QueueOptions(NamedTuple):
    """Further conditions of a queue.

    Attributes:
        resting: items that are suspended, or buried for the day.
        changed: the EDTF date of the change, by item, of the facts that have changed.
    """

    resting: Collection[str] = frozenset()
    changed: Mapping[str, str] = {}


NO_OPTIONS = QueueOptions()


def build_queue(
    items: Iterable[str],
    known: Mapping[str, ReviewedItem],
    day: int,
    limits: QueueLimits,
    options: QueueOptions = NO_OPTIONS,
) -> tuple[QueueEntry, ...]:
    """Build the queue of a day.

    First come items whose facts have changed since they were learnt. Then come due items, the
    least likely recalled first, and then new items.

    Args:
        items: ids of all items that may be asked, in the order they are taught.
        known: the progress of each item that was ever reviewed.
        day: the study day.
        limits: the limits of the session.
        options: further conditions.
    """
    reviewed: list[str] = []
    unseen: dict[str, list[str]] = {}
    for item in items:
        if item in known:
            reviewed.append(item)
        elif item not in options.resting:
            unseen.setdefault(deck_of(item), []).append(item)
    fresh = new_item_order(map(iter, unseen.values()), mixed=limits.mixed)
    return order_queue(reviewed, fresh, known, day, limits, options)


def order_queue(
    reviewed: Iterable[str],
    unseen: Iterable[str],
    known: Mapping[str, ReviewedItem],
    day: int,
    limits: QueueLimits,
    options: QueueOptions = NO_OPTIONS,
) -> tuple[QueueEntry, ...]:
    """Build the queue of a day from items that are already split into reviewed and new.

    Two sorts of items make no difference and may be left out: reviewed items that are not due or
    changed, and items of `known` that are not in `reviewed` and were not seen on `day`.

    Args:
        reviewed: ids of items that are in `known`, in the order they are taught.
        unseen: ids of new items, in the order they are introduced (see `new_item_order`). They are
            read only as far as the limit.
        known: the progress of each item that was ever reviewed.
        day: the study day.
        limits: the limits of the session.
        options: further conditions.
    """
    reviews = _order_reviews(reviewed, known, day, options)
    awake = (item for item in unseen if item not in options.resting)
    fresh: Iterator[QueueEntry] = (QueueEntry(item, Reason.NEW) for item in awake)
    if not limits.siblings:
        cards = {card_of(item) for item, standing in known.items() if standing.last_day == day}
        reviews = list(_one_per_card(reviews, cards, known, day))
        fresh = _one_per_card(fresh, cards, known, day)
    queue = (*reviews, *islice(fresh, min(max(0, limits.new), sys.maxsize)))
    return queue if limits.most is None else queue[: limits.most]


def new_item_order(decks: Iterable[Iterator[str]], *, mixed: bool) -> Iterator[str]:
    """Give the new items of decks in the order they are introduced.

    Each deck keeps its order. Decks are opened and read only as far as needed.

    Args:
        decks: the new items of each deck.
        mixed: take one item from each of the first `MIXED_DECKS` decks in turn. When a deck ends,
            the next one replaces it.
    """
    coming = iter(decks)
    turns = deque(islice(coming, MIXED_DECKS if mixed else 1))
    while turns:
        deck = turns.popleft()
        item = next(deck, None)
        if item is None:
            turns.extendleft(islice(coming, 1))
        else:
            yield item
            turns.append(deck)


def is_missed(known: ReviewedItem) -> bool:
    """Check whether an item's last review was a miss. Only then is it still due on that day."""
    return known.due_day == known.last_day


def _order_reviews(
    reviewed: Iterable[str], known: Mapping[str, ReviewedItem], day: int, options: QueueOptions
) -> list[QueueEntry]:
    """Order the reviews: changed facts as they are taught, then due items, least recalled first."""
    news: list[QueueEntry] = []
    due: list[tuple[float, int, QueueEntry]] = []
    for place, item in enumerate(reviewed):
        standing = known[item]
        if item in options.resting:
            continue
        if options.changed.get(item, "") > standing.change_seen:
            news.append(QueueEntry(item, Reason.CHANGED, standing.reviews))
        elif standing.due_day <= day:
            # Retrievability depends on elapsed days over stability alone. This ratio gives the
            # same order without a power for every item.
            elapsed = max(0, day - standing.last_day) / standing.stability
            due.append((-elapsed, place, QueueEntry(item, Reason.DUE, standing.reviews)))
    due.sort()
    return news + [entry for _, _, entry in due]


def _one_per_card(
    entries: Iterable[QueueEntry], cards: set[str], known: Mapping[str, ReviewedItem], day: int
) -> Iterator[QueueEntry]:
    """Leave out entries whose card is in `cards`, and add the cards of the others to it."""
    for entry in entries:
        card = card_of(entry.item)
        if card in cards and not _is_repeat(entry, known, day):
            continue
        cards.add(card)
        yield entry


def _is_repeat(entry: QueueEntry, known: Mapping[str, ReviewedItem], day: int) -> bool:
    """Check whether this very item was asked today and must be asked again."""
    match entry.reason:
        case Reason.DUE:
            return is_missed(known[entry.item])
        case Reason.CHANGED:
            return known[entry.item].last_day == day
        case _:
            return False
