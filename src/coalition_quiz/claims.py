"""Who is asking what: windows of one learner do not put the same question at once.

A claim is a lock on a small file, which the operating system lets go of when its window dies.
"""

import os
import sys
from pathlib import Path

_SHARDS = 4096

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Claims:
    """The claims of one window, at most one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: int | None = None

    def take(self, item: str) -> bool:
        """Claim an item in place of the one held.

        Returns:
            False where another window holds it. Where no lock can be made at all (a read-only
            cache), True: a question asked twice is better than none.
        """
        self.release()
        try:
            descriptor = self._open(item)
        except OSError:
            return True
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return False
        except OSError:
            os.close(descriptor)
            return True
        self._held = descriptor
        return True

    def release(self) -> None:
        """Let go of the claim that is held, if any."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _open(self, item: str) -> int:
        import hashlib  # noqa: PLC0415 - it costs a start, and only answers need it

        self._folder.mkdir(parents=True, exist_ok=True)
        shard = int(hashlib.sha256(item.encode()).hexdigest(), 16) % _SHARDS
        # The file stays: deleting it would let a third window lock another file of its name.
        return os.open(self._folder / f"{shard:03x}.lock", os.O_RDWR | os.O_CREAT, 0o600)
