"""The FSRS-6 scheduler: the memory of an item, and the effect of each rating on it.

The formulas and default weights are those of FSRS-6
(https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm). The operations come in
the same order as in the `fsrs` package (py-fsrs 6.3), so both give the same states to the last
digit. Tests check that. Days are study days. The package counts spans of 24 hours instead, so two
reviews on neighbouring evenings may be one day apart or none, depending on the minute.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from math import e, floor
from typing import Final, NamedTuple

from msgspec import Struct

RETENTION_MIN = 0.70
RETENTION_MAX = 0.99
SCHEDULER = "fsrs-6"

DEFAULT_WEIGHTS = (
    *(0.212, 1.2931, 2.3065, 8.2956),
    *(6.4133, 0.8334, 3.0194, 0.001),
    *(1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483),
    *(0.6014, 1.8729),
    *(0.5425, 0.0912, 0.0658),
    0.1542,
)
"""The default weights of FSRS-6, w0 to w20, fitted by its authors to many learners' reviews."""

_ROUNDING = 1e-9
_STABILITY_MIN = 0.001
_DIFFICULTY_MIN, _DIFFICULTY_MAX = 1.0, 10.0
_LONGEST_INTERVAL = 36_500


class Rating(IntEnum):
    """A learner's rating of their recall: Again is a miss, the three others are passes."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


_AGAIN = Rating.AGAIN


class Parameters:
    """The weights of FSRS-6 and the tables that follow from them alone. Build it once and share it.

    A review records the id of its parameters. The id must therefore always mean the same weights.
    Tables by rating have an unused value for rating 0.

    Attributes:
        weights: w0 to w20.
        id: the name recorded with each review; empty for the default weights.
        decay: the exponent of the forgetting curve.
        factor: makes recall 90% likely after `stability` days.
    """

    def __init__(self, weights: Sequence[float], parameters_id: str = "") -> None:
        w = tuple(weights)
        self.weights: Final = w
        self.id: Final = parameters_id
        self.decay: Final = -w[20]
        self.factor: Final[float] = 0.9 ** (1 / self.decay) - 1
        self.first_stability: Final = (0.0, *(max(each, _STABILITY_MIN) for each in w[:4]))
        first_difficulty = (0.0, *(_first_difficulty(w, rating) for rating in Rating))
        self.first_difficulty: Final = tuple(map(_clamped_difficulty, first_difficulty))
        self.difficulty_step: Final = (0.0, *(-(w[6] * (rating - 3)) for rating in Rating))
        self.easy_pull: Final = w[7] * first_difficulty[Rating.EASY]
        self.easy_rest: Final = 1 - w[7]
        self.recall_growth: Final = e ** w[8]
        self.recall_decay: Final = -w[9]
        self.recall_factor: Final = (0.0, 1.0, w[15], 1.0, w[16])
        self.lapse_decay: Final = -w[12]
        self.lapse_loss: Final[float] = e ** (w[17] * w[18])
        self.same_day_growth: Final = (
            0.0,
            *(e ** (w[17] * (rating - 3 + w[18])) for rating in Rating),
        )
        self.same_day_decay: Final = -w[19]


def _first_difficulty(weights: Sequence[float], rating: int) -> float:
    """Compute D0(G), not yet clamped."""
    difficulty: float = weights[4] - e ** (weights[5] * (rating - 1)) + 1
    return difficulty


def _clamped_difficulty(number: float) -> float:
    return min(max(number, _DIFFICULTY_MIN), _DIFFICULTY_MAX)


DEFAULT_PARAMETERS = Parameters(DEFAULT_WEIGHTS)


class Memory(Struct, frozen=True, gc=False):
    """The memory of an item.

    Attributes:
        stability: days until the probability of recall falls to 90%.
        difficulty: 1 (easy) to 10 (hard).
        last_day: the study day of the last review.
    """

    stability: float
    difficulty: float
    last_day: int


class RatingPreview(Struct, frozen=True, gc=False):
    """The effect of a rating.

    Attributes:
        interval: days until the item is due; 0 for Again, which stays due until recalled.
    """

    rating: Rating
    memory: Memory
    interval: int

    @property
    def due_day(self) -> int:
        """The study day when the item is due."""
        return self.memory.last_day + self.interval


def review(
    memory: Memory | None,
    rating: Rating,
    day: int,
    retention: float,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> RatingPreview:
    """Compute the memory after a review.

    Args:
        memory: the memory before; None for a first review.
        rating: the learner's rating.
        day: the study day. A day before the last review counts as the day of the last review.
        retention: the item comes due when the probability of recall falls to this (0.70-0.99).
        parameters: the weights to use.

    Raises:
        ValueError: if `retention` lies outside its bounds.
    """
    reach = _reach(retention, parameters)
    if memory is None:
        return _first(rating, day, reach, parameters)
    today = max(day, memory.last_day)
    recall = retrievability(memory, today, parameters)
    return _next(memory, rating, today, recall, reach, parameters)


def rating_previews(
    memory: Memory | None,
    day: int,
    retention: float,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> tuple[RatingPreview, ...]:
    """Compute the effect of each of the four ratings, in their order (arguments as in `review`)."""
    reach = _reach(retention, parameters)
    if memory is None:
        return tuple(_first(rating, day, reach, parameters) for rating in Rating)
    today = max(day, memory.last_day)
    recall = retrievability(memory, today, parameters)
    return tuple(_next(memory, rating, today, recall, reach, parameters) for rating in Rating)


def retrievability(memory: Memory, day: int, parameters: Parameters = DEFAULT_PARAMETERS) -> float:
    """Compute the probability (0-1) of recall on `day`: FSRS-6's power forgetting curve."""
    elapsed = day - memory.last_day
    if elapsed <= 0:
        return 1.0
    recall: float = (1 + parameters.factor * elapsed / memory.stability) ** parameters.decay
    return recall


def days_until(
    retention: float, stability: float, parameters: Parameters = DEFAULT_PARAMETERS
) -> int:
    """Count the whole days that recall stays at least as probable as `retention`.

    Args:
        retention: a probability of recall (0.70-0.99).
        stability: days until that probability falls to 90%.
        parameters: the weights to use.
    """
    reach: float = (retention - _ROUNDING) ** (1 / parameters.decay) - 1
    return floor(stability / parameters.factor * reach)


@lru_cache(maxsize=64)
def _reach(retention: float, parameters: Parameters) -> float:
    """Compute the interval for `retention` as a multiple of stability over factor."""
    if not RETENTION_MIN <= retention <= RETENTION_MAX:
        raise ValueError(f"desired retention {retention} is not within 0.70 to 0.99")
    reach: float = retention ** (1 / parameters.decay) - 1
    return reach


def _first(rating: Rating, day: int, reach: float, parameters: Parameters) -> RatingPreview:
    memory = Memory(parameters.first_stability[rating], parameters.first_difficulty[rating], day)
    return _rating_preview(rating, memory, reach, parameters)


def _next(
    memory: Memory, rating: Rating, today: int, recall: float, reach: float, parameters: Parameters
) -> RatingPreview:
    """Compute the effect of a rating `today`, when the probability of recall is `recall`."""
    stability, difficulty = memory.stability, memory.difficulty
    if today == memory.last_day:
        stability = _same_day_stability(stability, rating, parameters)
    elif rating == _AGAIN:
        stability = _lapse_stability(stability, difficulty, recall, parameters)
    else:
        stability = _recall_stability(stability, difficulty, recall, rating, parameters)
    stability = max(stability, _STABILITY_MIN)
    after = Memory(stability, _difficulty(difficulty, rating, parameters), today)
    return _rating_preview(rating, after, reach, parameters)


def _rating_preview(
    rating: Rating, memory: Memory, reach: float, parameters: Parameters
) -> RatingPreview:
    interval = 0 if rating == _AGAIN else _interval(memory.stability, reach, parameters)
    return RatingPreview(rating, memory, interval)


def _interval(stability: float, reach: float, parameters: Parameters) -> int:
    """Compute I(r, S): whole days until recall is as probable as desired."""
    days = round(stability / parameters.factor * reach)
    return days if 0 < days < _LONGEST_INTERVAL else min(max(days, 1), _LONGEST_INTERVAL)


def _difficulty(difficulty: float, rating: Rating, parameters: Parameters) -> float:
    """Compute D'(D, G): damped near 10 and pulled towards the first difficulty of Easy."""
    damped = difficulty + (10.0 - difficulty) * parameters.difficulty_step[rating] / 9.0
    after = parameters.easy_pull + parameters.easy_rest * damped
    return after if _DIFFICULTY_MIN < after < _DIFFICULTY_MAX else _clamped_difficulty(after)


def _recall_stability(
    stability: float, difficulty: float, recall: float, rating: Rating, parameters: Parameters
) -> float:
    """Compute S'r(D, S, R, G): stability after a pass on a later day."""
    growth: float = (
        parameters.recall_growth
        * (11 - difficulty)
        * stability**parameters.recall_decay
        * (e ** ((1 - recall) * parameters.weights[10]) - 1)
        * parameters.recall_factor[rating]
    )
    return stability * (1 + growth)


def _lapse_stability(
    stability: float, difficulty: float, recall: float, parameters: Parameters
) -> float:
    """Compute S'f(D, S, R): stability after a miss on a later day, at most that of the same day."""
    weights = parameters.weights
    lapsed: float = (
        weights[11]
        * difficulty**parameters.lapse_decay
        * ((stability + 1) ** weights[13] - 1)
        * e ** ((1 - recall) * weights[14])
    )
    return min(lapsed, stability / parameters.lapse_loss)


def _same_day_stability(stability: float, rating: Rating, parameters: Parameters) -> float:
    """Compute S'(S, G): stability after another review on one day. A pass never lowers it."""
    growth: float = parameters.same_day_growth[rating] * stability**parameters.same_day_decay
    return stability * (growth if rating == _AGAIN else max(growth, 1.0))


DAYS_AHEAD = (0, 7, 30, 90)
"""The days from today whose recall is shown."""


class Curve(NamedTuple):
    """A forgetting curve.

    Attributes:
        first_day: the study day of its first point: the day of the last review.
        last_day: the study day of its last point.
        points: the probability (0-1) of recall, in even steps from the first day to the last.
    """

    first_day: int
    last_day: int
    points: tuple[float, ...]

    def place_of(self, day: int) -> float:
        """Return the position of a day on the curve: 0 at its first point, 1 at its last."""
        return (day - self.first_day) / max(1, self.last_day - self.first_day)


def forgetting_curve(memory: Memory, today: int, points: int) -> Curve:
    """Compute the curve from the last review to 90 days after today or the review.

    Args:
        memory: the memory of the item.
        today: the study day.
        points: the number of points, at least 2.
    """
    first = memory.last_day
    last = max(today, first) + DAYS_AHEAD[-1]
    days = [first + round(at * (last - first) / (points - 1)) for at in range(points)]
    return Curve(first, last, tuple(retrievability(memory, day) for day in days))
