"""Keeping what stands in the place of a history before another file takes it, whole or not."""

import shutil
from contextlib import closing
from pathlib import Path

from coalition_quiz.history.backups import backups as copies
from coalition_quiz.history.backups.copy import back_up, partial_of
from coalition_quiz.history.connection import connect_to_copy, is_blank
from coalition_quiz.history.failures import BROKEN, reason
from coalition_quiz.history.progress import ProgressListener
from coalition_quiz.system import durable_files as files
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import real_path


def keep(history: Path, kind: str, work: ProgressListener) -> Path | None:
    """Back up what is there now: verified by SQLite if it is whole, byte for byte if not.

    The caller keeps other windows from writing.

    Returns:
        The backup; None where there is nothing to keep.

    Raises:
        HistoryError: if it could not be kept.
        StoppedError: if the work was to end; nothing unfinished is left.
    """
    if is_blank(history):
        return None
    with copies.making(history):
        # Opening it takes into account what a crash left beside it, rightly or wrongly.
        raw = _keep_raw(history, kind, work) if copies.beside(real_path(history)) else None
        try:
            whole = copies.new_name(history, kind)
            with closing(connect_to_copy(history)) as source:
                back_up(source, whole, work)
        except (HistoryError, *BROKEN):
            return raw or _keep_raw(history, kind, work)
        copies.clear([raw, *copies.beside(raw)] if raw else [])
        return whole


def _keep_raw(history: Path, kind: str, work: ProgressListener) -> Path:
    target = copies.new_name(history, kind + copies.RAW)
    work.at("copying the file as it is, byte for byte")
    _copy_bytes(real_path(history), target)
    return target


def _copy_bytes(history: Path, target: Path) -> None:
    """Copy a file that SQLite cannot, with what stands beside it, which comes first."""
    beside = {path: path.name.removeprefix(history.name) for path in copies.beside(history)}
    try:
        for path, end in (*beside.items(), (history, "")):
            partial = partial_of(target.with_name(target.name + end))
            shutil.copyfile(path, partial)
            files.sync_to_disk(partial)
            partial.replace(target.with_name(target.name + end))
        files.sync_to_disk(target.parent)
    except OSError as error:
        copies.clear(map(partial_of, [target, *copies.beside(target)]))
        raise HistoryError(f"{history} could not be kept as {target}: {reason(error)}.") from error
