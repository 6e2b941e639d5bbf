"""Decide which backups to keep: daily, weekly and monthly ones."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date

from coalition_quiz.core.days import ordinal

DAILY = 7
WEEKLY = 4
MONTHLY = 12


def days_to_keep(days: Iterable[int], today: int) -> set[int]:
    """Return the study days whose backups are kept: the latest of 7 days, 4 weeks and 12 months.

    Days, weeks (from Monday) and months without a backup do not count, so somebody who studies
    rarely keeps as many.
    Backups dated after `today` are kept and do not count: the clock was wrong then, or is now.
    """
    past = sorted({day for day in days if day <= today}, reverse=True)
    return (
        {day for day in days if day > today}
        | _latest(past, DAILY, lambda day: day)
        | _latest(past, WEEKLY, lambda day: _date(day).isocalendar()[:2])
        | _latest(past, MONTHLY, lambda day: (_date(day).year, _date(day).month))
    )


def _latest(past: Iterable[int], most: int, period: Callable[[int], Hashable]) -> set[int]:
    """Return the latest day of each of the last `most` periods; `past` must be sorted backwards."""
    found: dict[Hashable, int] = {}
    for day in past:
        found.setdefault(period(day), day)
    return set(list(found.values())[:most])


def _date(day: int) -> date:
    return date.fromordinal(ordinal(day))
