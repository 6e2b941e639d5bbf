"""The table ``event``: adding rows and finding them. Nothing here changes one."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import msgspec

from coalition_quiz.core.events import Event, Trace
from coalition_quiz.history.failures import BROKEN
from coalition_quiz.history.hash_chain import Row, event_of, given

_PAGE = 1000
_LONGEST_SEQ = 18

# An undo belongs to whatever it takes back, and not to the id it was written under: items are
# renamed, and a review must stay taken back wherever it ends up.
_WITH_UNDOS = """
    UNION
    SELECT event.device, event.seq FROM thread JOIN event
    ON event.kind = 'undo' AND event.target = thread.device || ':' || thread.seq
)
SELECT event.* FROM thread JOIN event USING (device, seq) ORDER BY event.rowid
"""

_OF_ITEM = f"""
WITH RECURSIVE thread(device, seq) AS (
    SELECT device, seq FROM event WHERE kind <> 'undo'
    AND item IN (SELECT :item UNION ALL SELECT old FROM alias WHERE new = :item)
    {_WITH_UNDOS}
"""  # noqa: S608 - made of constants

_ALIASES = f"""
WITH RECURSIVE thread(device, seq) AS (
    SELECT device, seq FROM event WHERE kind = 'alias'
    {_WITH_UNDOS}
"""  # noqa: S608 - made of constants

_ACCEPTS = """
WITH RECURSIVE thread(device, seq) AS (
    SELECT device, seq FROM event WHERE kind = 'accept' {}
"""
_ACCEPTS_OF_ITEM = (
    _ACCEPTS.format("AND item IN (SELECT :item UNION ALL SELECT old FROM alias WHERE new = :item)")
    + _WITH_UNDOS
)
_ALL_ACCEPTS = _ACCEPTS.format("") + _WITH_UNDOS

_APARTS = f"""
WITH RECURSIVE thread(device, seq) AS (
    SELECT device, seq FROM event WHERE kind = 'apart' AND item IN (
        SELECT value FROM json_each(:items)
        UNION ALL SELECT old FROM json_each(:items) JOIN alias ON new = value
    )
    {_WITH_UNDOS}
"""  # noqa: S608 - made of constants

_REPLIES = f"""
WITH RECURSIVE thread(device, seq) AS (
    SELECT device, seq FROM event WHERE device = ? AND seq = ?
    {_WITH_UNDOS}
"""  # noqa: S608 - made of constants

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


_TOUCHED = """
WITH touched(item) AS (SELECT item FROM event WHERE rowid > ?),
    now(item) AS (SELECT coalesce(new, item) FROM touched LEFT JOIN alias ON old = item)
SELECT item FROM now UNION SELECT old FROM now JOIN alias ON new = item
"""


def insert(connection: sqlite3.Connection, row: Row) -> None:
    """Add a row."""
    connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def head(connection: sqlite3.Connection, device: str) -> tuple[int, str]:
    """The number and the hash of a device's last event; 0 and nothing before the first."""
    found = connection.execute(
        "SELECT seq, hash FROM event WHERE device = ? ORDER BY seq DESC LIMIT 1", (device,)
    ).fetchone()
    return found or (0, "")


def heads(connection: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """The last event of each device."""
    devices = connection.execute("SELECT DISTINCT device FROM event").fetchall()
    return {device: head(connection, device) for (device,) in devices}


def indexed(connection: sqlite3.Connection) -> int:
    """How many events there are, going by the indexes; 0 where none can be read."""
    counts = [0]
    for index in ("event_item", "sqlite_autoindex_event_1"):
        with suppress(*BROKEN):
            query = f"SELECT count(*) FROM event INDEXED BY {index}"  # noqa: S608 - as above
            counts += connection.execute(query).fetchone()
    return max(counts)


def holds(connection: sqlite3.Connection, device: str, seq: int, hash_: str) -> bool:
    """Whether this very event is in the history."""
    query = "SELECT hash FROM event WHERE device = ? AND seq = ?"
    return bool(connection.execute(query, (device, seq)).fetchone() == (hash_,))


def in_order(connection: sqlite3.Connection) -> Iterator[Event]:
    """All events as they came in.

    They are fetched page by page: a reader that pauses (a pager on the log, say) holds no lock
    that would keep an answer from being saved.
    """
    query = "SELECT rowid, * FROM event WHERE rowid > ? ORDER BY rowid LIMIT ?"
    last = 0
    while page := connection.execute(query, (last, _PAGE)).fetchall():
        yield from (event_of(row[1:]) for row in page)
        last = further(last, page[-1][0])


def further(last: int, now: int) -> int:
    """How far a walk has come: to `now`, from `last`.

    Raises:
        sqlite3.DatabaseError: if that is not further. Rows out of order, which takes a damaged
            file, would have it walk in circles for ever.
    """
    if now <= last:
        raise sqlite3.DatabaseError("the events are out of order")
    return now


def count(connection: sqlite3.Connection) -> int:
    """How many events there are."""
    # None is ever deleted, so that the last one's number is their count.
    (found,) = connection.execute("SELECT max(rowid) FROM event").fetchone()
    return found or 0


_TRACES = "SELECT device, seq, kind, item, target, at_ms, study_day, payload FROM event"
_TraceRow = tuple[str, int, str, str, str, int, int, str]


def traces(connection: sqlite3.Connection) -> Iterator[list[Trace]]:
    """All events as they came in, page by page, within the caller's transaction.

    Raises:
        sqlite3.DatabaseError: if a column is not of its type, which takes a damaged file.
    """
    found = connection.execute(f"{_TRACES} ORDER BY rowid")
    while page := found.fetchmany(_PAGE):
        try:
            rows = msgspec.convert(page, list[_TraceRow])
        except msgspec.ValidationError as error:
            raise sqlite3.DatabaseError(
                f"an event has a column of another type: {error}"
            ) from error
        yield [Trace(*row[:-1], given(row[-1])) for row in rows]


def of_item(connection: sqlite3.Connection, item: str) -> list[Event]:
    """The events of an item under all the ids it has had, with all that take them back."""
    return _events(connection.execute(_OF_ITEM, {"item": item}))


def accepts(connection: sqlite3.Connection, item: str) -> list[Event]:
    """What was counted as right of an item, under whatever id, with all that takes it back."""
    return _events(connection.execute(_ACCEPTS_OF_ITEM, {"item": item}))


def all_accepts(connection: sqlite3.Connection) -> list[Event]:
    """What was counted as right of any item, with all that takes it back."""
    return _events(connection.execute(_ALL_ACCEPTS))


def aparts(connection: sqlite3.Connection, items: Sequence[str]) -> list[Event]:
    """What these items, under whatever id, are kept apart from, with all that takes it back."""
    return _events(connection.execute(_APARTS, {"items": json.dumps(items)}))


def aliases(connection: sqlite3.Connection) -> list[Event]:
    """The aliases, with all that take them back."""
    return _events(connection.execute(_ALIASES))


def replies(connection: sqlite3.Connection, ref: str) -> list[Event]:
    """The event that `ref` names, with all that take it back; nothing where there is none."""
    return _events(connection.execute(_REPLIES, _key(ref)))


def root(connection: sqlite3.Connection, ref: str) -> tuple[str, str] | None:
    """The kind and the item of what an event is about in the end.

    That is the event itself, or for an undo what it takes back, and so on.
    """
    found: tuple[str, str] | None = connection.execute(_ROOT, _key(ref)).fetchone()
    return found


def latest(connection: sqlite3.Connection, count: int) -> list[Event]:
    """The events that came in last."""
    return _events(connection.execute("SELECT * FROM event ORDER BY rowid DESC LIMIT ?", (count,)))


def last(connection: sqlite3.Connection) -> tuple[int, str]:
    """The row and the hash of the event that came in last; 0 and nothing before any."""
    found = connection.execute("SELECT rowid, hash FROM event ORDER BY rowid DESC LIMIT 1")
    return found.fetchone() or (0, "")


def touched_since(connection: sqlite3.Connection, row: int, mark: str) -> set[str] | None:
    """The ids, under whatever name, of the items of events that came in after one.

    Returns:
        None where that event is not in its row, or what came after says more than its own items.
    """
    found = connection.execute("SELECT hash FROM event WHERE rowid = ?", (row,)).fetchone()
    if found != (mark,):
        return None
    after = connection.execute("SELECT kind, target FROM event WHERE rowid > ?", (row,)).fetchall()
    for kind, target in after:
        (about, _) = (root(connection, target) or ("", "")) if kind == "undo" else (kind, "")
        if about == "alias":
            return None
    return {item for (item,) in connection.execute(_TOUCHED, (row,))}


def _events(found: Iterable[tuple[object, ...]]) -> list[Event]:
    return [event_of(row) for row in found]


def _key(ref: str) -> tuple[str, int]:
    device, _, text = ref.rpartition(":")
    seq = int(text) if text.isdecimal() and len(text) <= _LONGEST_SEQ else 0
    # Only the one way of writing it names an event, for undos are found by their text.
    return device, seq if str(seq) == text else 0
