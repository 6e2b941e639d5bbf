"""Statistics as plain text: a sentence and a table each, no drawing, for any ear and any pipe."""

from collections.abc import Iterator, Sequence

from coalition_quiz.reports.statistics import ChartShape, Section, says_something
from coalition_quiz.system.text import on_one_line, printable

_WIDEST_NAME = 60


def plain(title: str, sections: Sequence[Section]) -> str:
    """The whole report."""
    parts = [f"{on_one_line(title)}\n", *("\n".join(_lines(each)) + "\n" for each in sections)]
    return "\n".join(parts)


def _lines(section: Section) -> Iterator[str]:
    yield f"{section.title}. {section.about}"
    shown = [_cells(row) for row in section.rows if _says_something(section, row)]
    if shown:
        names = section.columns
        widths = [max(len(row[at]) for row in (names, *shown)) for at in range(len(names))]
        yield from (_row(row, widths) for row in (names, *shown))


def _says_something(section: Section, row: Sequence[str]) -> bool:
    return section.shape is not ChartShape.COLUMNS or says_something(row)


def _cells(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(_short(" ".join(printable(cell).split())) for cell in row)


def _short(cell: str) -> str:
    return cell if len(cell) <= _WIDEST_NAME else cell[: _WIDEST_NAME - 1] + "…"


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (cell for cell in row)
    cells = [first.ljust(widths[0])]
    cells += [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
    return "  " + "  ".join(cells).rstrip()
