"""A line on the terminal with the progress of long work; it disappears at the end."""

import sys
import time
from threading import Event, Thread
from types import TracebackType
from typing import Self

from coalition_quiz.system.text import on_one_line

_PATIENCE_S = 0.5
_EVERY_S = 0.1
_WIDTH = 78


class ProgressLine:
    """Shows `what` on stderr once the work has taken half a second.

    A thread updates the line and counts the seconds, also while the work cannot set `what`.
    """

    def __init__(self) -> None:
        self.what = ""
        self._done = Event()
        self._thread = Thread(target=self._show, daemon=True) if sys.stderr.isatty() else None

    def tell(self, what: str) -> None:
        """Set the text to show."""
        self.what = what

    def __enter__(self) -> Self:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()

    def _show(self) -> None:
        began = time.monotonic()
        if self._done.wait(_PATIENCE_S):
            return
        while not self._done.wait(_EVERY_S):
            seconds = f" {time.monotonic() - began:.0f} s"
            line = on_one_line(self.what)[: _WIDTH - len(seconds)] + seconds
            sys.stderr.write(f"\r{line:<{_WIDTH}}")
            sys.stderr.flush()
        sys.stderr.write(f"\r{'':<{_WIDTH}}\r")
        sys.stderr.flush()
