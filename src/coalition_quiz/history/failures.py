"""What SQLite reports, in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coalition_quiz.system.errors import HistoryError, NotSavedError

BROKEN = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises of a file that may be damaged in any way: it quotes a damaged schema as it
stands there, and Python cannot always make text of that."""

_DAMAGED = (
    "`coalition-quiz doctor` tells what is lost, `coalition-quiz restore` brings back a backup"
)

_UNKNOWN = ("the database reported an error", "Try again")

_REASONS = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room and try again"),
    sqlite3.SQLITE_READONLY: ("it may only be read", "Allow writing to it and try again"),
    sqlite3.SQLITE_BUSY: ("another program keeps it busy", "Close that program or try again"),
    sqlite3.SQLITE_LOCKED: ("another program keeps it busy", "Close that program or try again"),
    sqlite3.SQLITE_IOERR: ("the disk refused to read or write", "Look at the disk and try again"),
    sqlite3.SQLITE_CANTOPEN: (
        "the system does not let it be opened",
        "Look at the permissions of the file and its folder, and try again",
    ),
    sqlite3.SQLITE_PERM: ("the system does not allow it", "Look at its permissions and try again"),
    sqlite3.SQLITE_AUTH: ("the system does not allow it", "Look at its permissions and try again"),
    sqlite3.SQLITE_CORRUPT: (
        "the file is damaged",
        _DAMAGED,
    ),
    sqlite3.SQLITE_NOTADB: (
        "it is no SQLite database",
        "`coalition-quiz restore` puts a backup in its place, and keeps what is there now",
    ),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        "the file was moved or deleted while it was open",
        "Put it back, or start again to begin a new one",
    ),
    sqlite3.SQLITE_READONLY_ROLLBACK: (
        "it was left half-written and can only be set right where writing is allowed",
        "Copy it, together with the file beside it that ends in -journal, to a writable folder",
    ),
}


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Tells what goes wrong in the block as a `HistoryError` that names the file."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # misuse of a connection is no failure of the file
    except BROKEN as error:
        reason, remedy = _explain(error)
        raise HistoryError(f"The history {path} cannot be read: {reason}. {remedy}.") from error
    except OSError as error:
        raise HistoryError(f"The history {path} cannot be read: {error.strerror}.") from error


def not_saved(path: Path, error: sqlite3.Error) -> NotSavedError:
    """The exception that says that nothing was written, and why."""
    reason, remedy = _explain(error)
    opening = reason[0].upper() + reason[1:]
    return NotSavedError(f"{opening}: nothing was saved to the history {path}. {remedy}.")


def reason(error: Exception) -> str:
    """Why something could not be done, as the end of a sentence."""
    if isinstance(error, BROKEN):
        return _explain(error)[0]
    return str(getattr(error, "strerror", None) or error)


def _explain(error: sqlite3.Error | UnicodeDecodeError) -> tuple[str, str]:
    # The extended code says more; where it is not listed its last byte, the primary one, is.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return _REASONS.get(code) or _REASONS.get(code & 0xFF) or _UNKNOWN
