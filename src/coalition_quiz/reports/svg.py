"""Charts as SVG inside a page, each with a title and a description. The page has their colours."""

from calendar import month_abbr
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from coalition_quiz.core.statistics.statistics import CALENDAR_DAYS, calendar_day, day_name
from coalition_quiz.reports.statistics import ChartShape, Section, Year
from coalition_quiz.system.text import printable

WIDTH = 720
_HEIGHT = 160
_FOOT = 18
_LEFT = 40
_ROW = 22
_LABEL = 200
_FIGURE = 70
_CELL = 13
_MONTHS = 16
_LEVELS = 4
_LONGEST_LABEL = 30


def draw_chart(section: Section, number: int) -> str:
    """Draw the chart of a section; empty if it has none.

    Args:
        section: the section.
        number: makes the ids in the page unique.
    """
    if section.shape is ChartShape.NONE or not section.values:
        return ""
    if section.shape is ChartShape.BARS:
        height, parts = _ROW * len(section.values) + 4, _bars(section)
    else:
        height, parts = _HEIGHT + _FOOT, _columns(section)
    return _drawing(str(number), height, section.title, section.about, parts)


def draw_calendar(year: Year, today: int, name: str) -> str:
    """Draw the last year as a heat map: one column per week, Monday on top, darker for more.

    Args:
        year: the days with their figures.
        today: the last day.
        name: makes the ids in the page unique.
    """
    height = _MONTHS + 7 * _CELL + 2
    return _drawing(name, height, year.title, year.about, _cells(year.days, today))


def text(said: str) -> str:
    """Escape text for a page."""
    return escape(printable(said))


def figure(value: float) -> str:
    """Write a number, with a decimal unless it is whole."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def level(answers: int, peak: int) -> int:
    """Return the shade of a day, 0 (none) to 4."""
    return -(-answers * _LEVELS // peak) if peak else 0


def _drawing(name: str, height: int, title: str, about: str, parts: Iterator[str]) -> str:
    names = f"plot{name}t plot{name}d"
    return "".join(
        (
            f'<svg role="img" aria-labelledby="{names}" viewBox="0 0 {WIDTH} {height}">',
            f'<title id="plot{name}t">{text(title)}</title>',
            f'<desc id="plot{name}d">{text(about)}</desc>',
            *parts,
            "</svg>",
        )
    )


def _columns(section: Section) -> Iterator[str]:
    peak = max(section.values) or 1
    step = (WIDTH - _LEFT) / len(section.values)
    yield from _axis(0.0, _HEIGHT)
    yield from _axis(peak, 10)
    yield from _ends(section.rows)
    for at, (value, row) in enumerate(zip(section.values, section.rows, strict=True)):
        height = value / peak * (_HEIGHT - 10)
        if height:
            box = f'x="{_LEFT + at * step:.1f}" y="{_HEIGHT - height:.1f}"'
            size = f'width="{max(step * 0.85, 0.5):.2f}" height="{height:.1f}"'
            said = f"{text(row[0])}: {figure(value)}"
            yield f'<rect class="on" {box} {size}><title>{said}</title></rect>'


def _axis(value: float, y: float) -> Iterator[str]:
    yield f'<line class="axis" x1="{_LEFT}" y1="{y}" x2="{WIDTH}" y2="{y}"/>'
    yield f'<text x="{_LEFT - 4}" y="{y + 4}" text-anchor="end">{value:,.0f}</text>'


def _ends(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    y = _HEIGHT + 14
    yield f'<text x="{_LEFT}" y="{y}">{text(rows[0][0])}</text>'
    if len(rows) > 1:
        yield f'<text x="{WIDTH}" y="{y}" text-anchor="end">{text(rows[-1][0])}</text>'


def _bars(section: Section) -> Iterator[str]:
    peak = 1.0 if section.aim is not None else max(section.values) or 1
    room = WIDTH - _LABEL - _FIGURE
    for at, (value, row) in enumerate(zip(section.values, section.rows, strict=True)):
        y, width = at * _ROW, value / peak * room
        yield f'<text x="{_LABEL - 6}" y="{y + 15}" text-anchor="end">{_label(row[0])}</text>'
        yield f'<rect class="on" x="{_LABEL}" y="{y + 3}" width="{width:.1f}" height="15"/>'
        said = row[-1] if section.aim is not None else figure(value)
        yield f'<text x="{_LABEL + width + 6:.1f}" y="{y + 15}">{text(said)}</text>'
    if section.aim is not None:
        x, end = _LABEL + section.aim * room, len(section.values) * _ROW
        yield f'<line class="aim" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{end}"/>'


def _label(name: str) -> str:
    line = " ".join(printable(name).split())
    return text(line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1] + "…")


def _cells(days: Mapping[int, int], today: int) -> Iterator[str]:
    peak = max(days.values(), default=0)
    last_monday = today - calendar_day(today).weekday()
    for day in range(today - CALENDAR_DAYS + 1, today + 1):
        monday = day - calendar_day(day).weekday()
        column = 52 - (last_monday - monday) // 7
        if column < 0:
            continue
        if calendar_day(day).day == 1:
            name = month_abbr[calendar_day(day).month]
            yield f'<text x="{column * _CELL + 1}" y="11">{name}</text>'
        answers = days.get(day, 0)
        place = f'x="{column * _CELL + 1}" y="{_MONTHS + (day - monday) * _CELL + 1}"'
        shade = f'class="heat{level(answers, peak)}" width="{_CELL - 2}" height="{_CELL - 2}"'
        yield f"<rect {place} {shade}><title>{day_name(day)}: {answers:,}</title></rect>"
