"""Plots of days: cards that come due, and a calendar of answers. Pure.

They are drawn in blocks, which most terminals draw themselves, and read without colour.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.tui.literal import QUIET
from coalition_quiz.wording.figures import day_of, month_name, weekday_name

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_HEAT = "·░▒▓█"
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LABEL = 4
_MOST_WEEKS = 53
_FEW_WEEKS = 26
_COLUMN = range(3, 6)
"""The cells of a day, with the gap after it."""


def forecast_bars(days: Sequence[int], today: int, width: int, height: int) -> list[Content]:
    """Draw cards that come due as standing bars, with figures and weekdays below."""
    cells = min(max(width // len(days), _COLUMN.start), _COLUMN.stop - 1)
    shown = days[: max(1, (width + 1) // cells)]
    peak = max(shown) or 1
    rows = [
        Content.assemble(
            *(
                (
                    _part(value, peak, height, row) * (cells - 1) + " ",
                    "$primary" if day else "$accent",
                )
                for day, value in enumerate(shown)
            )
        )
        for row in reversed(range(height))
    ]
    figures = (
        (f"{_short(value, cells):^{cells - 1}} ", "bold" if value else QUIET) for value in shown
    )
    names = (
        (f"{weekday_name(today + day)[:2]:^{cells - 1}} ", QUIET if day else "bold")
        for day in range(len(shown))
    )
    return [*rows, Content.assemble(*figures), Content.assemble(*names)]


def _part(value: int, peak: int, height: int, row: int) -> str:
    eighths = max(1, round(value / peak * height * 8)) if value else 0
    return _EIGHTHS[min(8, max(0, eighths - row * 8))]


def _short(value: int, cells: int) -> str:
    """Write a number in the cells of a column: ``·`` for 0, ``12k`` for thousands."""
    if not value:
        return "·"
    return str(value) if len(str(value)) < cells else f"{value // 1000}k"


class Calendar(NamedTuple):
    """Answers by study day, up to a day, drawn as a column per week with Monday on top."""

    answers: Mapping[int, int]
    today: int

    def lines(self, width: int, weeks: int = _MOST_WEEKS) -> list[Content]:
        """Return the months, a line per weekday, and the legend."""
        room = max(1, width - _LABEL)
        cells = 2 if room // 2 >= min(weeks, _FEW_WEEKS) else 1
        weeks = min(weeks, room // cells)
        monday = self.today - day_of(self.today).weekday() - 7 * (weeks - 1)
        peak = max((self.answers.get(monday + at, 0) for at in range(weeks * 7)), default=0)
        rows = [
            Content.assemble(
                (f"{name:<{_LABEL}}", QUIET),
                (
                    "".join(
                        self._sign(day, peak) * cells
                        for day in range(monday + at, monday + weeks * 7, 7)
                    ),
                    "$text-primary",
                ),
            )
            for at, name in enumerate(_WEEKDAYS)
        ]
        months = " " * _LABEL + _months(monday, weeks, cells)
        return [Content.styled(months, QUIET), *rows, Content.styled(_legend(peak, cells), QUIET)]

    def week(self) -> list[Content]:
        """Return the last seven days and what was done on each, on two lines."""
        days = range(self.today - 6, self.today + 1)
        peak = max(self.answers.get(day, 0) for day in days)
        names = "".join(f"{weekday_name(day)[:3]:<5}" for day in days)
        signs = "".join(f" {self._sign(day, peak)}   " for day in days)
        return [Content.styled(names, QUIET), Content.styled(signs, "$text-primary")]

    def _sign(self, day: int, peak: int) -> str:
        if day > self.today:
            return " "
        answers = self.answers.get(day, 0)
        return _HEAT[-(-answers * (len(_HEAT) - 1) // peak)] if peak else _HEAT[0]


def _months(monday: int, weeks: int, cells: int) -> str:
    line, month = "", 0
    for week in range(weeks):
        here = day_of(monday + week * 7).month
        at = week * cells
        if here != month and len(line) <= at and at + 3 <= weeks * cells:
            line = f"{line:<{at}}{month_name(here)[:3]} "
        month = here
    return line.rstrip()


def _legend(peak: int, cells: int) -> str:
    levels = _HEAT[1:]
    bounds = [peak * at // len(levels) for at in range(len(levels) + 1)]
    parts = [
        f"{sign * cells} to {bounds[at]:,}"
        for at, sign in enumerate(levels, start=1)
        if bounds[at] > bounds[at - 1]
    ]
    return "  ".join([f"{_HEAT[0] * cells} none", *parts])
