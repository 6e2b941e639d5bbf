"""Walking the chains: whether the events are those that were written, bit for bit."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from coalition_quiz.history.chain import digest

_PAGE = 1000
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


def faults(connection: sqlite3.Connection) -> tuple[Fault, ...]:
    """The first fault in each device's chain; nothing if all is as it was written.

    Raises:
        sqlite3.Error: if the file cannot be read for a reason other than damage.
    """
    found: dict[Any, Fault] = {}
    heads: dict[Any, tuple[int, str]] = {}
    try:
        for row in _rows(connection):
            device, seq = row[:2]
            what = _fault(row, heads.get(device, (0, "")))
            if what and device not in found:
                found[device] = Fault(str(device), _whole(seq), what)
            heads[device] = (_whole(seq), row[-1])
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", _DAMAGE[0]) & 0xFF not in _DAMAGE:
            raise
        found[None] = Fault("", 0, f"the events cannot be read any further: {error}")
    return tuple(found.values())


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    # Past the indexes, which hold some columns a second time, and with bytes that are no text
    # made into text, so that a flipped bit is met where it is and told as what it is.
    query = "SELECT rowid, * FROM event NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?"
    usual = connection.text_factory
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        last = 0
        while page := connection.execute(query, (last, _PAGE)).fetchall():
            yield from (row[1:] for row in page)
            last = page[-1][0]
    finally:
        connection.text_factory = usual


def _fault(row: tuple[Any, ...], head: tuple[int, str]) -> str:
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
