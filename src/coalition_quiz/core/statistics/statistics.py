"""Statistics of a learner's answers: days, retention, forecast, stability and difficulty.

A review is an answer that moves the schedule. Only a review after a day or more tests memory. A
first review has nothing to recall, and one on the same day tests the last minutes only. Answers
that leave the schedule alone, as most quiz answers do, are practice.
"""

from calendar import month_abbr
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from msgspec import Struct

from coalition_quiz.core.statistics.calibration import CalibrationCurve

MATURE_DAYS = 21
"""A memory is mature from this number of days on, and young before that."""

LONGEST_MS = 300_000
"""The most time that counts for one answer. The learner was away if it took longer."""

PRACTICE, FIRST, REPEAT, YOUNG, MATURE = "practice", "first", "repeat", "young", "mature"

STABILITY_FROM = (0, 1, 3, 7, 14, 30, 90, 180, 365)
"""The starts of the stability bins, in days. The last bin has no end."""

DIFFICULTY_FROM = (1, 2, 3, 4, 5, 6, 7, 8, 9)
"""The starts of the difficulty bins. The last bin includes 10."""

FORECAST_DAYS = 30
CALENDAR_DAYS = 53 * 7
_FARTHEST_AHEAD = 2  # days: a traveller from UTC+14 may be as far ahead
HARDEST = 10

Key = TypeVar("Key", int, str)


class AnswerCounts(NamedTuple):
    """The counts of one sort of answers.

    Attributes:
        sort: practice, first, repeat, young or mature.
        misses: the number of answers rated Again.
        ms: time taken in milliseconds, at most `LONGEST_MS` for each.
    """

    sort: str
    answers: int
    misses: int
    ms: int


class Retention(Struct, frozen=True):
    """The number of tests of memory and of those that were passed."""

    tests: int = 0
    recalled: int = 0

    @property
    def share(self) -> float | None:
        """The share (0-1) that was passed; None without a test."""
        return self.recalled / self.tests if self.tests else None


class Workload(Struct, frozen=True):
    """The answers of a day, deck, kind or span.

    Attributes:
        reviews: answers that moved the schedule.
        introduced: the first reviews among them.
        practice: answers that did not move it.
        ms: time taken in total, in milliseconds.
        young: tests of memories younger than `MATURE_DAYS`.
        mature: tests of older memories.
    """

    reviews: int = 0
    introduced: int = 0
    practice: int = 0
    ms: int = 0
    young: Retention = Retention()
    mature: Retention = Retention()

    @property
    def answers(self) -> int:
        """The number of reviews and practice answers."""
        return self.reviews + self.practice

    @property
    def minutes(self) -> float:
        """The time taken, in minutes."""
        return self.ms / 60_000

    @property
    def seconds_each(self) -> float:
        """The average time of an answer, in seconds."""
        return self.ms / 1000 / self.answers if self.answers else 0.0

    @property
    def retention(self) -> Retention:
        """The retention of young and mature memories together."""
        tests = self.young.tests + self.mature.tests
        return Retention(tests, self.young.recalled + self.mature.recalled)


class Streak(Struct, frozen=True):
    """Days in a row with an answer: up to today or yesterday, and the longest run ever."""

    current: int
    longest: int


class Bin(Struct, frozen=True):
    """The number of items with a value from `start` up to `end` (exclusive; None for no end)."""

    start: int
    end: int | None
    items: int


class HardItem(Struct, frozen=True):
    """One of the hardest items, ordered by difficulty and then by lapses."""

    item: str
    difficulty: float
    stability: float
    reviews: int
    lapses: int


class Forecast(Struct, frozen=True):
    """The items that come due.

    Attributes:
        days: items on each of the next `FORECAST_DAYS`; overdue items count today.
        later: items after these days.
    """

    days: tuple[int, ...]
    later: int


class RawStatistics(Struct, frozen=True):
    """The raw counts of the chosen decks in a history.

    Attributes:
        days: the answers of each study day, of all time.
        works: the answers of each deck and kind, in the span.
        due: the number of items that come due on each study day.
        stability: the number of items in each stability bin.
        difficulty: the number of items in each difficulty bin.
        hardest: the hardest items in their order.
    """

    days: tuple[tuple[int, AnswerCounts], ...]
    works: tuple[tuple[str, str, AnswerCounts], ...]
    due: tuple[tuple[int, int], ...]
    stability: Mapping[int, int]
    difficulty: Mapping[int, int]
    hardest: tuple[HardItem, ...]


class Statistics(Struct, frozen=True):
    """All statistics of some decks in a span of days.

    Attributes:
        today: the study day of the statistics.
        since: the first study day of the span; None for all days.
        desired: the desired retention (0.70-0.99).
        total: all answers of the span.
        days: the study days of the span with an answer, in their order.
        calendar: the answers of the last `CALENDAR_DAYS`, by study day, independent of the span.
        kinds: the answers of the span by kind, the most frequent first.
        decks: the answers of the span by deck, the most frequent first.
        calibration: how sure the learner was in quizzes of the span; None if nothing was said.
    """

    today: int
    since: int | None
    desired: float
    total: Workload
    streak: Streak
    days: tuple[tuple[int, Workload], ...]
    calendar: Mapping[int, Workload]
    kinds: tuple[tuple[str, Workload], ...]
    decks: tuple[tuple[str, Workload], ...]
    forecast: Forecast
    stability: tuple[Bin, ...]
    difficulty: tuple[Bin, ...]
    hardest: tuple[HardItem, ...]
    calibration: CalibrationCurve | None = None


def first_day(span: int | None, today: int) -> int | None:
    """Return the first study day of a span in days that ends today; None for all days."""
    return None if span is None else today - span + 1


def compute_statistics(
    sums: RawStatistics,
    today: int,
    since: int | None,
    desired: float,
    skipped: Collection[int] = (),
) -> Statistics:
    """Compute the statistics from a history's counts since `since` (for `skipped` see `streak`)."""
    in_span = [(day, tally) for day, tally in sums.days if since is None or day >= since]
    days = _by_key(in_span)
    return Statistics(
        today=today,
        since=since,
        desired=desired,
        total=sum_counts(tally for _, tally in in_span),
        streak=streak((day for day, _ in sums.days), today, skipped),
        days=tuple(sorted(days.items())),
        calendar=_by_key(each for each in sums.days if today - CALENDAR_DAYS < each[0] <= today),
        kinds=_most_first(_by_key((kind, tally) for _, kind, tally in sums.works)),
        decks=_most_first(_by_key((deck, tally) for deck, _, tally in sums.works)),
        forecast=forecast(sums.due, today),
        stability=_bins(STABILITY_FROM, None, sums.stability),
        difficulty=_bins(DIFFICULTY_FROM, 10, sums.difficulty),
        hardest=sums.hardest,
    )


def sum_counts(tallies: Iterable[AnswerCounts]) -> Workload:
    """Add up counts of answers."""
    found = list(tallies)
    reviews = [each for each in found if each.sort != PRACTICE]
    return Workload(
        reviews=sum(each.answers for each in reviews),
        introduced=sum(each.answers for each in reviews if each.sort == FIRST),
        practice=sum(each.answers for each in found if each.sort == PRACTICE),
        ms=sum(each.ms for each in found),
        young=_retention(found, YOUNG),
        mature=_retention(found, MATURE),
    )


def streak(days: Iterable[int], today: int, skipped: Collection[int] = ()) -> Streak:
    """Find the streaks among study days. A streak up to yesterday is not broken yet.

    Args:
        days: the study days with an answer. A traveller may have days ahead of today.
        today: the study day.
        skipped: days that a traveller lost to the date line.
    """
    studied = set(days)
    lengths: dict[int, int] = {}
    for day in sorted(studied.union(skipped)):
        lengths[day] = lengths.get(day - 1, 0) + (day in studied)
    near = range(today + _FARTHEST_AHEAD, today - 2, -1)
    current = next((lengths[day] for day in near if day in lengths), 0)
    return Streak(current, max(lengths.values(), default=0))


def forecast(due: Iterable[tuple[int, int]], today: int) -> Forecast:
    """Count the items that come due on each day ahead, from the counts by study day."""
    days, later = [0] * FORECAST_DAYS, 0
    for day, items in due:
        ahead = max(0, day - today)
        if ahead < FORECAST_DAYS:
            days[ahead] += items
        else:
            later += items
    return Forecast(tuple(days), later)


def _retention(tallies: Iterable[AnswerCounts], sort: str) -> Retention:
    tests = [each for each in tallies if each.sort == sort]
    answers = sum(each.answers for each in tests)
    return Retention(answers, answers - sum(each.misses for each in tests))


def _by_key(tallies: Iterable[tuple[Key, AnswerCounts]]) -> dict[Key, Workload]:
    grouped: defaultdict[Key, list[AnswerCounts]] = defaultdict(list)
    for key, tally in tallies:
        grouped[key].append(tally)
    return {key: sum_counts(found) for key, found in grouped.items()}


def _most_first(works: Mapping[str, Workload]) -> tuple[tuple[str, Workload], ...]:
    order: Callable[[tuple[str, Workload]], tuple[int, str]] = lambda one: (-one[1].answers, one[0])  # noqa: E731
    return tuple(sorted(works.items(), key=order))


def _bins(starts: tuple[int, ...], last: int | None, items: Mapping[int, int]) -> tuple[Bin, ...]:
    ends = (*starts[1:], last)
    return tuple(
        Bin(start, end, items.get(number, 0))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    )


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
    first = _first_shown(statistics)
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
        young=_add_retentions(each.young for each in found),
        mature=_add_retentions(each.mature for each in found),
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


def _first_shown(statistics: Statistics) -> int:
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


def _add_retentions(retentions: Iterable[Retention]) -> Retention:
    found = list(retentions)
    return Retention(sum(each.tests for each in found), sum(each.recalled for each in found))
