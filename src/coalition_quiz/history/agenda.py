"""The agenda of a study day: due and new items, read from the history.

Decks that the history has stored are read by due day, by what was seen today, and by what is new.
The items of other decks are put into a temporary table, which is read in the same way. The queue
itself is made in `core.scheduling.queue`. Quick commands use this module, so it loads no msgspec,
YAML, FSRS or Textual.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz.core.ids import DeckSummary, card_of, deck_of
from coalition_quiz.core.scheduling.queue import (
    QueueEntry,
    QueueLimits,
    QueueOptions,
    Reason,
    new_item_order,
    order_queue,
)
from coalition_quiz.history import deck_items
from coalition_quiz.history.connection import (
    connect_in_memory,
    connect_readonly,
    snapshot,
    writing_temporarily,
)
from coalition_quiz.history.deck_items import StoredDeckRow
from coalition_quiz.history.failures import reading_history

_FIRST_BATCH = 32

_COLUMNS = "position, item, due_day, last_day, stability, reviews, change_seen"

_SEEN_ON = """
SELECT 0, item, due_day, last_day, stability, reviews, change_seen
FROM item_state WHERE last_day = :day
UNION ALL
SELECT 0, old, due_day, last_day, stability, reviews, change_seen
FROM item_state JOIN alias ON new = item WHERE last_day = :day
"""

_UNSTORED_SEEN_ON = f"""
SELECT {_COLUMNS} FROM unstored_item WHERE last_day = ?
"""  # noqa: S608

_UNSEEN_COUNT = """
SELECT count(*) FROM unstored_item WHERE deck = ? AND reviews = 0 AND ask_from IS NOT NULL
"""

_INTRODUCED_ON = "SELECT count(*) FROM item_state WHERE first_day = ?"

# Once a rename is recorded, nothing is left under the earlier id.
_USED = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM item_state WHERE item = value)
OR EXISTS (SELECT 1 FROM item_flags WHERE item = value)
"""

_KNOWN_ITEMS = """
SELECT value FROM json_each(?) LEFT JOIN alias ON old = value
WHERE EXISTS (SELECT 1 FROM item_state WHERE item = coalesce(new, value))
"""


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


# The queries are the same for the stored items and for those of `_UNSTORED`.
_DUE = f"""
SELECT {_COLUMNS} FROM {{table}} WHERE deck = ? AND reviews > 0 AND ask_from <= ?
"""  # noqa: S608 - made of constants, as are those below

_DUE_COUNT = """
SELECT count(*) FROM {table} WHERE deck = ? AND reviews > 0 AND ask_from <= ?
"""

_ASKABLE = f"""
SELECT {_COLUMNS} FROM {{table}}
WHERE item IN (SELECT value FROM json_each(?)) AND deck = ?
AND reviews > 0 AND ask_from IS NOT NULL AND buried_until <= ?
"""  # noqa: S608

_UNSEEN = """
SELECT position, item FROM {table}
WHERE deck = ? AND reviews = 0 AND ask_from <= ? AND position > ?
ORDER BY position LIMIT ?
"""

# The first bound makes SQLite use the partial index that has the same condition.
_BURIED = """
SELECT count(*) FROM {table}
WHERE deck = ? AND reviews = 0 AND ask_from > -9000000 AND ask_from > ?
"""

_DUE_PER_DAY = """
SELECT ask_from, count(*) FROM {table}
WHERE deck = ? AND reviews > 0 AND ask_from > ? AND ask_from <= ? GROUP BY ask_from
"""

_REVIEWED = f"""
SELECT {_COLUMNS} FROM {{table}} WHERE deck = ? AND reviews > 0
"""  # noqa: S608

_UNSTORED = """
CREATE TEMP TABLE unstored_item (
    item, deck, position, ask_from, buried_until, reviews, due_day, last_day, stability,
    change_seen, PRIMARY KEY (deck, position)
) WITHOUT ROWID
"""

_NEW = """
INSERT INTO unstored_item
SELECT value, :deck, key, -9000000, -9000000, 0, NULL, NULL, NULL, NULL FROM json_each(:ids)
"""

# The columns as the trigger `deck_item_is_refreshed` makes them.
_STATES = """
SELECT
    value AS item, key AS position,
    CASE WHEN NOT suspended THEN max(buried, coalesce(due_day, buried)) END AS ask_from,
    buried, reviews, due_day, last_day, stability, change_seen
FROM (
    SELECT
        value, key,
        coalesce(suspended, 0) AS suspended,
        coalesce(nullif(buried_until, 0), -9000000) AS buried,
        coalesce(reviews, 0) AS reviews,
        due_day, last_day, stability, change_seen
    FROM json_each(:ids) AS given
    LEFT JOIN alias ON alias.old = given.value
    LEFT JOIN item_state AS state ON state.item = coalesce(alias.new, given.value)
    LEFT JOIN item_flags AS flags ON flags.item = coalesce(alias.new, given.value)
)
"""

_KNOWN = f"""
INSERT INTO unstored_item
SELECT
    item, :deck, position, ask_from, buried, reviews, due_day, last_day, stability, change_seen
FROM ({_STATES})
"""  # noqa: S608

_LOOK_UP = f"""
SELECT
    ask_from, buried, position, item, coalesce(due_day, 0), coalesce(last_day, 0),
    coalesce(stability, 0.0), reviews, coalesce(change_seen, '')
FROM ({_STATES}) ORDER BY position
"""  # noqa: S608


class DeckItems:
    """The items of a deck on a study day.

    Suspended items, and those buried for the day, are neither due nor new.
    """

    def __init__(
        self, connection: sqlite3.Connection, deck: str, day: int, row: StoredDeckRow, table: str
    ) -> None:
        self._connection = connection
        self._deck = deck
        self._day = day
        self._unseen = row.unseen
        self._table = table
        self.has_no_siblings = not row.parts

    def due(self) -> list[DueItem]:
        """Return the due items in teaching order."""
        return list(map(DueItem._make, sorted(self._fetch(_DUE, self._deck, self._day))))

    def due_count(self) -> int:
        """Count the due items."""
        ((due,),) = self._fetch(_DUE_COUNT, self._deck, self._day)
        return int(due)

    def find_askable(self, items: Iterable[str]) -> Iterable[DueItem]:
        """Return those items that were reviewed and are not suspended or buried, due or not."""
        found = self._fetch(_ASKABLE, json.dumps(list(items)), self._deck, self._day)
        return map(DueItem._make, found)

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
        return self._connection.execute(query.format(table=self._table), values).fetchall()


def look_up_items(connection: sqlite3.Connection, ids: Sequence[str]) -> list[ItemRow]:
    """Return the states of items, in their order."""
    return [
        ItemRow(day, buried_until, DueItem._make(rest))
        for day, buried_until, *rest in connection.execute(_LOOK_UP, {"ids": json.dumps(ids)})
    ]


class QueueCounts(NamedTuple):
    """The counts of a day's queue.

    Attributes:
        due: number of items to review per deck; decks without any are missing.
        new_today: number of new items.
        changed: number of reviews whose fact has changed since it was learnt.
    """

    due: Mapping[str, int]
    new_today: int
    changed: int


class Agenda:
    """The items of some decks that can be asked on a day.

    Attributes:
        seen: the items seen on the day, under every id they have had.
        introduced: number of items reviewed for the first time on the day.
    """

    def __init__(
        self,
        decks: Mapping[str, DeckItems],
        changed: Mapping[str, str],
        seen: Mapping[str, DueItem],
        introduced: int,
        day: int,
    ) -> None:
        self._decks = decks
        self._changed = changed
        self._day = day
        self.seen = seen
        self.introduced = introduced

    def queue(
        self, limits: QueueLimits, decks: Collection[str] | None = None
    ) -> tuple[QueueEntry, ...]:
        """Return the items to ask, in order.

        Args:
            limits: how many items to ask.
            decks: only these decks; None for all.
        """
        chosen = {d: each for d, each in self._decks.items() if decks is None or d in decks}
        candidates = self._candidates(chosen)
        items = [state.item for state in candidates]
        known = {**self.seen, **dict(zip(items, candidates, strict=True))}
        unseen = new_item_order((each.unseen() for each in chosen.values()), mixed=limits.mixed)
        return order_queue(
            items, unseen, known, self._day, limits, QueueOptions(changed=self._changed)
        )

    def counts(self, new: int) -> QueueCounts:
        """Count the queue with at most `new` new items.

        If the cards of a deck have one item each, and so had those seen today, no item waits for a
        sibling. Then everything due is asked, and the queue need not be made.
        """
        mixed = {deck_of(item) for item in self.seen if card_of(item) != item}
        mixed |= set(map(deck_of, self._changed))
        single = {d for d, each in self._decks.items() if each.has_no_siblings and d not in mixed}
        queue = self.queue(QueueLimits(new), self._decks.keys() - single)
        due = Counter([deck_of(entry.item) for entry in queue if entry.reason is not Reason.NEW])
        new_today = len(queue) - due.total()
        due.update({deck: self._due_counts[deck] for deck in single})
        there = new_today + sum(self._decks[deck].new() for deck in single)
        changed = sum(entry.reason is Reason.CHANGED for entry in queue)
        return QueueCounts(+due, min(max(0, new), there), changed)

    def unseen(self) -> Iterator[str]:
        """Yield the items never reviewed, in teaching order, reading only as many as are needed."""
        for deck in self._decks.values():
            yield from deck.unseen()

    def new_per_deck(self) -> dict[str, int]:
        """Return the number of items per deck that are new and not suspended or buried."""
        return {deck: found.new() for deck, found in self._decks.items()}

    def forecast(self, days: int) -> dict[str, tuple[int, ...]]:
        """Return per deck the items due on each of the next days. Today includes overdue ones."""
        coming = {deck: [self._due_counts[deck]] + [0] * (days - 1) for deck in self._decks}
        for deck, found in self._decks.items():
            for day, items in found.due_per_day(self._day + days - 1):
                coming[deck][day - self._day] += items
        return {deck: tuple(items) for deck, items in coming.items()}

    def has_left_over(self) -> bool:
        """Return whether something due is left that was not answered on the day."""
        # In decks without siblings everything due is asked, so most queues need not be made.
        single = (each for each in self._decks.values() if each.has_no_siblings)
        if any(state.item not in self.seen for each in single for state in each.due()):
            return True
        others = {deck for deck, each in self._decks.items() if not each.has_no_siblings}
        return any(
            entry.reason is Reason.DUE and entry.item not in self.seen
            for entry in self.queue(QueueLimits(0), others)
        )

    def reviewed(self, deck: str) -> Iterable[DueItem]:
        """Return every reviewed item of a deck, suspended and buried ones included."""
        return self._decks[deck].reviewed()

    @cached_property
    def _due_counts(self) -> dict[str, int]:
        return {deck: found.due_count() for deck, found in self._decks.items()}

    def _candidates(self, decks: Mapping[str, DeckItems]) -> list[DueItem]:
        """Return the items that are due or may have changed since learnt, in teaching order."""
        due = {deck: found.due() for deck, found in decks.items()}
        changed = sorted((item for item in self._changed if deck_of(item) in decks), key=deck_of)
        for deck, items in groupby(changed, key=deck_of):
            due[deck] = sorted({*due[deck], *decks[deck].find_askable(items)})
        return [state for found in due.values() for state in found]


@contextmanager
def open_agenda(path: Path, summaries: Sequence[DeckSummary], day: int) -> Iterator[Agenda]:
    """Read the agenda of a day. Without a history, every item is new.

    Raises:
        HistoryError: if the file is not a history, or not of this program's version.
    """
    found = connect_readonly(path)
    if found is None:
        with closing(connect_in_memory()) as nothing:
            yield Agenda(_unstored(nothing, summaries, day, None), {}, {}, 0, day)
        return
    with closing(found) as connection, reading_history(path), snapshot(connection):
        yield read_agenda(connection, summaries, day)


def read_agenda(
    connection: sqlite3.Connection, summaries: Sequence[DeckSummary], day: int
) -> Agenda:
    """Read the agenda of `day` for these decks, within a snapshot.

    Decks that the history has not stored as they are now are put into a temporary table, which
    ends with the snapshot.
    """
    stored = deck_items.read_deck_rows(connection)
    earlier_ids = _earlier_ids(connection, summaries)
    there: dict[str, DeckItems] = {}
    others = []
    for each in summaries:
        row = stored.get(each.deck, deck_items.NOT_STORED)
        if row.fingerprint == each.fingerprint and each.deck not in earlier_ids:
            there[each.deck] = DeckItems(connection, each.deck, day, row, "deck_item")
        else:
            others.append(each)
    seen = connection.execute(_SEEN_ON, {"day": day}).fetchall()
    if others:
        there |= _unstored(connection, others, day, earlier_ids)
        seen += connection.execute(_UNSTORED_SEEN_ON, (day,)).fetchall()
    return Agenda(
        decks={each.deck: there[each.deck] for each in summaries},
        changed={item: since for each in summaries for item, since in each.changes},
        seen={state.item: state for state in map(DueItem._make, seen)},
        introduced=introduced_on(connection, day),
        day=day,
    )


def _unstored(
    connection: sqlite3.Connection,
    summaries: Sequence[DeckSummary],
    day: int,
    earlier_ids: Mapping[str, Mapping[str, str]] | None,
) -> dict[str, DeckItems]:
    """Put the items of decks into the temporary table, all of them new if `earlier_ids` is None."""
    decks = {}
    with writing_temporarily(connection):
        connection.execute(_UNSTORED)
        for each in summaries:
            ids = each.ids()
            earlier = (earlier_ids or {}).get(each.deck, {})
            names = json.dumps([earlier.get(item, item) for item in ids])
            states = _NEW if earlier_ids is None else _KNOWN
            connection.execute(states, {"deck": each.deck, "ids": names})
            connection.executemany(
                "UPDATE unstored_item SET item = ? WHERE deck = ? AND position = ?",
                [(item, each.deck, at) for at, item in enumerate(ids) if item in earlier],
            )
            (unseen,) = connection.execute(_UNSEEN_COUNT, (each.deck,)).fetchone()
            parts = sum(card_of(item) != item for item in ids)
            row = StoredDeckRow(each.fingerprint, parts, unseen)
            decks[each.deck] = DeckItems(connection, each.deck, day, row, "unstored_item")
    return decks


def introduced_on(connection: sqlite3.Connection, day: int) -> int:
    """Count the items reviewed for the first time on a day."""
    (count,) = connection.execute(_INTRODUCED_ON, (day,)).fetchone()
    return int(count)


def _earlier_ids(
    connection: sqlite3.Connection, summaries: Sequence[DeckSummary]
) -> defaultdict[str, dict[str, str]]:
    """Return per deck the items that the history knows only by an earlier id, with that id.

    Renames are recorded when the history is opened for writing. Until then they are followed here.
    """
    renames = [(old, new) for each in summaries for old, new in each.renames]
    earlier_ids: defaultdict[str, dict[str, str]] = defaultdict(dict)
    if renames:
        used = _select_ids(connection, _USED, [old for old, _ in renames])
        there = _select_ids(connection, _KNOWN_ITEMS, [new for old, new in renames if old in used])
        for old, new in renames:
            if old in used and new not in there:
                earlier_ids[deck_of(new)].setdefault(new, old)
    return earlier_ids


def _select_ids(connection: sqlite3.Connection, query: str, ids: Sequence[str]) -> set[str]:
    return {item for (item,) in connection.execute(query, (json.dumps(ids),))} if ids else set()
