"""FSRS-6: how well an item is remembered, and what each rating would do to it.

The formulas and parameters are those of FSRS-6
(https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm), written with the
operations in the order in which the `fsrs` package (py-fsrs 6.3) has them, so that both give the
same states to the last digit; tests hold them to that. Days are study days: the package counts
spans of 24 hours, by which two reviews on neighbouring evenings are one day apart or none by the
minute.
"""

from enum import IntEnum
from functools import lru_cache
from math import e, floor

from msgspec import Struct

RETENTION_MIN = 0.70
RETENTION_MAX = 0.99
SCHEDULER = "fsrs-6"

PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956),
    *(6.4133, 0.8334, 3.0194, 0.001),
    *(1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483),
    *(0.6014, 1.8729),
    *(0.5425, 0.0912, 0.0658),
    0.1542,
)
"""The default parameters of FSRS-6, w0 to w20, fitted by its authors to many learners' reviews."""

_W = PARAMETERS
_ROUNDING = 1e-9
_STABILITY_MIN = 0.001
_DIFFICULTY_MIN, _DIFFICULTY_MAX = 1.0, 10.0
_LONGEST_WAIT = 36_500

# Of retrievability: the exponent, and the factor that makes it 90% after `stability` days.
_DECAY = -_W[20]
_FACTOR: float = 0.9 ** (1 / _DECAY) - 1


class Rating(IntEnum):
    """How recall went: Again is a miss, the three others are passes."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Memory(Struct, frozen=True, gc=False):
    """The memory of an item.

    Attributes:
        stability: days in which the probability of recall falls to 90%.
        difficulty: 1 (easy) to 10 (hard).
        last_day: the study day of the last review.
    """

    stability: float
    difficulty: float
    last_day: int


class RatingPreview(Struct, frozen=True, gc=False):
    """What a rating leads to.

    Attributes:
        interval: days until the item is due; 0 for Again, which stays due until recalled.
    """

    rating: Rating
    memory: Memory
    interval: int

    @property
    def due_day(self) -> int:
        """The study day on which the item is due."""
        return self.memory.last_day + self.interval


def review(memory: Memory | None, rating: Rating, day: int, retention: float) -> RatingPreview:
    """The memory after a review.

    Args:
        memory: what was remembered before; None for a first review.
        rating: how recall went.
        day: the study day; one before the last review counts as the day of the last review.
        retention: the probability of recall (0.70-0.99) at which the item shall come due.

    Raises:
        ValueError: if `retention` lies outside its bounds.
    """
    reach = _reach(retention)
    if memory is None:
        return _first(rating, day, reach)
    today = max(day, memory.last_day)
    return _next(memory, rating, today, retrievability(memory, today), reach)


def rating_previews(memory: Memory | None, day: int, retention: float) -> tuple[RatingPreview, ...]:
    """What each of the four ratings would lead to, in their order."""
    reach = _reach(retention)
    if memory is None:
        return tuple(_first(rating, day, reach) for rating in Rating)
    today = max(day, memory.last_day)
    chance = retrievability(memory, today)
    return tuple(_next(memory, rating, today, chance, reach) for rating in Rating)


def retrievability(memory: Memory, day: int) -> float:
    """The probability (0-1) that the item is recalled on `day`: FSRS-6's power forgetting curve."""
    elapsed = day - memory.last_day
    if elapsed <= 0:
        return 1.0
    chance: float = (1 + _FACTOR * elapsed / memory.stability) ** _DECAY
    return chance


def days_until(retention: float, stability: float) -> int:
    """The days after which recall is still as probable as `retention`, and no later.

    Args:
        retention: a probability of recall (0.70-0.99).
        stability: days in which that probability falls to 90%.
    """
    reach: float = (retention - _ROUNDING) ** (1 / _DECAY) - 1
    return floor(stability / _FACTOR * reach)


@lru_cache(maxsize=64)
def _reach(retention: float) -> float:
    """How far down the forgetting curve, as a multiple of stability over factor, a wait goes."""
    if not RETENTION_MIN <= retention <= RETENTION_MAX:
        raise ValueError(f"desired retention {retention} is not within 0.70 to 0.99")
    reach: float = retention ** (1 / _DECAY) - 1
    return reach


def _first(rating: Rating, day: int, reach: float) -> RatingPreview:
    memory = Memory(_FIRST_STABILITY[rating], _FIRST_DIFFICULTY[rating], day)
    return _rating_preview(rating, memory, reach)


def _next(memory: Memory, rating: Rating, today: int, chance: float, reach: float) -> RatingPreview:
    """What a rating leads to `today`, where the probability of recall is `chance`."""
    stability, difficulty = memory.stability, memory.difficulty
    if today == memory.last_day:
        stability = _same_day_stability(stability, rating)
    elif rating == _AGAIN:
        stability = _lapse_stability(stability, difficulty, chance)
    else:
        stability = _recall_stability(stability, difficulty, chance, rating)
    stability = max(stability, _STABILITY_MIN)
    return _rating_preview(rating, Memory(stability, _difficulty(difficulty, rating), today), reach)


def _rating_preview(rating: Rating, memory: Memory, reach: float) -> RatingPreview:
    return RatingPreview(
        rating, memory, 0 if rating == _AGAIN else _interval(memory.stability, reach)
    )


def _interval(stability: float, reach: float) -> int:
    """I(r, S): whole days until recall is as probable as desired."""
    days = round(stability / _FACTOR * reach)
    return days if 0 < days < _LONGEST_WAIT else min(max(days, 1), _LONGEST_WAIT)


def _difficulty(difficulty: float, rating: Rating) -> float:
    """D'(D, G): damped as it nears 10, drawn back towards what Easy begins with."""
    damped = difficulty + (10.0 - difficulty) * _DIFFICULTY_STEP[rating] / 9.0
    drawn = _EASY_DRAW + _EASY_KEPT * damped
    return drawn if _DIFFICULTY_MIN < drawn < _DIFFICULTY_MAX else _as_difficulty(drawn)


def _as_difficulty(number: float) -> float:
    return min(max(number, _DIFFICULTY_MIN), _DIFFICULTY_MAX)


def _recall_stability(stability: float, difficulty: float, chance: float, rating: Rating) -> float:
    """S'r(D, S, R, G): stability after recall on a later day."""
    growth: float = (
        _RECALL_GROWTH
        * (11 - difficulty)
        * stability**_RECALL_DECAY
        * (e ** ((1 - chance) * _W[10]) - 1)
        * _RECALL_FACTOR[rating]
    )
    return stability * (1 + growth)


def _lapse_stability(stability: float, difficulty: float, chance: float) -> float:
    """S'f(D, S, R): stability after a lapse on a later day; no more than it is on the same day."""
    forgotten: float = (
        _W[11]
        * difficulty**_LAPSE_DECAY
        * ((stability + 1) ** _W[13] - 1)
        * e ** ((1 - chance) * _W[14])
    )
    return min(forgotten, stability / _LAPSE_LOSS)


def _same_day_stability(stability: float, rating: Rating) -> float:
    """S'(S, G): stability after one more review on the same day; a pass never lowers it."""
    growth: float = _SAME_DAY_GROWTH[rating] * stability**_SAME_DAY_DECAY
    return stability * (growth if rating == _AGAIN else max(growth, 1.0))


def _first_difficulty(rating: int) -> float:
    """D0(G), not yet kept within its bounds."""
    difficulty: float = _W[4] - e ** (_W[5] * (rating - 1)) + 1
    return difficulty


# What follows from the parameters alone, some of it by rating; there is no rating 0.
_AGAIN = Rating.AGAIN
_FIRST_STABILITY = (0.0, *(max(stability, _STABILITY_MIN) for stability in _W[:4]))
_FIRST_DIFFICULTY = (0.0, *(_as_difficulty(_first_difficulty(rating)) for rating in Rating))
_DIFFICULTY_STEP = (0.0, *(-(_W[6] * (rating - 3)) for rating in Rating))
_EASY_DRAW = _W[7] * _first_difficulty(Rating.EASY)
_EASY_KEPT = 1 - _W[7]
_RECALL_GROWTH = e ** _W[8]
_RECALL_DECAY = -_W[9]
_RECALL_FACTOR = (0.0, 1.0, _W[15], 1.0, _W[16])
_LAPSE_DECAY = -_W[12]
_LAPSE_LOSS: float = e ** (_W[17] * _W[18])
_SAME_DAY_GROWTH = (0.0, *(e ** (_W[17] * (rating - 3 + _W[18])) for rating in Rating))
_SAME_DAY_DECAY = -_W[19]
