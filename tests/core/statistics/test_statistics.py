"""Figures against examples made by hand, and what must add up whatever was answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.statistics.statistics import (
    DIFFICULTY_FROM,
    FORECAST_DAYS,
    LONGEST_DAYS,
    STABILITY_FROM,
    AnswerCounts,
    Bin,
    Period,
    RawStatistics,
    Retention,
    Statistics,
    Workload,
    compute_statistics,
    cut_into_periods,
    day_name,
    first_day,
    forecast,
    period_name,
    streak,
    sum_counts,
    sum_workloads,
)

MONDAY = 19_681  # 20 November 2023
NO_SUMS = RawStatistics((), (), (), {}, {}, ())


def counted(*days: tuple[int, AnswerCounts], since: int | None = None) -> Statistics:
    """The figures of these days, which are those of one deck and kind."""
    works = tuple(("d", "choice", tally) for day, tally in days if since is None or day >= since)
    return compute_statistics(RawStatistics(days, works, (), {}, {}, ()), MONDAY, since, 0.9)


def test_only_answers_after_a_day_or_more_test_memory() -> None:
    done = sum_counts(
        [
            AnswerCounts("first", 10, 6, 60_000),
            AnswerCounts("repeat", 6, 1, 30_000),
            AnswerCounts("young", 8, 2, 20_000),
            AnswerCounts("mature", 4, 1, 10_000),
            AnswerCounts("practice", 5, 5, 60_000),
        ]
    )
    assert (done.reviews, done.introduced, done.practice, done.answers) == (28, 10, 5, 33)
    assert done.young == Retention(8, 6)
    assert done.mature == Retention(4, 3)
    assert done.retention == Retention(12, 9)
    assert done.retention.share == 0.75
    assert done.minutes == 3.0
    assert done.seconds_each == pytest.approx(180 / 33)


def test_without_a_test_there_is_no_retention() -> None:
    assert sum_counts([AnswerCounts("first", 3, 1, 0)]).retention.share is None
    assert Workload().seconds_each == 0.0


@pytest.mark.parametrize(
    ("days", "current", "longest"),
    [
        ([], 0, 0),
        ([10], 1, 1),
        ([9], 1, 1),
        ([8], 0, 1),
        ([8, 9, 10], 3, 3),
        ([7, 8, 9], 3, 3),
        ([1, 2, 3, 4, 9, 10], 2, 4),
        ([10, 9, 9, 8, 5], 3, 3),
        ([11, 10], 2, 2),  # today is there once more, east of the date line
        ([11], 1, 1),
        ([12], 1, 1),
        ([13, 10], 1, 1),  # the clock was ahead once
        ([-3, -2, -1, 0, 1], 0, 5),
    ],
)
def test_streaks(days: list[int], current: int, longest: int) -> None:
    found = streak(days, 10)
    assert (found.current, found.longest) == (current, longest)


@pytest.mark.parametrize(
    ("days", "skipped", "current", "longest"),
    [
        ([7, 8, 10], [9], 3, 3),
        ([7, 8], [9], 2, 2),
        ([1, 3, 5, 9], [2, 4], 1, 3),
        ([7, 10], [9], 1, 1),
    ],
)
def test_a_day_flown_past_keeps_a_streak_and_does_not_count(
    days: list[int], skipped: list[int], current: int, longest: int
) -> None:
    found = streak(days, 10, skipped)
    assert (found.current, found.longest) == (current, longest)


def test_overdue_items_count_today_and_distant_ones_later() -> None:
    found = forecast([(90, 2), (99, 1), (100, 4), (101, 8), (129, 16), (130, 32), (9000, 64)], 100)
    assert found.days == (7, 8, *[0] * (FORECAST_DAYS - 3), 16)
    assert found.later == 96


def test_a_span_ends_today() -> None:
    assert first_day(1, 100) == 100
    assert first_day(7, 100) == 94
    assert first_day(None, 100) is None


def test_a_span_leaves_out_what_was_before_and_the_streak_does_not() -> None:
    one = AnswerCounts("young", 1, 0, 1000)
    found = counted(*((MONDAY - ago, one) for ago in range(9, -1, -1)), since=MONDAY - 6)
    assert found.total.reviews == 7
    assert len(found.days) == 7
    assert found.streak.current == found.streak.longest == 10
    assert sum(each.answers for each in found.calendar.values()) == 10


def test_bins_are_named_by_their_bounds() -> None:
    sums = RawStatistics((), (), (), {0: 3, 8: 2}, {8: 1}, ())
    found = compute_statistics(sums, 0, None, 0.9)
    assert found.stability[0] == Bin(0, 1, 3)
    assert found.stability[-1] == Bin(365, None, 2)
    assert found.difficulty[-1] == Bin(9, 10, 1)
    assert len(found.stability) == len(STABILITY_FROM)
    assert len(found.difficulty) == len(DIFFICULTY_FROM)


def test_an_empty_history_has_figures_too() -> None:
    found = compute_statistics(NO_SUMS, MONDAY, None, 0.9)
    assert found.total == Workload()
    assert cut_into_periods(found, 50).periods == (Period(MONDAY, MONDAY, Workload()),)


def test_periods_grow_with_the_span() -> None:
    cuts = ((7, "day", 7), (60, "day", 60), (90, "week", 14), (800, "month", 27))
    for span, unit, number in cuts:
        found = cut_into_periods(
            compute_statistics(NO_SUMS, MONDAY, first_day(span, MONDAY), 0.9), 60
        )
        assert (found.unit, len(found.periods)) == (unit, number)
        assert found.periods[-1].last == MONDAY
        for one, other in zip(found.periods, found.periods[1:], strict=False):
            assert one.last + 1 == other.first
    assert period_name(found.periods[-1], found.unit) == "Nov 2023"
    assert day_name(MONDAY) == "2023-11-20"


def test_a_clock_that_was_wrong_by_ages_makes_no_endless_plot() -> None:
    one = AnswerCounts("first", 1, 0, 1000)
    for day in (-2_000_000, 2_000_000):
        found = counted((day, one), (MONDAY, one))
        assert found.total.reviews == 2
        assert len(cut_into_periods(found, 60).periods) <= 60
        assert len(cut_into_periods(found, 10**7).periods) <= LONGEST_DAYS + 1


tallies = st.builds(
    lambda sort, answers, misses, ms: AnswerCounts(sort, answers, min(misses, answers), ms),
    st.sampled_from(["practice", "first", "repeat", "young", "mature"]),
    st.integers(1, 50),
    st.integers(0, 50),
    st.integers(0, 10**7),
)


@given(st.lists(st.tuples(st.integers(MONDAY - 900, MONDAY), tallies)), st.integers(1, 400))
def test_periods_add_up_to_the_total(days: list[tuple[int, AnswerCounts]], most: int) -> None:
    found = counted(*days)
    assert sum_workloads(each for _, each in found.days) == found.total
    assert sum_workloads(each for _, each in found.kinds) == found.total
    assert sum_workloads(each for _, each in found.decks) == found.total
    cut = cut_into_periods(found, max(most, 4))
    assert sum_workloads(each.work for each in cut.periods) == found.total
    assert len(cut.periods) <= max(most, 4)
    assert found.total.answers == sum(tally.answers for _, tally in days)
    assert found.streak.current <= found.streak.longest <= len(found.days)
