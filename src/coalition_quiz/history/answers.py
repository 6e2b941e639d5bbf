"""The table ``answer``: every answer that stands, as statistics need it; a cache of the log."""

import sqlite3
from collections.abc import Sequence

from coalition_quiz.learning.browsing.past import PastAnswer
from coalition_quiz.learning.events import RESET, Event
from coalition_quiz.learning.progress import Progress, practises, steps

_OF_ITEM = """
SELECT answer.study_day, rating, ms, elapsed, stability, practice
FROM answer JOIN event USING (device, seq) WHERE answer.item = ?
ORDER BY answer.study_day, at_ms, device, seq
"""


def of_item(connection: sqlite3.Connection, item: str) -> tuple[PastAnswer, ...]:
    """The answers to the item with this present id that stand, in the total order."""
    found = connection.execute(_OF_ITEM, (item,))
    return tuple(PastAnswer(*row) for row in found)


def add(connection: sqlite3.Connection, item: str, event: Event, before: Progress | None) -> None:
    """Add an answer to an item that stood so before it; to practice that means nothing."""
    row = (
        *(event.device, event.seq, item, event.study_day, int(practises(event))),
        *(_kind(event), event.payload["rating"], _ms(event)),
        *((-1, 0.0) if before is None else (_elapsed(before, event), before.stability)),
    )
    # Where items were renamed, the answer may stand there under the id before.
    connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def refold(connection: sqlite3.Connection, item: str, events: Sequence[Event]) -> Progress | None:
    """Put the answers among an item's events in the place of what is there.

    Returns:
        Where the item stands after them.
    """
    connection.execute("DELETE FROM answer WHERE item = ?", (item,))
    done = tuple(steps(events))
    for event, before, _ in done:
        if event.kind != RESET:
            add(connection, item, event, None if practises(event) else before)
    return done[-1].after if done else None


def _elapsed(before: Progress, event: Event) -> int:
    return max(0, event.study_day - before.last_day)


def _kind(event: Event) -> str:
    kind = event.payload.get("kind")
    return kind if isinstance(kind, str) else ""


def _ms(event: Event) -> int:
    taken = event.payload.get("ms")
    return taken if isinstance(taken, int) and 0 <= taken < 2**53 else 0
