"""Two things timed in turn, so that a machine whose speed drifts slows both."""

import statistics
import time
from collections.abc import Callable
from typing import Literal, NamedTuple


class Ratio(NamedTuple):
    """A measured pair, in seconds or megabytes: ours and what it is held against."""

    name: str
    ours: float
    base: float
    target: float
    unit: Literal["s", "MB"] = "s"

    @property
    def value(self) -> float:
        """Ours over the base."""
        return self.ours / self.base

    @property
    def figures(self) -> str:
        """Both of them with their unit."""
        if self.unit == "MB":
            return f"{self.ours:.0f} MB / {self.base:.0f} MB"
        return f"{self.ours * 1000:.1f} ms / {self.base * 1000:.1f} ms"


def interleaved(
    ours: Callable[[], object], base: Callable[[], object], runs: int
) -> tuple[float, float]:
    """The median seconds of each, run in turn after one warm-up of both."""
    ours()
    base()
    pairs = [(seconds(ours), seconds(base)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
