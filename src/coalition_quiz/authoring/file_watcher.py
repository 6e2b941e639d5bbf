"""Following a deck file that is being edited: noticing that it was saved."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.decks.reading import ReadResult

LOOKS_A_SECOND = 10
"""How often to look. A save is seen at the second look that finds the file alike."""

_LOOKS_MISSING = 20


class WatchedFile(Protocol):
    """A file as it was read, with every problem there is to tell."""

    @property
    def result(self) -> ReadResult:
        """What the file holds."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """The reader's problems and warnings, in the order of the file."""


Check = Callable[[Path], WatchedFile]


class SaveStamp(NamedTuple):
    """What changes when a file is saved, be it written in place or replaced."""

    modified_ns: int
    size: int
    inode: int


class FileWatcher:
    """A file, and when to read it again.

    A file is not read while it changes from one look to the next, for editors empty or remove a
    file before they write it anew. That it is missing counts only after two seconds.

    Attributes:
        path: the file.
        checked: what it held when it was last read.
    """

    def __init__(self, path: Path, check: Check) -> None:
        self.path = path
        self._check = check
        # Stamped first: what is saved while it is being read is then read again.
        self._read = self._seen = stamp(path)
        self._missing = 0
        self.checked = check(path)

    def look(self) -> bool:
        """Whether the file is to be read now. To be called at even intervals."""
        now, before = stamp(self.path), self._seen
        self._seen = now
        self._missing = 0 if now else self._missing + 1
        if now == self._read or now != before or 0 < self._missing < _LOOKS_MISSING:
            return False
        self._read = now
        return True

    def read(self) -> WatchedFile:
        """Read and check the file, which may take a while."""
        self.checked = self._check(self.path)
        return self.checked


def stamp(path: Path) -> SaveStamp | None:
    """The stamp of a file; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - raises the same for every odd path
    except (OSError, ValueError):
        return None
    return SaveStamp(status.st_mtime_ns, status.st_size, status.st_ino)
