"""The items of a deck on a day, as today's work is counted from them: written down or looked up.

What is suspended, or buried for the day, rests: it is neither due nor new.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from coalition_quiz.history.due.deck_items import NotedDeck

_FIRST_PORTION = 32
_NEVER = -9_000_000  # the day of what was never buried, as in the schema


class DueItem(NamedTuple):
    """What `learning.queue` must know of an item (see `learning.progress.Progress`).

    Flat, because thousands of them are made before a status bar is drawn.

    Attributes:
        place: of the item among those of its deck.
    """

    place: int
    item: str
    due_day: int
    last_day: int
    stability: float
    reviews: int
    change_seen: str


class DueItems(Protocol):
    """The items of a deck on a day."""

    @property
    def is_plain(self) -> bool:
        """Whether every item is known to be the only one of its card."""

    def due(self) -> list[DueItem]:
        """What is due, in the order it is taught."""

    def due_count(self) -> int:
        """How many those are."""

    def awake(self, item: str) -> DueItem | None:
        """An item that was reviewed and does not rest, due or not."""

    def unseen(self) -> Iterator[str]:
        """What was never reviewed, in the order it is taught."""

    def new(self) -> int:
        """How many those are."""

    def coming(self, until: int) -> Iterable[tuple[int, int]]:
        """The days after this one, up to one, and how many items come due on each."""

    def reviewed(self) -> Iterable[DueItem]:
        """Where every item stands that was reviewed, resting or not."""


_STANDING = "place, item, due_day, last_day, stability, reviews, told"

_DUE = f"""
SELECT {_STANDING} FROM asked WHERE deck = ? AND reviews > 0 AND day <= ?
"""  # noqa: S608 - made of constants, as are those below

_DUE_COUNT = "SELECT count(*) FROM asked WHERE deck = ? AND reviews > 0 AND day <= ?"

_AWAKE = f"""
SELECT {_STANDING} FROM asked
WHERE item = ? AND reviews > 0 AND day IS NOT NULL AND rests_until <= ?
"""  # noqa: S608

_UNSEEN = """
SELECT place, item FROM asked
WHERE deck = ? AND reviews = 0 AND day <= ? AND place > ?
ORDER BY place LIMIT ?
"""

# The bound that holds for all of them anyway is what the index is made of.
_BURIED = """
SELECT count(*) FROM asked WHERE deck = ? AND reviews = 0 AND day > -9000000 AND day > ?
"""

_COMING = """
SELECT day, count(*) FROM asked WHERE deck = ? AND reviews > 0 AND day > ? AND day <= ? GROUP BY day
"""

_REVIEWED = f"""
SELECT {_STANDING} FROM asked WHERE deck = ? AND reviews > 0
"""  # noqa: S608


class StoredItems:
    """The items of a deck that the history has written down (see `asked`)."""

    def __init__(
        self, connection: sqlite3.Connection, deck: str, day: int, noted: NotedDeck
    ) -> None:
        self._connection = connection
        self._deck = deck
        self._day = day
        self._unseen = noted.unseen
        self.is_plain = not noted.parts

    def due(self) -> list[DueItem]:
        """Found by their day."""
        return list(map(DueItem._make, sorted(self._all(_DUE, self._deck, self._day))))

    def due_count(self) -> int:
        """Counted where they are found."""
        ((due,),) = self._all(_DUE_COUNT, self._deck, self._day)
        return int(due)

    def awake(self, item: str) -> DueItem | None:
        """Found by its id."""
        return next(map(DueItem._make, self._all(_AWAKE, item, self._day)), None)

    def unseen(self) -> Iterator[str]:
        """Found by their place, in portions that grow, for most often few are wanted."""
        place, portion = -1, _FIRST_PORTION
        while self._unseen and (found := self._all(_UNSEEN, self._deck, self._day, place, portion)):
            yield from (item for _, item in found)
            place, portion = found[-1][0], portion * 2

    def new(self) -> int:
        """Counted by triggers; only what is buried is looked at."""
        if not self._unseen:
            return 0
        ((buried,),) = self._all(_BURIED, self._deck, self._day)
        return self._unseen - int(buried)

    def coming(self, until: int) -> Iterable[tuple[int, int]]:
        """Counted day by day."""
        return self._all(_COMING, self._deck, self._day, until)

    def reviewed(self) -> Iterable[DueItem]:
        """All of them, without a look at those that were never reviewed."""
        return map(DueItem._make, self._all(_REVIEWED, self._deck))

    def _all(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()


class ItemRow(NamedTuple):
    """Where any item stands.

    Attributes:
        day: the study day from which it is asked; None while it is suspended.
        rests_until: the study day until which it is buried.
        standing: of little meaning where it was never reviewed.
    """

    day: int | None
    rests_until: int
    standing: DueItem

    @property
    def item(self) -> str:
        """Its id."""
        return self.standing.item

    @property
    def reviews(self) -> int:
        """How many reviews count."""
        return self.standing.reviews

    def rests(self, day: int) -> bool:
        """Whether it is not to be asked on a study day, due or not."""
        return self.day is None or self.rests_until > day


class UnstoredItems:
    """The items of a deck, each looked up by its id."""

    is_plain = False  # or perhaps not: they are all at hand, and are queued as quickly

    def __init__(self, rows: Sequence[ItemRow], day: int) -> None:
        self._rows = rows
        self._day = day
        self._by_item = {row.item: row for row in rows}

    def due(self) -> list[DueItem]:
        """Those whose day has come."""
        ready = (row for row in self._rows if row.day is not None and row.day <= self._day)
        return [row.standing for row in ready if row.reviews]

    def due_count(self) -> int:
        """Counted one by one."""
        return len(self.due())

    def awake(self, item: str) -> DueItem | None:
        """Found by its id."""
        row = self._by_item.get(item)
        return row.standing if row and row.reviews and not row.rests(self._day) else None

    def unseen(self) -> Iterator[str]:
        """Those that no review was ever of."""
        return (row.item for row in self._rows if not row.reviews and not row.rests(self._day))

    def new(self) -> int:
        """Counted one by one."""
        return sum(1 for _ in self.unseen())

    def coming(self, until: int) -> Iterable[tuple[int, int]]:
        """Counted one by one."""
        days = Counter(row.day for row in self._rows if row.reviews)
        ahead = range(self._day + 1, until + 1)
        return [(day, items) for day, items in days.items() if day is not None and day in ahead]

    def reviewed(self) -> Iterable[DueItem]:
        """Those that there was a review of."""
        return (row.standing for row in self._rows if row.reviews)


_AS_NAMED: Mapping[str, str] = {}

_LOOK_UP = """
SELECT
    CASE WHEN NOT suspended THEN max(rest, coalesce(due_day, rest)) END, rest,
    coalesce(due_day, 0), coalesce(last_day, 0), coalesce(stability, 0.0),
    coalesce(reviews, 0), coalesce(told, '')
FROM (
    SELECT
        key,
        coalesce(suspended, 0) AS suspended,
        coalesce(nullif(buried_until, 0), -9000000) AS rest,
        due_day, last_day, stability, reviews, told
    FROM json_each(:ids) AS given
    LEFT JOIN alias ON alias.old = given.value
    LEFT JOIN item_state AS state ON state.item = coalesce(alias.new, given.value)
    LEFT JOIN care ON care.item = coalesce(alias.new, given.value)
)
ORDER BY key
"""


def look_up(
    connection: sqlite3.Connection, ids: Sequence[str], known_as: Mapping[str, str] = _AS_NAMED
) -> list[ItemRow]:
    """Where items stand, in their order.

    Args:
        connection: to a history.
        ids: of the items.
        known_as: for some of them, the id under which the history knows them.
    """
    named = json.dumps([known_as.get(item, item) for item in ids])
    found = connection.execute(_LOOK_UP, {"ids": named})
    return [
        ItemRow(day, rests_until, DueItem(place, item, *rest))
        for (place, item), (day, rests_until, *rest) in zip(enumerate(ids), found, strict=True)
    ]


def never_asked(ids: Sequence[str]) -> list[ItemRow]:
    """Where items stand of which there is no history."""
    return [
        ItemRow(_NEVER, _NEVER, DueItem(place, item, 0, 0, 0.0, 0, ""))
        for place, item in enumerate(ids)
    ]
