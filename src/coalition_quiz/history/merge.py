"""Merge the readable events of a damaged file: each must match its own hash."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.history.failures import READ_ERRORS
from coalition_quiz.history.hash_chain import EventRow, digest, event_of
from coalition_quiz.history.integrity import undecoded_text
from coalition_quiz.history.verified_copy import Heads

_PAGE = 1000
_MAX_ROWID = 2**53
_MAX_EVENTS_PER_PAGE = 40  # an event has two hashes of 64 letters, and a page has 4096 bytes
_COLUMNS = "device, seq, kind, item, target, at_ms, tz_min, study_day, payload, prev, hash"
_ROWS = f"""
SELECT {_COLUMNS} FROM event NOT INDEXED WHERE rowid > ? AND rowid <= ? ORDER BY rowid
"""  # noqa: S608 - made of constants


class Merged(NamedTuple):
    """The result of a merge.

    Attributes:
        added: number of added events.
        cut_off: in the order of their chains, the events after a lost one of their device, or after
            one that differs from the known one.
    """

    added: int = 0
    cut_off: tuple[EventRow, ...] = ()


def merge_events(
    damaged: sqlite3.Connection,
    heads: Heads,
    holds: Callable[[EventRow], bool],
    add: Callable[[EventRow], object],
    at: Callable[[], None],
) -> Merged:
    """Add the events that continue known chains, as if two histories with one past were joined.

    Args:
        damaged: the source; unreadable rows are skipped.
        heads: the last known event of each device. They are updated.
        holds: returns True if this very event is known.
        add: takes a row; the rows of each device come in the order of its chain.
        at: called now and then to show progress.
    """
    waiting: dict[tuple[str, int], EventRow] = {}
    added = 0
    for row in readable_rows(damaged, at):
        if _has_valid_hash(row) and not holds(row):
            waiting[row[:2]] = row
            added += _extend_chain(waiting, row[0], heads, add)
    return Merged(added, tuple(waiting[ref] for ref in sorted(waiting)))


def redraft(cut_off: Iterable[EventRow], device: str, seq: int) -> Iterator[Draft]:
    """Yield drafts of cut-off events, to be recorded again under another device from number `seq`.

    The payload's key `from` names the original event. An undo of one of them undoes its copy.
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


def readable_rows(connection: sqlite3.Connection, at: Callable[[], None]) -> Iterator[EventRow]:
    """Yield every readable row of the table ``event`` in the order of insertion."""
    with undecoded_text(connection):
        first = 0
        last = _last_rowid(connection)
        while first < last:
            at()
            end = min(first + _PAGE, last)
            page = list(_read_range(connection, first, end))
            yield from page
            # A flipped bit may make a row number huge: skip the gap before it.
            first = end if page else _rowid_before_next(connection, end)


def _extend_chain(
    waiting: dict[tuple[str, int], EventRow],
    device: str,
    heads: Heads,
    add: Callable[[EventRow], object],
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


def _read_range(connection: sqlite3.Connection, first: int, last: int) -> Iterator[EventRow]:
    """Yield the rows after `first` up to `last`; around a damaged page the range is halved."""
    try:
        yield from connection.execute(_ROWS, (first, last)).fetchall()
    except READ_ERRORS:
        if last - first > 1:
            middle = (first + last) // 2
            yield from _read_range(connection, first, middle)
            yield from _read_range(connection, middle, last)


def _last_rowid(connection: sqlite3.Connection) -> int:
    """Return the last row number, or an upper bound of it if it cannot be read."""
    for query in ("SELECT max(rowid) FROM event", "SELECT count(*) FROM event"):
        try:
            (found,) = connection.execute(query).fetchone()
        except READ_ERRORS:
            continue
        return min(int(found or 0), _MAX_ROWID)
    try:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    except READ_ERRORS:
        return 0
    return int(pages) * _MAX_EVENTS_PER_PAGE


def _rowid_before_next(connection: sqlite3.Connection, after: int) -> int:
    query = "SELECT min(rowid) - 1 FROM event WHERE rowid > ?"
    try:
        (found,) = connection.execute(query, (after,)).fetchone()
    except READ_ERRORS:
        return after
    return _MAX_ROWID if found is None else max(after, int(found))


def _has_valid_hash(row: tuple[Any, ...]) -> bool:
    try:
        return bool(digest(row[:-1]) == row[-1]) and isinstance(row[1], int)
    except (TypeError, ValueError):
        return False
