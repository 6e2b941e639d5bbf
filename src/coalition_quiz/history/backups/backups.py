"""The backups of a history: their names say when and why each was made.

Only whoever holds the folder's lock makes one, so that what is unfinished and held by nobody is
known to be left over.
"""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.core.days import Moment, study_day
from coalition_quiz.history import event_rows as rows
from coalition_quiz.history.backups.copy import FOLDER, copied
from coalition_quiz.history.backups.thinning import kept
from coalition_quiz.history.completeness import broken_chain
from coalition_quiz.history.connection import connect_to_copy, connect_to_kept
from coalition_quiz.history.failures import BROKEN, reading, reason
from coalition_quiz.history.progress import QUIETLY, ProgressListener
from coalition_quiz.system import durable_files as files
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.locks import Lock, lock_folder
from coalition_quiz.system.paths import is_file

DAILY = "daily"
BEFORE_RESTORE = "before-restore"
BEFORE_REPAIR = "before-repair"

RAW = "-as-it-was"
"""Ends the kind of a backup that was copied byte for byte, because the file is damaged."""

SPECIAL_DAYS = 365
"""For so many days whatever was kept for a reason of its own stays, beside the daily ones."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    r"(?P<stem>.+)-(?P<at>\d{8}T\d{6}Z)"
    rf"-(?P<kind>{DAILY}|version-\d{{1,9}}|(?:{BEFORE_RESTORE}|{BEFORE_REPAIR})(?:{RAW})?)\.sqlite"
)
_WAIT_S = 60


class Backup(NamedTuple):
    """A backup, by its name.

    Attributes:
        at: when it was made.
        kind: why: daily, version-1 (before a migration from it), before-restore, before-repair.
        is_raw: whether it is a copy, byte for byte, of a file that was damaged.
    """

    path: Path
    at: datetime
    kind: str
    size: int

    @property
    def is_raw(self) -> bool:
        """Whether it is a copy, byte for byte, of a file that was damaged."""
        return self.kind.endswith(RAW)

    @property
    def is_regular(self) -> bool:
        """Whether it was made as a matter of course: of a history that was in use."""
        return not self.kind.startswith("before-")

    @property
    def at_ms(self) -> int:
        """When it was made, in milliseconds since 1970-01-01 UTC."""
        return int(self.at.timestamp()) * 1000


def folder_of(history: Path) -> Path:
    """Where the backups of a history are."""
    return history.parent / FOLDER


def backups(history: Path) -> tuple[Backup, ...]:
    """The backups of a history, the latest first; files that are none are passed over."""
    found = []
    with suppress(OSError):  # no folder, no backups
        for path in folder_of(history).iterdir():
            found += [each for each in [_read(path, history.stem)] if each]
    return tuple(sorted(found, key=lambda each: (each.at, each.path.name), reverse=True))


def new_name(history: Path, kind: str, at_ms: int | None = None) -> Path:
    """A name for a backup that is made now, or then; there is none of that name yet."""
    at = datetime.fromtimestamp((time.time() if at_ms is None else at_ms / 1000), tz=UTC)
    while True:
        path = folder_of(history) / f"{history.stem}-{at.strftime(_STAMP)}-{kind}.sqlite"
        if not path.exists():
            return path
        at += timedelta(seconds=1)


@contextmanager
def making(history: Path, wait_s: float = _WAIT_S) -> Iterator[bool]:
    """Hold the folder of the backups for the block; what a kill left unfinished is cleared away.

    Yields:
        False where another window makes one and has not ended within `wait_s` seconds.

    Raises:
        HistoryError: if there can be no such folder.
    """
    folder = folder_of(history)
    try:
        files.make_folder(folder)
    except OSError as error:
        sentence = f"No backup could be made in {folder}: {reason(error)}."
        raise HistoryError(sentence) from error
    lock = lock_folder(folder, wait_s=wait_s) if wait_s else lock_folder(folder)
    try:
        if lock is not None and lock.is_held:
            clear(leftovers(history))
        yield lock is not None
    finally:
        (lock or Lock(None)).release()


def leftovers(history: Path) -> tuple[Path, ...]:
    """What is unfinished in the folder of the backups: being made now, or left by a kill."""
    with suppress(OSError):
        return tuple(folder_of(history).glob(f".{history.stem}-*.partial*"))
    return ()


def clear(paths: Iterable[Path]) -> None:
    """Remove files; those that cannot be are left for the next time."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


def back_up_daily(
    history: Path, now: Moment, day_start_min: int, work: ProgressListener = QUIETLY
) -> Path | None:
    """Back up a history once a study day, if something was added since, and thin the others.

    Returns:
        The backup; None where there is no need of one, or another window makes it.

    Raises:
        HistoryError: if it could not be made; or it was, and its events are damaged, so that no
            earlier one was deleted.
        StoppedError: if the work was to end; nothing of the backup is left.
    """
    with making(history, wait_s=0) as mine:
        if not mine or not _is_needed(history, now, day_start_min):
            return None
        target = new_name(history, DAILY, now.at_ms)
        with (
            reading(history),
            closing(connect_to_copy(history)) as source,
            copied(source, target, work) as unnamed,
        ):
            why = broken_chain(unnamed, work)
        if why:
            raise HistoryError(
                f"The history {history} is damaged: {why}. It was backed up as it is, and no "
                "earlier backup was deleted. `coalition-quiz doctor` tells what to do."
            )
        thin(history, now, day_start_min)
        return target


def days_since_last(history: Path, now: Moment, day_start_min: int) -> int | None:
    """How many study days ago a history in use was last backed up; None if it never was.

    Backups dated after today (a clock that was ahead) are passed over.
    """
    days = [_day_of(each, now, day_start_min) for each in backups(history) if each.is_regular]
    return min((now.study_day - day for day in days if day <= now.study_day), default=None)


def thin(history: Path, now: Moment, day_start_min: int) -> None:
    """Delete the daily backups that are not worth their room, and others after a year.

    The caller has just made one that is whole, which is kept: it is the latest.
    """
    by_day: dict[int, list[Backup]] = {}
    for each in backups(history):
        by_day.setdefault(_day_of(each, now, day_start_min), []).append(each)
    worth = kept((day for day, of_day in by_day.items() if _daily(of_day)), now.study_day)
    for day, of_day in by_day.items():
        is_old = now.study_day - day > SPECIAL_DAYS
        spare = _daily(of_day)[day in worth :]
        spare += [each for each in of_day if each.kind != DAILY and is_old]
        clear(path for each in spare for path in all_files(each))


def all_files(backup: Backup) -> tuple[Path, ...]:
    """The file of a backup, and for one of a damaged file what stood beside that."""
    return (backup.path, *beside(backup.path)) if backup.is_raw else (backup.path,)


def beside(history: Path) -> tuple[Path, ...]:
    """What SQLite keeps beside a file while it is written, or after a crash."""
    names = (history.with_name(f"{history.name}-{end}") for end in ("journal", "wal", "shm"))
    return tuple(path for path in names if path.exists())


def _daily(of_day: list[Backup]) -> list[Backup]:
    return [each for each in of_day if each.kind == DAILY]


def _day_of(backup: Backup, now: Moment, day_start_min: int) -> int:
    return study_day(backup.at_ms, now.tz_min, day_start_min)


def _is_needed(history: Path, now: Moment, day_start_min: int) -> bool:
    there = [each for each in backups(history) if not each.is_raw]
    if any(
        each.kind == DAILY and _day_of(each, now, day_start_min) == now.study_day for each in there
    ):
        return False
    with reading(history), closing(connect_to_copy(history, "ro")) as source:
        last = rows.last(source)
    return last != (0, "") and not (there and _ends_with(there[0], last))


def _ends_with(backup: Backup, last: tuple[int, str]) -> bool:
    # Events are only ever added: with the same last one, all are the same.
    try:
        with closing(connect_to_kept(backup.path)) as kept_:
            return rows.last(kept_) == last
    except (*BROKEN, HistoryError):
        return False


def _read(path: Path, stem: str) -> Backup | None:
    named = _NAME.fullmatch(path.name)
    if named is None or named["stem"] != stem or not is_file(path):  # a pipe would be waited for
        return None
    try:
        at = datetime.strptime(named["at"], _STAMP).replace(tzinfo=UTC)
        return Backup(path, at, named["kind"], path.stat().st_size)
    except (OSError, ValueError):
        return None
