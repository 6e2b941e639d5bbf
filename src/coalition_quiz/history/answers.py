"""The table ``answer``: every answer that was not undone, as a cache for statistics."""

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
from coalition_quiz.history.event_rows import ANY_ID

AnswerRow = tuple[str, int, str, int, int, str, int, int, int, float]
"""The columns of the table ``answer``."""

# Answers are found through the index of events by item. An index on `answer.item` would cost a
# write with every answer.
_EVENTS = f"SELECT device, seq FROM event WHERE {ANY_ID}"  # noqa: S608 - made of constants

_OF_ITEM = f"""
SELECT answer.study_day, rating, ms, elapsed, stability, practice
FROM ({_EVENTS}) CROSS JOIN answer USING (device, seq) JOIN event USING (device, seq)
WHERE answer.item = :item
ORDER BY answer.study_day, at_ms, device, seq
"""  # noqa: S608 - made of constants

_DELETE_OF_ITEM = f"DELETE FROM answer WHERE (device, seq) IN ({_EVENTS})"  # noqa: S608 - likewise

# The same sums as the triggers of the table keep.
_SUMS = """
INSERT INTO answer_sum
SELECT study_day, deck, kind, sort, count(*), sum(rating = 1), sum(min(ms, 300000))
FROM answer GROUP BY study_day, sort, deck, kind
"""


def answers_of_item(connection: sqlite3.Connection, item: str) -> tuple[PastAnswer, ...]:
    """Return the answers to the item with this current id in the total order."""
    found = connection.execute(_OF_ITEM, {"item": item})
    return tuple(PastAnswer(*row) for row in found)


def add_answers(connection: sqlite3.Connection, rows: Iterable[AnswerRow]) -> None:
    """Add answers."""
    # REPLACE: an answer may be in the table under an earlier id of its item.
    connection.executemany(
        "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
    )


def replace_answers(
    connection: sqlite3.Connection, item: str, done: Iterable[ProgressStep]
) -> None:
    """Replace the answers of an item by those among its steps."""
    connection.execute(_DELETE_OF_ITEM, {"item": item})
    add_answers(connection, answer_rows(item, done))


def answer_rows(item: str, done: Iterable[ProgressStep]) -> Iterator[AnswerRow]:
    """Return the rows of the answers among an item's steps."""
    for event, before, _ in done:
        if event.kind != RESET:
            yield answer_row(item, event, before)


def answer_row(item: str, event: EventLike, before: Progress | None) -> AnswerRow:
    """Return the row of an answer, given its item's progress before it (unused for practice)."""
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
        _answer_ms(given),
        elapsed,
        stability,
    )


def fill_sums(connection: sqlite3.Connection) -> None:
    """Fill the empty table of sums from the answers."""
    connection.execute(_SUMS)


def delete_answers(connection: sqlite3.Connection, items: Iterable[str]) -> None:
    """Delete the answers of these items with one statement."""
    few = json.dumps(list(items))
    connection.execute("DELETE FROM answer WHERE item IN (SELECT value FROM json_each(?))", (few,))


def _answer_ms(given: ReviewPayload) -> int:
    return given.ms if isinstance(given.ms, int) and 0 <= given.ms < 2**53 else 0
