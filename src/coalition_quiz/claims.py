"""Who is asking what: windows of one learner do not put the same question at once.

A claim is a lock on a small file, which the operating system lets go of when its window dies.
"""

import hashlib
from pathlib import Path

import filelock

_SHARDS = 4096


class Claims:
    """The claims of one window, at most one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: filelock.BaseFileLock | None = None

    def take(self, item: str) -> bool:
        """Claim an item in place of the one held.

        Returns:
            False where another window holds it. Where no lock can be made at all (a read-only
            cache), True: a question asked twice is better than none.
        """
        self.release()
        shard = int(hashlib.sha256(item.encode()).hexdigest(), 16) % _SHARDS
        lock = filelock.FileLock(self._folder / f"{shard:03x}.lock")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(blocking=False)
        except filelock.Timeout:
            return False
        except (OSError, NotImplementedError):
            return True
        self._held = lock
        return True

    def release(self) -> None:
        """Let go of the claim that is held, if any."""
        if self._held is not None:
            self._held.release()
            self._held = None
