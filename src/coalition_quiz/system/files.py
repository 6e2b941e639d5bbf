"""Files that survive a power cut, and cache files, which may be lost.

A cache may be lost, damaged, foreign or read-only at any time. That costs time only. Stamps show
when it is valid.
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_SETTLED_NS = 2_000_000_000
"""The least age in ns of a reliable stamp. A younger file may change again within one tick of
its file system's clock and look unchanged."""

_LARGEST = 64_000_000
"""The largest cache file in bytes. It is read as a whole."""


class Stamp(NamedTuple):
    """The time (ns), size and inode of a file, which change whenever the file does."""

    changed_ns: int
    size: int
    inode: int

    @property
    def is_settled(self) -> bool:
        """Whether the stamp reveals every later change."""
        return time.time_ns() - self.changed_ns > _SETTLED_NS


def stamp_of(file: Path) -> Stamp | None:
    """Return the stamp of a file; None if it cannot be read."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


def read_cache_file(path: Path) -> bytes:
    """Read a cache file.

    Raises:
        OSError: if it is missing or not a regular file. Reading a pipe would block.
    """
    if not path.is_file() or path.stat().st_size > _LARGEST:
        raise FileNotFoundError(path)
    return path.read_bytes()


def write_cache_file(path: Path, data: bytes, *, durable: bool = False) -> bool:
    """Write a cache file atomically, so that another window never reads half of it.

    Args:
        path: the file.
        data: its new contents.
        durable: whether it must survive a power cut.

    Returns:
        Whether it was written. Without a cache the program is slower, but still correct.
    """
    try:
        replace_file(path, data, durable=durable)
    except OSError:
        return False
    return True


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_to_disk(folder.parent)


def sync_to_disk(path: Path) -> None:
    """Write a file, or the names in a folder, to the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders and needs none of this
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, data: bytes, *, durable: bool = True, mode: int | None = None) -> None:
    """Write a file atomically: other processes see the old or the new contents, never a part.

    Args:
        path: the file. Missing parent folders are made.
        data: its new contents.
        durable: whether it must survive a power cut.
        mode: its permissions; None for those of any new file.

    Raises:
        OSError: if it cannot be written. The file is unchanged.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            unfinished.chmod(mode)
        unfinished.replace(path)
    finally:
        # Also after an interruption, so that no unfinished file stays.
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
