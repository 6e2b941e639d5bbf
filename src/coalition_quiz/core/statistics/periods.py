"""Periods of study days: days, weeks, months or years, as many as fit into a plot."""

from calendar import month_abbr
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from coalition_quiz.core.statistics.statistics import Retention, Statistics, Workload

LONGEST_DAYS = 36_525
"""The longest span in days: a century. Earlier dates come from a wrong clock."""

_EPOCH = date(1970, 1, 1)
_DAYS_A_WEEK = 7
_UNITS = ("day", "week", "month", "year")


class Period(Struct, frozen=True):
    """The answers from one study day to another (both inclusive)."""

    first: int
    last: int
    work: Workload


class Periods(Struct, frozen=True):
    """A span cut into adjacent periods. `unit` is day, week, month or year."""

    unit: str
    periods: tuple[Period, ...]


def calendar_day(study_day: int) -> date:
    """Convert a study day to a calendar day, or to the nearest valid one."""
    return _EPOCH + timedelta(days=min(max(study_day, -700_000), 2_900_000))


def cut_into_periods(statistics: Statistics, most: int) -> Periods:
    """Cut the span of the statistics into at most `most` periods, as short as possible."""
    first = _first(statistics)
    for unit in _UNITS:
        starts = list(_starts(first, statistics.today, unit))
        if len(starts) <= most or unit == _UNITS[-1]:
            break
    starts = starts[-most:]
    ends = [*(start - 1 for start in starts[1:]), statistics.today]
    return Periods(unit, tuple(_filled(statistics.days, list(zip(starts, ends, strict=True)))))


def sum_workloads(works: Iterable[Workload]) -> Workload:
    """Add up the answers of several days or decks."""
    found = list(works)
    return Workload(
        reviews=sum(each.reviews for each in found),
        introduced=sum(each.introduced for each in found),
        practice=sum(each.practice for each in found),
        ms=sum(each.ms for each in found),
        young=_added(each.young for each in found),
        mature=_added(each.mature for each in found),
    )


def day_name(study_day: int) -> str:
    """Format a day so that it sorts: ``2023-11-20``."""
    return calendar_day(study_day).isoformat()


def period_name(period: Period, unit: str) -> str:
    """Name a period: ``2023-11-20``, ``week of 2023-11-20``, ``Nov 2023`` or ``2023``."""
    day = calendar_day(period.first)
    match unit:
        case "day":
            return day.isoformat()
        case "week":
            return f"week of {day.isoformat()}"
        case "month":
            return f"{month_abbr[day.month]} {day.year}"
        case _:
            return str(day.year)


def _first(statistics: Statistics) -> int:
    today = statistics.today
    earliest = min((day for day, _ in statistics.days), default=today)
    first = earliest if statistics.since is None else statistics.since
    return min(today, max(first, today - LONGEST_DAYS))


def _starts(first: int, last: int, unit: str) -> Iterator[int]:
    day = first
    while day <= last:
        yield day
        day = _next(day, unit)


def _next(day: int, unit: str) -> int:
    here = calendar_day(day)
    match unit:
        case "day":
            return day + 1
        case "week":
            return day + _DAYS_A_WEEK - here.weekday()
        case "month":
            following = date(here.year + here.month // 12, here.month % 12 + 1, 1)
        case _:
            following = date(here.year + 1, 1, 1)
    return day + (following - here).days


def _filled(
    days: Sequence[tuple[int, Workload]], bounds: Iterable[tuple[int, int]]
) -> Iterator[Period]:
    at = 0
    for first, last in bounds:
        while at < len(days) and days[at][0] < first:
            at += 1
        start = at
        while at < len(days) and days[at][0] <= last:
            at += 1
        yield Period(first, last, sum_workloads(work for _, work in days[start:at]))


def _added(retentions: Iterable[Retention]) -> Retention:
    found = list(retentions)
    return Retention(sum(each.tests for each in found), sum(each.recalled for each in found))
