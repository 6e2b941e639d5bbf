"""Events out of a damaged file: each that can be read and is sealed by its own hash."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.history.backups.copy import Heads
from coalition_quiz.history.failures import BROKEN
from coalition_quiz.history.hash_chain import Row, digest, event_of

_PAGE = 1000
_FARTHEST = 2**53
_MOST_A_PAGE = 40  # an event has two hashes, of 64 letters each, and pages are of 4096 bytes
_COLUMNS = "device, seq, kind, item, target, at_ms, tz_min, study_day, payload, prev, hash"
_ROWS = f"""
SELECT {_COLUMNS} FROM event NOT INDEXED WHERE rowid > ? AND rowid <= ? ORDER BY rowid
"""  # noqa: S608 - made of constants


class Merged(NamedTuple):
    """What was added to what is known.

    Attributes:
        added: how many events.
        cut_off: those that stand past a lost one of their device, or where what is known has
            another, in the order of their chains.
    """

    added: int = 0
    cut_off: tuple[Row, ...] = ()


def join(
    damaged: sqlite3.Connection,
    heads: Heads,
    holds: Callable[[Row], bool],
    add: Callable[[Row], object],
    at: Callable[[], None],
) -> Merged:
    """Add the events that continue known chains; the union of two histories of one past.

    Args:
        damaged: where to read; what cannot be read is passed over.
        heads: the last event of each device that is known; brought up to date.
        holds: whether this very event is known.
        add: takes a row, of each device in the order of its chain.
        at: called now and then.
    """
    waiting: dict[tuple[str, int], Row] = {}
    added = 0
    for row in readable(damaged, at):
        if _is_sealed(row) and not holds(row):
            waiting[row[:2]] = row
            added += _advance(waiting, row[0], heads, add)
    return Merged(added, tuple(waiting[ref] for ref in sorted(waiting)))


def drafts_of(cut_off: Iterable[Row], device: str, seq: int) -> Iterator[Draft]:
    """What was cut off, to be recorded once more under another device, whose next is `seq`.

    Each says by `from` which event it was; an undo of one of them takes back its new self.
    """
    now: dict[str, str] = {}
    for event in map(event_of, cut_off):
        now[event.ref] = f"{device}:{seq}"
        seq += 1
        yield Draft(
            event.kind,
            event.item,
            Moment(event.at_ms, event.tz_min, event.study_day),
            target=now.get(event.target, event.target),
            payload={**event.payload, "from": event.ref},
        )


def readable(connection: sqlite3.Connection, at: Callable[[], None]) -> Iterator[Row]:
    """Every row of the table ``event`` that can be read, as they came in."""
    with _bytes_as_text(connection):
        first = 0
        last = _last(connection)
        while first < last:
            at()
            end = min(first + _PAGE, last)
            page = list(_between(connection, first, end))
            yield from page
            # A rowid may have been flipped to one far away: nothing is asked of what lies between.
            first = end if page else _next(connection, end)


def _advance(
    waiting: dict[tuple[str, int], Row], device: str, heads: Heads, add: Callable[[Row], object]
) -> int:
    added = 0
    while True:
        seq, hash_ = heads.get(device, (0, ""))
        row = waiting.get((device, seq + 1))
        if row is None or row[-2] != hash_:
            return added
        del waiting[device, seq + 1]
        add(row)
        heads[device] = (row[1], row[-1])
        added += 1


def _between(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Row]:
    """The rows after `first` up to `last`, those around a damaged page by halves."""
    try:
        yield from connection.execute(_ROWS, (first, last)).fetchall()
    except BROKEN:
        if last - first > 1:
            middle = (first + last) // 2
            yield from _between(connection, first, middle)
            yield from _between(connection, middle, last)


def _last(connection: sqlite3.Connection) -> int:
    """The number of the last row, or one that is not below it where that cannot be read."""
    for query in ("SELECT max(rowid) FROM event", "SELECT count(*) FROM event"):
        try:
            (found,) = connection.execute(query).fetchone()
        except BROKEN:
            continue
        return min(int(found or 0), _FARTHEST)
    try:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    except BROKEN:
        return 0
    return int(pages) * _MOST_A_PAGE


def _next(connection: sqlite3.Connection, after: int) -> int:
    query = "SELECT min(rowid) - 1 FROM event WHERE rowid > ?"
    try:
        (found,) = connection.execute(query, (after,)).fetchone()
    except BROKEN:
        return after
    return _FARTHEST if found is None else max(after, int(found))


def _is_sealed(row: tuple[Any, ...]) -> bool:
    try:
        return bool(digest(row[:-1]) == row[-1]) and isinstance(row[1], int)
    except (TypeError, ValueError):
        return False


@contextmanager
def _bytes_as_text(connection: sqlite3.Connection) -> Iterator[None]:
    usual = connection.text_factory
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = usual
