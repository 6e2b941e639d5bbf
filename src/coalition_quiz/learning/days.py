"""Study days: whole days that begin in the small hours, by the learner's own clock."""

from typing import NamedTuple

MINUTES_A_DAY = 24 * 60
_MS_A_MINUTE = 60_000
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
    """The study day of an instant, in days since 1970-01-01.

    Args:
        at_ms: milliseconds since 1970-01-01 UTC.
        tz_min: minutes that local time is ahead of UTC.
        day_start_min: minutes after local midnight at which a study day begins (04:00 is 240).
    """
    return (at_ms // _MS_A_MINUTE + tz_min - day_start_min) // MINUTES_A_DAY


def moment(at_ms: int, tz_min: int, day_start_min: int) -> Moment:
    """An instant together with its study day (see `study_day`)."""
    return Moment(at_ms, tz_min, study_day(at_ms, tz_min, day_start_min))


def ordinal(study_day: int) -> int:
    """A study day's calendar day as an ordinal (1 January of year 1 is 1; see `edtf.span`)."""
    return study_day + _EPOCH
