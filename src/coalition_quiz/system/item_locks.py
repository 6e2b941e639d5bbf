"""Who is asking what: windows of one learner do not put the same question at once.

A claim is a lock on a small file, which the operating system lets go of when its window dies.
"""

import os
from pathlib import Path

from coalition_quiz.system.locks import lock

_SHARDS = 4096


class ItemLocks:
    """The claims of one window, at most one at a time.

    Attributes:
        folder: where the lock files are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
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
        """Let go of the claim that is held, if any."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _open(self, item: str) -> int:
        import hashlib  # noqa: PLC0415 - it costs a start, and only answers need it

        shard = int(hashlib.sha256(item.encode()).hexdigest(), 16) % _SHARDS
        # The file stays: deleting it would let a third window lock another file of its name.
        path = f"{self.folder}/{shard:03x}.lock"
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:  # seldom, so that the folder is not looked for at each question
            self.folder.mkdir(parents=True, exist_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
