"""Replace a history by a draft: at any time, either the old or the new file is there, whole.

The draft is made next to the history, checked, flushed to disk, and renamed.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coalition_quiz.history.backups import backups
from coalition_quiz.history.connection import connect_unchecked, is_blank
from coalition_quiz.history.failures import READ_ERRORS, failure_reason
from coalition_quiz.history.in_use_lock import InUseError
from coalition_quiz.system import durable_files as files
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import real_path

_ALONE = "PRAGMA busy_timeout = 2000; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;"
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def draft_file(history: Path) -> Iterator[Path]:
    """Yield the path for a draft; it is removed after the block unless it was put in place.

    The caller has exclusive access.

    Raises:
        HistoryError: if SQLite could not write it.
    """
    draft = _draft_path(history)
    try:
        files.make_folder(draft.parent)
        backups.remove_files(unfinished_drafts(history))
        yield draft
    except (*READ_ERRORS, OSError) as error:
        raise HistoryError(
            f"Nothing was put in place of the history {history}: {failure_reason(error)}."
        ) from error
    finally:
        backups.remove_files(unfinished_drafts(history))


def unfinished_drafts(history: Path) -> tuple[Path, ...]:
    """List drafts that are being made, or were left by a killed process."""
    draft = _draft_path(history)
    with suppress(OSError):
        return tuple(draft.parent.glob(f"{draft.name}*"))
    return ()


def replace_history(history: Path, draft: Path) -> None:
    """Replace the history by a draft that is closed and whole.

    Raises:
        InUseError: if another program uses the history.
        HistoryError: if it could not be replaced; it is unchanged.
    """
    real = real_path(history)
    try:
        files.sync_to_disk(draft)
        with _exclusive_file(real):
            draft.replace(real)
        files.sync_to_disk(real.parent)
    except PermissionError as error:
        raise InUseError(
            f"The history {history} cannot be replaced ({error.strerror}). Close every other "
            "window of coalition-quiz, see that its folder may be written, and try again."
        ) from error
    except OSError as error:
        raise HistoryError(
            f"Nothing was put in place of the history {history}: {failure_reason(error)}."
        ) from error


def _draft_path(history: Path) -> Path:
    real = real_path(history)
    return real.with_name(f".{real.name}.draft")


@contextmanager
def _exclusive_file(real: Path) -> Iterator[None]:
    """Keep every other program from the file, and remove its journals.

    A journal left by a crash would be applied to the new file. The backup has a copy of it.
    """
    if is_blank(real) or os.name == "nt":  # Windows cannot replace an open file
        backups.remove_files(backups.sidecar_files(real))
        yield
        return
    with closing(connect_unchecked(real)) as present:
        if not _lock_exclusively(present, real):
            present.close()
            backups.remove_files(backups.sidecar_files(real))
        yield


def _lock_exclusively(present: sqlite3.Connection, real: Path) -> bool:
    """Return True if SQLite could lock the file, after rolling back a crash."""
    try:
        present.executescript(_ALONE)
    except READ_ERRORS as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _BUSY:
            raise InUseError(
                f"Another program is at the history {real}. Close it, and try again."
            ) from error
        return False
    return True
