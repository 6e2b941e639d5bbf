"""Writing a deck file as a whole or not at all."""

import contextlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from coalition_quiz.system.errors import DeckError
from coalition_quiz.system.text import on_one_line

_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write(path: Path, data: bytes, before: bytes) -> None:
    """Replace the contents of a file; its mode, its owner and symbolic links to it stay.

    A file with several names (hard links) is refused: the others would go on with the old one.

    Args:
        path: the file; where it is a symbolic link, the file that it leads to is written.
        data: what it shall hold.
        before: what it held when it was read.

    Raises:
        DeckError: if it cannot be written, has several names, or holds something else by now.
            It is as it was.
    """
    try:
        _replace(Path(os.path.realpath(path)), data, before)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _refusal(path, f"it cannot be written: {reason}") from error
    except _NotNowError as error:
        raise _refusal(path, str(error)) from error


class _NotNowError(Exception):
    """Why a file should not be written, in the words of a sentence."""


def _refusal(path: Path, why: str) -> DeckError:
    return DeckError(f"{on_one_line(str(path))} was left as it is: {why}.")


def _replace(target: Path, data: bytes, before: bytes) -> None:
    status = target.stat()
    # A rename does not ask for leave to write the file itself.
    if not status.st_mode & _ANY_WRITE or not os.access(target, os.W_OK):
        raise _NotNowError("it is read-only")
    if status.st_nlink > 1:
        raise _NotNowError("it has several names (hard links); mend it by hand or with --diff")
    temporary = _written(target.parent, data)
    try:
        _like(temporary, status)
        _check_unchanged(target, before)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _check_unchanged(target: Path, before: bytes) -> None:
    if target.read_bytes() != before:
        raise _NotNowError("it has been changed by another program; check it again")


def _written(folder: Path, data: bytes) -> Path:
    """A new file in a folder that holds the data, on the disk."""
    handle, name = tempfile.mkstemp(".tmp", ".coalition-quiz-", folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - beside the call that made it
        raise
    return Path(name)


def _like(file: Path, status: os.stat_result) -> None:
    """Give a file the owner, where that is allowed, and the mode of another."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.chown(file, status.st_uid, status.st_gid)
    file.chmod(stat.S_IMODE(status.st_mode))


def _settle(folder: Path) -> None:
    """Let the rename reach the disk, where folders can be told to."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
