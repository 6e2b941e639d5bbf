"""Of many backups, those of 7 days, 4 weeks and 12 months are kept."""

from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.history.backups.thinning import DAILY, MONTHLY, WEEKLY, kept

TODAY = 20_418  # Wednesday 26 November 2025
MOST = DAILY + WEEKLY + MONTHLY

days = st.sets(st.integers(TODAY - 3000, TODAY + 30))


def test_whoever_studies_daily_keeps_days_weeks_and_months() -> None:
    ago = sorted(TODAY - day for day in kept(range(TODAY - 800, TODAY + 1), TODAY))
    assert ago[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert ago[7:9] == [10, 17]  # Sundays; today and last Sunday stand for two weeks
    assert ago[9:11] == [26, 57]  # 31 October, 30 September
    assert len(ago) == 20


@given(days, st.integers(TODAY - 3000, TODAY + 30))
def test_the_latest_of_the_past_is_always_kept(there: set[int], today: int) -> None:
    past = {day for day in there if day <= today}
    assert kept(there, today) <= there
    assert not past or max(past) in kept(there, today)


@given(days)
def test_no_more_are_kept_than_there_is_use_for(there: set[int]) -> None:
    past = {day for day in kept(there, TODAY) if day <= TODAY}
    assert len(past) <= MOST
    assert len(past) >= min(DAILY, sum(day <= TODAY for day in there))


@given(days)
def test_what_is_dated_ahead_is_kept_and_takes_no_room(there: set[int]) -> None:
    ahead = {day for day in there if day > TODAY}
    assert ahead <= kept(there, TODAY)
    assert kept(there, TODAY) - ahead == kept(there - ahead, TODAY)


@given(days)
def test_thinning_twice_is_thinning_once(there: set[int]) -> None:
    once = kept(there, TODAY)
    assert kept(once, TODAY) == once


@given(st.sets(st.integers(TODAY - 400, TODAY), min_size=1))
def test_thinned_day_by_day_it_comes_to_the_days_of_one_thinning(there: set[int]) -> None:
    by_and_by: set[int] = set()
    for day in sorted(there):
        by_and_by = kept(by_and_by | {day}, day)
    assert by_and_by == kept(there, max(there))
