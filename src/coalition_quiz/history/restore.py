"""Drafts that replace a history: a restored backup, or a repaired copy with new caches.

Either draft is made next to the history while no other window has it open, and after a backup of
the present file. It is checked, flushed to disk and renamed, so that at any time either the old or
the new file is there, whole. If it does not replace the history, draft and backup are removed.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.core.events import REVIEW
from coalition_quiz.history import backups, event_rows, merge, schema
from coalition_quiz.history.backups import (
    BEFORE_REPAIR,
    BEFORE_RESTORE,
    back_up_before_change,
    remove_files,
    sidecar_files,
)
from coalition_quiz.history.connection import (
    connect_immutable,
    connect_to_draft,
    connect_unchecked,
    interruptible,
    is_missing_or_empty,
    transaction,
)
from coalition_quiz.history.examine import DEVICE
from coalition_quiz.history.failures import READ_ERRORS, failure_reason
from coalition_quiz.history.hash_chain import chain_row
from coalition_quiz.history.in_use_lock import InUseError, exclusive_access
from coalition_quiz.history.integrity import REVIEWS, count_reviews, integrity_problem
from coalition_quiz.history.verified_copy import copy_database, partial_path
from coalition_quiz.system import files
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import real_path
from coalition_quiz.system.progress import ProgressListener

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
            f"The history {history} was not replaced: {failure_reason(error)}."
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
            f"Could not replace the history {history}: {error.strerror}. Close all other "
            "coalition-quiz windows, check that the folder is writable, and try again."
        ) from error
    except OSError as error:
        raise HistoryError(
            f"The history {history} was not replaced: {failure_reason(error)}."
        ) from error


def _draft_path(history: Path) -> Path:
    real = real_path(history)
    return real.with_name(f".{real.name}.draft")


@contextmanager
def _exclusive_file(real: Path) -> Iterator[None]:
    """Keep every other program from the file, and remove its journals.

    A journal left by a crash would be applied to the new file. The backup has a copy of it.
    """
    if is_missing_or_empty(real) or os.name == "nt":  # Windows cannot replace an open file
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
                f"Another program is using the history {real}. Close it, then try again."
            ) from error
        return False
    return True


_HEADER_BYTES = 100
_VALID_FOR_OFFSET = 92
"""Offset of the field of SQLite's header that says whether the page count in it is valid."""

_MISSING_REVIEWS = """
SELECT count(*) FROM {here}.event AS here WHERE kind = 'review' AND NOT EXISTS (
    SELECT 1 FROM {there}.event AS there
    WHERE (there.device, there.seq, there.hash) = (here.device, here.seq, here.hash)
)
"""


class NotWholeError(HistoryError):
    """A backup is damaged, and was not restored."""


class RestoreDraft(NamedTuple):
    """A restored history that is ready to replace the present one.

    Attributes:
        draft: the file.
        backup: the backup of the present file, or None if there was no file.
        reviews: number of reviews in the draft.
        lacks: number of reviews only in the present file, or None if they cannot be counted.
        brings: number of reviews only in the draft, or None if they cannot be counted.
        salvaged: number of events taken from the present file.
    """

    draft: Path
    backup: Path | None
    reviews: int
    lacks: int | None
    brings: int | None
    salvaged: int


@contextmanager
def restored_draft(
    history: Path, source: Path | None, work: ProgressListener, *, salvage: bool = False
) -> Iterator[RestoreDraft]:
    """Restore a backup to a draft with a new device id.

    Args:
        history: the file to be replaced.
        source: the backup; None to start from nothing and only salvage.
        work: shows the progress.
        salvage: whether to add the readable events of the present file.

    Raises:
        InUseError: if another window has the history open.
        NotWholeError: if the backup is damaged.
        HistoryError: if there is no room, or the files cannot be read or written.
        StoppedError: if the work was stopped. The history is unchanged.
    """
    with exclusive_access(history), draft_file(history) as draft:
        if source is not None and (problem := integrity_problem(source, work)):
            raise NotWholeError(f"The backup {source} was not restored: {problem}.")
        with _present_backed_up(history, BEFORE_RESTORE, draft, work) as backup:
            yield _restore(draft, source, backup, work, salvage=salvage)


@contextmanager
def repaired_draft(history: Path, work: ProgressListener) -> Iterator[tuple[Path, Path]]:
    """Write the events of a history, all of them readable, to a draft with new caches.

    Yields:
        The draft, and the backup of the present file.

    Raises:
        InUseError: if another window has the history open.
        HistoryError: if an event is lost, so that a backup must be restored; if there is no room,
            or the files cannot be read or written.
        StoppedError: if the work was stopped. The history is unchanged.
    """
    with (
        exclusive_access(history),
        draft_file(history) as draft,
        _present_backed_up(history, BEFORE_REPAIR, draft, work) as backup,
    ):
        if backup is None:
            raise HistoryError(f"There is no history {history} to repair.")
        _repair(history, draft, backup, work)
        yield draft, backup


@contextmanager
def _present_backed_up(
    history: Path, kind: str, draft: Path, work: ProgressListener
) -> Iterator[Path | None]:
    """Back up the present file. The backup is removed if the draft does not replace it."""
    backup = back_up_before_change(history, kind, work)
    try:
        yield backup
    finally:
        if backup is not None and draft.exists():
            remove_files([backup, *sidecar_files(backup)])


def reviews_lost(history: Path, backup: Path) -> int:
    """Count the reviews of a whole backup that its history lacks. Return 0 if it is unreadable.

    The history may have been emptied, or replaced by an old copy.
    """
    try:
        if is_missing_or_empty(history):
            return count_reviews(backup) or 0
        # Counting reads both files in full. If each chain continues the backup's, none is lost.
        return 0 if _continues(backup, history) else count_differences(backup, history)[0] or 0
    except (*READ_ERRORS, HistoryError):
        return 0


def _continues(backup: Path, history: Path) -> bool:
    with (
        closing(connect_immutable(backup)) as then,
        closing(connect_unchecked(history, "ro")) as now,
    ):
        lasts = event_rows.chain_heads(then).items()
        return all(event_rows.contains(now, device, *last) for device, last in lasts)


def _restore(
    draft: Path, source: Path | None, backup: Path | None, work: ProgressListener, *, salvage: bool
) -> RestoreDraft:
    if source is not None:
        with closing(connect_immutable(source)) as original:
            copy_database(original, draft, work)
    salvaged = _Salvaged()
    with closing(connect_to_draft(draft)) as target:
        if source is None:
            schema.create_tables(target)
        device = schema.assign_device(target)
        if backup is not None and salvage:
            salvaged = _salvage(target, device, backup, source, work)
        with interruptible(target, work):
            schema.upgrade_copy(target, work.counting("upgrading it"))
        (reviews,) = target.execute(REVIEWS).fetchone()
    lacks, brings = (0, reviews) if backup is None else count_differences(backup, draft)
    if lacks is not None and brings is not None:
        # Events recorded again have another device and number, but are the same reviews.
        lacks, brings = lacks - salvaged.reviews_again, brings - salvaged.reviews_again
    return RestoreDraft(draft, backup, reviews, lacks, brings, salvaged.events)


def _repair(history: Path, draft: Path, backup: Path, work: ProgressListener) -> None:
    with closing(connect_to_draft(draft)) as target, open_backup(backup) as old:
        schema.create_tables(target)
        with interruptible(target, work), transaction(target):
            merged = _merge(target, old, work, "copying the events to a new file")
            if merged.cut_off or merged.added < event_rows.indexed_count(old):
                raise HistoryError(
                    f"The history {history} cannot be repaired because answers in it are damaged "
                    "or missing. Run `coalition-quiz doctor`."
                )
            _copy_meta(target, old)
            target.execute("DELETE FROM meta WHERE key = 'fold_version'")
        schema.upgrade_copy(target, work.counting("rebuilding the schedule"))


def _copy_meta(target: sqlite3.Connection, old: sqlite3.Connection) -> None:
    """Copy the table ``meta`` unless it is damaged: a new device id does no harm."""
    try:
        found = old.execute("SELECT key, value FROM meta").fetchall()
    except READ_ERRORS:
        return
    for key, value in found:
        if key != "device" or DEVICE.fullmatch(value):
            target.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


class _Salvaged(NamedTuple):
    """Number of events taken from a damaged file, and of reviews among those recorded again."""

    events: int = 0
    reviews_again: int = 0


def _salvage(
    target: sqlite3.Connection,
    device: str,
    backup: Path,
    source: Path | None,
    work: ProgressListener,
) -> _Salvaged:
    with transaction(target):
        merged = _merge_from(target, open_backup(backup), work)
        if source is not None and merged == merge.Merged():
            merged = _merge_from(target, _open_with_header_of(source, backup), work)
        seq, prev = event_rows.chain_head(target, device)
        again = list(merge.redraft(merged.cut_off, device, seq + 1))
        for draft in again:
            seq += 1
            row = chain_row(draft, device, seq, prev)
            event_rows.insert_row(target, row)
            prev = row[-1]
        target.execute("DELETE FROM meta WHERE key = 'fold_version'")
    return _Salvaged(merged.added + len(again), sum(each.kind == REVIEW for each in again))


def _merge_from(
    target: sqlite3.Connection,
    opening: AbstractContextManager[sqlite3.Connection],
    work: ProgressListener,
) -> merge.Merged:
    with opening as damaged:
        return _merge(target, damaged, work, "recovering answers")


def _merge(
    target: sqlite3.Connection, old: sqlite3.Connection, work: ProgressListener, what: str
) -> merge.Merged:
    return merge.merge_events(
        old,
        event_rows.chain_heads(target),
        lambda row: event_rows.contains(target, row[0], row[1], row[-1]),
        lambda row: event_rows.insert_row(target, row),
        lambda: work.at(what),
    )


@contextmanager
def _open_with_header_of(source: Path, backup: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of a damaged file, with its first page taken from an earlier backup of it.

    The first page says where the others are; without it none of them is found. Events from the
    wrong pages are not accepted, because their hashes do not match.
    """
    scratch = partial_path(backup)
    try:
        shutil.copyfile(backup, scratch)
        with source.open("rb") as whole, scratch.open("r+b") as damaged:
            head = whole.read(_HEADER_BYTES)
            damaged.write(head + whole.read(int.from_bytes(head[16:18]) - _HEADER_BYTES))
            # Makes SQLite use the size of the file, which has grown since the backup.
            damaged.seek(_VALID_FOR_OFFSET)
            damaged.write(bytes(4))
        with closing(connect_immutable(scratch)) as connection:
            yield connection
    finally:
        remove_files([scratch])


@contextmanager
def open_backup(backup: Path) -> Iterator[sqlite3.Connection]:
    """Open a backup without changing it.

    If a crash left a journal, SQLite has to roll it back, which changes the file. Then a copy of
    both is opened.
    """
    sidecars = sidecar_files(backup)
    if not sidecars:
        with closing(connect_immutable(backup)) as connection:
            yield connection
        return
    scratch = partial_path(backup)
    try:
        for path in (*sidecars, backup):
            shutil.copyfile(
                path, scratch.with_name(path.name.replace(backup.name, scratch.name, 1))
            )
        with closing(connect_unchecked(scratch)) as connection:
            yield connection
    finally:
        remove_files([*sidecar_files(scratch), scratch])


def count_differences(backup: Path, draft: Path) -> tuple[int, int] | tuple[None, None]:
    """Count the reviews only in the backup, and only in the draft. Return None if unreadable."""
    try:
        with open_backup(backup) as now:
            now.execute("ATTACH ? AS other", (f"{real_path(draft).as_uri()}?mode=ro",))
            (lacks,) = now.execute(_MISSING_REVIEWS.format(here="main", there="other")).fetchone()
            (brings,) = now.execute(_MISSING_REVIEWS.format(here="other", there="main")).fetchone()
    except READ_ERRORS:
        return None, None
    return int(lacks), int(brings)
