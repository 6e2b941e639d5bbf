"""Statistics as plain text and as JSON. Pure.

The text has a sentence and a table for each section, for pipes and screen readers. Fields may be
added to the JSON; existing ones keep their meaning.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from coalition_quiz.core.ids import deck_of
from coalition_quiz.core.statistics.calibration import Calibration, CalibrationCurve
from coalition_quiz.core.statistics.statistics import (
    Bin,
    HardItem,
    Retention,
    Statistics,
    Workload,
    day_name,
)
from coalition_quiz.reports.statistics import ChartShape, ItemNames, Section, has_figures
from coalition_quiz.system.text import on_one_line, printable

FORMAT = 1
_WIDEST_NAME = 60


def statistics_as_text(title: str, sections: Sequence[Section]) -> str:
    """Render the report."""
    parts = [f"{on_one_line(title)}\n", *("\n".join(_lines(each)) + "\n" for each in sections)]
    return "\n".join(parts)


def statistics_as_json(
    statistics: Statistics, chosen: tuple[str, ...], names: ItemNames
) -> dict[str, Any]:
    """Render every figure. Days are ISO dates; shares are 0-1, or null without any tests.

    Args:
        statistics: the figures.
        chosen: the ids of the decks that they cover; empty for all.
        names: the names of decks and items.
    """
    today, since = statistics.today, statistics.since
    return {
        "format": FORMAT,
        "today": day_name(today),
        "since": None if since is None else day_name(since),
        "decks": list(chosen) or None,
        "total": _work(statistics.total),
        "retention": _retentions(statistics),
        "streak": {"current": statistics.streak.current, "longest": statistics.streak.longest},
        "days": [{"day": day_name(day), **_work(work)} for day, work in statistics.days],
        "calendar": _calendar(statistics),
        "forecast": _forecast(statistics),
        "stability": [_bin(each) for each in statistics.stability],
        "difficulty": [_bin(each) for each in statistics.difficulty],
        "hardest": [_hard(each, names) for each in statistics.hardest],
        "kinds": [{"kind": kind, **_work(work)} for kind, work in statistics.kinds],
        "by_deck": [
            {"deck": deck, "title": names.title(deck), **_work(work)}
            for deck, work in statistics.decks
        ],
        "calibration": _calibration(statistics.calibration),
    }


def _work(work: Workload) -> dict[str, Any]:
    return {
        "reviews": work.reviews,
        "introduced": work.introduced,
        "practice": work.practice,
        "minutes": round(work.minutes, 2),
        "seconds_each": round(work.seconds_each, 2),
        "tests": work.retention.tests,
        "recalled": work.retention.recalled,
    }


def _retentions(statistics: Statistics) -> dict[str, Any]:
    total = statistics.total
    return {
        "desired": statistics.desired,
        "all": _retention(total.retention),
        "young": _retention(total.young),
        "mature": _retention(total.mature),
    }


def _retention(retention: Retention) -> dict[str, Any]:
    share = None if retention.share is None else round(retention.share, 4)
    return {"tests": retention.tests, "recalled": retention.recalled, "share": share}


def _forecast(statistics: Statistics) -> dict[str, Any]:
    ahead = statistics.forecast
    days = [
        {"day": day_name(statistics.today + number), "due": due}
        for number, due in enumerate(ahead.days)
    ]
    return {"days": days, "later": ahead.later}


def _calendar(statistics: Statistics) -> list[dict[str, Any]]:
    """Render the last year, whatever the span."""
    days = sorted(statistics.calendar.items())
    return [
        {"day": day_name(day), "answers": work.answers, "minutes": round(work.minutes, 2)}
        for day, work in days
    ]


def _bin(each: Bin) -> dict[str, Any]:
    return {"from": each.start, "to": each.end, "items": each.items}


def _hard(each: HardItem, names: ItemNames) -> dict[str, Any]:
    return {
        "item": each.item,
        "deck": deck_of(each.item),
        "prompt": names.prompt(each.item),
        "difficulty": round(each.difficulty, 2),
        "stability": round(each.stability, 2),
        "reviews": each.reviews,
        "lapses": each.lapses,
    }


def _calibration(curve: CalibrationCurve | None) -> dict[str, Any] | None:
    """Render how sure the learner was in quizzes, as a whole and over time."""
    if curve is None:
        return None
    points = [{"when": when, **_calibrated(each)} for when, each in curve.points]
    return {**_calibrated(curve.whole), "over_time": points}


def _calibrated(calibration: Calibration) -> dict[str, Any]:
    levels = {
        each.confidence.value: {"right": each.right, "asked": each.asked}
        for each in calibration.levels
    }
    return {"brier": round(calibration.brier, 4), "levels": levels}


def _lines(section: Section) -> Iterator[str]:
    yield f"{section.title}. {section.about}"
    shown = [_cells(row) for row in section.rows if _is_shown(section, row)]
    if shown:
        names = section.columns
        widths = [max(len(row[at]) for row in (names, *shown)) for at in range(len(names))]
        yield from (_row(row, widths) for row in (names, *shown))


def _is_shown(section: Section, row: Sequence[str]) -> bool:
    return section.shape is not ChartShape.COLUMNS or has_figures(row)


def _cells(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(_short(" ".join(printable(cell).split())) for cell in row)


def _short(cell: str) -> str:
    return cell if len(cell) <= _WIDEST_NAME else cell[: _WIDEST_NAME - 1] + "…"


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (cell for cell in row)
    cells = [first.ljust(widths[0])]
    cells += [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
    return "  " + "  ".join(cells).rstrip()
