"""The table ``answer``: every answer that stands, as statistics need it; a cache of the log."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from coalition_quiz.core.events import RESET, EventLike, ReviewPayload
from coalition_quiz.core.scheduling.progress import (
    PastAnswer,
    Progress,
    ProgressStep,
    ascii_or_empty,
    is_practice,
)

Row = tuple[str, int, str, int, int, str, int, int, int, float]
"""The columns of the table ``answer``."""

# Found by the events of all ids that the item has had: an index of its own would be written with
# every answer, and say nothing that the index of events does not.
_EVENTS = """
SELECT device, seq FROM event
WHERE item IN (SELECT :item UNION ALL SELECT old FROM alias WHERE new = :item)
"""

_OF_ITEM = f"""
SELECT answer.study_day, rating, ms, elapsed, stability, practice
FROM ({_EVENTS}) CROSS JOIN answer USING (device, seq) JOIN event USING (device, seq)
WHERE answer.item = :item
ORDER BY answer.study_day, at_ms, device, seq
"""  # noqa: S608 - made of constants

_TAKE_OUT = f"DELETE FROM answer WHERE (device, seq) IN ({_EVENTS})"  # noqa: S608 - likewise

# What the triggers of the table come to.
_SUMS = """
INSERT INTO answer_sum
SELECT study_day, deck, kind, sort, count(*), sum(rating = 1), sum(min(ms, 300000))
FROM answer GROUP BY study_day, sort, deck, kind
"""


def of_item(connection: sqlite3.Connection, item: str) -> tuple[PastAnswer, ...]:
    """The answers to the item with this present id that stand, in the total order."""
    found = connection.execute(_OF_ITEM, {"item": item})
    return tuple(PastAnswer(*row) for row in found)


def add(
    connection: sqlite3.Connection, item: str, event: EventLike, before: Progress | None
) -> None:
    """Add an answer to an item that stood so before it."""
    add_all(connection, [row_of(item, event, before)])


def add_all(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Add answers."""
    # Where items were renamed, an answer may stand there under the id before.
    connection.executemany(
        "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
    )


def replace(connection: sqlite3.Connection, item: str, done: Iterable[ProgressStep]) -> None:
    """Put the answers among an item's steps in the place of what is there."""
    connection.execute(_TAKE_OUT, {"item": item})
    add_all(connection, rows_of(item, done))


def rows_of(item: str, done: Iterable[ProgressStep]) -> Iterator[Row]:
    """The rows of the answers among an item's steps."""
    for event, before, _ in done:
        if event.kind != RESET:
            yield row_of(item, event, before)


def row_of(item: str, event: EventLike, before: Progress | None) -> Row:
    """The row of an answer to an item that stood so before it; to practice that means nothing."""
    given = event.given
    practice = is_practice(given)
    if practice or before is None:
        elapsed, stability = -1, 0.0
    else:
        memory = before.memory
        elapsed, stability = max(0, event.study_day - memory.last_day), memory.stability
    return (
        event.device,
        event.seq,
        item,
        event.study_day,
        int(practice),
        ascii_or_empty(given.kind),
        given.rating,
        _ms(given),
        elapsed,
        stability,
    )


def sum_up(connection: sqlite3.Connection) -> None:
    """Fill the sums, which are empty, from the answers."""
    connection.execute(_SUMS)


def take_out(connection: sqlite3.Connection, items: Iterable[str]) -> None:
    """Take out the answers to these items, in one walk."""
    few = json.dumps(list(items))
    connection.execute("DELETE FROM answer WHERE item IN (SELECT value FROM json_each(?))", (few,))


def _ms(given: ReviewPayload) -> int:
    return given.ms if isinstance(given.ms, int) and 0 <= given.ms < 2**53 else 0
