"""Which of many backups are worth their room: days, weeks and months, ever wider apart."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date

from coalition_quiz.core.days import ordinal

DAILY = 7
WEEKLY = 4
MONTHLY = 12


def kept(days: Iterable[int], today: int) -> set[int]:
    """The study days whose backups are kept: the latest of 7 days, 4 weeks and 12 months.

    Days, weeks (from Monday) and months without a backup are not counted, so that whoever
    studies seldom keeps as many. What is dated after `today` is kept and not counted: the clock
    was wrong then, or is now.
    """
    past = sorted({day for day in days if day <= today}, reverse=True)
    return (
        {day for day in days if day > today}
        | _latest(past, DAILY, lambda day: day)
        | _latest(past, WEEKLY, lambda day: _date(day).isocalendar()[:2])
        | _latest(past, MONTHLY, lambda day: (_date(day).year, _date(day).month))
    )


def _latest(past: Iterable[int], most: int, period: Callable[[int], Hashable]) -> set[int]:
    """The first of each of so many periods, of days that go back."""
    found: dict[Hashable, int] = {}
    for day in past:
        found.setdefault(period(day), day)
    return set(list(found.values())[:most])


def _date(day: int) -> date:
    return date.fromordinal(ordinal(day))
