"""Progress reporting for long operations, and how they are stopped early."""

from collections.abc import Callable
from typing import Self

OnCount = Callable[[int, int], object]
"""Called with the number of steps done and their total; it may raise `StoppedError`."""


def ignore_count(done: int, total: int) -> None:
    """Report nothing."""


class StoppedError(Exception):
    """An operation was stopped from outside; nothing of it is left."""


class ProgressListener:
    """Shows what an operation is doing, and says whether it should stop."""

    def __init__(
        self,
        show: Callable[[str], object] = lambda _: None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._show = show
        self.is_stopped = is_stopped

    def at(self, what: str) -> None:
        """Show the current step.

        Raises:
            StoppedError: if the operation should stop.
        """
        self._show(what)
        if self.is_stopped():
            raise StoppedError

    def counting(self, what: str, unit: str = "") -> OnCount:
        """Return a callback that shows counts: `what: 3 of 10`, followed by the unit."""
        end = f" {unit}" if unit else ""
        return lambda done, total: self.at(f"{what}: {done:,} of {total:,}{end}")

    def within(self, what: str) -> Self:
        """Return a listener that puts the name of a larger operation before each step."""
        return type(self)(lambda step: self._show(f"{what}: {step}"), self.is_stopped)


QUIET = ProgressListener()
"""Shows nothing and never stops."""
