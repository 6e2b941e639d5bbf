"""Writing a deck file completely or not at all."""

import contextlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from coalition_quiz.system.errors import DeckError
from coalition_quiz.system.text import on_one_line

_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def replace_contents(path: Path, data: bytes, before: bytes) -> None:
    """Replace the contents of a file. Its mode, its owner and symbolic links to it are kept.

    A file with several names (hard links) is refused, because the other names would keep the old
    contents.

    Args:
        path: the file. If it is a symbolic link, the link's target is written.
        data: the new contents.
        before: the contents when the file was read.

    Raises:
        DeckError: if the file cannot be written, has several names, or has changed since it was
            read. It is left unchanged.
    """
    try:
        _replace(Path(os.path.realpath(path)), data, before)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _error(path, f"it cannot be written: {reason}") from error
    except _RefusedError as error:
        raise _error(path, str(error)) from error


class _RefusedError(Exception):
    """A reason not to write the file, as part of a sentence."""


def _error(path: Path, why: str) -> DeckError:
    return DeckError(f"{on_one_line(str(path))} was left as it is: {why}.")


def _replace(target: Path, data: bytes, before: bytes) -> None:
    status = target.stat()
    # A rename does not check for permission to write the file itself.
    if not status.st_mode & _ANY_WRITE or not os.access(target, os.W_OK):
        raise _RefusedError("it is read-only")
    if status.st_nlink > 1:
        raise _RefusedError("it has several names (hard links); mend it by hand or with --diff")
    temporary = _write_temporary(target.parent, data)
    try:
        _copy_owner_and_mode(temporary, status)
        _check_unchanged(target, before)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _check_unchanged(target: Path, before: bytes) -> None:
    if target.read_bytes() != before:
        raise _RefusedError("it has been changed by another program; check it again")


def _write_temporary(folder: Path, data: bytes) -> Path:
    """Write the data to a new file in a folder, through to the disk."""
    handle, name = tempfile.mkstemp(".tmp", ".coalition-quiz-", folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - next to the call that opened it
        raise
    return Path(name)


def _copy_owner_and_mode(file: Path, status: os.stat_result) -> None:
    """Give a file the mode of another and, if that is allowed, its owner."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.chown(file, status.st_uid, status.st_gid)
    file.chmod(stat.S_IMODE(status.st_mode))


def _sync_folder(folder: Path) -> None:
    """Write the rename through to the disk, on systems where folders support it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
