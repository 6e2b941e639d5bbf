"""Figures as a terminal shows them: bars, sparklines, intervals, dates. All pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from coalition_quiz.core.days import MINUTES_A_DAY, Moment
from coalition_quiz.core.edtf import Edtf, Precision
from coalition_quiz.wording.cards import counted, percentage

_SPARKS = "▁▂▃▄▅▆▇█"
_MS_A_SECOND = 1000
_MS_A_MINUTE = 60 * _MS_A_SECOND
_SECONDS_A_MINUTE = 60
_DAYS_A_MONTH = 30.44
_DAYS_A_YEAR = 365.25
_LONGEST_IN_DAYS = 99
_EPOCH = date(1970, 1, 1)
# Of our own, because loading Python's takes as long as drawing the figures.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("", "Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def sparkline(values: Sequence[int]) -> str:
    """One block a value; the lowest stands for nothing, and only for nothing."""
    peak = max(values, default=0) or 1
    top = len(_SPARKS) - 1
    return "".join(_SPARKS[-(-value * top // peak)] for value in values)


def known_bar(share: float, width: int) -> str:
    """A bar that is full only at the whole, and empty only at nothing."""
    full = _filled(share, width)
    return "█" * full + "▁" * (width - full)


def progress_bar(done: int, total: int, width: int) -> tuple[str, str]:
    """The filled and the empty part of a thin bar."""
    full = _filled(done / total if total else 1.0, width)
    return "━" * full, "─" * (width - full)


def percent(share: float) -> str:
    """A share in whole percent, as `percentage` rounds it."""
    return f"{percentage(share)}%"


def interval(days: int) -> str:
    """Days until an item comes back, in few cells: ``4 d``, ``5 mo``, ``1.4 y``."""
    if days <= _LONGEST_IN_DAYS:
        return f"{days} d"
    if days < _DAYS_A_YEAR:
        return f"{days / _DAYS_A_MONTH:.0f} mo"
    return f"{days / _DAYS_A_YEAR:.1f} y"


def time_taken(ms: int) -> str:
    """Milliseconds in words: ``45 seconds``, ``6 minutes``."""
    if ms < _MS_A_MINUTE:
        return counted(-(-ms // _MS_A_SECOND), "second")
    minutes, seconds = divmod(ms // _MS_A_SECOND, _SECONDS_A_MINUTE)
    return f"{counted(minutes, 'minute')} {seconds} s" if minutes < 10 else f"{minutes} minutes"  # noqa: PLR2004 - seconds matter little after ten minutes


def day_of(study_day: int) -> date:
    """The calendar day of a study day."""
    return _EPOCH + timedelta(days=study_day)


def day_in_words(study_day: int) -> str:
    """``Mon 23 Nov``, in English wherever the program runs."""
    day = day_of(study_day)
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month]}"


def today_in_words(now: Moment) -> str:
    """The study day, and that it is still yesterday's where midnight has passed."""
    here = (now.at_ms // _MS_A_MINUTE + now.tz_min) // MINUTES_A_DAY
    words = day_in_words(now.study_day)
    return words if here == now.study_day else f"still {words}"


def from_now(days: int, today: int) -> str:
    """A day ahead: ``today``, ``tomorrow``, ``on Thu 26 Nov``."""
    near = {0: "today", 1: "tomorrow"}
    return near.get(days) or f"on {day_in_words(today + days)}"


def short_date(when: Edtf | None) -> str:
    """A date of a deck in at most eight cells, to the month: ``Oct 2023``."""
    if when is None:
        return ""
    match when.precision:
        case Precision.YEAR:
            return str(when.year)
        case Precision.SEASON:
            return f"{when.in_words()[:3].capitalize()} {when.year}"
        case _:
            return f"{_MONTHS[when.month]} {when.year}"


def _filled(share: float, width: int) -> int:
    full = round(share * width)
    if share > 0 and full == 0:
        return 1
    return full - 1 if share < 1 and full == width and width > 1 else full
