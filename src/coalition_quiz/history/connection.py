"""Connections to a history file, after a look at whether it is one.

SQLite alone opens the file: on POSIX systems, closing a second handle on it would drop the
locks of every connection in the process.

A connection belongs to the thread that made it (`check_same_thread` stays on): one each.
"""

import os
import sqlite3
import stat
from pathlib import Path

from coalition_quiz.history.failures import reading
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import real_path

APPLICATION_ID = 0x43515A48
"""``CQZH``, in the header of every history."""

SCHEMA_VERSION = 4
"""The ``user_version`` of a history in the form that this program writes."""

SQLITE = sqlite3.sqlite_version
"""The version of SQLite that Python has."""

_OLDEST_SQLITE = (3, 37, 0)
_BUSY_SECONDS = 10

_ALWAYS = """
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
"""

_DURABLE = """
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = EXTRA;
PRAGMA fullfsync = ON;
"""


def is_sqlite_new_enough() -> bool:
    """Whether SQLite knows all that a history needs."""
    return sqlite3.sqlite_version_info >= _OLDEST_SQLITE


def is_blank(path: Path) -> bool:
    """Whether nothing is there yet: no file, or one of no bytes.

    Raises:
        HistoryError: if something is there that is not a file, or that cannot be looked at.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return True
    except OSError as error:
        raise HistoryError(f"The history {path} cannot be opened: {error.strerror}.") from error
    if not stat.S_ISREG(found.st_mode):
        raise HistoryError(f"The history {path} cannot be opened: it is not a file. Move it away.")
    return found.st_size == 0


def connect_writable(path: Path) -> sqlite3.Connection:
    """A connection that adds to a history, which is yet to be made if `is_blank`.

    Raises:
        HistoryError: if the file is no history, is a newer program's, or may not be written.
    """
    blank = is_blank(path)
    _check_writable(path, blank)
    connection = _connect(path, "rwc" if blank else "rw")
    try:
        with reading(path):
            if not is_new(connection, path):
                check_identity(connection, path)
            connection.executescript(_ALWAYS + _DURABLE)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_readonly(path: Path) -> sqlite3.Connection | None:
    """A connection that only reads a history; None where nothing is there yet.

    It may write at the level of the file, for after a crash in the middle of a transaction
    whoever reads first has to roll it back; statements that write are refused.

    Raises:
        HistoryError: if the file is no history, or not of this program's version.
    """
    if is_blank(path):
        return None
    connection = _connect(path, "rw")
    try:
        with reading(path):
            if is_new(connection, path):
                connection.close()
                return None
            check_identity(connection, path)
            connection.executescript(_ALWAYS + "PRAGMA query_only = ON;")
            _check_not_older(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_copy(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """A connection that takes a history of whatever version as it is.

    Args:
        path: the file.
        mode: SQLite's word for what may be done: ``ro``, ``rw``, or ``rwc`` to make it.
    """
    return _connect(path, mode)


def connect_to_kept(path: Path) -> sqlite3.Connection:
    """A connection to a file that nobody writes: it is read as it stands, and left so."""
    return _connect(path, "ro&immutable=1")


def connect_to_draft(path: Path) -> sqlite3.Connection:
    """A connection to a history in the making, which is thrown away if anything fails."""
    connection = _connect(path, "rwc")
    connection.executescript(_ALWAYS + "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
    return connection


def connect_nowhere() -> sqlite3.Connection:
    """A connection to an empty database in memory."""
    return sqlite3.connect(":memory:", isolation_level=None)


def is_new(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a history is yet to be made in the file that the connection is to.

    Looked at through the connection first, which rolls back what a crash left unfinished, the
    making of the history perhaps. Then again from outside: SQLite takes a byte for no bytes.
    """
    return _number(connection, "PRAGMA page_count") == 0 and is_blank(path)


def check_identity(connection: sqlite3.Connection, path: Path) -> None:
    """See that the file is a history, and no newer program's.

    Raises:
        HistoryError: if it is not.
    """
    if application_id(connection) != APPLICATION_ID:
        raise HistoryError(
            f"{path} is another program's database, not a history of coalition-quiz. "
            "Move it elsewhere, or choose another folder with COALITION_QUIZ_HOME."
        )
    pages = _number(connection, "PRAGMA page_count")
    if path.stat().st_size < pages * _number(connection, "PRAGMA page_size"):
        # SQLite minds missing pages, but reads the rest of one that is there in part as zeros.
        raise HistoryError(
            f"The history {path} is damaged: its end is missing. "
            "`coalition-quiz doctor` tells what to do."
        )
    if version(connection) > SCHEMA_VERSION:
        raise HistoryError(
            f"The history {path} was written by a newer coalition-quiz "
            f"(version {version(connection)} of the file; this program knows {SCHEMA_VERSION}). "
            "Upgrade the program; the file has been left as it is."
        )


def version(connection: sqlite3.Connection) -> int:
    """The version of the file's schema."""
    return _number(connection, "PRAGMA user_version")


def application_id(connection: sqlite3.Connection) -> int:
    """Whose file it is."""
    return _number(connection, "PRAGMA application_id")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if not is_sqlite_new_enough():
        raise HistoryError(
            f"A history needs SQLite 3.37 or newer, and this Python has {SQLITE}. "
            "Use a newer Python."
        )
    _check_journal(path)
    with reading(path):
        return sqlite3.connect(
            f"{real_path(path).as_uri()}?mode={mode}",
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            uri=True,
        )


def _check_writable(path: Path, blank: bool) -> None:
    # Asked beforehand, because SQLite quietly opens a write-protected file for reading only,
    # and notices an unwritable folder as late as the first answer.
    folder = real_path(path).parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise HistoryError(
            f"The history {path} cannot be written: the folder {folder} may only be read. "
            "Allow writing to it, or choose another with COALITION_QUIZ_HOME."
        )
    if not blank and not os.access(path, os.W_OK):
        raise HistoryError(
            f"The history {path} cannot be written: the file may only be read. "
            "Allow writing to it, or choose another folder with COALITION_QUIZ_HOME."
        )


def _check_journal(path: Path) -> None:
    # SQLite would wait for a pipe, and says nothing of use about a folder.
    here = real_path(path)
    journal = here.with_name(f"{here.name}-journal")
    if journal.exists() and not journal.is_file():
        raise HistoryError(
            f"The history {path} cannot be opened: {journal} is no file. Move it away."
        )


def _check_not_older(connection: sqlite3.Connection, path: Path) -> None:
    if version(connection) < SCHEMA_VERSION:
        raise HistoryError(
            f"The history {path} is of an earlier version. "
            "Start coalition-quiz once, and it is brought up to date."
        )


def _number(connection: sqlite3.Connection, question: str) -> int:
    (answer,) = connection.execute(question).fetchone()
    assert isinstance(answer, int)
    return answer
