"""Another file in the place of a history: the old one stands there, or the new one, whole.

The new one is made beside it, found whole, made durable and then renamed.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coalition_quiz.history.backups import backups as copies
from coalition_quiz.history.connection import connect_to_copy, is_blank
from coalition_quiz.history.failures import BROKEN, reason
from coalition_quiz.history.in_use_lock import InUseError
from coalition_quiz.system import durable_files as files
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import real_path

_ALONE = "PRAGMA busy_timeout = 2000; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;"
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def drafting(history: Path) -> Iterator[Path]:
    """Where to make the file; what of it is not put in place is gone after the block.

    The caller holds the history alone.

    Raises:
        HistoryError: if SQLite could not make it.
    """
    draft = _name(history)
    try:
        files.make_folder(draft.parent)
        copies.clear(unfinished(history))
        yield draft
    except (*BROKEN, OSError) as error:
        raise HistoryError(
            f"Nothing was put in place of the history {history}: {reason(error)}."
        ) from error
    finally:
        copies.clear(unfinished(history))


def unfinished(history: Path) -> tuple[Path, ...]:
    """What a kill left of a draft; or what somebody who holds the history is making."""
    draft = _name(history)
    with suppress(OSError):
        return tuple(draft.parent.glob(f"{draft.name}*"))
    return ()


def put_in_place(history: Path, draft: Path) -> None:
    """Let a draft, which is closed and whole, take the place of the history.

    Raises:
        InUseError: if another program is at the history.
        HistoryError: if it could not be done; the history is as it was.
    """
    real = real_path(history)
    try:
        files.sync_to_disk(draft)
        with _held(real):
            draft.replace(real)
        files.sync_to_disk(real.parent)
    except PermissionError as error:
        raise InUseError(
            f"The history {history} cannot be replaced ({error.strerror}). Close every other "
            "window of coalition-quiz, see that its folder may be written, and try again."
        ) from error
    except OSError as error:
        raise HistoryError(
            f"Nothing was put in place of the history {history}: {reason(error)}."
        ) from error


def _name(history: Path) -> Path:
    real = real_path(history)
    return real.with_name(f".{real.name}.draft")


@contextmanager
def _held(real: Path) -> Iterator[None]:
    """Keep every other program from the file, and leave nothing beside it.

    What a crash left there would be taken for that of the file that comes in its place. It is
    among the backups, with the file.
    """
    if is_blank(real) or os.name == "nt":  # Windows replaces no file that anybody has open
        copies.clear(copies.beside(real))
        yield
        return
    with closing(connect_to_copy(real)) as present:
        if not _take(present, real):
            present.close()
            copies.clear(copies.beside(real))
        yield


def _take(present: sqlite3.Connection, real: Path) -> bool:
    """Whether SQLite could lock the file, having set right what a crash left."""
    try:
        present.executescript(_ALONE)
    except BROKEN as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _BUSY:
            raise InUseError(
                f"Another program is at the history {real}. Close it, and try again."
            ) from error
        return False
    return True
