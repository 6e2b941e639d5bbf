"""What is kept of files that have not changed: when to trust it, and how to write it.

A cache may be lost, corrupt, foreign or unwritable at any time: that costs time, never more.
"""

import contextlib
import os
import time
import zlib
from pathlib import Path
from typing import NamedTuple

_SETTLED_NS = 2_000_000_000
"""A file changed less than this before it was read may change again within one tick of its
file system's clock, and would look unchanged: its stamp says nothing."""

_LARGEST = 64_000_000
"""So many bytes, as in the largest deck, are read as a whole; no cache file has more."""


class Stamp(NamedTuple):
    """What changes whenever a file does: its time in ns, its size, its inode."""

    changed_ns: int
    size: int
    inode: int

    @property
    def is_settled(self) -> bool:
        """Whether a later change cannot go unnoticed."""
        return time.time_ns() - self.changed_ns > _SETTLED_NS


def stamp_of(file: Path) -> Stamp | None:
    """The stamp of a file; None where there is none to be had."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


def read_cache_file(path: Path) -> bytes:
    """The bytes of a cache file.

    Raises:
        OSError: if there is none, or something else is there: a pipe, say, would be waited for.
    """
    if not path.is_file() or path.stat().st_size > _LARGEST:
        raise FileNotFoundError(path)
    return path.read_bytes()


def write_cache_file(path: Path, data: bytes, *, durable: bool = False) -> bool:
    """Write a cache file as a whole, so that another window never reads half of one.

    Args:
        path: the file.
        data: all that it is to hold.
        durable: whether it has to outlast a power cut.

    Returns:
        Whether it could be written. Without a writable cache every start is a first start: slower,
        and right.
    """
    mine = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with mine.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        mine.replace(path)
    except OSError:
        return False
    finally:
        # Also where this is broken off, and what was begun would stay.
        with contextlib.suppress(OSError):
            mine.unlink(missing_ok=True)
    return True


def sealed(payload: bytes, form: str) -> bytes:
    """A payload behind a line that names its format and its checksum."""
    return b"%s %08x\n%s" % (form.encode(), zlib.crc32(payload), payload)


def unsealed(data: bytes, form: str) -> bytes | None:
    """What was sealed in a format; None where it is another, or not as it was written."""
    _, _, payload = data.partition(b"\n")
    return payload if data == sealed(payload, form) else None
