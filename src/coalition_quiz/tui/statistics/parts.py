"""The sections of the statistics as rows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.reports.statistics import ChartShape, Section, Year, has_figures
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.tui.statistics import plots

_GAP = 2
_BETWEEN = 4
_SHORTEST_BAR = 8
_LONGEST_NAME = 28
_WIDEST_CELL = 24
_BAR = "$primary"


class SectionView(NamedTuple):
    """A section of the statistics."""

    section: Section

    def lines(self, width: int) -> list[Content]:
        """Return its heading, sentence and figures."""
        match self.section.shape:
            case ChartShape.COLUMNS:
                figures = _columns(self.section, width)
            case ChartShape.BARS if self.section.rows:
                figures = _table(self.section, width, _bars(self.section))
            case _:
                figures = _table(self.section, width, ())
        return [*_heading(self.section.title, self.section.about, width), *figures, Content("")]


class Calendar(NamedTuple):
    """A heat map of the last year."""

    year: Year
    today: int

    def lines(self, width: int) -> list[Content]:
        """Return a heading, one line per weekday, and the legend."""
        days = self.year.days
        peak = max(days.values(), default=0)
        drawn = plots.heat_map(days, self.today, width)
        return [
            *_heading(self.year.title, self.year.about, width),
            Content.styled(drawn[0], QUIET),
            *(Content.assemble((line[:4], QUIET), (line[4:], _BAR)) for line in drawn[1:]),
            Content.styled(plots.legend(peak), QUIET),
            Content(""),
        ]


def _heading(title: str, about: str, width: int) -> list[Content]:
    return [
        literal_line(title, "bold").truncate(width, ellipsis=True),
        *literal_line(about, QUIET).wrap(width),
    ]


def _columns(section: Section, width: int) -> Iterator[Content]:
    if not any(section.values):
        return
    lines = plots.vertical_bars(section.values, width)
    left = lines[0].index("┤") + 1
    for line in lines:
        yield Content.assemble((line[:left], QUIET), (line[left:], _BAR))
    ends = plots.axis(section.rows[0][0], section.rows[-1][0], left, width)
    yield Content.styled(ends, QUIET)
    yield from _side_by_side(section, width)


def _side_by_side(section: Section, width: int) -> Iterator[Content]:
    """Set the figures in as many columns as there is room for."""
    names, *rows = (section.columns, *filter(has_figures, section.rows))
    widths = [max(len(row[at]) for row in (names, *rows)) for at in range(len(names))]
    columns = max(1, (width + _BETWEEN) // (sum(widths) + _GAP * (len(widths) - 1) + _BETWEEN))
    height = -(-len(rows) // columns)
    side_by_side = [rows[at : at + height] for at in range(0, len(rows), height)]
    heading = _row(names, widths)
    yield Content.styled((" " * _BETWEEN).join([heading] * len(side_by_side)), QUIET)
    for at in range(height):
        line = (_row(part[at], widths) for part in side_by_side if at < len(part))
        yield Content((" " * _BETWEEN).join(line))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = cells
    figures = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
    return (" " * _GAP).join([first.ljust(widths[0]), *figures])


def _bars(section: Section) -> tuple[float, ...]:
    peak = 1.0 if section.aim is not None else max(section.values, default=0) or 1.0
    return tuple(value / peak for value in section.values)


def _table(section: Section, width: int, shares: Sequence[float]) -> Iterator[Content]:
    if not section.rows:
        return
    names, *rows = [
        [literal_line(cell) for cell in row] for row in (section.columns, *section.rows)
    ]
    longest = [max(row[at].cell_length for row in (names, *rows)) for at in range(len(names))]
    fitting = _fitting([min(each, _WIDEST_CELL) for each in longest[1:]], width)
    room = width - sum(fitting) - _GAP * len(fitting)
    name = min(longest[0], max(_LONGEST_NAME, room // 3) if shares else room, room)
    horizontal_bar = room - name - _GAP if shares else 0
    yield _line(names, name, fitting).stylize(QUIET)
    for at, row in enumerate(rows):
        line = _line(row, name, fitting)
        if horizontal_bar >= _SHORTEST_BAR:
            line += Content.styled(
                " " * _GAP + plots.horizontal_bar(shares[at], horizontal_bar), _BAR
            )
        yield line


def _fitting(widths: Sequence[int], width: int) -> list[int]:
    """Return the columns that leave room for names. The last ones are dropped first."""
    fitting = list(widths)
    while len(fitting) > 1 and width - sum(fitting) - _GAP * len(fitting) < _LONGEST_NAME // 2:
        fitting.pop()
    return fitting


def _line(row: Sequence[Content], name: int, widths: Sequence[int]) -> Content:
    first = row[0].truncate(name, ellipsis=True)
    cells = [first + Content.blank(max(0, name - first.cell_length))]
    for each, width in zip(row[1:], widths, strict=False):
        cell = each.truncate(width, ellipsis=True)
        cells.append(Content.blank(_GAP + width - cell.cell_length) + cell)
    return Content.assemble(*cells)
