"""Connections to a history file, after a check that it is one.

Only SQLite opens the file: on POSIX systems, closing a second handle on it would drop the locks of
every connection in the process.

A connection belongs to the thread that made it (`check_same_thread` stays on): one each.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coalition_quiz.history.failures import reading_history
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import real_path
from coalition_quiz.system.progress import ProgressListener, StoppedError

APPLICATION_ID = 0x43515A48
"""``CQZH``, in the header of every history."""

SCHEMA_VERSION = 5
"""The ``user_version`` of the histories that this program writes."""

END_MISSING = "the end of the file is missing"
"""The end of the sentence about a history that was cut short."""

SQLITE = sqlite3.sqlite_version
"""The version of Python's SQLite."""

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
    """Return True if SQLite has all features that a history needs."""
    return sqlite3.sqlite_version_info >= _OLDEST_SQLITE


def is_missing_or_empty(path: Path) -> bool:
    """Return True if there is no file yet, or an empty one.

    Raises:
        HistoryError: if the path is not a file, or cannot be examined.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return True
    except OSError as error:
        raise HistoryError(f"Could not open the history {path}: {error.strerror}.") from error
    if not stat.S_ISREG(found.st_mode):
        raise HistoryError(f"Could not open the history: {path} is not a file. Move it.")
    return found.st_size == 0


def connect_writable(path: Path) -> sqlite3.Connection:
    """Connect to a history for writing; the file may be missing or empty (see `is_blank`).

    Raises:
        HistoryError: if the file is not a history, is from a newer program, or is read-only.
    """
    blank = is_missing_or_empty(path)
    _check_writable(path, blank)
    connection = _connect(path, "rwc" if blank else "rw")
    try:
        with reading_history(path):
            if not is_new(connection, path):
                check_identity(connection, path)
            connection.executescript(_ALWAYS + _DURABLE)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_readonly(path: Path) -> sqlite3.Connection | None:
    """Connect to a history for reading. Return None if there is no history yet.

    Statements that write are refused. SQLite itself may write to the file: after a crash within a
    transaction, the first reader has to roll it back.

    Raises:
        HistoryError: if the file is not a history, or not of this program's version.
    """
    if is_missing_or_empty(path):
        return None
    connection = _connect(path, "rw")
    try:
        with reading_history(path):
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


def connect_unchecked(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Connect to a history of any version without checking it.

    Args:
        path: the file.
        mode: SQLite's access mode: ``ro``, ``rw``, or ``rwc`` to create it.
    """
    return _connect(path, mode)


def connect_immutable(path: Path) -> sqlite3.Connection:
    """Connect to a file that no program writes, without locks and without changing it."""
    return _connect(path, "ro&immutable=1")


def connect_to_draft(path: Path) -> sqlite3.Connection:
    """Connect to a history in the making, which is thrown away if anything fails."""
    connection = _connect(path, "rwc")
    connection.executescript(_ALWAYS + "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
    return connection


def connect_in_memory() -> sqlite3.Connection:
    """Connect to an empty database in memory."""
    return sqlite3.connect(":memory:", isolation_level=None)


def is_new(connection: sqlite3.Connection, path: Path) -> bool:
    """Return True if the connected file has no history yet.

    The connection is asked first: it rolls back a crash, perhaps one while the file was created.
    Then the file is checked from outside: SQLite treats a file of one byte as empty.
    """
    return _pragma_number(connection, "PRAGMA page_count") == 0 and is_missing_or_empty(path)


def check_identity(connection: sqlite3.Connection, path: Path) -> None:
    """Check that the file is a history, and not from a newer program.

    Raises:
        HistoryError: if it is not.
    """
    if application_id(connection) != APPLICATION_ID:
        raise HistoryError(
            f"{path} is not a history of coalition-quiz. "
            "Move it, or choose another folder with COALITION_QUIZ_HOME."
        )
    pages = _pragma_number(connection, "PRAGMA page_count")
    if path.stat().st_size < pages * _pragma_number(connection, "PRAGMA page_size"):
        # SQLite reports missing pages, but reads the missing part of a page as zeros.
        raise HistoryError(
            f"The history {path} is damaged: {END_MISSING}. Run `coalition-quiz doctor`."
        )
    found = schema_version(connection)
    if found > SCHEMA_VERSION:
        raise HistoryError(
            f"The history {path} was written by a newer version of coalition-quiz. "
            "Upgrade coalition-quiz. Your history was not changed."
        )


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the version of the file's schema."""
    return _pragma_number(connection, "PRAGMA user_version")


def application_id(connection: sqlite3.Connection) -> int:
    """Return the id of the program that owns the file."""
    return _pragma_number(connection, "PRAGMA application_id")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if not is_sqlite_new_enough():
        raise HistoryError(
            f"coalition-quiz needs SQLite 3.37 or newer, but this Python has {SQLITE}. "
            "Use a newer Python."
        )
    _check_journal(path)
    with reading_history(path):
        return sqlite3.connect(
            f"{real_path(path).as_uri()}?mode={mode}",
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            uri=True,
        )


def _check_writable(path: Path, blank: bool) -> None:
    # SQLite silently opens a write-protected file for reading only, and notices a read-only
    # folder no earlier than the first answer.
    folder = real_path(path).parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise HistoryError(
            f"Could not save to the history {path}: the folder {folder} is read-only. "
            "Make it writable, or choose another folder with COALITION_QUIZ_HOME."
        )
    if not blank and not os.access(path, os.W_OK):
        raise HistoryError(
            f"Could not save to the history {path}: the file is read-only. "
            "Make it writable, or choose another folder with COALITION_QUIZ_HOME."
        )


def _check_journal(path: Path) -> None:
    # SQLite would block on a pipe, and its error about a folder does not help.
    here = real_path(path)
    journal = here.with_name(f"{here.name}-journal")
    if journal.exists() and not journal.is_file():
        raise HistoryError(f"Could not open the history {path}: {journal} is not a file. Move it.")


def _check_not_older(connection: sqlite3.Connection, path: Path) -> None:
    if schema_version(connection) < SCHEMA_VERSION:
        raise HistoryError(
            f"The history {path} is from an older version. Start coalition-quiz once to upgrade it."
        )


def _pragma_number(connection: sqlite3.Connection, question: str) -> int:
    (answer,) = connection.execute(question).fetchone()
    assert isinstance(answer, int)
    return answer


_INSTRUCTIONS = 100_000
"""Instructions of SQLite's virtual machine between two looks at whether to stop."""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit the block, or leave the file as it was if it raises.

    The write lock is taken before the block reads, so other windows cannot change what it has read
    before it writes.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Some failures have rolled back already. A rollback that fails is finished by the next
        # connection, and must not hide the first error.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Read one state of the file in the block, whatever other windows write meanwhile.

    They wait until the block ends, so keep it short.
    """
    connection.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):  # a failure may have ended it already
            connection.execute("ROLLBACK")


@contextmanager
def writing_temporarily(connection: sqlite3.Connection) -> Iterator[None]:
    """Let the block write to temporary tables, which are kept in memory."""
    (readonly,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA query_only = {readonly}")


@contextmanager
def interruptible(connection: sqlite3.Connection, work: ProgressListener) -> Iterator[None]:
    """End the block's statements early if the work is stopped, or on Ctrl+C.

    Raises:
        StoppedError: if the work was stopped.
        KeyboardInterrupt: on Ctrl+C.
    """
    connection.set_progress_handler(lambda: int(work.is_stopped()), _INSTRUCTIONS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        # SQLite swallows what a handler raises: if the work was not stopped, it was Ctrl+C.
        raise (StoppedError if work.is_stopped() else KeyboardInterrupt) from error
    finally:
        connection.set_progress_handler(None, 0)
