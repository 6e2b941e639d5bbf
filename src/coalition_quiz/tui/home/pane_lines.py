"""The lines of the panes on the home screen. All pure."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from coalition_quiz.core.statistics.overview import FORECAST_DAYS
from coalition_quiz.core.statistics.study_days import DayFigures
from coalition_quiz.tui.home.deck_rows import DeckRow
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import bracketed
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import (
    duration,
    from_now,
    next_day,
    percent,
    short_day,
    sparkline,
)
from coalition_quiz.wording.home import UNKNOWN, memory_facts

_LABEL = 12
_DESCRIPTION = 3
_BRIEF_DESCRIPTION = 2
_WITH_NOTES = 58


class ActLine(NamedTuple):
    """A key in brackets, what it does, and a note.

    Attributes:
        call: the action that a click runs.
    """

    key: str
    text: str
    note: str
    call: str

    def line(self, width: int) -> Content:
        """Return the line, with the note if it fits."""
        is_main = self.key == "Enter"
        text = literal_line(self.text, "bold" if is_main else "")
        line = Content.assemble(bracketed(self.key), "  ", text)
        short = self.note.removeprefix("about ").replace("minute", "min").replace(" cards", "")
        notes = (self.note, short.rstrip("s"))
        room = width - line.cell_length - 3
        note = next((note for note in notes if note and len(note) <= room), "")
        line += Content.styled(f"   {note}" if note else "", QUIET)
        return line.truncate(width, ellipsis=True).stylize(Style.from_meta({"@click": self.call}))


def about_lines(row: DeckRow, today: int, width: int) -> list[Content]:
    """Return the description of a deck and its figures. The number of lines is always the same."""
    as_of = f"Facts as of {row.as_of.in_words()} · " if row.as_of else ""
    facts = memory_facts(row.memory, row.cards, today)
    return [
        *_description(row, width, _DESCRIPTION),
        Content.styled(f"{as_of}{counted(row.cards, 'card')}", QUIET),
        Content(""),
        *(
            Content.assemble(
                (f"{fact.name:<{_LABEL}}", QUIET),
                (fact.figure, "bold"),
                (f"   {_note(fact.note, width)}", QUIET),
            ).truncate(width, ellipsis=True)
            for fact in facts
        ),
    ]


def brief_lines(
    row: DeckRow, weakest: str, today: int, width: int, *, is_first: bool
) -> list[Content]:
    """Return the description of a deck and, unless nothing was ever answered, its figures."""
    description = _description(row, width, _BRIEF_DESCRIPTION)
    if is_first:
        return list(description)
    _, recall, _ = memory_facts(row.memory, row.cards, today)
    seen = f"of the {row.memory.seen:,} seen" if row.memory and row.memory.seen else recall.note
    days = next_day(row.forecast)
    soon = f"{row.forecast[days]:,} {from_now(days, today)}" if days else "nothing"
    figures = Content.assemble(
        ("Recall   ", QUIET),
        (recall.figure, "bold"),
        f" {seen}",
        (f"   Next {FORECAST_DAYS} days  ", QUIET),
        (sparkline(row.forecast), "$text-primary"),
        f"  {soon}",
    )
    share = f"{percent(row.memory.weakest[0][1])}  " if row.memory and weakest else "–"
    text = Content.assemble(("Weakest  ", QUIET), (share, "bold"), literal_line(weakest))
    text = text.truncate(width, ellipsis=True)
    return [
        *description,
        figures.truncate(width, ellipsis=True),
        _opening(text, 0) if weakest else text,
    ]


def weakest_lines(
    cards: Sequence[tuple[str, float]], prompt: Callable[[str], str], width: int, height: int
) -> list[Content]:
    """Return the weakest cards with the probability of recall, as many as fit."""
    found: list[Content] = []
    for at, (item, chance) in enumerate(cards):
        label = Content.styled(f"{percent(chance):>4} ", "bold")
        text = literal_line(prompt(item)).wrap(max(1, width - label.cell_length)) or [Content("")]
        lines = [label + text[0], *(Content.blank(label.cell_length) + line for line in text[1:])]
        if height and len(found) + len(lines) > height:
            break
        found += [_opening(line, at) for line in lines]
    return found or [Content.styled("No card has been seen yet.", QUIET)]


def _opening(line: Content, at: int) -> Content:
    """Let a click on a line open that one of the weakest cards."""
    return line.stylize(Style.from_meta({"@click": f"screen.open_weak({at})"}))


def lately_lines(days: Sequence[tuple[int, DayFigures]], width: int, height: int) -> list[Content]:
    """Return the latest days with their answers as bars, as many as fit."""
    bar = max(4, width - 47)
    head = f"{'':<11}{'Answers':>7}  {'':<{bar}}{'Right at first':>18}{'Time':>9}"
    peak = max((figures.answers for _, figures in days), default=1)
    return [
        Content.styled(head, QUIET),
        *(_day_line(day, figures, peak, bar) for day, figures in days[: max(0, height - 1)]),
    ]


def _day_line(day: int, figures: DayFigures, peak: int, bar: int) -> Content:
    tries, right = figures.first_tries, figures.right_at_first
    share = percent(right / tries) if tries else ""
    cells = max(1, round(figures.answers * bar / peak))
    return Content.assemble(
        f"{short_day(day):<11}{figures.answers:>7,}  ",
        ("▄" * cells, "$primary"),
        f"{'':<{bar - cells}}{f'{right:,} of {tries:,}' if tries else '':>12}{share:>6}",
        f"{_time(figures.ms):>9}",
    )


def _time(ms: int) -> str:
    minutes = round(ms / 60_000)
    return f"{minutes:,} min" if minutes else duration(ms)


def _description(row: DeckRow, width: int, lines: int) -> Iterator[Content]:
    """Yield a fixed number of lines, so that nothing jumps when the cursor moves."""
    found = literal(row.about).wrap(max(1, width))[: lines + 1]
    if len(found) > lines:
        rest = " ".join(line.plain for line in found[lines - 1 :])
        found = [*found[: lines - 1], literal_line(rest).truncate(width, ellipsis=True)]
    yield from found
    yield from (Content("") for _ in range(lines - len(found)))


def _note(note: str, width: int) -> str:
    """Shorten a note in a narrow pane."""
    if width >= _WITH_NOTES:
        return note
    short = note.partition(", ")[0]
    return "" if short.startswith("recalled") else short


def unknown() -> list[Content]:
    """Return the sign for figures that are still being read."""
    return [Content.styled(UNKNOWN, QUIET)]
