"""Watching a deck file that is being edited, to notice when it is saved."""

from collections.abc import Callable
from pathlib import Path

from coalition_quiz.authoring.check import DeckCheck
from coalition_quiz.system.files import stamp_of

POLLS_PER_SECOND = 10
"""Polls per second. A save is noticed when two polls in a row find the same file."""

_POLLS_MISSING = 20


Check = Callable[[Path], DeckCheck]


class FileWatcher:
    """A watcher that says when to read a file again.

    A file is not read while it changes between polls, because editors empty or remove a file
    before they write it. A missing file counts only after two seconds.

    Attributes:
        path: the file.
        checked: the result of the last reading.
    """

    def __init__(self, path: Path, check: Check) -> None:
        self.path = path
        self._check = check
        # The stamp is taken first, so that a save during the reading causes another reading.
        self._read = self._seen = stamp_of(path)
        self._missing = 0
        self.checked = check(path)

    def poll(self) -> bool:
        """Whether to read the file now. Call this at regular intervals."""
        now, before = stamp_of(self.path), self._seen
        self._seen = now
        self._missing = 0 if now else self._missing + 1
        if now == self._read or now != before or 0 < self._missing < _POLLS_MISSING:
            return False
        self._read = now
        return True

    def reload(self) -> DeckCheck:
        """Read and check the file. This may take a while."""
        self.checked = self._check(self.path)
        return self.checked
