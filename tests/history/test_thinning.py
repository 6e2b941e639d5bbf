"""Of many backups, those of 7 days, 4 weeks and 12 months are kept."""

from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.history.backups import KEPT_DAYS, KEPT_MONTHS, KEPT_WEEKS, days_to_keep

TODAY = 20_418  # Wednesday 26 November 2025
MOST = KEPT_DAYS + KEPT_WEEKS + KEPT_MONTHS

days = st.sets(st.integers(TODAY - 3000, TODAY + 30))


def test_daily_study_keeps_daily_weekly_and_monthly_backups() -> None:
    ago = sorted(TODAY - day for day in days_to_keep(range(TODAY - 800, TODAY + 1), TODAY))
    assert ago[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert ago[7:9] == [10, 17]  # Sundays; today and last Sunday stand for two weeks
    assert ago[9:11] == [26, 57]  # 31 October, 30 September
    assert len(ago) == 20


@given(days, st.integers(TODAY - 3000, TODAY + 30))
def test_the_latest_of_the_past_is_always_kept(there: set[int], today: int) -> None:
    past = {day for day in there if day <= today}
    assert days_to_keep(there, today) <= there
    assert not past or max(past) in days_to_keep(there, today)


@given(days)
def test_the_number_of_kept_backups_is_limited(there: set[int]) -> None:
    past = {day for day in days_to_keep(there, TODAY) if day <= TODAY}
    assert len(past) <= MOST
    assert len(past) >= min(KEPT_DAYS, sum(day <= TODAY for day in there))


@given(days)
def test_backups_dated_ahead_are_kept_and_not_counted(there: set[int]) -> None:
    ahead = {day for day in there if day > TODAY}
    assert ahead <= days_to_keep(there, TODAY)
    assert days_to_keep(there, TODAY) - ahead == days_to_keep(there - ahead, TODAY)


@given(days)
def test_thinning_twice_changes_nothing(there: set[int]) -> None:
    once = days_to_keep(there, TODAY)
    assert days_to_keep(once, TODAY) == once


@given(st.sets(st.integers(TODAY - 400, TODAY), min_size=1))
def test_daily_thinning_keeps_the_same_days_as_one_thinning(there: set[int]) -> None:
    by_and_by: set[int] = set()
    for day in sorted(there):
        by_and_by = days_to_keep(by_and_by | {day}, day)
    assert by_and_by == days_to_keep(there, max(there))
