"""Back up the present file, whole or damaged, before it is replaced."""

import shutil
from contextlib import closing
from pathlib import Path

from coalition_quiz.history.backups import backups
from coalition_quiz.history.backups.copy import copy_verified, partial_path
from coalition_quiz.history.connection import connect_unchecked, is_blank
from coalition_quiz.history.failures import READ_ERRORS, failure_reason
from coalition_quiz.system import durable_files as files
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import real_path
from coalition_quiz.system.progress import ProgressListener


def back_up_before_change(history: Path, kind: str, work: ProgressListener) -> Path | None:
    """Back up the present file: a verified copy if it is whole, else a byte-for-byte copy.

    The caller keeps other windows from writing.

    Returns:
        The backup, or None if there is no file.

    Raises:
        HistoryError: if the backup could not be made.
        StoppedError: if the work was stopped. No unfinished file is left.
    """
    if is_blank(history):
        return None
    with backups.lock_backups(history):
        # Opening the file applies a journal left by a crash, so a raw copy is made first.
        raw = _copy_raw(history, kind, work) if backups.sidecar_files(real_path(history)) else None
        try:
            verified = backups.new_backup_path(history, kind)
            with closing(connect_unchecked(history)) as source:
                copy_verified(source, verified, work)
        except (HistoryError, *READ_ERRORS):
            return raw or _copy_raw(history, kind, work)
        backups.remove_files([raw, *backups.sidecar_files(raw)] if raw else [])
        return verified


def _copy_raw(history: Path, kind: str, work: ProgressListener) -> Path:
    target = backups.new_backup_path(history, kind + backups.RAW)
    work.at("copying the file as it is, byte for byte")
    _copy_bytes(real_path(history), target)
    return target


def _copy_bytes(history: Path, target: Path) -> None:
    """Copy a file that SQLite cannot copy, after its journals."""
    sidecars = {
        path: path.name.removeprefix(history.name) for path in backups.sidecar_files(history)
    }
    try:
        for path, end in (*sidecars.items(), (history, "")):
            partial = partial_path(target.with_name(target.name + end))
            shutil.copyfile(path, partial)
            files.sync_to_disk(partial)
            partial.replace(target.with_name(target.name + end))
        files.sync_to_disk(target.parent)
    except OSError as error:
        backups.remove_files(map(partial_path, [target, *backups.sidecar_files(target)]))
        raise HistoryError(
            f"{history} could not be kept as {target}: {failure_reason(error)}."
        ) from error
