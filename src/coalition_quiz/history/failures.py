"""SQLite's errors as messages for the learner."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coalition_quiz.system.errors import HistoryError, NotSavedError

READ_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""Errors of reading a damaged file: SQLite may quote a damaged schema that is not valid UTF-8."""

_DAMAGED = (
    "Run `coalition-quiz doctor` to see what is lost, or `coalition-quiz restore` to restore "
    "a backup"
)

_UNKNOWN = ("the database reported an error", "Try again")

_REASONS = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space and try again"),
    sqlite3.SQLITE_READONLY: ("it is read-only", "Make it writable and try again"),
    sqlite3.SQLITE_BUSY: ("another program is using it", "Close that program or try again"),
    sqlite3.SQLITE_LOCKED: ("another program is using it", "Close that program or try again"),
    sqlite3.SQLITE_IOERR: ("the disk refused to read or write", "Check the disk and try again"),
    sqlite3.SQLITE_CANTOPEN: (
        "the system refused to open it",
        "Check the permissions of the file and its folder, and try again",
    ),
    sqlite3.SQLITE_PERM: ("the system does not allow it", "Check its permissions and try again"),
    sqlite3.SQLITE_AUTH: ("the system does not allow it", "Check its permissions and try again"),
    sqlite3.SQLITE_CORRUPT: (
        "the file is damaged",
        _DAMAGED,
    ),
    sqlite3.SQLITE_NOTADB: (
        "it is not an SQLite database",
        "Run `coalition-quiz restore` to replace it with a backup (the current file is kept)",
    ),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        "the file was moved or deleted while it was open",
        "Put it back, or start coalition-quiz again with a new history",
    ),
    sqlite3.SQLITE_READONLY_ROLLBACK: (
        "a crash interrupted the last save, and finishing it needs write access",
        "Copy the file, and the file next to it that ends in -journal, to a writable folder",
    ),
}


@contextmanager
def reading_history(path: Path) -> Iterator[None]:
    """Turn errors in the block into a `HistoryError` that names the file."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # misuse of a connection, not a failure of the file
    except READ_ERRORS as error:
        failure_reason, remedy = _explain(error)
        raise HistoryError(
            f"Could not read the history {path}: {failure_reason}. {remedy}."
        ) from error
    except OSError as error:
        raise HistoryError(f"Could not read the history {path}: {error.strerror}.") from error


@contextmanager
def writing_history(path: Path) -> Iterator[None]:
    """Turn errors in the block into a `NotSavedError` that names the file."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # misuse of a connection, not a failure of the disk
    except sqlite3.Error as error:
        raise not_saved_error(path, error) from error


def not_saved_error(path: Path, error: sqlite3.Error) -> NotSavedError:
    """Return the error that says that nothing was saved, and why."""
    failure_reason, remedy = _explain(error)
    return NotSavedError(f"Nothing was saved: {failure_reason}. {remedy}. (History: {path})")


def failure_reason(error: Exception) -> str:
    """Describe an error, as the end of a sentence."""
    if isinstance(error, READ_ERRORS):
        return _explain(error)[0]
    return str(getattr(error, "strerror", None) or error)


def _explain(error: sqlite3.Error | UnicodeDecodeError) -> tuple[str, str]:
    # The extended code says more. If it is not listed, its last byte is the primary code.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return _REASONS.get(code) or _REASONS.get(code & 0xFF) or _UNKNOWN
