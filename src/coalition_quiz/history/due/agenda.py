"""The agenda of a study day: due and new items, read from the history.

Decks that the history has stored are read by due day, by what was seen today, and by what is new;
the items of other decks are looked up one by one. Both give the same result. The queue itself is
made in `core.scheduling.queue`. Quick commands use this module, so it loads no msgspec, YAML, FSRS
or Textual.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.core.deck_summary import DeckSummary
from coalition_quiz.core.ids import card_of, deck_of
from coalition_quiz.core.scheduling.queue import (
    QueueEntry,
    QueueLimits,
    QueueOptions,
    Reason,
    new_item_order,
    order_queue,
)
from coalition_quiz.history.connection import connect_readonly
from coalition_quiz.history.due import deck_items
from coalition_quiz.history.due.due_items import (
    DueItem,
    DueItems,
    StoredItems,
    UnstoredItems,
    look_up_items,
    new_item_rows,
)
from coalition_quiz.history.failures import reading_history
from coalition_quiz.history.transactions import snapshot

_SEEN_ON = """
SELECT 0, item, due_day, last_day, stability, reviews, change_seen
FROM item_state WHERE last_day = :day
UNION ALL
SELECT 0, old, due_day, last_day, stability, reviews, change_seen
FROM item_state JOIN alias ON new = item WHERE last_day = :day
"""

_INTRODUCED_ON = "SELECT count(*) FROM item_state WHERE first_day = ?"

# Once a rename is recorded, nothing is left under the earlier id.
_USED = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM item_state WHERE item = value)
OR EXISTS (SELECT 1 FROM item_flags WHERE item = value)
"""

_REVIEWED = """
SELECT value FROM json_each(?) LEFT JOIN alias ON old = value
WHERE EXISTS (SELECT 1 FROM item_state WHERE item = coalesce(new, value))
"""


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
        decks: Mapping[str, DueItems],
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
        return QueueCounts(due, min(max(0, new), there), changed)

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
        return any(
            entry.reason is Reason.DUE and entry.item not in self.seen
            for entry in self.queue(QueueLimits(0))
        )

    def reviewed(self, deck: str) -> Iterable[DueItem]:
        """Return every reviewed item of a deck, suspended and buried ones included."""
        return self._decks[deck].reviewed()

    @cached_property
    def _due_counts(self) -> dict[str, int]:
        return {deck: found.due_count() for deck, found in self._decks.items()}

    def _candidates(self, decks: Mapping[str, DueItems]) -> list[DueItem]:
        """Return the items that are due or may have changed since learnt, in teaching order."""
        due = {deck: found.due() for deck, found in decks.items()}
        changed = sorted((item for item in self._changed if deck_of(item) in decks), key=deck_of)
        for deck, items in groupby(changed, key=deck_of):
            askable = filter(None, map(decks[deck].find_askable, items))
            due[deck] = sorted({*due[deck], *askable})
        return [state for found in due.values() for state in found]


@contextmanager
def open_agenda(path: Path, summaries: Sequence[DeckSummary], day: int) -> Iterator[Agenda]:
    """Read the agenda of a day. Without a history, every item is new.

    Raises:
        HistoryError: if the file is not a history, or not of this program's version.
    """
    found = connect_readonly(path)
    if found is None:
        decks = {each.deck: UnstoredItems(new_item_rows(each.ids()), day) for each in summaries}
        yield Agenda(decks, {}, {}, 0, day)
        return
    with closing(found) as connection, reading_history(path), snapshot(connection):
        yield read_agenda(connection, summaries, day)


def read_agenda(
    connection: sqlite3.Connection, summaries: Sequence[DeckSummary], day: int
) -> Agenda:
    """Read the agenda of `day` for these decks; it is valid until something is written."""
    stored = deck_items.read_deck_rows(connection)
    earlier_ids = _earlier_ids(connection, summaries)
    decks: dict[str, DueItems] = {}
    found = map(DueItem._make, connection.execute(_SEEN_ON, {"day": day}))
    seen = {state.item: state for state in found}
    for each in summaries:
        row = stored.get(each.deck, deck_items.NO_DECK_ROW)
        if row.fingerprint == each.fingerprint and each.deck not in earlier_ids:
            decks[each.deck] = StoredItems(connection, each.deck, day, row)
        else:
            rows = look_up_items(connection, each.ids(), earlier_ids[each.deck])
            decks[each.deck] = UnstoredItems(rows, day)
            seen |= {each.item: each.item_state for each in rows if each.item_state.last_day == day}
    changed = {item: since for each in summaries for item, since in each.changes}
    return Agenda(decks, changed, seen, introduced_on(connection, day), day)


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
        there = _select_ids(connection, _REVIEWED, [new for old, new in renames if old in used])
        for old, new in renames:
            if old in used and new not in there:
                earlier_ids[deck_of(new)].setdefault(new, old)
    return earlier_ids


def _select_ids(connection: sqlite3.Connection, query: str, ids: Sequence[str]) -> set[str]:
    return {item for (item,) in connection.execute(query, (json.dumps(ids),))} if ids else set()
