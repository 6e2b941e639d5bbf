"""FSRS-6: how well an item is remembered, and what each rating would do to it.

The formulas are those of the `fsrs` package (https://github.com/open-spaced-repetition/py-fsrs).
It is fed noon UTC of the study day, because its own clock counts spans of 24 hours: two
reviews on neighbouring evenings would otherwise count as one day or none by the minute.
"""

from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

RETENTION_MIN = 0.70
RETENTION_MAX = 0.99
SCHEDULER = "fsrs-6"

_ROUNDING = 1e-9

_EPOCH_NOON = datetime(1970, 1, 1, 12, tzinfo=UTC)


class Rating(IntEnum):
    """How recall went: Again is a miss, the three others are passes."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Memory(Struct, frozen=True):
    """The memory of an item.

    Attributes:
        stability: days in which the probability of recall falls to 90 %.
        difficulty: 1 (easy) to 10 (hard).
        last_day: the study day of the last review.
    """

    stability: float
    difficulty: float
    last_day: int


class Prospect(Struct, frozen=True):
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


def review(memory: Memory | None, rating: Rating, day: int, retention: float) -> Prospect:
    """The memory after a review.

    Args:
        memory: what was remembered before; None for a first review.
        rating: how recall went.
        day: the study day; one before the last review counts as the day of the last review.
        retention: the probability of recall (0.70-0.99) at which the item shall come due.

    Raises:
        ValueError: if `retention` lies outside its bounds.
    """
    scheduler = _scheduler(retention)
    import fsrs  # noqa: PLC0415 - the first question need not wait for it

    today = day if memory is None else max(day, memory.last_day)
    card, _ = scheduler.review_card(_fsrs_card(memory), fsrs.Rating(rating), _noon(today))
    assert card.stability is not None
    assert card.difficulty is not None
    after = Memory(card.stability, card.difficulty, today)
    interval = 0 if rating is Rating.AGAIN else (card.due - _noon(today)).days
    return Prospect(rating, after, interval)


def prospects(memory: Memory | None, day: int, retention: float) -> tuple[Prospect, ...]:
    """What each of the four ratings would lead to, in their order."""
    return tuple(review(memory, rating, day, retention) for rating in Rating)


def retrievability(memory: Memory, day: int) -> float:
    """The probability (0-1) that the item is recalled on `day`.

    Power forgetting curve of FSRS-6; see `fsrs.Scheduler.get_card_retrievability`.
    """
    return _scheduler(RETENTION_MAX).get_card_retrievability(
        _fsrs_card(memory), _noon(max(day, memory.last_day))
    )


def days_until(retention: float, stability: float) -> int:
    """The days after which recall is still as probable as `retention`, and no later.

    Args:
        retention: a probability of recall (0.70-0.99).
        stability: days in which that probability falls to 90 %.
    """
    memory, days = Memory(stability, difficulty=5.0, last_day=0), 0
    while retrievability(memory, days + 1) >= retention - _ROUNDING:
        days += 1
    return days


@lru_cache(maxsize=8)
def _scheduler(retention: float) -> "Scheduler":
    from fsrs import Scheduler  # noqa: PLC0415 - see `review`

    if not RETENTION_MIN <= retention <= RETENTION_MAX:
        raise ValueError(f"desired retention {retention} is not within 0.70 to 0.99")
    return Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )


def _fsrs_card(memory: Memory | None) -> "Card":
    from fsrs import Card, State  # noqa: PLC0415 - see `review`

    # An id is given because without one the package sleeps a millisecond to make one.
    if memory is None:
        return Card(card_id=0)
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=_noon(memory.last_day),
    )


def _noon(day: int) -> datetime:
    return _EPOCH_NOON + timedelta(days=day)
