"""Which items a session asks, and in what order. The one place that counts today's work.

Kept free of costly imports, because the quick command `due` counts with it too.
"""

import sys
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import islice
from typing import NamedTuple, Protocol

from coalition_quiz.core.ids import card_of, deck_of

MIXED_DECKS = 3
"""How many decks give new items in turn. More at once would start all of a course on one day."""


class ReviewedItem(Protocol):
    """What the queue must know of an item reviewed before (see `progress.Progress`)."""

    @property
    def due_day(self) -> int:
        """The study day on which it is due."""

    @property
    def last_day(self) -> int:
        """The study day of the last review."""

    @property
    def stability(self) -> float:
        """Days in which the probability of recall falls to 90%."""

    @property
    def reviews(self) -> int:
        """How many reviews count."""

    @property
    def change_seen(self) -> str:
        """The change of the fact that the learner was told of last, or nothing."""


class Reason(StrEnum):
    """Why an item is asked."""

    CHANGED = "changed"
    DUE = "due"
    NEW = "new"
    AGAIN = "again"


class QueueEntry(NamedTuple):
    """An item waiting to be asked.

    Attributes:
        reviews: how many reviews came before. With the id it seeds the drawing, and when the
            history says another number, the item was answered elsewhere meanwhile.
    """

    item: str
    reason: Reason
    reviews: int = 0


class QueueLimits(NamedTuple):
    """How much a session may ask.

    Attributes:
        new: how many items never seen before.
        most: how many items in all; None for no limit.
        siblings: whether gaps and sides of one card may come on one day.
        mixed: whether decks give new items in turn, and not one deck after the other.
    """

    new: int
    most: int | None = None
    siblings: bool = False
    mixed: bool = False


class QueueOptions(NamedTuple):
    """What decides beside the schedule.

    Attributes:
        resting: items that are suspended, or buried for the day.
        changed: for items whose facts have changed, since when, in EDTF.
    """

    resting: Collection[str] = frozenset()
    changed: Mapping[str, str] = {}


NO_OPTIONS = QueueOptions()


def build_queue(
    items: Iterable[str],
    known: Mapping[str, ReviewedItem],
    day: int,
    limits: QueueLimits,
    wishes: QueueOptions = NO_OPTIONS,
) -> tuple[QueueEntry, ...]:
    """The items to ask on `day`.

    First those whose facts have changed since they were learnt, then due ones, the least likely
    remembered first, then new ones.

    Args:
        items: ids of all items that may be asked, in the order they are taught.
        known: where each item stands that was ever reviewed.
        day: the study day.
        limits: how much to ask.
        wishes: what else decides.
    """
    reviewed: list[str] = []
    unseen: dict[str, list[str]] = {}
    for item in items:
        if item in known:
            reviewed.append(item)
        elif item not in wishes.resting:
            unseen.setdefault(deck_of(item), []).append(item)
    fresh = new_item_order(map(iter, unseen.values()), mixed=limits.mixed)
    return order_queue(reviewed, fresh, known, day, limits, wishes)


def order_queue(
    reviewed: Iterable[str],
    unseen: Iterable[str],
    known: Mapping[str, ReviewedItem],
    day: int,
    limits: QueueLimits,
    wishes: QueueOptions = NO_OPTIONS,
) -> tuple[QueueEntry, ...]:
    """The same queue of items that were told apart already.

    Reviewed items that are neither due nor changed may be left out, and so may those in `known`
    that are not in `reviewed` and were not seen on `day`: neither makes a difference.

    Args:
        reviewed: ids of items that are in `known`, in the order they are taught.
        unseen: ids of the others, in the order in which they are introduced (see `new_item_order`); no more
            of them are read than the limit asks for.
        known: where each item stands that was ever reviewed.
        day: the study day.
        limits: how much to ask.
        wishes: what else decides.
    """
    reviews = _order_reviews(reviewed, known, day, wishes)
    awake = (item for item in unseen if item not in wishes.resting)
    fresh: Iterator[QueueEntry] = (QueueEntry(item, Reason.NEW) for item in awake)
    if not limits.siblings:
        cards = {card_of(item) for item, standing in known.items() if standing.last_day == day}
        reviews = list(_one_per_card(reviews, cards, known, day))
        fresh = _one_per_card(fresh, cards, known, day)
    queue = (*reviews, *islice(fresh, min(max(0, limits.new), sys.maxsize)))
    return queue if limits.most is None else queue[: limits.most]


def new_item_order(decks: Iterable[Iterator[str]], *, mixed: bool) -> Iterator[str]:
    """The new items of decks in the order in which they are introduced.

    Each deck keeps its own order. Decks are opened and read no further than is asked for.

    Args:
        decks: the new items of each deck.
        mixed: take an item of each of the first `MIXED_DECKS` decks in turn; when one ends, the
            next takes its place.
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
    """Whether an item's last review was a miss, for only then it stays due on that day."""
    return known.due_day == known.last_day


def _order_reviews(
    reviewed: Iterable[str], known: Mapping[str, ReviewedItem], day: int, wishes: QueueOptions
) -> list[QueueEntry]:
    """Whose facts have changed, in the order taught; then what is due, the least known first."""
    news: list[QueueEntry] = []
    due: list[tuple[float, int, QueueEntry]] = []
    for place, item in enumerate(reviewed):
        standing = known[item]
        if item in wishes.resting:
            continue
        if wishes.changed.get(item, "") > standing.change_seen:
            news.append(QueueEntry(item, Reason.CHANGED, standing.reviews))
        elif standing.due_day <= day:
            # Retrievability falls with elapsed days over stability and with nothing else, so
            # that ratio orders the queue without raising every item to a power.
            elapsed = max(0, day - standing.last_day) / standing.stability
            due.append((-elapsed, place, QueueEntry(item, Reason.DUE, standing.reviews)))
    due.sort()
    return news + [entry for _, _, entry in due]


def _one_per_card(
    entries: Iterable[QueueEntry], cards: set[str], known: Mapping[str, ReviewedItem], day: int
) -> Iterator[QueueEntry]:
    """Leave out entries whose card is in `cards`, to which the kept ones' cards are added."""
    for entry in entries:
        card = card_of(entry.item)
        if card in cards and not _is_repeat(entry, known, day):
            continue
        cards.add(card)
        yield entry


def _is_repeat(entry: QueueEntry, known: Mapping[str, ReviewedItem], day: int) -> bool:
    """Whether its card was seen today because of this very item, which is to be asked again."""
    match entry.reason:
        case Reason.DUE:
            return is_missed(known[entry.item])
        case Reason.CHANGED:
            return known[entry.item].last_day == day
        case _:
            return False
