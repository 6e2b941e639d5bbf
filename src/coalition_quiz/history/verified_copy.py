"""Verified copies of a history."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coalition_quiz.history import event_rows
from coalition_quiz.history.connection import connect_immutable, connect_unchecked, interruptible
from coalition_quiz.history.failures import READ_ERRORS, failure_reason
from coalition_quiz.system import files
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.progress import QUIET, ProgressListener

FOLDER = "backups"
"""Name of the backup folder, in the folder of the history."""

_STEPS = (256, 1024, 4096, 16384)
"""Pages copied per step; nobody can commit during one. From about 1 ms to at most 64 MB."""

_PATIENCE = 2
"""Number of restarts, caused by other writers, before steps get larger."""

_PAUSE_S = 0.05

Heads = dict[str, tuple[int, str]]
"""The number and the hash of the last event of each device."""

# An unfinished copy is thrown away, so it need not be durable before it is whole.
_NOT_DURABLE = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"


def copy_verified(source: sqlite3.Connection, target: Path, work: ProgressListener = QUIET) -> None:
    """Copy a history, and rename the copy to `target` once it is known to be the same.

    Others may write meanwhile: the copy shows one moment. A write by another connection makes
    SQLite start again.

    Raises:
        HistoryError: if no whole copy could be made; then `target` does not exist.
        StoppedError: if the work was stopped; then `target` does not exist.
    """
    with verified_copy(source, target, work):
        pass


@contextmanager
def verified_copy(
    source: sqlite3.Connection, target: Path, work: ProgressListener = QUIET
) -> Iterator[Path]:
    """Copy as `copy_verified` does, with a block that may examine the copy before it is renamed.

    Yields:
        The copy; it is removed if the block raises.

    Raises:
        HistoryError, StoppedError: as `copy_verified` does.
    """
    partial = partial_path(target)
    try:
        files.make_folder(target.parent)
        partial.unlink(missing_ok=True)
        at_least = event_rows.chain_heads(source)
        copy_database(source, partial, work)
        _verify(source, partial, at_least, work)
        yield partial
        files.sync_to_disk(partial)
        partial.replace(target)
        files.sync_to_disk(target.parent)
    except (OSError, *READ_ERRORS) as error:
        raise HistoryError(
            f"Could not make the backup {target}: {failure_reason(error)}."
        ) from error
    finally:
        with suppress(OSError):  # the error may be about this very file
            partial.unlink()


def partial_path(target: Path) -> Path:
    """Return the name of a copy while it is being made."""
    return target.with_name(f".{target.name}.partial")


def copy_database(source: sqlite3.Connection, target: Path, work: ProgressListener = QUIET) -> None:
    """Copy a database page by page, as it is at one moment; the copy is not yet durable.

    Raises:
        sqlite3.Error: if it could not be copied.
        StoppedError: if the work was stopped.
    """
    for pages in _STEPS:
        progress = _CopyProgress(work, math.inf if pages == _STEPS[-1] else _PATIENCE)
        target.unlink(missing_ok=True)
        with (
            suppress(_TooManyRestartsError),
            closing(connect_unchecked(target, "rwc")) as copy,
        ):
            copy.executescript(_NOT_DURABLE)
            source.backup(copy, pages=pages, progress=progress.step, sleep=_PAUSE_S)
            return


class _TooManyRestartsError(Exception):
    """The history is written more often than it can be copied in steps of this size."""


class _CopyProgress:
    """Shows the progress of a copy, and counts its restarts."""

    def __init__(self, work: ProgressListener, patience: float) -> None:
        self._work = work
        self._patience = patience
        self._left = math.inf

    def step(self, _status: int, left: int, pages: int) -> None:
        """Record one step."""
        self._patience -= left > self._left
        self._left = left
        self._work.at(f"copying the history: {100 * (pages - left) // max(pages, 1)}%")
        if self._patience < 0:
            raise _TooManyRestartsError


def _verify(
    source: sqlite3.Connection, partial: Path, at_least: Heads, work: ProgressListener
) -> None:
    with closing(connect_immutable(partial)) as verified_copy, interruptible(verified_copy, work):
        work.at("checking the copy")
        (found,) = verified_copy.execute("PRAGMA integrity_check(1)").fetchone()
        (count,) = verified_copy.execute("SELECT count(*) FROM event").fetchone()
        heads = event_rows.chain_heads(verified_copy)
        work.at("comparing the copy")
        if found != "ok":
            raise HistoryError(
                "Could not make a backup because the history is damaged "
                f"({found.splitlines()[-1]}). Run `coalition-quiz doctor`."
            )
        reached = all(heads.get(device, (0,))[0] >= seq for device, (seq, _) in at_least.items())
        if not reached or _source_heads(source, heads) != (count, heads):
            raise HistoryError(f"The backup {partial} does not match the history.")


def _source_heads(source: sqlite3.Connection, heads: Heads) -> tuple[int, Heads]:
    """Return the source's number of events up to these heads, and its heads.

    It reads only indexes, one device at a time, so that other windows do not wait long to commit.
    """
    counted, found = 0, {}
    for device, (seq, _) in heads.items():
        number = "SELECT count(*) FROM event WHERE device = ? AND seq <= ?"
        counted += source.execute(number, (device, seq)).fetchone()[0]
        head = "SELECT seq, hash FROM event WHERE device = ? AND seq = ?"
        found[device] = source.execute(head, (device, seq)).fetchone()
    return counted, found
