"""Whether a file is a whole history: what SQLite says, and what the chains of hashes say."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from coalition_quiz.history import integrity as verifying
from coalition_quiz.history.connection import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    application_id,
    connect_to_kept,
    is_blank,
    version,
)
from coalition_quiz.history.failures import BROKEN, reason
from coalition_quiz.history.progress import ProgressListener
from coalition_quiz.system.errors import HistoryError

REVIEWS = "SELECT count(*) FROM event WHERE kind = 'review'"
"""How many reviews a history has."""

_MOST = 100


def why_not_whole(kept: Path, work: ProgressListener) -> str:
    """What is wrong with a history that nobody writes, whatever its version: the end of a sentence.

    Returns:
        Nothing where every event is as it was written.
    """
    return _answered(kept, work, _why_not)


def broken_chain(kept: Path, work: ProgressListener) -> str:
    """Which event is not as it was written, as `why_not_whole` says it; nothing where all are."""
    return _answered(kept, work, _broken)


def _answered(
    kept: Path, work: ProgressListener, ask: Callable[[sqlite3.Connection, ProgressListener], str]
) -> str:
    try:
        if is_blank(kept):
            return "it is empty, or gone"
        connection = connect_to_kept(kept)
    except HistoryError as error:
        return str(error)
    try:
        with work.interrupting(connection):
            return ask(connection, work)
    except BROKEN as error:
        return reason(error)
    finally:
        connection.close()


def reviews_in(kept: Path) -> int | None:
    """How many reviews a backup has; None where that cannot be read."""
    try:
        with closing(connect_to_kept(kept)) as connection:
            (count,) = connection.execute(REVIEWS).fetchone()
    except (*BROKEN, HistoryError):
        return None
    return int(count)


def complaints(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the pages, tables and indexes of a file.

    Raises:
        sqlite3.Error: if it cannot even look.
    """
    try:
        found = [line for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return [str(error)]
    return [] if found == ["ok"] else found


def _why_not(connection: sqlite3.Connection, work: ProgressListener) -> str:
    if application_id(connection) != APPLICATION_ID:
        return "it is no history of coalition-quiz"
    if version(connection) > SCHEMA_VERSION:
        return "it was written by a newer coalition-quiz"
    work.at("checking the backup: pages and indexes")
    for complaint in complaints(connection):
        return f"SQLite finds it damaged ({complaint.splitlines()[-1]})"
    return _broken(connection, work)


def _broken(connection: sqlite3.Connection, work: ProgressListener) -> str:
    for fault in verifying.faults(connection, work.counting("checking the backup")):
        return f"event {fault.device}:{fault.seq}: {fault.what}"
    return ""
