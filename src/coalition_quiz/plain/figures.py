"""Figures in whole words, as they are to be heard: no signs, no abbreviations. All pure."""

from calendar import day_name, month_name
from collections.abc import Sequence
from datetime import date, timedelta

from coalition_quiz.wording import cards as telling
from coalition_quiz.wording.cards import counted, percentage

_EPOCH = date(1970, 1, 1)
_MS_A_SECOND = 1000
_SECONDS_A_MINUTE = 60
_DAYS_A_MONTH = 30.44
_DAYS_A_YEAR = 365.25
_LONGEST_IN_DAYS = 99
_LONGEST_WITH_SECONDS = 10


def interval(days: int) -> str:
    """Days until an item comes back: ``1 day``, ``5 months``, ``1.4 years``."""
    if days <= _LONGEST_IN_DAYS:
        return counted(days, "day")
    if days < _DAYS_A_YEAR:
        return f"{days / _DAYS_A_MONTH:.0f} months"
    years = f"{days / _DAYS_A_YEAR:.1f}".removesuffix(".0")
    return f"{years} {'year' if years == '1' else 'years'}"


def time_taken(ms: int) -> str:
    """Milliseconds in words: ``45 seconds``, ``6 minutes 5 seconds``, ``12 minutes``."""
    seconds = -(-ms // _MS_A_SECOND)
    minutes, left = divmod(seconds, _SECONDS_A_MINUTE)
    parts = [counted(minutes, "minute")] if minutes else []
    if not minutes or (left and minutes < _LONGEST_WITH_SECONDS):
        parts.append(counted(left, "second"))
    return " ".join(parts)


def day_in_words(study_day: int) -> str:
    """``Monday 23 November``, in English wherever the program runs."""
    day = _EPOCH + timedelta(days=study_day)
    return f"{day_name[day.weekday()]} {day.day} {month_name[day.month]}"


def percent(share: float) -> str:
    """A share in whole percent, as `percentage` rounds it."""
    return f"{percentage(share)} percent"


def next_due(forecast: Sequence[int], today: int, *, more_today: bool) -> str:
    """When something comes due again, beside what is to be studied today still."""
    ahead, number = telling.next_due(forecast, more_today=more_today)
    if not ahead:
        return f"Nothing comes due before {day_in_words(today + len(forecast))}."
    when = "tomorrow" if ahead == 1 else f"on {day_in_words(today + ahead)}"
    return f"{counted(number, 'item')} {'comes' if number == 1 else 'come'} due {when}."
