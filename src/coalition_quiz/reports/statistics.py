"""Statistics as sections: a heading, a sentence, a table of texts, and a chart.

The screen, the plain text and the page show the same sections.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from math import ceil

from msgspec import Struct

from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.ids import deck_of
from coalition_quiz.core.statistics.calibration import CalibrationCurve, Level
from coalition_quiz.core.statistics.statistics import (
    CALENDAR_DAYS,
    MATURE_DAYS,
    Bin,
    Retention,
    Statistics,
    Workload,
    cut_into_periods,
    day_name,
    period_name,
)
from coalition_quiz.library.library import Library
from coalition_quiz.wording.calibration import CONFIDENCE_NAMES, describe_brier
from coalition_quiz.wording.cards import KIND_NAMES, counted
from coalition_quiz.wording.figures import percent

SPANS = (7, 30, 90, 365, None)
"""The spans to choose from, in days; None for all days."""

NOTHING = "–"
_LONGEST_PROMPT = 300


class ChartShape(Enum):
    """The shape of the chart above a table: none, horizontal bars, or columns."""

    NONE = "none"
    BARS = "bars"
    COLUMNS = "columns"


class Section(Struct, frozen=True):
    """A heading with a sentence, a table and a chart.

    Attributes:
        about: a sentence with the most important figures.
        columns: the names of the table's columns; the first is the name of a row.
        values: the values to draw, one for each row; empty for no chart.
        aim: a value to mark in the chart.
    """

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shape: ChartShape = ChartShape.NONE
    values: tuple[float, ...] = ()
    aim: float | None = None


class Year(Struct, frozen=True):
    """The days of the last year with a figure each, for a calendar chart."""

    title: str
    about: str
    days: Mapping[int, int]


class ItemNames(Struct, frozen=True):
    """The names of decks and items. A deck or item that is not installed is named by its id."""

    titles: Mapping[str, str]
    prompt: Callable[[str], str]

    def title(self, deck: str) -> str:
        """Return the title of a deck."""
        return self.titles.get(deck, deck)


def deck_names(library: Library) -> ItemNames:
    """Collect the names in the decks of a library."""
    renamed = dict(library.renames())

    def prompt(item: str) -> str:
        found = library.items.get(item) or library.items.get(renamed.get(item, ""))
        return prompt_of(found)[:_LONGEST_PROMPT] if found else item

    return ItemNames({deck.id: deck.title for deck in library.decks}, prompt)


def sections(statistics: Statistics, names: ItemNames, most: int = 60) -> tuple[Section, ...]:
    """Make all sections, with at most `most` periods in charts by day."""
    return (
        _summary(statistics),
        _retention(statistics),
        _days(statistics, most),
        _forecast(statistics),
        _bins("Stability", "days until recall falls to 90%", statistics.stability),
        _bins("Difficulty", "from 1 (easy) to 10 (hard)", statistics.difficulty),
        _hardest(statistics, names),
        _works(
            "Time by kind of question",
            "Kind",
            statistics.kinds,
            lambda kind: KIND_NAMES.get(kind, kind or "unknown"),
        ),
        _works("By deck", "Deck", statistics.decks, names.title),
        *map(_calibration, filter(None, [statistics.calibration])),
    )


def has_figures(row: Sequence[str]) -> bool:
    """Return whether a row of a section by days has a figure other than 0."""
    return any(cell not in {"0", "0.0"} for cell in row[1:])


def years(statistics: Statistics) -> tuple[Year, Year]:
    """Make the last year twice: by answers, and by minutes, rounded up."""
    days = statistics.calendar
    answers = {day: work.answers for day, work in days.items()}
    taken = {day: ceil(work.minutes) for day, work in days.items()}
    on = f"on {len(days):,} of {CALENDAR_DAYS} days"
    minutes = _rounded(sum(work.minutes for work in days.values()))
    return (
        Year(
            "Answers in the last year", f"{counted(sum(answers.values()), 'answer')} {on}.", answers
        ),
        Year("Minutes in the last year", f"{minutes} minutes {on}.", taken),
    )


def span_name(days: int | None) -> str:
    """Write a span: ``last 30 days``."""
    return "all days" if days is None else f"last {counted(days, 'day')}"


def share(value: float | None) -> str:
    """Write a share (0-1) in percent; a dash for None."""
    return NOTHING if value is None else percent(value)


def minutes(work: Workload) -> str:
    """Write minutes, with a decimal below 10."""
    return _rounded(work.minutes)


def _rounded(taken: float) -> str:
    return f"{taken:.1f}" if 0 < taken < 10 else f"{taken:,.0f}"  # noqa: PLR2004


def _summary(statistics: Statistics) -> Section:
    total, streak = statistics.total, statistics.streak
    studied = len(statistics.days)
    rows = (
        ("Reviews", f"{total.reviews:,}"),
        ("Of these, new questions", f"{total.introduced:,}"),
        ("Quiz answers (practice)", f"{total.practice:,}"),
        ("Minutes", minutes(total)),
        ("Days studied", f"{studied:,}"),
        ("Current streak", counted(streak.current, "day")),
        ("Longest streak", counted(streak.longest, "day")),
        ("Retention", share(total.retention.share)),
        ("Desired retention", share(statistics.desired)),
    )
    about = f"{counted(total.answers, 'answer')}, {minutes(total)} minutes."
    return Section("Overview", about, ("Figure", "Value"), rows)


def _retention(statistics: Statistics) -> Section:
    total, aim = statistics.total, statistics.desired
    kept = (
        (f"Young (under {MATURE_DAYS} days)", total.young),
        (f"Mature ({MATURE_DAYS} days or more)", total.mature),
        ("All reviews", total.retention),
    )
    rows = tuple(
        (name, f"{each.recalled:,}", f"{each.tests:,}", share(each.share)) for name, each in kept
    )
    return Section(
        title="True retention",
        about=_against(total.retention, aim),
        columns=("Maturity", "Recalled", "Reviews", "Share"),
        rows=rows,
        shape=ChartShape.BARS,
        values=tuple(each.share or 0.0 for _, each in kept),
        aim=aim,
    )


def _against(retention: Retention, aim: float) -> str:
    if retention.share is None:
        return "Nothing to show yet. This counts reviews a day or more after the previous one."
    return f"{share(retention.share)} recalled (desired: {share(aim)})."


def _days(statistics: Statistics, most: int) -> Section:
    found = cut_into_periods(statistics, most)
    values = tuple(each.work.answers for each in found.periods)
    rows = tuple(
        (
            period_name(each, found.unit),
            f"{each.work.reviews:,}",
            f"{each.work.practice:,}",
            minutes(each.work),
        )
        for each in found.periods
    )
    peak = max(range(len(values)), key=values.__getitem__)
    about = "No answers in this period."
    if values[peak]:
        about = (
            f"Average {sum(values) / len(values):,.1f} per {found.unit}; "
            f"most {values[peak]:,} ({rows[peak][0]})."
        )
    columns = (found.unit.capitalize(), "Reviews", "Practice", "Minutes")
    return Section(f"Answers by {found.unit}", about, columns, rows, ChartShape.COLUMNS, values)


def _forecast(statistics: Statistics) -> Section:
    ahead = statistics.forecast
    total = sum(ahead.days) + ahead.later
    rows = tuple(
        (day_name(statistics.today + days), f"{due:,}") for days, due in enumerate(ahead.days)
    )
    about = (
        f"{counted(total, 'question')}: {ahead.days[0]:,} due today or overdue, "
        f"{ahead.later:,} after {rows[-1][0]}."
    )
    return Section("Forecast", about, ("Day", "Due"), rows, ChartShape.COLUMNS, ahead.days)


def _bins(title: str, unit: str, bins: Sequence[Bin]) -> Section:
    total = sum(each.items for each in bins)
    rows = tuple((_range(each), f"{each.items:,}") for each in bins)
    values = tuple(each.items for each in bins)
    about = f"{counted(total, 'question')}; {unit}."
    return Section(title, about, (title, "Questions"), rows, ChartShape.BARS, values)


def _range(each: Bin) -> str:
    return f"{each.start} or more" if each.end is None else f"{each.start} to {each.end}"


def _hardest(statistics: Statistics, names: ItemNames) -> Section:
    rows = tuple(
        (
            names.prompt(each.item),
            f"{each.difficulty:.1f}",
            f"{each.lapses:,}",
            f"{each.reviews:,}",
            names.title(deck_of(each.item)),
        )
        for each in statistics.hardest
    )
    about = "The 10 most difficult questions." if rows else "You have not reviewed anything yet."
    columns = ("Question", "Difficulty", "Lapses", "Reviews", "Deck")
    return Section("Hardest questions", about, columns, rows)


def _works(
    title: str, first: str, works: Sequence[tuple[str, Workload]], name: Callable[[str], str]
) -> Section:
    rows = tuple((name(key), *_work_cells(work)) for key, work in works)
    columns = (first, "Answers", "Minutes", "Seconds each", "Retention")
    about = f"{len(rows):,} in total. The bars show minutes."
    if not rows:
        about = "No answers in this period."
    values = tuple(work.minutes for _, work in works)
    return Section(title, about, columns, rows, ChartShape.BARS, values)


def _calibration(curve: CalibrationCurve) -> Section:
    points = (*curve.points, ("All", curve.whole))
    rows = tuple(
        (name, *map(_level, each.levels), f"{each.brier:.2f}", f"{each.asked:,}")
        for name, each in points
    )
    levels = (name.capitalize() for name in CONFIDENCE_NAMES.values())
    return Section(
        title="How sure you were in quizzes",
        about=f"{describe_brier(curve.whole)} The bars show the Brier score.",
        columns=("When", *levels, "Brier score", "Answers"),
        rows=rows,
        shape=ChartShape.BARS,
        values=tuple(each.brier for _, each in points),
    )


def _level(level: Level) -> str:
    return f"{level.right:,} of {level.asked:,}" if level.asked else NOTHING


def _work_cells(work: Workload) -> Iterator[str]:
    yield f"{work.answers:,}"
    yield minutes(work)
    yield f"{work.seconds_each:.1f}"
    yield share(work.retention.share)
