"""The forgetting curve of an item: how likely it is recalled, from its last review on."""

from collections.abc import Sequence
from typing import NamedTuple

from coalition_quiz.core.scheduling.fsrs import Memory, retrievability

DAYS_AHEAD = (0, 7, 30, 90)
"""The days from today for which figures are given."""


class Curve(NamedTuple):
    """A forgetting curve.

    Attributes:
        first_day: the study day of its first point, which is that of the last review.
        last_day: the study day of its last point.
        points: the probability (0-1) of recall at even steps from the first day to the last.
    """

    first_day: int
    last_day: int
    points: tuple[float, ...]

    def place_of(self, day: int) -> float:
        """Where a day stands on the curve: 0 at its first point, 1 at its last."""
        return (day - self.first_day) / max(1, self.last_day - self.first_day)


def forgetting_curve(memory: Memory, today: int, points: int) -> Curve:
    """The curve from the last review to 90 days from today, or from the review if that is later.

    Args:
        memory: what is remembered of the item.
        today: the study day.
        points: how many, at least 2.
    """
    first = memory.last_day
    last = max(today, first) + DAYS_AHEAD[-1]
    days = [first + round(at * (last - first) / (points - 1)) for at in range(points)]
    return Curve(first, last, tuple(retrievability(memory, day) for day in days))


def recall_ahead(memory: Memory, today: int, days: Sequence[int] = DAYS_AHEAD) -> tuple[float, ...]:
    """The probability (0-1) of recall on each of some days from today."""
    return tuple(retrievability(memory, today + ahead) for ahead in days)
