"""What is measured: two things in turn, or one at several sizes.

In turn, because a machine whose speed drifts then slows both.
"""

import math
import statistics
import time
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, Protocol


class Measurement(Protocol):
    """A figure that shall not be above its target."""

    @property
    def name(self) -> str:
        """What was measured."""

    @property
    def value(self) -> float:
        """The figure."""

    @property
    def target(self) -> float:
        """The most it may be."""

    @property
    def mark(self) -> str:
        """What it is: ``×`` a ratio, ``^`` an exponent."""

    @property
    def figures(self) -> str:
        """What it was made of."""

    @property
    def document(self) -> dict[str, Any]:
        """All of it, to be written as JSON."""


class Ratio(NamedTuple):
    """A measured pair, in seconds or megabytes: ours and what it is held against."""

    name: str
    ours: float
    base: float
    target: float
    unit: Literal["s", "MB"] = "s"
    mark: Literal["×"] = "×"

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

    @property
    def document(self) -> dict[str, Any]:
        """Ours, the base and their ratio."""
        return {
            "name": self.name,
            "ratio": round(self.value, 3),
            "target": self.target,
            "ours": round(self.ours, 6),
            "base": round(self.base, 6),
            "unit": self.unit,
        }


class Growth(NamedTuple):
    """What something costs, in seconds, at several sizes."""

    name: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    target: float
    mark: Literal["^"] = "^"

    @property
    def value(self) -> float:
        """The exponent of the power of the size that fits the seconds best: 0 is no growth."""
        sizes, taken = ([*map(math.log, each)] for each in (self.sizes, self.seconds))
        return statistics.linear_regression(sizes, taken).slope

    @property
    def figures(self) -> str:
        """Each size with what it takes."""
        pairs = zip(self.sizes, self.seconds, strict=True)
        return ", ".join(f"{size:,}: {taken * 1000:.2f} ms" for size, taken in pairs)

    @property
    def document(self) -> dict[str, Any]:
        """The sizes, the seconds and their exponent."""
        return {
            "name": self.name,
            "exponent": round(self.value, 3),
            "target": self.target,
            "sizes": list(self.sizes),
            "seconds": [round(taken, 6) for taken in self.seconds],
        }


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
