"""Copies of a history that are known to be whole."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coalition_quiz.history import event_rows as rows
from coalition_quiz.history.connection import connect_to_copy, connect_to_kept
from coalition_quiz.history.failures import BROKEN, reason
from coalition_quiz.history.progress import QUIETLY, ProgressListener
from coalition_quiz.system import durable_files as files
from coalition_quiz.system.errors import HistoryError

FOLDER = "backups"
"""The folder beside the history that copies go to."""

_STEPS = (256, 1024, 4096, 16384)
"""Pages copied while nobody can commit: a millisecond's worth at first, and 64 MB at most."""

_PATIENCE = 2
"""How often a copy is begun again, because somebody wrote meanwhile, before steps are larger."""

_PAUSE_S = 0.05

Heads = dict[str, tuple[int, str]]
"""The number and the hash of the last event of each device."""

# What is not finished is thrown away, so that nothing need be durable before it is whole.
_IN_THE_MAKING = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"


def back_up(source: sqlite3.Connection, target: Path, work: ProgressListener = QUIETLY) -> None:
    """Copy a history, and give the copy its name once it was found to be the same.

    Others may write meanwhile: the copy is of one moment. A write by another connection makes
    SQLite begin again.

    Raises:
        HistoryError: if no whole copy could be made; nothing stands under `target` then.
        StoppedError: if the work was to end; likewise.
    """
    with copied(source, target, work):
        pass


@contextmanager
def copied(
    source: sqlite3.Connection, target: Path, work: ProgressListener = QUIETLY
) -> Iterator[Path]:
    """As `back_up`, with a block that looks at the copy before it has its name.

    Yields:
        The copy; it is thrown away if the block ends in an error.

    Raises:
        HistoryError, StoppedError: as `back_up` does.
    """
    partial = partial_of(target)
    try:
        files.make_folder(target.parent)
        partial.unlink(missing_ok=True)
        at_least = rows.heads(source)
        copy(source, partial, work)
        _verify(source, partial, at_least, work)
        yield partial
        files.sync_to_disk(partial)
        partial.replace(target)
        files.sync_to_disk(target.parent)
    except (OSError, *BROKEN) as error:
        raise HistoryError(f"No backup could be made as {target}: {reason(error)}.") from error
    finally:
        with suppress(OSError):  # it may be the very thing that went wrong
            partial.unlink()


def partial_of(target: Path) -> Path:
    """What a copy is called while it is being made."""
    return target.with_name(f".{target.name}.partial")


def copy(source: sqlite3.Connection, target: Path, work: ProgressListener = QUIETLY) -> None:
    """Copy a database page by page, as it is at one moment; it is not yet durable.

    Raises:
        sqlite3.Error, StoppedError: if it could not be done, or was to end.
    """
    for pages in _STEPS:
        following = _Following(work, math.inf if pages == _STEPS[-1] else _PATIENCE)
        target.unlink(missing_ok=True)
        with suppress(_OvertakenError), closing(connect_to_copy(target, "rwc")) as copied:
            copied.executescript(_IN_THE_MAKING)
            source.backup(copied, pages=pages, progress=following.step, sleep=_PAUSE_S)
            return


class _OvertakenError(Exception):
    """The history is written more often than it can be copied in such steps."""


class _Following:
    """How far a copy is, and how often it was begun again."""

    def __init__(self, work: ProgressListener, patience: float) -> None:
        self._work = work
        self._patience = patience
        self._left = math.inf

    def step(self, _status: int, left: int, pages: int) -> None:
        """Take note of one more step."""
        self._patience -= left > self._left
        self._left = left
        self._work.at(f"copying the history: {100 * (pages - left) // max(pages, 1)}%")
        if self._patience < 0:
            raise _OvertakenError


def _verify(
    source: sqlite3.Connection, partial: Path, at_least: Heads, work: ProgressListener
) -> None:
    with closing(connect_to_kept(partial)) as copied, work.interrupting(copied):
        work.at("checking the copy")
        (found,) = copied.execute("PRAGMA integrity_check(1)").fetchone()
        (count,) = copied.execute("SELECT count(*) FROM event").fetchone()
        heads = rows.heads(copied)
        work.at("comparing the copy")
        if found != "ok":
            raise HistoryError(
                "No backup could be made, for SQLite finds the history damaged "
                f"({found.splitlines()[-1]}). `coalition-quiz doctor` tells what to do."
            )
        reached = all(heads.get(device, (0,))[0] >= seq for device, (seq, _) in at_least.items())
        if not reached or _extent(source, heads) != (count, heads):
            raise HistoryError(f"The backup {partial} does not agree with its source.")


def _extent(source: sqlite3.Connection, heads: Heads) -> tuple[int, Heads]:
    """How many events there are up to the heads, and the heads, as they stand in the source.

    Asked of the index and device by device: whoever commits meanwhile waits for no walk.
    """
    counted, found = 0, {}
    for device, (seq, _) in heads.items():
        number = "SELECT count(*) FROM event WHERE device = ? AND seq <= ?"
        counted += source.execute(number, (device, seq)).fetchone()[0]
        head = "SELECT seq, hash FROM event WHERE device = ? AND seq = ?"
        found[device] = source.execute(head, (device, seq)).fetchone()
    return counted, found
