"""The items of a deck on a study day, from the stored rows or looked up one by one.

Suspended items, and those buried for the day, are neither due nor new.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from coalition_quiz.history.due.deck_items import DeckRow

_FIRST_BATCH = 32
_NEVER = -9_000_000  # `buried_until` of an item that was never buried, as in the schema


class DueItem(NamedTuple):
    """The part of an item's state that the queue needs (see `core.scheduling.progress.Progress`).

    It is a flat tuple, because thousands are made before the status bar is drawn.

    Attributes:
        position: index among the items of its deck.
    """

    position: int
    item: str
    due_day: int
    last_day: int
    stability: float
    reviews: int
    change_seen: str


_COLUMNS = "position, item, due_day, last_day, stability, reviews, change_seen"

_DUE = f"""
SELECT {_COLUMNS} FROM deck_item WHERE deck = ? AND reviews > 0 AND ask_from <= ?
"""  # noqa: S608 - made of constants, as are those below

_DUE_COUNT = """
SELECT count(*) FROM deck_item WHERE deck = ? AND reviews > 0 AND ask_from <= ?
"""

_ASKABLE = f"""
SELECT {_COLUMNS} FROM deck_item
WHERE item = ? AND reviews > 0 AND ask_from IS NOT NULL AND buried_until <= ?
"""  # noqa: S608

_UNSEEN = """
SELECT position, item FROM deck_item
WHERE deck = ? AND reviews = 0 AND ask_from <= ? AND position > ?
ORDER BY position LIMIT ?
"""

# The first bound makes SQLite use the partial index that has the same condition.
_BURIED = """
SELECT count(*) FROM deck_item
WHERE deck = ? AND reviews = 0 AND ask_from > -9000000 AND ask_from > ?
"""

_DUE_PER_DAY = """
SELECT ask_from, count(*) FROM deck_item
WHERE deck = ? AND reviews > 0 AND ask_from > ? AND ask_from <= ? GROUP BY ask_from
"""

_REVIEWED = f"""
SELECT {_COLUMNS} FROM deck_item WHERE deck = ? AND reviews > 0
"""  # noqa: S608


class StoredItems:
    """The items of a deck that are stored in the history (see `deck_items`)."""

    def __init__(self, connection: sqlite3.Connection, deck: str, day: int, row: DeckRow) -> None:
        self._connection = connection
        self._deck = deck
        self._day = day
        self._unseen = row.unseen
        self.has_no_siblings = not row.parts

    def due(self) -> list[DueItem]:
        """Return the due items in teaching order."""
        return list(map(DueItem._make, sorted(self._fetch(_DUE, self._deck, self._day))))

    def due_count(self) -> int:
        """Count the due items."""
        ((due,),) = self._fetch(_DUE_COUNT, self._deck, self._day)
        return int(due)

    def find_askable(self, item: str) -> DueItem | None:
        """Return an item that was reviewed and is neither suspended nor buried, due or not."""
        return next(map(DueItem._make, self._fetch(_ASKABLE, item, self._day)), None)

    def unseen(self) -> Iterator[str]:
        """Yield the ids of items never reviewed, in teaching order.

        They are read in growing batches, because usually few are needed.
        """
        position, size = -1, _FIRST_BATCH
        while self._unseen and (
            found := self._fetch(_UNSEEN, self._deck, self._day, position, size)
        ):
            yield from (item for _, item in found)
            position, size = found[-1][0], size * 2

    def new(self) -> int:
        """Count the items never reviewed that are neither suspended nor buried."""
        if not self._unseen:
            return 0
        ((buried,),) = self._fetch(_BURIED, self._deck, self._day)
        return self._unseen - int(buried)

    def due_per_day(self, until: int) -> Iterable[tuple[int, int]]:
        """Return the days after this one, up to `until`, with the number of items due on each."""
        return self._fetch(_DUE_PER_DAY, self._deck, self._day, until)

    def reviewed(self) -> Iterable[DueItem]:
        """Return every reviewed item, suspended and buried ones included."""
        return map(DueItem._make, self._fetch(_REVIEWED, self._deck))

    def _fetch(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()


class ItemRow(NamedTuple):
    """The state of any item.

    Attributes:
        day: first study day to ask it, or None if it is suspended.
        buried_until: first study day after its burial.
        item_state: placeholder values if it was never reviewed.
    """

    day: int | None
    buried_until: int
    item_state: DueItem

    @property
    def item(self) -> str:
        """The item's id."""
        return self.item_state.item

    @property
    def reviews(self) -> int:
        """The number of reviews that count."""
        return self.item_state.reviews

    def is_resting(self, day: int) -> bool:
        """Return True if it is suspended or buried on a study day, due or not."""
        return self.day is None or self.buried_until > day


class UnstoredItems:
    """The items of a deck, each looked up by its id; methods as in `StoredItems`."""

    has_no_siblings = False  # not computed: the items are in memory, and queued as quickly

    def __init__(self, rows: Sequence[ItemRow], day: int) -> None:
        self._rows = rows
        self._day = day
        self._by_item = {row.item: row for row in rows}

    def due(self) -> list[DueItem]:
        """Filter the items by their day."""
        ready = (row for row in self._rows if row.day is not None and row.day <= self._day)
        return [row.item_state for row in ready if row.reviews]

    def due_count(self) -> int:
        """Count the due items."""
        return len(self.due())

    def find_askable(self, item: str) -> DueItem | None:
        """Find an item by its id."""
        row = self._by_item.get(item)
        return row.item_state if row and row.reviews and not row.is_resting(self._day) else None

    def unseen(self) -> Iterator[str]:
        """Filter the items without a review."""
        return (row.item for row in self._rows if not row.reviews and not row.is_resting(self._day))

    def new(self) -> int:
        """Count the items without a review."""
        return sum(1 for _ in self.unseen())

    def due_per_day(self, until: int) -> Iterable[tuple[int, int]]:
        """Count the items per day."""
        days = Counter(row.day for row in self._rows if row.reviews)
        ahead = range(self._day + 1, until + 1)
        return [(day, items) for day, items in days.items() if day is not None and day in ahead]

    def reviewed(self) -> Iterable[DueItem]:
        """Filter the items with a review."""
        return (row.item_state for row in self._rows if row.reviews)


DueItems = StoredItems | UnstoredItems

_NO_EARLIER_IDS: Mapping[str, str] = {}

_LOOK_UP = """
SELECT
    CASE WHEN NOT suspended THEN max(buried, coalesce(due_day, buried)) END, buried,
    coalesce(due_day, 0), coalesce(last_day, 0), coalesce(stability, 0.0),
    coalesce(reviews, 0), coalesce(change_seen, '')
FROM (
    SELECT
        key,
        coalesce(suspended, 0) AS suspended,
        coalesce(nullif(buried_until, 0), -9000000) AS buried,
        due_day, last_day, stability, reviews, change_seen
    FROM json_each(:ids) AS given
    LEFT JOIN alias ON alias.old = given.value
    LEFT JOIN item_state AS state ON state.item = coalesce(alias.new, given.value)
    LEFT JOIN item_flags AS flags ON flags.item = coalesce(alias.new, given.value)
)
ORDER BY key
"""


def look_up_items(
    connection: sqlite3.Connection,
    ids: Sequence[str],
    earlier_ids: Mapping[str, str] = _NO_EARLIER_IDS,
) -> list[ItemRow]:
    """Return the states of items, in their order.

    Args:
        connection: to a history.
        ids: of the items.
        earlier_ids: for some items, their ids in the history.
    """
    names = json.dumps([earlier_ids.get(item, item) for item in ids])
    found = connection.execute(_LOOK_UP, {"ids": names})
    return [
        ItemRow(day, buried_until, DueItem(position, item, *rest))
        for (position, item), (day, buried_until, *rest) in zip(enumerate(ids), found, strict=True)
    ]


def new_item_rows(ids: Sequence[str]) -> list[ItemRow]:
    """Return the states of items without any history."""
    return [
        ItemRow(_NEVER, _NEVER, DueItem(position, item, 0, 0, 0.0, 0, ""))
        for position, item in enumerate(ids)
    ]
