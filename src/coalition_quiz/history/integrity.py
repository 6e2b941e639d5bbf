"""Verify a history by SQLite's own check and by its hash chains: every bit is as it was written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from coalition_quiz.history import event_rows
from coalition_quiz.history.connection import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    application_id,
    connect_immutable,
    interruptible,
    is_missing_or_empty,
    schema_version,
)
from coalition_quiz.history.failures import READ_ERRORS, failure_reason
from coalition_quiz.history.hash_chain import digest
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.progress import OnCount, ProgressListener, ignore_count

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
        found[None] = Fault("", 0, f"the rest cannot be read: {error}")
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
        return "it does not match the event before it"
    return "" if _digest_or_reason(row[:-1]) == row[-1] else "it was changed after it was written"


def _digest_or_reason(row: tuple[Any, ...]) -> str:
    try:
        return digest(row)
    except (TypeError, ValueError):
        return "a column has the wrong type"


def _as_int(seq: object) -> int:
    return seq if isinstance(seq, int) else 0


REVIEWS = "SELECT count(*) FROM event WHERE kind = 'review'"
"""SQL for the number of reviews in a history."""

_MOST = 100


def integrity_problem(path: Path, work: ProgressListener) -> str:
    """Describe the first problem of a history that nobody writes, as the end of a sentence.

    Returns:
        An empty string if every event is as it was written.
    """
    return _with_connection(path, work, _find_problem)


def chain_problem(path: Path, work: ProgressListener) -> str:
    """Describe the first broken link of a chain (empty if every event is as it was written)."""
    return _with_connection(path, work, _find_broken_chain)


def _with_connection(
    path: Path, work: ProgressListener, ask: Callable[[sqlite3.Connection, ProgressListener], str]
) -> str:
    try:
        if is_missing_or_empty(path):
            return "it is empty or was deleted"
        connection = connect_immutable(path)
    except HistoryError as error:
        return str(error)
    try:
        with interruptible(connection, work):
            return ask(connection, work)
    except READ_ERRORS as error:
        return failure_reason(error)
    finally:
        connection.close()


def count_reviews(path: Path) -> int | None:
    """Return the number of reviews in a backup, or None if it cannot be read."""
    try:
        with closing(connect_immutable(path)) as connection:
            (count,) = connection.execute(REVIEWS).fetchone()
    except (*READ_ERRORS, HistoryError):
        return None
    return int(count)


def sqlite_problems(connection: sqlite3.Connection) -> list[str]:
    """List what SQLite finds wrong with the pages, tables and indexes of a file.

    Raises:
        sqlite3.Error: if the check itself fails.
    """
    try:
        found = [line for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return [str(error)]
    return [] if found == ["ok"] else found


def _find_problem(connection: sqlite3.Connection, work: ProgressListener) -> str:
    if application_id(connection) != APPLICATION_ID:
        return "it is not a coalition-quiz history"
    if schema_version(connection) > SCHEMA_VERSION:
        return "it was written by a newer version of coalition-quiz"
    work.at("checking the backup: pages and indexes")
    for complaint in sqlite_problems(connection):
        return f"the database file is damaged ({complaint.splitlines()[-1]})"
    return _find_broken_chain(connection, work)


def _find_broken_chain(connection: sqlite3.Connection, work: ProgressListener) -> str:
    for fault in find_faults(connection, work.counting("checking the backup")):
        return f"event {fault.device}:{fault.seq}: {fault.what}"
    return ""
