"""Verify the hash chains: every event must be as it was written, bit for bit."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from coalition_quiz.history import event_rows
from coalition_quiz.history.hash_chain import digest
from coalition_quiz.system.progress import OnCount, ignore_count

_PAGE = 1000
_Head = tuple[int, str]
_START: _Head = (0, "")
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Fault(Struct, frozen=True):
    """The first fault of a chain.

    Attributes:
        device: of the chain (empty if the file cannot be read any further).
        seq: number of the event.
        what: the fault, as the end of a sentence.
    """

    device: str
    seq: int
    what: str


def find_faults(
    connection: sqlite3.Connection, on_count: OnCount = ignore_count
) -> tuple[Fault, ...]:
    """Return the first fault of each device's chain (empty if all events are as they were written).

    Args:
        connection: to a history.
        on_count: called with the number of events checked, and their total.

    Raises:
        sqlite3.Error: if the file cannot be read for a reason other than damage.
    """
    found: dict[Any, Fault] = {}
    heads: dict[Any, _Head] = {}
    done, count = 0, event_rows.count_events(connection)
    try:
        for page in _pages(connection):
            for row in page:
                _check_event(row[1:], heads, found)
            done += len(page)
            on_count(done, count)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", _DAMAGE[0]) & 0xFF not in _DAMAGE:
            raise
        found[None] = Fault("", 0, f"the events cannot be read any further: {error}")
    return tuple(found.values())


def _check_event(row: tuple[Any, ...], heads: dict[Any, _Head], found: dict[Any, Fault]) -> None:
    """Check the next event of its device's chain."""
    device, seq = row[:2]
    what = _describe_fault(row, heads.get(device, _START))
    if what and device not in found:
        found[device] = Fault(str(device), _as_int(seq), what)
    heads[device] = (_as_int(seq), row[-1])


def _pages(connection: sqlite3.Connection) -> Iterator[list[tuple[Any, ...]]]:
    last = 0
    while page := _read_page(connection, last):
        yield page
        last = event_rows.next_rowid(last, page[-1][0])


def _read_page(connection: sqlite3.Connection, last: int) -> list[tuple[Any, ...]]:
    # NOT INDEXED: the indexes have copies of some columns.
    query = "SELECT rowid, * FROM event NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?"
    try:
        return connection.execute(query, (last, _PAGE)).fetchall()
    except sqlite3.OperationalError:
        # Probably a flipped bit made invalid UTF-8. Read with surrogate escapes, it is reported as
        # the fault of its event; any other error is raised again.
        with undecoded_text(connection):
            return connection.execute(query, (last, _PAGE)).fetchall()


@contextmanager
def undecoded_text(connection: sqlite3.Connection) -> Iterator[None]:
    """Read text that is not valid UTF-8 with surrogate escapes while the block runs."""
    usual = connection.text_factory
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = usual


def _describe_fault(row: tuple[Any, ...], head: _Head) -> str:
    seq, prev = head
    if row[1] != seq + 1:
        return f"event {seq + 1} is missing before it"
    if row[-2] != prev:
        return "it does not follow the event before it"
    return "" if _digest_or_reason(row[:-1]) == row[-1] else "it is not what was written"


def _digest_or_reason(row: tuple[Any, ...]) -> str:
    try:
        return digest(row)
    except (TypeError, ValueError):
        return "no event: a column is not of its type"


def _as_int(seq: object) -> int:
    return seq if isinstance(seq, int) else 0
