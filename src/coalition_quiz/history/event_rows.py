"""The table ``event``: rows are inserted and read, and never changed."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import msgspec

from coalition_quiz.core.events import IMPORT, UNDO, Event, Trace
from coalition_quiz.core.scheduling.progress import undone_refs
from coalition_quiz.history.failures import READ_ERRORS
from coalition_quiz.history.hash_chain import EventRow, event_of, parse_review

_PAGE = 1000
_LONGEST_SEQ = 18

ANY_ID = "item IN (SELECT :item UNION ALL SELECT old FROM alias WHERE new = :item)"
"""SQL for the events of the item with this current id, under any of its ids."""


def _with_undos(condition: str) -> str:
    """Return SQL for events and their undos.

    An undo belongs to the event it undoes, not to the id it was written under: items are renamed,
    and an undone review must stay undone under any id.
    """
    return f"""
    WITH RECURSIVE thread(device, seq) AS (
        SELECT device, seq FROM event WHERE {condition}
        UNION
        SELECT event.device, event.seq FROM thread JOIN event
        ON event.kind = 'undo' AND event.target = thread.device || ':' || thread.seq
    )
    SELECT event.* FROM thread JOIN event USING (device, seq) ORDER BY event.rowid
    """  # noqa: S608 - made of constants


# With the imports that they came with.
_OF_ITEM = _with_undos(f"""kind <> 'undo' AND {ANY_ID}
    UNION
    SELECT import.device, import.seq FROM event JOIN event AS import
    ON import.device = substr(event.target, 1, instr(event.target, ':') - 1)
    AND import.seq = CAST(substr(event.target, instr(event.target, ':') + 1) AS INTEGER)
    WHERE event.{ANY_ID} AND event.kind <> 'undo' AND import.kind = 'import'
""")  # noqa: S608 - made of constants
_ALIASES = _with_undos("kind = 'alias'")
_ACCEPTS_OF_ITEM = _with_undos(f"kind = 'accept' AND {ANY_ID}")
_ALL_ACCEPTS = _with_undos("kind = 'accept'")
_APARTS = _with_undos("""
    kind = 'apart' AND item IN (
        SELECT value FROM json_each(:items)
        UNION ALL SELECT old FROM json_each(:items) JOIN alias ON new = value
    )
""")
_REPLIES = _with_undos("device = ? AND seq = ?")

_IMPORTS = _with_undos("kind = 'import' AND target = ''")
_TIMES = """
SELECT item, at_ms, target FROM event
WHERE item > ? AND item < ? AND kind IN ('review', 'import', 'reset')
"""

_ROOT = """
WITH RECURSIVE trail(kind, item, target) AS (
    SELECT kind, item, target FROM event WHERE device = ? AND seq = ?
    UNION
    SELECT event.kind, event.item, event.target FROM trail JOIN event
    ON trail.kind = 'undo'
    AND event.device = substr(trail.target, 1, instr(trail.target, ':') - 1)
    AND event.seq = CAST(substr(trail.target, instr(trail.target, ':') + 1) AS INTEGER)
)
SELECT kind, item FROM trail WHERE kind <> 'undo'
"""


_INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_TOUCHED = """
WITH touched(item) AS (SELECT item FROM event WHERE rowid > ?),
    now(item) AS (SELECT coalesce(new, item) FROM touched LEFT JOIN alias ON old = item)
SELECT item FROM now UNION SELECT old FROM now JOIN alias ON new = item
"""


def insert_row(connection: sqlite3.Connection, row: EventRow) -> None:
    """Insert a row."""
    connection.execute(_INSERT, row)


def insert_rows(connection: sqlite3.Connection, rows: Iterable[EventRow]) -> None:
    """Insert many rows. A row may be made after the one before it was inserted."""
    connection.executemany(_INSERT, rows)


def chain_head(connection: sqlite3.Connection, device: str) -> tuple[int, str]:
    """Return the number and the hash of a device's last event; 0 and an empty hash if none."""
    found = connection.execute(
        "SELECT seq, hash FROM event WHERE device = ? ORDER BY seq DESC LIMIT 1", (device,)
    ).fetchone()
    return found or (0, "")


def chain_heads(connection: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Return the number and the hash of the last event of each device."""
    devices = connection.execute("SELECT DISTINCT device FROM event").fetchall()
    return {device: chain_head(connection, device) for (device,) in devices}


def indexed_count(connection: sqlite3.Connection) -> int:
    """Count the events by the indexes. Return 0 if none of them can be read."""
    counts = [0]
    for index in ("event_item", "sqlite_autoindex_event_1"):
        with suppress(*READ_ERRORS):
            query = f"SELECT count(*) FROM event INDEXED BY {index}"  # noqa: S608 - as above
            counts += connection.execute(query).fetchone()
    return max(counts)


def contains(connection: sqlite3.Connection, device: str, seq: int, hash_: str) -> bool:
    """Return True if this very event is in the history."""
    query = "SELECT hash FROM event WHERE device = ? AND seq = ?"
    return bool(connection.execute(query, (device, seq)).fetchone() == (hash_,))


def events_in_order(connection: sqlite3.Connection) -> Iterator[Event]:
    """Yield all events in the order of insertion.

    They are read page by page. So a slow reader (a pager on the log, say) holds no lock that would
    keep an answer from being saved.
    """
    query = "SELECT rowid, * FROM event WHERE rowid > ? ORDER BY rowid LIMIT ?"
    last_row = 0
    while page := connection.execute(query, (last_row, _PAGE)).fetchall():
        yield from (event_of(row[1:]) for row in page)
        last_row = next_rowid(last_row, page[-1][0])


def next_rowid(last_row: int, now: int) -> int:
    """Return `now`, after a check that it is greater than `last`.

    Raises:
        sqlite3.DatabaseError: if it is not. In a damaged file, rows out of order could make a
            reader go round in circles.
    """
    if now <= last_row:
        raise sqlite3.DatabaseError("the events are out of order")
    return now


def count_events(connection: sqlite3.Connection) -> int:
    """Count the events."""
    # No event is ever deleted, so the last row number is the count.
    (found,) = connection.execute("SELECT max(rowid) FROM event").fetchone()
    return found or 0


_TRACES = "SELECT device, seq, kind, item, target, at_ms, study_day, payload FROM event"
_TraceRow = tuple[str, int, str, str, str, int, int, str]


def traces(connection: sqlite3.Connection) -> Iterator[list[Trace]]:
    """Yield all events in the order of insertion, page by page, within the caller's transaction.

    Raises:
        sqlite3.DatabaseError: if a column has the wrong type, because the file is damaged.
    """
    found = connection.execute(f"{_TRACES} ORDER BY rowid")
    while page := found.fetchmany(_PAGE):
        try:
            rows = msgspec.convert(page, list[_TraceRow])
        except msgspec.ValidationError as error:
            raise sqlite3.DatabaseError(
                f"an event has a column of another type: {error}"
            ) from error
        yield [Trace(*row[:-1], parse_review(row[-1])) for row in rows]


def events_of_item(connection: sqlite3.Connection, item: str) -> list[Event]:
    """Return the events of an item under all its ids, with their undos."""
    return _events(connection.execute(_OF_ITEM, {"item": item}))


def events_since(connection: sqlite3.Connection, item: str, at_ms: int) -> list[Event]:
    """Return the events of an item from a time on, undone or not."""
    query = "SELECT * FROM event WHERE item = ? AND at_ms >= ? ORDER BY rowid"
    return _events(connection.execute(query, (item, at_ms)))


def accept_events(connection: sqlite3.Connection, item: str) -> list[Event]:
    """Return the accept events of an item under all its ids, with their undos."""
    return _events(connection.execute(_ACCEPTS_OF_ITEM, {"item": item}))


def all_accept_events(connection: sqlite3.Connection) -> list[Event]:
    """Return the accept events of all items, with their undos."""
    return _events(connection.execute(_ALL_ACCEPTS))


def apart_events(connection: sqlite3.Connection, items: Sequence[str]) -> list[Event]:
    """Return the refusals to join these items, under any id, with their undos."""
    return _events(connection.execute(_APARTS, {"items": json.dumps(items)}))


def alias_events(connection: sqlite3.Connection) -> list[Event]:
    """Return the alias events, with their undos."""
    return _events(connection.execute(_ALIASES))


def undone_imports(connection: sqlite3.Connection) -> set[str]:
    """Return the refs of the imports that were undone."""
    events = _events(connection.execute(_IMPORTS))
    return undone_refs(events) & {event.ref for event in events if event.kind != UNDO}


def last_import(connection: sqlite3.Connection) -> Event | None:
    """Return the latest import that was not undone."""
    events = _events(connection.execute(_IMPORTS))
    undone = undone_refs(events)
    kept = [each for each in events if each.kind == IMPORT and each.ref not in undone]
    return kept[-1] if kept else None


def items_of_import(connection: sqlite3.Connection, ref: str) -> set[str]:
    """Return the ids, as they were written, of the items that an import has events of."""
    found = connection.execute(
        "SELECT DISTINCT item FROM event WHERE target = ? AND kind <> 'undo'", (ref,)
    )
    return {item for (item,) in found}


def times_of_answers(connection: sqlite3.Connection, deck: str) -> Iterator[tuple[str, int]]:
    """Yield the item and the time of each answer and reset of a deck, but for undone imports."""
    undone = undone_imports(connection)
    for item, at_ms, target in connection.execute(_TIMES, (f"{deck}/", f"{deck}0")):
        if target not in undone:
            yield item, at_ms


def event_and_undos(connection: sqlite3.Connection, ref: str) -> list[Event]:
    """Return the event that `ref` names, with its undos, or nothing if there is no such event."""
    return _events(connection.execute(_REPLIES, _parse_ref(ref)))


def root_event(connection: sqlite3.Connection, ref: str) -> tuple[str, str] | None:
    """Return the kind and the item of the event that an undo, or an undo of it, goes back to.

    Any other event is its own root.
    """
    found: tuple[str, str] | None = connection.execute(_ROOT, _parse_ref(ref)).fetchone()
    return found


def latest_events(connection: sqlite3.Connection, count_events: int) -> list[Event]:
    """Return the last `count` events, latest first."""
    return _events(
        connection.execute("SELECT * FROM event ORDER BY rowid DESC LIMIT ?", (count_events,))
    )


def last_row(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the row and the hash of the last event; 0 and an empty hash before any."""
    found = connection.execute("SELECT rowid, hash FROM event ORDER BY rowid DESC LIMIT 1")
    return found.fetchone() or (0, "")


def items_changed_since(connection: sqlite3.Connection, row: int, mark: str) -> set[str] | None:
    """Return the ids, current and earlier, of the items with an event after this one.

    Returns:
        None if the event is not in its row, or if an item was renamed since.
    """
    found = connection.execute("SELECT hash FROM event WHERE rowid = ?", (row,)).fetchone()
    if found != (mark,):
        return None
    after = connection.execute("SELECT kind, target FROM event WHERE rowid > ?", (row,)).fetchall()
    for kind, target in after:
        (about, _) = (root_event(connection, target) or ("", "")) if kind == "undo" else (kind, "")
        if about == "alias":
            return None
    return {item for (item,) in connection.execute(_TOUCHED, (row,))}


def _events(found: Iterable[tuple[object, ...]]) -> list[Event]:
    return [event_of(row) for row in found]


def _parse_ref(ref: str) -> tuple[str, int]:
    device, _, text = ref.rpartition(":")
    seq = int(text) if text.isdecimal() and len(text) <= _LONGEST_SEQ else 0
    # Undos are found by the text of their target, so only its canonical form names an event.
    return device, seq if str(seq) == text else 0
