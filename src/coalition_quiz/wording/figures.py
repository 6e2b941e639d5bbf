"""Figures as texts: bars, sparklines, shares, intervals, times and dates. All pure.

Functions named `..._in_words` use whole words, for line mode and screen readers.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from coalition_quiz.core.days import MINUTES_A_DAY, Moment
from coalition_quiz.wording.cards import counted

_SPARKS = "▁▂▃▄▅▆▇█"
_MS_A_SECOND = 1000
_MS_A_MINUTE = 60 * _MS_A_SECOND
_SECONDS_A_MINUTE = 60
_DAYS_A_MONTH = 30.44
_DAYS_A_YEAR = 365.25
_LONGEST_IN_DAYS = 99
_FAR_BACK = 300
_EPOCH = date(1970, 1, 1)
_UNITS = {"day": "d", "month": "mo", "year": "y"}
_FEW_MINUTES = 10
"""Seconds matter little after this many minutes."""
# Python's own `calendar` takes as long to load as the figures take to draw.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def sparkline(values: Sequence[int]) -> str:
    """Draw one block per value. Only 0 gets the lowest block."""
    peak = max(values, default=0) or 1
    top = len(_SPARKS) - 1
    return "".join(_SPARKS[-(-value * top // peak)] for value in values)


def progress_bar(done: int, total: int, width: int) -> tuple[str, str]:
    """Draw the filled and the empty part of a thin bar."""
    full = _filled(done / total if total else 1.0, width)
    return "━" * full, "─" * (width - full)


def learned_bar(learned: int, seen: int, cards: int, width: int) -> tuple[str, str, str]:
    """Draw the learned, the seen and the unseen part of a deck, each visible if it is there."""
    strong = _filled(learned / cards if cards else 0.0, width)
    thin = max(strong, _filled(seen / cards if cards else 0.0, width))
    if seen > learned and thin == strong:
        strong, thin = (strong, thin + 1) if thin < width else (strong - 1, thin)
    return "━" * strong, "─" * (thin - strong), "·" * (width - thin)


def percent(share: float) -> str:
    """Write a share (0-1) in whole percent: ``67%``."""
    return f"{_whole_percent(share)}%"


def percent_in_words(share: float) -> str:
    """Write a share (0-1) in whole percent: ``67 percent``."""
    return f"{_whole_percent(share)} percent"


def percent_of(part: int, whole: int) -> str:
    """Write a part of a whole in percent; ``0%`` if the whole is 0."""
    return percent(part / whole if whole else 0)


def interval(days: int) -> str:
    """Write the days until an item comes back in few cells: ``4 d``, ``5 mo``, ``1.4 y``."""
    number, unit = _scaled(days)
    return f"{number} {_UNITS[unit]}"


def interval_in_words(days: int) -> str:
    """Write the days until an item comes back: ``1 day``, ``5 months``, ``1.4 years``."""
    number, unit = _scaled(days)
    number = number.removesuffix(".0")
    return f"{number} {unit if number == '1' else unit + 's'}"


def time_taken(ms: int) -> str:
    """Write milliseconds as a time: ``45 seconds``, ``6 minutes 5 s``, ``12 minutes``."""
    if ms < _MS_A_MINUTE:
        return counted(-(-ms // _MS_A_SECOND), "second")
    minutes, seconds = divmod(ms // _MS_A_SECOND, _SECONDS_A_MINUTE)
    if minutes < _FEW_MINUTES:
        return f"{counted(minutes, 'minute')} {seconds} s"
    return f"{minutes} minutes"


def time_in_words(ms: int) -> str:
    """Write milliseconds as a time: ``45 seconds``, ``6 minutes 5 seconds``, ``12 minutes``."""
    minutes, seconds = divmod(-(-ms // _MS_A_SECOND), _SECONDS_A_MINUTE)
    parts = [counted(minutes, "minute")] if minutes else []
    if not minutes or (seconds and minutes < _FEW_MINUTES):
        parts.append(counted(seconds, "second"))
    return " ".join(parts)


def duration(ms: int) -> str:
    """Write milliseconds as an exact time: ``45 s``, ``6 min 20 s``."""
    minutes, seconds = divmod(max(0, ms) // _MS_A_SECOND, _SECONDS_A_MINUTE)
    if not minutes:
        return f"{seconds} s"
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def day_of(study_day: int) -> date:
    """Return the calendar day of a study day."""
    return _EPOCH + timedelta(days=study_day)


def weekday_name(study_day: int) -> str:
    """Return the weekday of a study day, in English wherever the program runs."""
    return _DAYS[day_of(study_day).weekday()]


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12, in English wherever the program runs."""
    return _MONTHS[month]


def short_day(study_day: int) -> str:
    """Write a study day as ``Mon 23 Nov``, in English wherever the program runs."""
    day = day_of(study_day)
    return f"{_DAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month][:3]}"


def day_in_words(study_day: int) -> str:
    """Write a study day as ``Monday 23 November``, in English wherever the program runs."""
    day = day_of(study_day)
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month]}"


def today_in_words(now: Moment) -> str:
    """Write the study day; ``still Mon 23 Nov`` between midnight and the start of the next."""
    here = (now.at_ms // _MS_A_MINUTE + now.tz_min) // MINUTES_A_DAY
    words = short_day(now.study_day)
    return words if here == now.study_day else f"still {words}"


def from_now(days: int, today: int, write_day: Callable[[int], str] = short_day) -> str:
    """Write a day ahead: ``today``, ``tomorrow``, ``on Thu 26 Nov``."""
    near = {0: "today", 1: "tomorrow"}
    return near.get(days) or f"on {write_day(today + days)}"


def past_day(day: int, today: int) -> str:
    """Write a day before: ``today``, ``yesterday``, ``Thu 26 Nov``; with its year if far back."""
    near = {0: "today", 1: "yesterday"}
    far = f" {day_of(day).year}" if today - day > _FAR_BACK else ""
    return near.get(today - day) or short_day(day) + far


def next_day(forecast: Sequence[int]) -> int | None:
    """Return in how many days cards come due next, after today; None for not in the forecast."""
    return next((day for day, cards in enumerate(forecast) if day and cards), None)


def _filled(share: float, width: int) -> int:
    full = round(share * width)
    if share > 0 and full == 0:
        return 1
    return full - 1 if share < 1 and full == width and width > 1 else full


def _whole_percent(share: float) -> str:
    """Round a share (0-1). 100 appears only if nothing is missing: 199 of 200 are 99."""
    if share in (0, 1):
        return f"{share * 100:.0f}"
    # A hair more, because 28.5 percent of a float may be 28.499999.
    rounded = int(share * 100 + 0.5 + 1e-9)
    return f"{min(max(rounded, 1), 99)}"


def _scaled(days: int) -> tuple[str, str]:
    """Convert days to the unit that keeps the number short."""
    if days <= _LONGEST_IN_DAYS:
        return str(days), "day"
    if days < _DAYS_A_YEAR:
        return f"{days / _DAYS_A_MONTH:.0f}", "month"
    return f"{days / _DAYS_A_YEAR:.1f}", "year"
