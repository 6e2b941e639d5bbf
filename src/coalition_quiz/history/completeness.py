"""Check that a file is a whole history, by SQLite's own check and by the chains of hashes."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from coalition_quiz.history import integrity
from coalition_quiz.history.connection import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    application_id,
    connect_immutable,
    is_blank,
    schema_version,
)
from coalition_quiz.history.failures import READ_ERRORS, failure_reason
from coalition_quiz.history.transactions import interruptible
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.progress import ProgressListener

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
        if is_blank(path):
            return "it is empty, or gone"
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
        return "it is no history of coalition-quiz"
    if schema_version(connection) > SCHEMA_VERSION:
        return "it was written by a newer coalition-quiz"
    work.at("checking the backup: pages and indexes")
    for complaint in sqlite_problems(connection):
        return f"SQLite finds it damaged ({complaint.splitlines()[-1]})"
    return _find_broken_chain(connection, work)


def _find_broken_chain(connection: sqlite3.Connection, work: ProgressListener) -> str:
    for fault in integrity.find_faults(connection, work.counting("checking the backup")):
        return f"event {fault.device}:{fault.seq}: {fault.what}"
    return ""
