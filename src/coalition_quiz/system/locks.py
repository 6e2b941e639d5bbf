"""Locks that the operating system lets go of when the process that holds them dies.

A folder itself is locked where that can be done, so that no file of its own is left in it.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_POLL_S = 0.05

if sys.platform == "win32":
    import msvcrt

    def lock(descriptor: int, *, shared: bool = False) -> None:
        """Lock an open file at once.

        Raises:
            OSError: if another process holds it (`BlockingIOError`, `PermissionError`), or no
                lock can be made here.
        """
        if not shared:  # Windows has no such locks, and lets nobody replace a file that is open
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _open(folder: Path) -> int:
        return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
else:
    import fcntl

    def lock(descriptor: int, *, shared: bool = False) -> None:
        """Lock an open file or folder at once.

        Raises:
            OSError: if another process holds it (`BlockingIOError`, `PermissionError`), or no
                lock can be made here.
        """
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)


class Lock:
    """A lock that is held until it is released, or the process ends.

    Attributes:
        is_held: False where no lock can be made at all, on some network folders for one.
    """

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @property
    def is_held(self) -> bool:
        """Whether there is a lock."""
        return self._descriptor is not None

    def release(self) -> None:
        """Let go of it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def lock_folder(folder: Path, *, shared: bool = False, wait_s: float = 0) -> Lock | None:
    """Lock a folder; None while another holds it, after waiting so many seconds."""
    give_up = time.monotonic() + wait_s
    while (found := _try(folder, shared=shared)) is None and time.monotonic() < give_up:
        time.sleep(_POLL_S)
    return found


@contextmanager
def folder_locked(folder: Path, *, wait_s: float = 0) -> Iterator[bool]:
    """Hold a folder for the block; whether it is held, which it is not while another has it."""
    found = lock_folder(folder, wait_s=wait_s)
    try:
        yield found is not None and found.is_held
    finally:
        if found is not None:
            found.release()


def lock_file(file: Path) -> Lock | None:
    """Lock a file, which is made if it is missing; None while another holds it.

    The file must stay: if it were deleted, the next window would lock another file of its name.
    """
    return _try(file, shared=False, opened=_open_file)


def _open_file(file: Path) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    return os.open(file, os.O_RDWR | os.O_CREAT, 0o600)


def _try(path: Path, *, shared: bool, opened: Callable[[Path], int] = _open) -> Lock | None:
    try:
        descriptor = opened(path)
    except OSError:
        return Lock(None)
    try:
        lock(descriptor, shared=shared)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        return Lock(None)
    return Lock(descriptor)
