"""Calibration: how well a learner's confidence in an answer agrees with its outcome.

The Brier score is the mean of (p - o)² over all answers with a stated confidence, where p is the
chance of being right that the confidence stands for, and o is 1 for a right answer and 0 for any
other (G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather
Review 78(1), 1950, pp. 1-3; half of his sum over both outcomes). It is from 0, the best, to 1.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct


class Confidence(StrEnum):
    """How sure a learner says to be of an answer, before seeing the result."""

    GUESS = "guess"
    FAIRLY = "fairly"
    SURE = "sure"


CHANCES = {Confidence.GUESS: 0.25, Confidence.FAIRLY: 0.65, Confidence.SURE: 0.95}
"""The chance of being right that each confidence stands for."""

_CYCLE: tuple[Confidence | None, ...] = (None, *Confidence)
_MOST_DAYS = 12
_DAY, _MONTH = len("2026-11-30"), len("2026-11")

Judged = tuple[Confidence, bool]
"""A confidence, and whether the answer was right."""


class Level(Struct, frozen=True):
    """The answers of one confidence."""

    confidence: Confidence
    right: int
    asked: int


class Calibration(Struct, frozen=True):
    """The answers of each confidence, and their Brier score (0-1)."""

    levels: tuple[Level, ...]
    brier: float

    @property
    def asked(self) -> int:
        """The number of answers with a confidence."""
        return sum(level.asked for level in self.levels)

    @property
    def right(self) -> int:
        """The number of right answers among them."""
        return sum(level.right for level in self.levels)


class CalibrationCurve(Struct, frozen=True):
    """A calibration over time: as a whole, and for each day or month with answers."""

    whole: Calibration
    points: tuple[tuple[str, Calibration], ...]


def next_confidence(now: Confidence | None) -> Confidence | None:
    """Return what follows: none, guess, fairly sure, sure, none."""
    return _CYCLE[(_CYCLE.index(now) + 1) % len(_CYCLE)]


def calibrate(judged: Iterable[Judged]) -> Calibration | None:
    """Compute the calibration of answers; None without any."""
    counts = Counter(judged)
    if not counts:
        return None
    levels = tuple(
        Level(each, counts[each, True], counts[each, True] + counts[each, False])
        for each in Confidence
    )
    loss = sum(n * (CHANCES[each] - right) ** 2 for (each, right), n in sorted(counts.items()))
    return Calibration(levels, loss / counts.total())


def calibrate_over_time(judged: Sequence[tuple[str, Judged]]) -> CalibrationCurve | None:
    """Compute a calibration for each day, or for each month if there are many days.

    Args:
        judged: answers, each with its date in ISO 8601.
    """
    whole = calibrate(each for _, each in judged)
    if whole is None:
        return None
    days = {day[:_DAY] for day, _ in judged}
    length = _DAY if len(days) <= _MOST_DAYS else _MONTH
    periods: dict[str, list[Judged]] = {}
    for day, each in sorted(judged):
        periods.setdefault(day[:length], []).append(each)
    points = ((name, calibrate(each)) for name, each in periods.items())
    return CalibrationCurve(whole, tuple((name, each) for name, each in points if each))
