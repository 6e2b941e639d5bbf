"""Which items a session asks, and in what order. The one place that counts today's work.

Kept free of costly imports, because the quick command `due` counts with it too.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, Protocol

from coalition_quiz.learning.ids import card_of


class Known(Protocol):
    """What the queue must know of an item reviewed before (see `progress.Progress`)."""

    @property
    def due_day(self) -> int:
        """The study day on which it is due."""

    @property
    def last_day(self) -> int:
        """The study day of the last review."""

    @property
    def stability(self) -> float:
        """Days in which the probability of recall falls to 90 %."""

    @property
    def reviews(self) -> int:
        """How many reviews count."""

    @property
    def told(self) -> str:
        """The change of the fact that the learner was told of last, or nothing."""


class Reason(StrEnum):
    """Why an item is asked."""

    CHANGED = "changed"
    DUE = "due"
    NEW = "new"
    AGAIN = "again"


class Entry(NamedTuple):
    """An item waiting to be asked.

    Attributes:
        reviews: how many reviews came before. With the id it seeds the drawing, and when the
            history says another number, the item was answered elsewhere meanwhile.
    """

    item: str
    reason: Reason
    reviews: int = 0


class Limits(NamedTuple):
    """How much a session may ask.

    Attributes:
        new: how many items never seen before.
        most: how many items in all; None for no limit.
        siblings: whether gaps and sides of one card may come on one day.
    """

    new: int
    most: int | None = None
    siblings: bool = False


class Wishes(NamedTuple):
    """What decides beside the schedule.

    Attributes:
        resting: items that are suspended, or buried for the day.
        changed: for items whose facts have changed, since when, in EDTF.
    """

    resting: Collection[str] = frozenset()
    changed: Mapping[str, str] = {}


NO_WISHES = Wishes()


def build_queue(
    items: Iterable[str],
    known: Mapping[str, Known],
    day: int,
    limits: Limits,
    wishes: Wishes = NO_WISHES,
) -> tuple[Entry, ...]:
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
    due: list[tuple[str, Known]] = []
    new: list[Entry] = []
    news: list[Entry] = []
    for item in items:
        standing = known.get(item)
        if item in wishes.resting:
            continue
        if standing is None:
            new.append(Entry(item, Reason.NEW))
        elif wishes.changed.get(item, "") > standing.told:
            news.append(Entry(item, Reason.CHANGED, standing.reviews))
        elif standing.due_day <= day:
            due.append((item, standing))
    due.sort(key=lambda pair: _elapsed_stabilities(pair[1], day), reverse=True)
    reviewed = news + [Entry(item, Reason.DUE, standing.reviews) for item, standing in due]
    if not limits.siblings:
        cards = {card_of(item) for item, standing in known.items() if standing.last_day == day}
        missed = {item for item, standing in due if standing.due_day == standing.last_day}
        reviewed = _one_a_card(reviewed, cards, exempt=missed)
        new = _one_a_card(new, cards)
    queue = (*reviewed, *new[: max(0, limits.new)])
    return queue if limits.most is None else queue[: limits.most]


def _one_a_card(entries: list[Entry], cards: set[str], exempt: Collection[str] = ()) -> list[Entry]:
    """Leave out entries whose card is in `cards`, to which the kept ones' cards are added.

    An item missed earlier today is exempt: its card was seen today because of it.
    """
    kept = []
    for entry in entries:
        card = card_of(entry.item)
        if card not in cards or entry.item in exempt:
            cards.add(card)
            kept.append(entry)
    return kept


def _elapsed_stabilities(known: Known, day: int) -> float:
    # Retrievability falls with elapsed days over stability and with nothing else, so that
    # ratio orders the queue without raising every item to a power.
    return max(0, day - known.last_day) / known.stability
