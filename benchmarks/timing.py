"""Two things timed in turn, so that a machine whose speed drifts slows both."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Ratio(NamedTuple):
    """A measured pair: median seconds of ours and of what it is held against."""

    name: str
    ours_s: float
    base_s: float
    target: float

    @property
    def value(self) -> float:
        """Ours over the base."""
        return self.ours_s / self.base_s


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
