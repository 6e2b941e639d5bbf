"""Study days: whole days that begin in the small hours, by the learner's own clock."""

from typing import NamedTuple

MINUTES_A_DAY = 24 * 60
_MS_A_MINUTE = 60_000
_HALF_A_DAY = MINUTES_A_DAY // 2
_TWO_DAYS = 2
_EPOCH = 719_163  # 1 January 1970, counted from 1 January of the year 1


class Moment(NamedTuple):
    """When something happened.

    Attributes:
        at_ms: milliseconds since 1970-01-01 UTC.
        tz_min: minutes that local time was ahead of UTC.
        study_day: days since 1970-01-01, local, each beginning at the learner's day start.
    """

    at_ms: int
    tz_min: int
    study_day: int


def study_day(at_ms: int, tz_min: int, day_start_min: int) -> int:
    """Compute the study day of an instant, in days since 1970-01-01.

    Args:
        at_ms: milliseconds since 1970-01-01 UTC.
        tz_min: minutes that local time is ahead of UTC.
        day_start_min: the start of a study day, in minutes after local midnight (04:00 is 240).
    """
    return (at_ms // _MS_A_MINUTE + tz_min - day_start_min) // MINUTES_A_DAY


def flew_past_a_day(before: Moment, after: Moment, day_start_min: int) -> bool:
    """Whether a traveller missed the one day between two moments only because the clock changed.

    By the clock at the start of the journey, or by the one at its end, the two study days follow
    each other. Or the clock went ahead by half a day or more: then little was left of the day
    between, and the flight took its share of that.
    """
    ahead = after.tz_min - before.tz_min
    if ahead <= 0 or after.study_day - before.study_day != _TWO_DAYS:
        return False
    left_behind = study_day(after.at_ms, before.tz_min, day_start_min) - before.study_day
    arrived_at = after.study_day - study_day(before.at_ms, after.tz_min, day_start_min)
    return ahead >= _HALF_A_DAY or min(left_behind, arrived_at) < _TWO_DAYS


def moment(at_ms: int, tz_min: int, day_start_min: int) -> Moment:
    """Return an instant together with its study day (see `study_day`)."""
    return Moment(at_ms, tz_min, study_day(at_ms, tz_min, day_start_min))


def ordinal(study_day: int) -> int:
    """A study day's calendar day as an ordinal (1 January of year 1 is 1; see `edtf.span`)."""
    return study_day + _EPOCH
