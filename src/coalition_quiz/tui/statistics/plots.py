"""Plots in characters, readable without colour. Pure."""

from calendar import month_abbr
from collections.abc import Iterator, Mapping, Sequence

from coalition_quiz.core.statistics.statistics import CALENDAR_DAYS, calendar_day

HEIGHT = 7
_DOTS_WIDE, _DOTS_HIGH = 2, 4
_BLANK = "\u2800"
_DOT_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_HEAT = ("·", "░", "▒", "▓", "█")
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LABEL = 4
_WEEKS = CALENDAR_DAYS // 7
_PARTS = " ▏▎▍▌▋▊▉"


def vertical_bars(values: Sequence[float], width: int, height: int = HEIGHT) -> list[str]:
    """Draw vertical bars in braille dots with a labelled axis.

    Every value above 0 is visible. If there are too many values, the earliest are left out.
    """
    # Imported on first use: no other screen needs it.
    from plotille import Canvas  # noqa: PLC0415

    peak = max(values, default=0)
    labels = [f"{peak:,.0f}", *[""] * (height - 2), "0"]
    left = max(map(len, labels)) + 1
    dots = max(1, width - left - 1) * _DOTS_WIDE
    shown = values[-dots:]
    canvas = Canvas(dots // _DOTS_WIDE, height, 0, 0, dots, height * _DOTS_HIGH)
    for x, top in _dots(shown, dots, height * _DOTS_HIGH):
        canvas.line(x, 0, x, top - 1)
    lines = canvas.plot(linesep="\n").split("\n")
    return [
        f"{label:>{left - 1}} ┤{line.replace(_BLANK, ' ').rstrip()}"
        for label, line in zip(labels, lines, strict=True)
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


def curve_points(width: int) -> int:
    """Return the number of points for a width in cells."""
    return width * _DOTS_WIDE


def draw_curve(values: Sequence[float], height: int) -> tuple[str, ...]:
    """Draw values from 0 to 1 as lines of braille, two values per cell."""
    width = -(-len(values) // _DOTS_WIDE)
    cells = [[0] * width for _ in range(height)]
    before = None
    for x, value in enumerate(values):
        y = _height_of(value, height)
        # Draw steep falls as a line, so that the curve has no holes.
        for each in range(min(y, before if before is not None else y), y + 1):
            cells[each // _DOTS_HIGH][x // _DOTS_WIDE] |= _DOT_BITS[x % _DOTS_WIDE][
                each % _DOTS_HIGH
            ]
        before = y + 1
    return tuple("".join(chr(ord(_BLANK) + cell) for cell in line) for line in cells)


def ruler(marks: Sequence[tuple[float, str]], width: int) -> str:
    """Centre each text at its position (0 left, 1 right) without overlaps."""
    line = " " * width
    for place, text in marks:
        start = min(max(0, round(place * (width - 1)) - len(text) // 2), width - len(text))
        free = line[max(0, start - 1) : start + len(text) + 1]
        if start >= 0 and not free.strip():
            line = line[:start] + text + line[start + len(text) :]
    return line.rstrip()


def _dots(values: Sequence[float], dots: int, high: int) -> Iterator[tuple[int, int]]:
    """Draw lines of the given height in dots, as wide as there is room for."""
    peak = max(values, default=0) or 1
    for at, value in enumerate(values):
        start, end = at * dots // len(values), (at + 1) * dots // len(values)
        gap = 1 if end - start > _DOTS_WIDE else 0
        if value > 0:
            top = max(1, round(value / peak * high))
            yield from ((x, top) for x in range(start, end - gap))


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


def _height_of(value: float, height: int) -> int:
    top = height * _DOTS_HIGH - 1
    return round((1 - min(max(value, 0.0), 1.0)) * top)
