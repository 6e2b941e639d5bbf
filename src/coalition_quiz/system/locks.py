"""Locks that the operating system releases when their process ends.

A folder is locked itself if the system allows it, so that no lock file is needed.
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
        if not shared:  # Windows has no shared locks, and no open file can be replaced there
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
    """A lock, held until it is released or the process ends.

    Attributes:
        is_held: False if locks are impossible, as in some network folders.
    """

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @property
    def is_held(self) -> bool:
        """Whether there is a lock."""
        return self._descriptor is not None

    def release(self) -> None:
        """Release the lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def lock_folder(folder: Path, *, shared: bool = False, wait_s: float = 0) -> Lock | None:
    """Lock a folder; None if another process still holds it after `wait_s` seconds."""
    give_up = time.monotonic() + wait_s
    while (found := _try(folder, shared=shared)) is None and time.monotonic() < give_up:
        time.sleep(_POLL_S)
    return found


@contextmanager
def folder_locked(folder: Path, *, wait_s: float = 0) -> Iterator[bool]:
    """Lock a folder for the block, and yield whether the lock is held."""
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


_SHARDS = 4096


class ItemLocks:
    """The lock of one window on the item that it asks, so that no other window asks it.

    It is a lock on a small file, which is released when the window's process ends.

    Attributes:
        folder: the folder of the lock files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: int | None = None

    def take(self, item: str) -> bool:
        """Lock an item and release the one held before.

        Returns:
            False if another window holds it. True also if no lock is possible (a read-only
            cache): a question asked twice is better than none.
        """
        self.release()
        try:
            descriptor = self._open(item)
        except OSError:
            return True
        try:
            lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return False
        except OSError:
            os.close(descriptor)
            return True
        self._held = descriptor
        return True

    def release(self) -> None:
        """Release the lock, if any."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _open(self, item: str) -> int:
        import hashlib  # noqa: PLC0415 - it costs a start, and only answers need it

        shard = int(hashlib.sha256(item.encode()).hexdigest(), 16) % _SHARDS
        # The file stays. If it were deleted, a third window could lock a new file of its name.
        path = f"{self.folder}/{shard:03x}.lock"
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:  # rare, so the folder is not checked at each question
            self.folder.mkdir(parents=True, exist_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
