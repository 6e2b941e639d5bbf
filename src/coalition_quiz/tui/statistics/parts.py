"""The parts of the statistics as lines, and the screen made of them. All pure."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from coalition_quiz.core.ids import deck_of
from coalition_quiz.core.statistics.calibration import CalibrationCurve
from coalition_quiz.core.statistics.overview import FORECAST_DAYS, DeckMemory
from coalition_quiz.core.statistics.statistics import (
    Bin,
    Period,
    Retention,
    Statistics,
    Workload,
    cut_into_periods,
    period_name,
)
from coalition_quiz.reports.statistics import ItemNames, minutes, share
from coalition_quiz.tui.day_plots import Calendar, forecast_bars
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.tui.looks import CURSOR, PART, WIDE, rule
from coalition_quiz.tui.statistics.plots import axis, horizontal_bar, vertical_bars
from coalition_quiz.wording.calibration import CONFIDENCE_NAMES, describe_brier
from coalition_quiz.wording.cards import KIND_NAMES, counted
from coalition_quiz.wording.figures import percent_of, short_day

_BAR = "$primary"
_FRAME = "$foreground 30%"
_HEIGHT = 5
_WIDER = 150
_LABEL = 11
_WEEKS = 26
_MOST_ROWS = 10
_SHORT_HARDEST = 5
_FIGURE = 9
_NO_ANSWERS = "No answers in these days."
_MORE_DAYS = "Press → to see more days."
_NOT_TESTED = "Nothing to show yet. Cards count here when they come back a day or more later."


class Known(NamedTuple):
    """What is known beside the answers.

    Attributes:
        cards: the cards of the chosen decks.
        memory: what is remembered of them; None if it is not measured.
        streak: the days in a row on which everything due was done; None if unknown.
    """

    cards: int
    memory: DeckMemory | None = None
    streak: int | None = None


class Part(NamedTuple):
    """A part of the screen: a title, and what draws its lines at a width."""

    title: str
    draw: Callable[[int], Sequence[Content]]


class Dashboard(NamedTuple):
    """All parts: one below the other, or as panes on a wide terminal.

    Attributes:
        cursor: the number of the hard card at the cursor.
    """

    statistics: Statistics
    names: ItemNames
    known: Known
    span: str
    cursor: int

    def lines(self, width: int) -> list[Content]:
        """Return all lines."""
        if width < WIDE - 4:
            return [line for part in self._column() for line in _below(part, width)]
        rows = self._wider() if width >= _WIDER - 4 else self._wide()
        return [line for row in rows for line in _side_by_side(row, width)]

    def _column(self) -> Iterator[Part]:
        yield self._figures._replace(title="")
        if not self.statistics.days:
            more = _MORE_DAYS if self.statistics.since is not None else ""
            yield Part("", lambda _: [_quiet(_NO_ANSWERS), _quiet(more)])
        yield from (self._due, self._hardest(_SHORT_HARDEST), self._calendar, self._days)
        yield from (self._decks, self._kinds, self._recall, *self._bins, *self._confidence)

    def _wide(self) -> Iterator[list[tuple[Part, int]]]:
        for left, right in (
            (self._figures, self._recall),
            (self._hardest(_MOST_ROWS), self._due),
            (self._days, self._calendar),
            (self._decks, self._kinds),
            self._bins,
        ):
            yield [(left, 50), (right, 50)]
        yield from self._last_row

    def _wider(self) -> Iterator[list[tuple[Part, int]]]:
        yield [(self._figures, 36), (self._recall, 30), (self._calendar, 34)]
        yield [(self._days, 65), (self._due, 35)]
        yield [(self._hardest(_MOST_ROWS), 65), (self._decks, 35)]
        yield [(self._kinds, 33), *zip(self._bins, (32, 35), strict=True)]
        yield from self._last_row

    @property
    def _last_row(self) -> list[list[tuple[Part, int]]]:
        return [[(part, 100)] for part in self._confidence]

    @property
    def _confidence(self) -> tuple[Part, ...]:
        """How sure the learner was in quizzes, if anything was said."""
        curve = self.statistics.calibration
        if curve is None:
            return ()
        return (Part("How sure you were in quizzes", lambda width: [*_sureness(curve, width)]),)

    @property
    def _figures(self) -> Part:
        return Part(self.span.capitalize(), lambda width: [*_figures(self, width)])

    @property
    def _recall(self) -> Part:
        found = self.statistics
        return Part("What came back a day or more later", lambda width: [*_recall(found, width)])

    @property
    def _calendar(self) -> Part:
        found = self.statistics
        answers = {day: work.answers for day, work in found.calendar.items()}
        if not any(answers.values()):
            return Part("Days studied", lambda _: [_quiet("None in the last year.")])
        calendar = Calendar(answers, found.today)
        return Part("Days studied", lambda width: calendar.lines(width, _WEEKS))

    @property
    def _days(self) -> Part:
        found = self.statistics
        return Part("Answers", lambda width: [*_days(found, width)])

    @property
    def _due(self) -> Part:
        days = self.statistics.forecast.days[:FORECAST_DAYS]
        today = self.statistics.today
        if not any(days):
            nothing = f"Nothing is due in the next {FORECAST_DAYS} days."
            return Part("Due", lambda _: [_quiet(nothing)])
        title = f"Due in the next {FORECAST_DAYS} days: {sum(days):,}"
        return Part(title, lambda width: forecast_bars(days, today, width, _HEIGHT))

    def _hardest(self, most: int) -> Part:
        opens = " (Enter opens one)" if self.statistics.hardest else ""
        return Part(f"Hardest cards{opens}", lambda width: [*_hardest(self, width, most)])

    @property
    def _decks(self) -> Part:
        works = self.statistics.decks
        return Part("By deck", lambda width: [*_works(works, self.names.title, width)])

    @property
    def _kinds(self) -> Part:
        works = self.statistics.kinds
        return Part("By kind", lambda width: [*_works(works, _kind_name, width)])

    @property
    def _bins(self) -> tuple[Part, Part]:
        found = self.statistics
        return (
            Part("How long memories last, in days", lambda width: [*_bins(found.stability, width)]),
            Part("How hard cards are, up to 10", lambda width: [*_bins(found.difficulty, width)]),
        )


# Arranging


def _below(part: Part, width: int) -> list[Content]:
    inner = max(1, width - 2)
    shown = [Content("  ") + line for line in part.draw(inner)]
    return [*([rule(part.title, width)] if part.title else []), *shown, Content("")]


def _side_by_side(parts: Sequence[tuple[Part, int]], width: int) -> list[Content]:
    """Draw panes with borders, all as high as the highest."""
    widths = [width * each // 100 for _, each in parts[:-1]]
    widths.append(width - sum(widths))
    drawn = [part.draw(cells - 4) for (part, _), cells in zip(parts, widths, strict=True)]
    height = max(map(len, drawn))
    panes = [
        _pane(part.title, lines, cells, height)
        for (part, _), lines, cells in zip(parts, drawn, widths, strict=True)
    ]
    return [Content.assemble(*row) for row in zip(*panes, strict=True)]


def _pane(title: str, lines: Sequence[Content], width: int, height: int) -> list[Content]:
    named = Content.styled(title, PART).truncate(width - 6, ellipsis=True)
    side = ("│", _FRAME)
    rest = "─" * (width - named.cell_length - 5)
    top = Content.assemble(("╭─ ", _FRAME), named, (f" {rest}╮", _FRAME))
    shown = [*lines, *[Content("")] * (height - len(lines))]
    body = [
        Content.assemble(side, " ", line.pad_right(max(0, width - 4 - line.cell_length)), " ", side)
        for line in (each.truncate(width - 4, ellipsis=True) for each in shown)
    ]
    return [top, *body, Content.styled(f"╰{'─' * (width - 2)}╯", _FRAME)]


def _quiet(text: str) -> Content:
    return Content.styled(text, QUIET)


# Figures


def _figures(board: Dashboard, width: int) -> Iterator[Content]:
    for name, figure, note in _rows(board.statistics, board.known):
        line = Content.assemble((f"{name:<{_LABEL}}", QUIET), (figure, "bold"))
        if note and line.cell_length + 2 + len(note) <= width:
            line += Content(f"  {note}")
        yield line


def _rows(found: Statistics, known: Known) -> Iterator[tuple[str, str, str]]:
    total, memory = found.total, known.memory
    if memory is not None and memory.seen:
        recall = percent_of(round(memory.recalled), memory.seen)
        yield "Recall", recall, f"of the {memory.seen:,} seen, if asked now"
        yield "Learnt", f"{memory.learned:,} of {known.cards:,}", "recalled after a day or more"
    if total.retention.tests:
        passed = f"{total.retention.recalled:,} of {total.retention.tests:,}"
        yield "Came back", share(total.retention.share), f"{passed}, {share(found.desired)} desired"
    quizzes = f"{total.practice:,} in quizzes" if total.practice else ""
    yield "Answers", f"{total.answers:,}", quizzes
    yield "New", counted(total.introduced, "card"), ""
    yield "Time", f"{minutes(total)} minutes", ""
    span = f" of {found.today - found.since + 1:,}" if found.since is not None else ""
    longest = counted(found.streak.longest, "day")
    yield "Days", f"{len(found.days):,}{span}", f"longest run {longest}"
    if known.streak is not None:
        yield "In a row", counted(known.streak, "day"), "with everything due answered once"


def _recall(found: Statistics, width: int) -> Iterator[Content]:
    total, aim = found.total, found.desired
    if not total.retention.tests:
        yield from _quiet(_NOT_TESTED).wrap(width)
        return
    rows = (
        ("Under 3 weeks", total.young),
        ("3 weeks on", total.mature),
        ("All", total.retention),
    )
    for name, retention in rows:
        if retention.tests:
            yield _aimed(name, retention, aim, width)
    yield Content("")
    yield _quiet(f"The mark │ is your desired retention: {share(aim)}.")


def _aimed(name: str, retention: Retention, aim: float, width: int) -> Content:
    figures = f"  {share(retention.share):>4}  {retention.recalled:,} of {retention.tests:,}"
    bar = max(4, width - 15 - 20)
    full, mark = round((retention.share or 0) * bar), min(bar - 1, round(aim * bar))
    signs = ["━" if at < full else "─" for at in range(bar)]
    signs[mark] = "│"
    return Content.assemble((f"{name:<15}", QUIET), ("".join(signs), _BAR), figures)


def _days(found: Statistics, width: int) -> Iterator[Content]:
    periods = cut_into_periods(found, min(100, width))
    values = [each.work.answers for each in periods.periods]
    peak = max(values, default=0)
    if not peak:
        yield _quiet(_NO_ANSWERS)
        return
    number = len(values)
    wide, gap = next(
        ((wide, gap) for wide, gap in ((2, 1), (1, 1)) if number * (wide + gap) - gap <= width),
        (1, 0),
    )
    names = [_period_name(each, periods.unit) for each in periods.periods]
    yield _quiet(f"By {periods.unit}. Most: {peak:,} ({names[values.index(peak)]})")
    for line in vertical_bars([value / peak for value in values], _HEIGHT, wide, gap):
        yield Content.styled(line, _BAR)
    ends = number * (wide + gap) - gap
    yield _quiet(axis(names[0], names[-1], max(ends, min(width, len(names[0]) + 14))))


def _period_name(period: Period, unit: str) -> str:
    if unit not in {"day", "week"}:
        return period_name(period, unit)
    day = short_day(period.first)
    return day if unit == "day" else day.partition(" ")[2]


def _hardest(board: Dashboard, width: int, most: int) -> Iterator[Content]:
    cards = board.statistics.hardest[:most]
    if not cards:
        yield _quiet("No card has been seen yet.")
        return
    deck = min(24, width // 4) if width >= 90 else 0  # noqa: PLR2004 - room for both
    room = width - len(CURSOR) - _FIGURE - (deck + 2 if deck else 0)
    head = f"{'':<{len(CURSOR)}}{'Lapses':<{_FIGURE}}{'Card':<{room}}"
    yield _quiet(head + ("  Deck" if deck else ""))
    for at, card in enumerate(cards):
        here = at == min(board.cursor, len(cards) - 1)
        lapses = f"{card.lapses:,}×" if card.lapses else "–"
        line = Content.assemble(
            CURSOR if here else " " * len(CURSOR),
            (f"{lapses:<{_FIGURE}}", "bold"),
            _fitted(literal_line(board.names.prompt(card.item)), room),
        )
        if deck:
            line += Content("  ") + _fitted(
                literal_line(board.names.title(deck_of(card.item)), QUIET), deck
            )
        line = line.stylize(Style.from_meta({"@click": f"screen.open({at})"}))
        yield line.stylize("bold on $block-cursor-blurred-background") if here else line


def _fitted(text: Content, width: int) -> Content:
    shown = text.truncate(max(1, width), ellipsis=True)
    return shown.pad_right(max(0, width - shown.cell_length))


def _works(
    works: Sequence[tuple[str, Workload]], name: Callable[[str], str], width: int
) -> Iterator[Content]:
    if not works:
        yield _quiet(_NO_ANSWERS)
        return
    room = max(1, width - 3 * _FIGURE - 2)
    yield _quiet(f"{'':<{room}}{'Answers':>{_FIGURE}}{'Minutes':>{_FIGURE}}{'Came back':>11}")
    for key, work in works:
        figures = f"{work.answers:>{_FIGURE},}{minutes(work):>{_FIGURE}}"
        yield Content.assemble(
            _fitted(literal_line(name(key)), room), f"{figures}{share(work.retention.share):>11}"
        )


def _kind_name(kind: str) -> str:
    return KIND_NAMES.get(kind, kind or "unknown")


def _bins(bins: Sequence[Bin], width: int) -> Iterator[Content]:
    peak = max((each.items for each in bins), default=0)
    if not peak:
        yield _quiet("No card has been seen yet.")
        return
    bar = max(1, width - 13 - 8)
    for each in bins:
        name = f"{each.start} or more" if each.end is None else f"{each.start} to {each.end}"
        drawn = horizontal_bar(each.items / peak, bar)
        yield Content.assemble(
            (f"{name:<13}", QUIET), (drawn, _BAR), f" {each.items:,}" if drawn else ("·", QUIET)
        )


def _sureness(curve: CalibrationCurve, width: int) -> Iterator[Content]:
    """Draw each confidence, then the Brier score over time."""
    bar = max(4, width - 15 - 20)
    for level in reversed(curve.whole.levels):
        name = CONFIDENCE_NAMES[level.confidence].capitalize()
        drawn = horizontal_bar(level.right / level.asked, bar) if level.asked else ""
        figures = f"  {percent_of(level.right, level.asked)}  {level.right:,} of {level.asked:,}"
        yield Content.assemble(
            (f"{name:<15}", QUIET), (drawn, _BAR), figures if level.asked else ("–", QUIET)
        )
    yield Content("")
    for when, each in curve.points[-_MOST_ROWS:]:
        drawn = horizontal_bar(each.brier, bar)
        yield Content.assemble((f"{when:<15}", QUIET), (drawn, _BAR), f"  Brier {each.brier:.2f}")
    yield from Content.styled(describe_brier(curve.whole), QUIET).wrap(width)
