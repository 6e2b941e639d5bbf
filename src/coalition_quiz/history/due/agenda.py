"""What today's work is counted from: no more of the history than the day calls for.

A deck that the history has written down (see `asked`) is read by what is due, seen today or new;
the items of any other are looked up one by one. Both give the same, and `learning.queue` decides.
Read without msgspec, YAML, FSRS or Textual, because quick commands count with it.
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
from coalition_quiz.history.due import deck_items as asked
from coalition_quiz.history.due.due_items import (
    DueItem,
    DueItems,
    StoredItems,
    UnstoredItems,
    look_up,
    never_asked,
)
from coalition_quiz.history.failures import reading
from coalition_quiz.history.transactions import snapshot

_SEEN_ON = """
SELECT 0, item, due_day, last_day, stability, reviews, told FROM item_state WHERE last_day = :day
UNION ALL
SELECT 0, old, due_day, last_day, stability, reviews, told
FROM item_state JOIN alias ON new = item WHERE last_day = :day
"""

_INTRODUCED_ON = "SELECT count(*) FROM item_state WHERE first_day = ?"

# A rename that was written down leaves nothing under the earlier id.
_USED = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM item_state WHERE item = value)
OR EXISTS (SELECT 1 FROM care WHERE item = value)
"""

_REVIEWED = """
SELECT value FROM json_each(?) LEFT JOIN alias ON old = value
WHERE EXISTS (SELECT 1 FROM item_state WHERE item = coalesce(new, value))
"""


class QueueCounts(NamedTuple):
    """What a day's queue comes to.

    Attributes:
        due: for each deck that has any, the items to review.
        new_today: how many new items come with them.
        changed: how many of those to review teach what has changed since they were learnt.
    """

    due: Mapping[str, int]
    new_today: int
    changed: int


class Agenda:
    """What can be asked on a day, of some decks.

    Attributes:
        seen: what was seen on the day, under every id it ever had.
        introduced: how many items were reviewed for the first time on the day.
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
        """The items to ask, in their order.

        Args:
            limits: how much to ask.
            decks: only of these; None for all.
        """
        chosen = {d: each for d, each in self._decks.items() if decks is None or d in decks}
        called = self._called(chosen)
        items = [standing.item for standing in called]
        known = {**self.seen, **dict(zip(items, called, strict=True))}
        unseen = new_item_order((each.unseen() for each in chosen.values()), mixed=limits.mixed)
        return order_queue(
            items, unseen, known, self._day, limits, QueueOptions(changed=self._changed)
        )

    def tally(self, new: int) -> QueueCounts:
        """What the queue with at most so many new items comes to.

        A deck whose cards are asked in one part each, as they were when they were seen today, has
        no siblings that wait for each other: all that is due is asked, and need not be queued.
        """
        mixed = {deck_of(item) for item in self.seen if card_of(item) != item}
        mixed |= set(map(deck_of, self._changed))
        plain = {d for d, each in self._decks.items() if each.is_plain and d not in mixed}
        queue = self.queue(QueueLimits(new), self._decks.keys() - plain)
        due = Counter([deck_of(entry.item) for entry in queue if entry.reason is not Reason.NEW])
        new_today = len(queue) - due.total()
        due.update({deck: self._due_counts[deck] for deck in plain})
        there = new_today + sum(self._decks[deck].new() for deck in plain)
        changed = sum(entry.reason is Reason.CHANGED for entry in queue)
        return QueueCounts(due, min(max(0, new), there), changed)

    def unseen(self) -> Iterator[str]:
        """What was never reviewed, in the order it is taught; read as far as it is asked for."""
        for deck in self._decks.values():
            yield from deck.unseen()

    def new_in(self) -> dict[str, int]:
        """How many items of each deck were never reviewed and do not rest."""
        return {deck: found.new() for deck, found in self._decks.items()}

    def forecast(self, days: int) -> tuple[int, ...]:
        """How many items come due on each of so many days, today first; overdue ones with it."""
        coming = Counter({0: sum(self._due_counts.values())})
        for deck in self._decks.values():
            for day, items in deck.coming(self._day + days - 1):
                coming[day - self._day] += items
        return tuple(coming[ahead] for ahead in range(days))

    def ever_reviewed(self, deck: str) -> Iterable[DueItem]:
        """Where every item of a deck stands that was reviewed, resting or not."""
        return self._decks[deck].reviewed()

    @cached_property
    def _due_counts(self) -> dict[str, int]:
        return {deck: found.due_count() for deck, found in self._decks.items()}

    def _called(self, decks: Mapping[str, DueItems]) -> list[DueItem]:
        """What is due or perhaps changed since it was learnt, in the order it is taught."""
        called = {deck: found.due() for deck, found in decks.items()}
        changed = sorted((item for item in self._changed if deck_of(item) in decks), key=deck_of)
        for deck, items in groupby(changed, key=deck_of):
            awake = filter(None, map(decks[deck].awake, items))
            called[deck] = sorted({*called[deck], *awake})
        return [standing for found in called.values() for standing in found]


@contextmanager
def open_agenda(path: Path, summaries: Sequence[DeckSummary], day: int) -> Iterator[Agenda]:
    """Read what can be asked; where there is no history, nothing was ever asked.

    Raises:
        HistoryError: if the file is no history, or not of this program's version.
    """
    found = connect_readonly(path)
    if found is None:
        decks = {each.deck: UnstoredItems(never_asked(each.ids()), day) for each in summaries}
        yield Agenda(decks, {}, {}, 0, day)
        return
    with closing(found) as connection, reading(path), snapshot(connection):
        yield read(connection, summaries, day)


def read(connection: sqlite3.Connection, summaries: Sequence[DeckSummary], day: int) -> Agenda:
    """What can be asked on `day` of these decks; good for as long as nothing is written."""
    written = asked.written(connection)
    known_as = _renamed(connection, summaries)
    decks: dict[str, DueItems] = {}
    found = map(DueItem._make, connection.execute(_SEEN_ON, {"day": day}))
    seen = {standing.item: standing for standing in found}
    for each in summaries:
        noted = written.get(each.deck, asked.NOT_NOTED)
        if noted.fingerprint == each.fingerprint and each.deck not in known_as:
            decks[each.deck] = StoredItems(connection, each.deck, day, noted)
        else:
            rows = look_up(connection, each.ids(), known_as[each.deck])
            decks[each.deck] = UnstoredItems(rows, day)
            seen |= {row.item: row.standing for row in rows if row.standing.last_day == day}
    changed = {item: since for each in summaries for item, since in each.changes}
    return Agenda(decks, changed, seen, introduced_on(connection, day), day)


def introduced_on(connection: sqlite3.Connection, day: int) -> int:
    """How many items were reviewed for the first time on a day."""
    (count,) = connection.execute(_INTRODUCED_ON, (day,)).fetchone()
    return int(count)


def _renamed(
    connection: sqlite3.Connection, summaries: Sequence[DeckSummary]
) -> defaultdict[str, dict[str, str]]:
    """By deck the items that the history knows by an earlier id only, and that id.

    Whoever opens the history for writing writes renames down; until then they are followed here.
    """
    renames = [(old, new) for each in summaries for old, new in each.renames]
    known_as: defaultdict[str, dict[str, str]] = defaultdict(dict)
    if renames:
        used = _among(connection, _USED, [old for old, _ in renames])
        there = _among(connection, _REVIEWED, [new for old, new in renames if old in used])
        for old, new in renames:
            if old in used and new not in there:
                known_as[deck_of(new)].setdefault(new, old)
    return known_as


def _among(connection: sqlite3.Connection, query: str, ids: Sequence[str]) -> set[str]:
    return {item for (item,) in connection.execute(query, (json.dumps(ids),))} if ids else set()
