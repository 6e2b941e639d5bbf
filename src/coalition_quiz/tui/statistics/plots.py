"""Plots in characters, readable without colour. Pure."""

from calendar import month_abbr
from collections.abc import Mapping, Sequence

from coalition_quiz.core.statistics.periods import calendar_day
from coalition_quiz.core.statistics.statistics import CALENDAR_DAYS

_HEAT = ("·", "░", "▒", "▓", "█")
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LABEL = 4
_WEEKS = CALENDAR_DAYS // 7
_PARTS = " ▏▎▍▌▋▊▉"
_LEVELS = " ▁▂▃▄▅▆▇█"


def vertical_bars(shares: Sequence[float], height: int, wide: int = 1, gap: int = 0) -> list[str]:
    """Draw shares (0-1) as vertical bars, exact to an eighth of a cell, from top to bottom.

    Every share above 0 is visible.

    Args:
        shares: the height of each bar.
        height: of the plot, in lines.
        wide: the cells across a bar.
        gap: the cells between two bars.
    """
    levels = [max(share > 0, round(min(max(share, 0.0), 1.0) * height * 8)) for share in shares]
    between = " " * gap
    return [
        between.join(_LEVELS[min(max(level - 8 * row, 0), 8)] * wide for level in levels).rstrip()
        for row in reversed(range(height))
    ]


def axis(first: str, last: str, left: int, width: int) -> str:
    """Return the labels of both ends, for a plot that starts at column `left`."""
    room = width - left - len(first)
    return " " * left + first + (last.rjust(room) if len(last) < room else "")


def horizontal_bar(share: float, width: int) -> str:
    """Draw a horizontal bar, exact to an eighth of a cell. Every value above 0 is visible."""
    eighths = max(1 if share > 0 else 0, round(min(share, 1.0) * width * 8))
    return "█" * (eighths // 8) + _PARTS[eighths % 8].strip()


def heat_map(days: Mapping[int, int], today: int, width: int) -> list[str]:
    """Draw a calendar with a column per week, Monday on top, and the months above."""
    weeks = max(1, min(_WEEKS, width - _LABEL))
    monday = today - calendar_day(today).weekday() - 7 * (weeks - 1)
    peak = max(days.values(), default=0)
    rows = [
        f"{name:<{_LABEL}}"
        + "".join(
            _heat_sign(days, day, today, peak) for day in range(monday + at, monday + weeks * 7, 7)
        )
        for at, name in enumerate(_WEEKDAYS)
    ]
    return [" " * _LABEL + _months(monday, weeks), *rows]


def legend(peak: int) -> str:
    """Return the meaning of a calendar's signs."""
    none, *levels = _HEAT
    bounds = [peak * at // len(levels) for at in range(len(levels) + 1)]
    parts = [
        f"{sign} to {bounds[at]:,}"
        for at, sign in enumerate(levels, start=1)
        if bounds[at] > bounds[at - 1]
    ]
    return "  ".join([f"{none} none", *parts])


def ruler(marks: Sequence[tuple[float, str]], width: int) -> str:
    """Centre each text at its position (0 left, 1 right) without overlaps."""
    line = " " * width
    for place, text in marks:
        start = min(max(0, round(place * (width - 1)) - len(text) // 2), width - len(text))
        free = line[max(0, start - 1) : start + len(text) + 1]
        if start >= 0 and not free.strip():
            line = line[:start] + text + line[start + len(text) :]
    return line.rstrip()


def _heat_sign(days: Mapping[int, int], day: int, today: int, peak: int) -> str:
    if day > today:
        return " "
    answers = days.get(day, 0)
    return _HEAT[-(-answers * (len(_HEAT) - 1) // peak)] if peak else _HEAT[0]


def _months(monday: int, weeks: int) -> str:
    line, month = "", 0
    for week in range(weeks):
        here = calendar_day(monday + week * 7).month
        if here != month and len(line) <= week and week + 3 <= weeks:
            line = line.ljust(week) + month_abbr[here] + " "
        month = here
    return line.rstrip()
