"""Item analysis of a test: how hard its questions are and how well they tell pupils apart.

Facility, discrimination and reliability are those of classical test theory (Crocker and Algina,
Introduction to Classical and Modern Test Theory, 1986, chapters 5, 7 and 14) and of Moodle's quiz
statistics report. Variances are divided by n - 1. A figure that does not exist, because nothing
varies or there are too few pupils, is None.
"""

from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

SMALL_GROUP = 5
"""Figures of fewer pupils say little; every report marks them."""

_PART = 3
_FEWEST = 2
_ROUNDING = 1e-12


class ItemFigures(Struct, frozen=True):
    """The figures of one question.

    Attributes:
        facility: mean score over the maximum, 0-1.
        discrimination: correlation of its score with the score on all other questions, -1 to 1.
    """

    facility: float
    discrimination: float | None


class WholeTest(Struct, frozen=True):
    """The figures of a whole test, in points unless said otherwise.

    Attributes:
        mean: the mean score.
        deviation: the standard deviation of the scores (n - 1).
        alpha: Cronbach's alpha, at most 1; KR-20 where every question gives 0 or 1.
        standard_error: the standard error of measurement.
    """

    pupils: int
    items: int
    mean: float
    median: float
    deviation: float | None
    alpha: float | None
    standard_error: float | None

    @property
    def is_small(self) -> bool:
        """Whether the group is too small for its figures to say much."""
        return self.pupils < SMALL_GROUP


def analyse_test(scores: Sequence[Sequence[float]]) -> WholeTest:
    """Compute the figures of a test.

    Args:
        scores: one row per pupil, one column per question, each from 0 to 1.
    """
    totals = [sum(row) for row in scores]
    items = len(scores[0]) if scores else 0
    variance = _variance(totals)
    alpha = _alpha(scores, variance)
    error = sqrt(variance * (1 - alpha)) if variance is not None and alpha is not None else None
    return WholeTest(
        pupils=len(scores),
        items=items,
        mean=_mean(totals),
        median=_median(totals),
        deviation=None if variance is None else sqrt(variance),
        alpha=alpha,
        standard_error=error,
    )


def analyse_items(scores: Sequence[Sequence[float]]) -> tuple[ItemFigures, ...]:
    """Compute the figures of each question, in the order of the columns."""
    totals = [sum(row) for row in scores]
    return tuple(
        ItemFigures(_mean(column), _rest_correlation(column, totals))
        for column in zip(*scores, strict=True)
    )


def split_thirds(totals: Sequence[float]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the rows of the lower and of the upper third of pupils.

    A third is rounded; pupils with equal totals stay in the order of the rows.
    """
    size = round(len(totals) / _PART)
    order = sorted(range(len(totals)), key=lambda row: totals[row])
    return tuple(order[:size]), tuple(order[len(order) - size :])


def _rest_correlation(column: Sequence[float], totals: Sequence[float]) -> float | None:
    rests = [total - score for score, total in zip(column, totals, strict=True)]
    own, other = _variance(column), _variance(rests)
    if not own or not other:
        return None
    mean, mean_rest = _mean(column), _mean(rests)
    products = (
        (score - mean) * (rest - mean_rest) for score, rest in zip(column, rests, strict=True)
    )
    return sum(products) / (len(column) - 1) / sqrt(own * other)


def _alpha(scores: Sequence[Sequence[float]], variance: float | None) -> float | None:
    items = len(scores[0]) if scores else 0
    if items < _FEWEST or not variance:
        return None
    each = sum(_variance(column) or 0.0 for column in zip(*scores, strict=True))
    return items / (items - 1) * (1 - each / variance)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _median(values: Sequence[float]) -> float:
    if not values:
        return 0.0
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _variance(values: Sequence[float]) -> float | None:
    if len(values) < _FEWEST:
        return None
    mean = _mean(values)
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    # Rounding must not make a question that everybody got right vary.
    return variance if variance > _ROUNDING else 0.0
