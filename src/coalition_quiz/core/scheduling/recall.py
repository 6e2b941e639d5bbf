"""The probability that an item is recalled. Every figure about recall comes from here."""

from collections.abc import Sequence

from coalition_quiz.core.scheduling.fsrs import DAYS_AHEAD, Memory, retrievability
from coalition_quiz.core.scheduling.queue import ReviewedItem, is_missed

_ANY_DIFFICULTY = 5.0


def recall(standing: ReviewedItem, day: int) -> float:
    """Predict the probability (0-1) that an item is recalled on a study day."""
    # FSRS predicts recall of anything just shown, but a missed item is not known.
    if is_missed(standing):
        return 0.0
    memory = Memory(standing.stability, _ANY_DIFFICULTY, standing.last_day)
    return retrievability(memory, day)


def recall_ahead(
    standing: ReviewedItem, today: int, days: Sequence[int] = DAYS_AHEAD
) -> tuple[float, ...]:
    """Predict the probability (0-1) of recall on some days from today."""
    return tuple(recall(standing, today + ahead) for ahead in days)
