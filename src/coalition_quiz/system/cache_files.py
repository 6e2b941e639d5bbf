"""Cache files: stamps that show when they are valid, and atomic writes.

A cache may be lost, damaged, foreign or read-only at any time. That costs time only.
"""

import time
from pathlib import Path
from typing import NamedTuple

_SETTLED_NS = 2_000_000_000
"""The age in ns from which a stamp is reliable. A younger file may change again within one tick of
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
    from coalition_quiz.system.durable_files import replace_file  # noqa: PLC0415 - `due` only reads

    try:
        replace_file(path, data, durable=durable)
    except OSError:
        return False
    return True
