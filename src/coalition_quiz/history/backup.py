"""Copies of a history that are known to be whole."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from coalition_quiz.errors import HistoryError
from coalition_quiz.history import files, rows

FOLDER = "backups"
"""The folder beside the history that copies go to."""


def back_up(source: sqlite3.Connection, target: Path) -> None:
    """Copy a history, and give the copy its name once it was found to be the same.

    The caller holds a transaction on the file, so that nobody else writes meanwhile.

    Raises:
        HistoryError: if no whole copy could be made; nothing stands under `target` then.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        files.make_folder(target.parent)
        partial.unlink(missing_ok=True)
        _copy(source, partial)
        _verify(source, partial)
        files.sync(partial)
        partial.replace(target)
        files.sync(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise HistoryError(f"No backup could be made as {target}: {error}.") from error
    finally:
        with suppress(OSError):  # it may be the very thing that went wrong
            partial.unlink()


def _copy(source: sqlite3.Connection, partial: Path) -> None:
    with closing(sqlite3.connect(partial)) as copy:
        source.backup(copy)


def _verify(source: sqlite3.Connection, partial: Path) -> None:
    with closing(sqlite3.connect(f"{partial.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        (found,) = copy.execute("PRAGMA integrity_check").fetchone()
        if found != "ok" or _extent(copy) != _extent(source):
            raise HistoryError(f"The backup {partial} does not agree with its source.")


def _extent(connection: sqlite3.Connection) -> tuple[int, dict[str, tuple[int, str]]]:
    (count,) = connection.execute("SELECT count(*) FROM event").fetchone()
    return count, rows.heads(connection)
