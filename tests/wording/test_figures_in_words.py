"""Figures in whole words, for line mode."""

from coalition_quiz.wording.figures import (
    day_in_words,
    interval_in_words,
    percent_in_words,
    percent_of,
    time_in_words,
)


def test_intervals() -> None:
    shown = [interval_in_words(days) for days in (1, 99, 100, 366, 731, 800)]
    assert shown == ["1 day", "99 days", "3 months", "1 year", "2 years", "2.2 years"]


def test_times_have_seconds_below_ten_minutes() -> None:
    shown = [time_in_words(ms) for ms in (500, 60_000, 61_500, 600_001)]
    assert shown == ["1 second", "1 minute", "1 minute 2 seconds", "10 minutes"]


def test_shares() -> None:
    assert percent_in_words(2 / 3) == "67 percent"
    assert percent_of(0, 0) == "0%"


def test_days() -> None:
    assert day_in_words(19_681) == "Monday 20 November"
