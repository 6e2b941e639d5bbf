"""What the answers of a learner amount to: days, retention, what comes due, how well items sit.

A review is an answer that moves the schedule. Of reviews, only those after a day or more test
memory: a first one finds nothing to be recalled, and one on the same day asks of the last minutes.
Answers that leave the schedule alone, of a quiz most often, are practice.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple, TypeVar

from msgspec import Struct

MATURE_DAYS = 21
"""A test after so many days or more is one of a mature memory, before that of a young one."""

LONGEST_MS = 300_000
"""One answer counts for five minutes at most: who took longer was away."""

PRACTICE, FIRST, REPEAT, YOUNG, MATURE = "practice", "first", "repeat", "young", "mature"

STABILITY_FROM = (0, 1, 3, 7, 14, 30, 90, 180, 365)
"""Where the bins of the distribution of stability begin, in days; the last has no end."""

DIFFICULTY_FROM = (1, 2, 3, 4, 5, 6, 7, 8, 9)
"""Where the bins of the distribution of difficulty begin; the last ends with 10, included."""

FORECAST_DAYS = 30
CALENDAR_DAYS = 53 * 7
_FARTHEST_AHEAD = 2  # days from today to the study day that a traveller from UTC+14 came from
HARDEST = 10

Key = TypeVar("Key", int, str)


class AnswerCounts(NamedTuple):
    """Answers of one sort, counted.

    Attributes:
        sort: practice, first, repeat, young or mature.
        misses: how many were rated Again.
        ms: taken, at most `LONGEST_MS` for each.
    """

    sort: str
    answers: int
    misses: int
    ms: int


class Retention(Struct, frozen=True):
    """How many tests of memory there were, and how many were passed."""

    tests: int = 0
    recalled: int = 0

    @property
    def share(self) -> float | None:
        """The share (0-1) that was recalled; None without a test."""
        return self.recalled / self.tests if self.tests else None


class Workload(Struct, frozen=True):
    """What was answered: on a day, in a deck, of a kind, in all.

    Attributes:
        reviews: answers that moved the schedule.
        introduced: how many of them were first ones.
        practice: answers that did not.
        ms: milliseconds taken by all of them.
        young: tests of memories younger than `MATURE_DAYS`.
        mature: tests of older ones.
    """

    reviews: int = 0
    introduced: int = 0
    practice: int = 0
    ms: int = 0
    young: Retention = Retention()
    mature: Retention = Retention()

    @property
    def answers(self) -> int:
        """Reviews and practice."""
        return self.reviews + self.practice

    @property
    def minutes(self) -> float:
        """Time taken."""
        return self.ms / 60_000

    @property
    def seconds_each(self) -> float:
        """Time taken by one answer, on average."""
        return self.ms / 1000 / self.answers if self.answers else 0.0

    @property
    def retention(self) -> Retention:
        """Young and mature together."""
        tests = self.young.tests + self.mature.tests
        return Retention(tests, self.young.recalled + self.mature.recalled)


class Streak(Struct, frozen=True):
    """Days in a row with an answer: up to today or yesterday, and the most there ever were."""

    current: int
    longest: int


class Bin(Struct, frozen=True):
    """How many items have a value from `start` up to but without `end`; None: no end."""

    start: int
    end: int | None
    items: int


class HardItem(Struct, frozen=True):
    """One of the hardest items: the most difficult first, then the most often forgotten."""

    item: str
    difficulty: float
    stability: float
    reviews: int
    lapses: int


class Forecast(Struct, frozen=True):
    """What comes due.

    Attributes:
        days: how many items on each of the next `FORECAST_DAYS`, those overdue counted today.
        later: how many after them.
    """

    days: tuple[int, ...]
    later: int


class RawStatistics(Struct, frozen=True):
    """What a history knows of the decks that were asked for, counted but not yet made sense of.

    Attributes:
        days: the answers of each study day, of whatever span.
        works: the answers of each deck and kind, in the span.
        due: how many items come due on each study day.
        stability: how many items are in each bin, by the number of the bin.
        difficulty: the same for difficulty.
        hardest: the hardest items in their order.
    """

    days: tuple[tuple[int, AnswerCounts], ...]
    works: tuple[tuple[str, str, AnswerCounts], ...]
    due: tuple[tuple[int, int], ...]
    stability: Mapping[int, int]
    difficulty: Mapping[int, int]
    hardest: tuple[HardItem, ...]


class Statistics(Struct, frozen=True):
    """Every figure for some decks in a span of days.

    Attributes:
        today: the study day of the figures.
        since: the first study day of the span; None for all there are.
        desired: the retention aimed at (0.70-0.99).
        total: all answers of the span.
        days: the study days of the span that have an answer, in their order.
        calendar: the answers of each of the last `CALENDAR_DAYS` that has any, whatever the span.
        kinds: the answers of the span by kind of question, the most frequent first.
        decks: the answers of the span by deck, likewise.
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


def first_day(span: int | None, today: int) -> int | None:
    """The first study day of a span of so many days that ends today; None for all."""
    return None if span is None else today - span + 1


def compute_statistics(
    sums: RawStatistics,
    today: int,
    since: int | None,
    desired: float,
    skipped: Collection[int] = (),
) -> Statistics:
    """Make sense of what a history has counted since `since` (for `skipped` see `streak`)."""
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
    """What these come to together."""
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
    """The streaks among study days; one that lasts until yesterday is not broken yet.

    Args:
        days: the study days with an answer. Behind the date line they may be ahead of today.
        today: the study day.
        skipped: days without an answer that a traveller flew past.
    """
    studied = set(days)
    lengths: dict[int, int] = {}
    for day in sorted(studied.union(skipped)):
        lengths[day] = lengths.get(day - 1, 0) + (day in studied)
    near = range(today + _FARTHEST_AHEAD, today - 2, -1)
    current = next((lengths[day] for day in near if day in lengths), 0)
    return Streak(current, max(lengths.values(), default=0))


def forecast(due: Iterable[tuple[int, int]], today: int) -> Forecast:
    """How many items come due on each day ahead, of how many on each study day."""
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
