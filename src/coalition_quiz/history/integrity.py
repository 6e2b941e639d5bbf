"""Walking the chains: whether the events are those that were written, bit for bit."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from coalition_quiz.history import event_rows as rows
from coalition_quiz.history.hash_chain import digest
from coalition_quiz.history.reporting import Told, to_nobody

_PAGE = 1000
_Head = tuple[int, str]
_START: _Head = (0, "")
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Fault(Struct, frozen=True):
    """Where a chain breaks first, and how.

    Attributes:
        device: whose chain; empty if the file itself cannot be read any further.
        seq: the event at which it shows.
    """

    device: str
    seq: int
    what: str


def faults(connection: sqlite3.Connection, told: Told = to_nobody) -> tuple[Fault, ...]:
    """The first fault in each device's chain; nothing if all is as it was written.

    Args:
        connection: to a history.
        told: is told how many events were looked at, of how many.

    Raises:
        sqlite3.Error: if the file cannot be read for a reason other than damage.
    """
    found: dict[Any, Fault] = {}
    heads: dict[Any, _Head] = {}
    done, count = 0, rows.count(connection)
    try:
        for page in _pages(connection):
            for row in page:
                _follow(row[1:], heads, found)
            done += len(page)
            told(done, count)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", _DAMAGE[0]) & 0xFF not in _DAMAGE:
            raise
        found[None] = Fault("", 0, f"the events cannot be read any further: {error}")
    return tuple(found.values())


def _follow(row: tuple[Any, ...], heads: dict[Any, _Head], found: dict[Any, Fault]) -> None:
    """Go one event further along the chain of its device."""
    device, seq = row[:2]
    what = _fault(row, heads.get(device, _START))
    if what and device not in found:
        found[device] = Fault(str(device), _whole(seq), what)
    heads[device] = (_whole(seq), row[-1])


def _pages(connection: sqlite3.Connection) -> Iterator[list[tuple[Any, ...]]]:
    last = 0
    while page := _page(connection, last):
        yield page
        last = rows.further(last, page[-1][0])


def _page(connection: sqlite3.Connection, last: int) -> list[tuple[Any, ...]]:
    # Past the indexes, which hold some columns a second time.
    query = "SELECT rowid, * FROM event NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?"
    try:
        return connection.execute(query, (last, _PAGE)).fetchall()
    except sqlite3.OperationalError:
        # Bytes that are no text, most likely: they are made into text, so that a flipped bit is met
        # where it is and told as what it is. Anything else comes up again.
        with _any_bytes_as_text(connection):
            return connection.execute(query, (last, _PAGE)).fetchall()


@contextmanager
def _any_bytes_as_text(connection: sqlite3.Connection) -> Iterator[None]:
    usual = connection.text_factory
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = usual


def _fault(row: tuple[Any, ...], head: _Head) -> str:
    seq, prev = head
    if row[1] != seq + 1:
        return f"event {seq + 1} is missing before it"
    if row[-2] != prev:
        return "it does not follow the event before it"
    return "" if _seal(row[:-1]) == row[-1] else "it is not what was written"


def _seal(row: tuple[Any, ...]) -> str:
    try:
        return digest(row)
    except (TypeError, ValueError):
        return "no event: a column is not of its type"


def _whole(seq: object) -> int:
    return seq if isinstance(seq, int) else 0
