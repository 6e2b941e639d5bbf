"""The backups of a history: daily ones, which of them are kept, and those made before a change.

A backup is made only under the folder's lock. So an unfinished file without a lock is left over
from a process that was killed.
"""

import re
import shutil
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.core.days import Moment, ordinal, study_day
from coalition_quiz.history import event_rows
from coalition_quiz.history.connection import (
    connect_immutable,
    connect_unchecked,
    is_missing_or_empty,
)
from coalition_quiz.history.failures import READ_ERRORS, failure_reason, reading_history
from coalition_quiz.history.integrity import chain_problem
from coalition_quiz.history.verified_copy import FOLDER, copy_verified, partial_path, verified_copy
from coalition_quiz.system import files
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.locks import Lock, lock_folder
from coalition_quiz.system.paths import is_file, real_path
from coalition_quiz.system.progress import QUIET, ProgressListener

DAILY = "daily"
BEFORE_RESTORE = "before-restore"
BEFORE_REPAIR = "before-repair"

RAW = "-as-it-was"
"""Ends the kind of a backup that is a byte-for-byte copy of a damaged file."""

SPECIAL_DAYS = 365
"""Number of days that backups other than daily ones are kept."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    r"(?P<stem>.+)-(?P<at>\d{8}T\d{6}Z)"
    rf"-(?P<kind>{DAILY}|version-\d{{1,9}}|(?:{BEFORE_RESTORE}|{BEFORE_REPAIR})(?:{RAW})?)\.sqlite"
)
_WAIT_S = 60


class Backup(NamedTuple):
    """A backup, described by its name.

    Attributes:
        at: when it was made.
        kind: why: daily, version-1 (before a migration from it), before-restore, before-repair.
        size: in bytes.
    """

    path: Path
    at: datetime
    kind: str
    size: int

    @property
    def is_raw(self) -> bool:
        """True if it is a byte-for-byte copy of a damaged file."""
        return self.kind.endswith(RAW)

    @property
    def is_regular(self) -> bool:
        """True if it was made of a history in use, not before a restore or repair."""
        return not self.kind.startswith("before-")

    @property
    def at_ms(self) -> int:
        """When it was made, in milliseconds since 1970-01-01 UTC."""
        return int(self.at.timestamp()) * 1000


def backup_folder(history: Path) -> Path:
    """Return the folder of a history's backups."""
    return history.parent / FOLDER


def list_backups(history: Path) -> tuple[Backup, ...]:
    """List the backups of a history, latest first. Other files are ignored."""
    found = []
    with suppress(OSError):  # no folder, no backups
        for path in backup_folder(history).iterdir():
            found += [each for each in [_parse_backup(path, history.stem)] if each]
    return tuple(sorted(found, key=lambda each: (each.at, each.path.name), reverse=True))


def new_backup_path(history: Path, kind: str, at_ms: int | None = None) -> Path:
    """Return an unused path for a backup that is made now, or at `at_ms`."""
    at = datetime.fromtimestamp((time.time() if at_ms is None else at_ms / 1000), tz=UTC)
    while True:
        path = backup_folder(history) / f"{history.stem}-{at.strftime(_STAMP)}-{kind}.sqlite"
        if not path.exists():
            return path
        at += timedelta(seconds=1)


@contextmanager
def lock_backups(history: Path, wait_s: float = _WAIT_S) -> Iterator[bool]:
    """Lock the backup folder for the block, and remove what a killed process left unfinished.

    Yields:
        False if another window holds the lock for more than `wait_s` seconds.

    Raises:
        HistoryError: if the folder cannot be created.
    """
    folder = backup_folder(history)
    try:
        files.make_folder(folder)
    except OSError as error:
        sentence = f"Could not make a backup in {folder}: {failure_reason(error)}."
        raise HistoryError(sentence) from error
    lock = lock_folder(folder, wait_s=wait_s) if wait_s else lock_folder(folder)
    try:
        if lock is not None and lock.is_held:
            remove_files(unfinished_backups(history))
        yield lock is not None
    finally:
        (lock or Lock(None)).release()


def unfinished_backups(history: Path) -> tuple[Path, ...]:
    """List unfinished backups: being made now, or left by a killed process."""
    with suppress(OSError):
        return tuple(backup_folder(history).glob(f".{history.stem}-*.partial*"))
    return ()


def remove_files(paths: Iterable[Path]) -> None:
    """Remove files. Those that cannot be removed are left for the next time."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


def back_up_daily(
    history: Path, now: Moment, day_start_min: int, work: ProgressListener = QUIET
) -> Path | None:
    """Back up a history once per study day if anything was added since, and thin out older backups.

    Returns:
        The backup. None if it is not needed, or if another window is making one.

    Raises:
        HistoryError: if it could not be made, or if its events are damaged. Then it is kept, and
            no earlier backup was deleted.
        StoppedError: if the work was stopped. No unfinished file is left.
    """
    with lock_backups(history, wait_s=0) as locked:
        if not locked or not _needs_backup(history, now, day_start_min):
            return None
        target = new_backup_path(history, DAILY, now.at_ms)
        with (
            reading_history(history),
            closing(connect_unchecked(history)) as source,
            verified_copy(source, target, work) as unnamed,
        ):
            why = chain_problem(unnamed, work)
        if why:
            raise HistoryError(
                f"The history {history} is damaged: {why}. It was backed up anyway, and older "
                "backups were kept. Run `coalition-quiz doctor`."
            )
        thin_backups(history, now, day_start_min)
        return target


def days_since_backup(history: Path, now: Moment, day_start_min: int) -> int | None:
    """Return the study days since a history in use was last backed up, or None if it never was.

    Backups dated after today, made while a clock was ahead, are ignored.
    """
    days = [_day_of(each, now, day_start_min) for each in list_backups(history) if each.is_regular]
    return min((now.study_day - day for day in days if day <= now.study_day), default=None)


def thin_backups(history: Path, now: Moment, day_start_min: int) -> None:
    """Delete the daily backups that are no longer needed, and others after a year.

    The caller has just made a whole one. It is the latest, so it is kept.
    """
    by_day: dict[int, list[Backup]] = {}
    for each in list_backups(history):
        by_day.setdefault(_day_of(each, now, day_start_min), []).append(each)
    kept_days = days_to_keep(
        (day for day, of_day in by_day.items() if _daily_backups(of_day)), now.study_day
    )
    for day, of_day in by_day.items():
        is_old = now.study_day - day > SPECIAL_DAYS
        unneeded = _daily_backups(of_day)[day in kept_days :]
        unneeded += [each for each in of_day if each.kind != DAILY and is_old]
        remove_files(path for each in unneeded for path in files_of_backup(each))


def files_of_backup(backup: Backup) -> tuple[Path, ...]:
    """Return the files of a backup: one, or for a raw copy also its journals."""
    return (backup.path, *sidecar_files(backup.path)) if backup.is_raw else (backup.path,)


def sidecar_files(history: Path) -> tuple[Path, ...]:
    """Return the files that SQLite keeps next to a database while writing, or after a crash."""
    names = (history.with_name(f"{history.name}-{end}") for end in ("journal", "wal", "shm"))
    return tuple(path for path in names if path.exists())


def _daily_backups(of_day: list[Backup]) -> list[Backup]:
    return [each for each in of_day if each.kind == DAILY]


def _day_of(backup: Backup, now: Moment, day_start_min: int) -> int:
    return study_day(backup.at_ms, now.tz_min, day_start_min)


def _needs_backup(history: Path, now: Moment, day_start_min: int) -> bool:
    existing = [each for each in list_backups(history) if not each.is_raw]
    if any(
        each.kind == DAILY and _day_of(each, now, day_start_min) == now.study_day
        for each in existing
    ):
        return False
    with reading_history(history), closing(connect_unchecked(history, "ro")) as source:
        last = event_rows.last_row(source)
    return last != (0, "") and not (existing and _ends_with(existing[0], last))


def _ends_with(backup: Backup, last: tuple[int, str]) -> bool:
    # Events are only ever added: if the last ones are the same, all are.
    try:
        with closing(connect_immutable(backup.path)) as connection:
            return event_rows.last_row(connection) == last
    except (*READ_ERRORS, HistoryError):
        return False


def _parse_backup(path: Path, stem: str) -> Backup | None:
    named = _NAME.fullmatch(path.name)
    if named is None or named["stem"] != stem or not is_file(path):  # opening a pipe would block
        return None
    try:
        at = datetime.strptime(named["at"], _STAMP).replace(tzinfo=UTC)
        return Backup(path, at, named["kind"], path.stat().st_size)
    except (OSError, ValueError):
        return None


def back_up_before_change(history: Path, kind: str, work: ProgressListener) -> Path | None:
    """Back up the present file: a verified copy if it is whole, else a byte-for-byte copy.

    The caller keeps other windows from writing.

    Returns:
        The backup, or None if there is no file.

    Raises:
        HistoryError: if the backup could not be made.
        StoppedError: if the work was stopped. No unfinished file is left.
    """
    if is_missing_or_empty(history):
        return None
    with lock_backups(history):
        # Opening the file applies a journal left by a crash, so a raw copy is made first.
        raw = _copy_raw(history, kind, work) if sidecar_files(real_path(history)) else None
        try:
            verified = new_backup_path(history, kind)
            with closing(connect_unchecked(history)) as source:
                copy_verified(source, verified, work)
        except (HistoryError, *READ_ERRORS):
            return raw or _copy_raw(history, kind, work)
        remove_files([raw, *sidecar_files(raw)] if raw else [])
        return verified


def _copy_raw(history: Path, kind: str, work: ProgressListener) -> Path:
    target = new_backup_path(history, kind + RAW)
    work.at("copying the damaged file")
    _copy_bytes(real_path(history), target)
    return target


def _copy_bytes(history: Path, target: Path) -> None:
    """Copy a file that SQLite cannot copy, after its journals."""
    sidecars = {path: path.name.removeprefix(history.name) for path in sidecar_files(history)}
    try:
        for path, end in (*sidecars.items(), (history, "")):
            partial = partial_path(target.with_name(target.name + end))
            shutil.copyfile(path, partial)
            files.sync_to_disk(partial)
            partial.replace(target.with_name(target.name + end))
        files.sync_to_disk(target.parent)
    except OSError as error:
        remove_files(map(partial_path, [target, *sidecar_files(target)]))
        raise HistoryError(
            f"Could not back up {history} to {target}: {failure_reason(error)}."
        ) from error


KEPT_DAYS = 7
KEPT_WEEKS = 4
KEPT_MONTHS = 12


def days_to_keep(days: Iterable[int], today: int) -> set[int]:
    """Return the study days whose backups are kept: the latest of 7 days, 4 weeks and 12 months.

    Days, weeks (from Monday) and months without a backup do not count, so somebody who studies
    rarely keeps as many.
    Backups dated after `today` are kept and do not count: the clock was wrong then, or is now.
    """
    past = sorted({day for day in days if day <= today}, reverse=True)
    return (
        {day for day in days if day > today}
        | _latest(past, KEPT_DAYS, lambda day: day)
        | _latest(past, KEPT_WEEKS, lambda day: _date(day).isocalendar()[:2])
        | _latest(past, KEPT_MONTHS, lambda day: (_date(day).year, _date(day).month))
    )


def _latest(past: Iterable[int], most: int, period: Callable[[int], Hashable]) -> set[int]:
    """Return the latest day of each of the last `most` periods; `past` must be sorted backwards."""
    found: dict[Hashable, int] = {}
    for day in past:
        found.setdefault(period(day), day)
    return set(list(found.values())[:most])


def _date(day: int) -> date:
    return date.fromordinal(ordinal(day))
