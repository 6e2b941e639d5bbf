"""Statistics as one page of HTML in a single file, for a browser or a printer. Pure."""

from collections.abc import Iterator, Sequence

from coalition_quiz.core.statistics.statistics import Statistics, day_name
from coalition_quiz.reports.files import GENERATOR
from coalition_quiz.reports.statistics import Section, minutes, years
from coalition_quiz.reports.svg import draw_calendar, draw_chart, text

_FOLDED_FROM = 12
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --on: #2a6f97; --line: #8888; --aim: #b3401f; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 0; }
p { margin: .2rem 0 .6rem; overflow-wrap: anywhere; }
svg { display: block; width: 100%; height: auto; margin: .5rem 0; }
svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
.on { fill: var(--on); } .axis { stroke: var(--line); }
.aim { stroke: var(--aim); stroke-width: 2; stroke-dasharray: 4 3; }
.heat0 { fill: none; stroke: var(--line); stroke-width: .5; }
.heat1, .heat2, .heat3, .heat4 { fill: var(--on); stroke: var(--on); stroke-width: .5; }
.heat1 { fill-opacity: .25; } .heat2 { fill-opacity: .5; } .heat3 { fill-opacity: .75; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .1rem .5rem; border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; }
td:nth-child(n+2), th:nth-child(n+2) { text-align: right; }
summary { cursor: pointer; }
@media (prefers-color-scheme: dark) { :root { --on: #7cc0e8; --aim: #ff9d7a; } }
@media print {
  :root { color-scheme: light; --on: #2a6f97; --aim: #b3401f; }
  body { margin: 0; max-width: none; font-size: 10pt; }
  rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  svg, tr { break-inside: avoid; } h2 { break-after: avoid; }
}
"""


def statistics_as_html(title: str, statistics: Statistics, sections: Sequence[Section]) -> str:
    """Render the page, without scripts or anything from another address."""
    head = (
        "<!DOCTYPE html>",
        f'<html lang="en"><head><meta charset="utf-8"/>{GENERATOR}',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
        f"<title>{text(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{text(title)}</h1><p>As of {day_name(statistics.today)}.</p>",
    )
    body = [part for at, each in enumerate(sections) for part in _section(each, at + 1)]
    return "\n".join((*head, *_year(statistics), *body, "</body></html>", ""))


def _year(statistics: Statistics) -> Iterator[str]:
    yield "<section><h2>The last year</h2><p>Each column is a week, with Monday at the top.</p>"
    for number, year in enumerate(years(statistics)):
        yield f"<p>{year.title}: {year.about}</p>"
        yield draw_calendar(year, statistics.today, f"year{number}")
    days = sorted(statistics.calendar.items())
    rows = tuple((day_name(day), f"{work.answers:,}", minutes(work)) for day, work in days)
    yield from _table(("Day", "Answers", "Minutes"), rows, "the last year")
    yield "</section>"


def _section(section: Section, number: int) -> Iterator[str]:
    yield f"<section><h2>{text(section.title)}</h2><p>{text(section.about)}</p>"
    yield draw_chart(section, number)
    yield from _table(section.columns, section.rows, section.title)
    yield "</section>"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> Iterator[str]:
    if not rows:
        return
    if len(rows) > _FOLDED_FROM:
        yield f"<details><summary>Table: {text(title)}</summary>"
    names = "".join(f'<th scope="col">{text(name)}</th>' for name in columns)
    yield f"<table><thead><tr>{names}</tr></thead><tbody>"
    for first, *rest in rows:
        cells = "".join(f"<td>{text(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{text(first)}</th>{cells}</tr>'
    yield "</tbody></table>"
    if len(rows) > _FOLDED_FROM:
        yield "</details>"
