"""The days of a learner: what was answered on each, and how many in a row were done."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from coalition_quiz.core.statistics.overview import DeckMemory

_FARTHEST_AHEAD = 2  # days: a traveller from UTC+14 may be as far ahead


class DayFigures(NamedTuple):
    """The answers of a day.

    Attributes:
        answers: all answers, repeats and practice included.
        first_tries: the answers that were the first of the day to their card.
        right_at_first: those of them that were right.
        ms: time taken in milliseconds.
    """

    answers: int = 0
    first_tries: int = 0
    right_at_first: int = 0
    ms: int = 0


class StudyDays(NamedTuple):
    """The days of a learner.

    Attributes:
        streak: the days in a row on which everything due was done.
        days: the figures of each day with an answer.
    """

    streak: int
    days: Mapping[int, DayFigures]

    def add_last_day(self, memory: DeckMemory) -> DeckMemory:
        """Add the last day with an answer to what is remembered of all decks."""
        last = max(self.days)
        figures = self.days[last]
        return memory._replace(
            last_day=last, answers=figures.answers, right_at_first=figures.right_at_first
        )


def kept_days(studied: Collection[int], today: int, undone: int, *, is_done: bool) -> int:
    """Count the days in a row on which everything due was done.

    A day on which nothing was due neither counts nor breaks the row. Nor does today, which is not
    over, while something is left.

    Args:
        studied: the study days with an answer. A traveller may have days ahead of today.
        today: the study day.
        undone: the latest day before today on which something due was left.
        is_done: whether nothing is left today.
    """
    kept = {day for day in studied if undone < day <= today + _FARTHEST_AHEAD}
    return len(kept if is_done else kept - {today})
