"""An answer given before, as the table of cards tells of it."""

from typing import NamedTuple


class PastAnswer(NamedTuple):
    """An answer that stands.

    Attributes:
        study_day: the day on which it was given.
        rating: 1 (Again) to 4 (Easy).
        ms: milliseconds taken.
        elapsed: days since the review before it; -1 for a first one, and for practice.
        stability: that of the memory before it, in days; 0 for a first one, and for practice.
        practice: 1 where it left the schedule alone, as in a quiz; else 0.
    """

    study_day: int
    rating: int
    ms: int
    elapsed: int
    stability: float
    practice: int
