"""The list of problems in a previewed file."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.preview.cards import CardPlace, is_of, own_first
from coalition_quiz.tui.widgets.rows import HangingText, Row, Rows
from coalition_quiz.wording.cards import counted

_MOST = 200
_OWN = "● this card"
NO_CARD = "No cards yet. They appear here as soon as you save one in the file."
"""The sentence shown if there is no card."""
_STYLES = {"error": "bold $text-error", "warning": "bold $text-warning"}


class ProblemRow(NamedTuple):
    """A problem with its place, sentence and remedy."""

    problem: Diagnostic
    own: bool

    def lines(self, width: int) -> list[Content]:
        """Return the lines, the heading first."""
        shown = [*HangingText(Content("  "), literal(self.problem.message)).lines(width)]
        if self.problem.remedy:
            shown += HangingText(Content("  → "), literal(self.problem.remedy, QUIET)).lines(width)
        return [line.truncate(width, ellipsis=True) for line in (_heading(*self), *shown)]


class ProblemList(Rows):
    """The problems. Enter or a click chooses one."""

    BINDING_GROUP_TITLE = "Problems"
    DEFAULT_CSS = """
    ProblemList {
        height: 1fr;
        & > .rows--cursor { text-style: none; }
        &:focus > .rows--cursor { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("go", "enter,space", "Go to", "Go to the card, or open the line in your editor"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        return action != "go" or self.count > 0

    def action_go(self) -> None:
        """Choose the selected problem."""
        if self.cursor is not None:
            self.post_message(self.Chosen(self, self.cursor))


class ProblemPane(Vertical):
    """All problems of the file below their count."""

    DEFAULT_CSS = """
    ProblemPane {
        & > Static { height: auto; padding: 0 1; text-style: bold; margin-bottom: 1; }
    }
    """

    @dataclass
    class Wanted(Message):
        """Posted when a problem has been chosen."""

        problem: Diagnostic

    def __init__(self) -> None:
        super().__init__()
        self._heading = Static()
        self._shown: tuple[Diagnostic, ...] = ()
        self.rows = ProblemList()

    def compose(self) -> ComposeResult:
        """Lay out the count above the list."""
        yield self._heading
        yield self.rows

    @property
    def chosen(self) -> Diagnostic | None:
        """The selected problem, while the list has the focus."""
        at = self.rows.cursor
        if not self.rows.has_focus or at is None or at >= len(self._shown):
            return None
        return self._shown[at]

    def show(self, problems: Sequence[Diagnostic], place: CardPlace | None) -> None:
        """List problems, those of a card first. The cursor stays on its problem."""
        shown = own_first(tuple(problems), place)
        cursor = _row_of_same(self._shown, shown, self.rows.cursor)
        self._shown = shown
        self._heading.update(summary(problems, place))
        rows: list[Row] = [ProblemRow(each, is_of(each, place)) for each in islice(shown, _MOST)]
        if len(shown) > _MOST:
            rest = f"… and {len(shown) - _MOST:,} more. Run `coalition-quiz check` to see them all."
            rows.append(HangingText(Content(""), Content(rest)))
        self.rows.can_focus = bool(rows)
        self.rows.fill(rows, cursor)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Post the chosen problem."""
        event.stop()
        self.rows.cursor = event.index
        if event.index < min(len(self._shown), _MOST):
            self.post_message(self.Wanted(self._shown[event.index]))


def summary(problems: Sequence[Diagnostic], place: CardPlace | None) -> Content:
    """Return how many problems there are, and how many of them the card has."""
    if not problems:
        return Content("✓ No problems" if place else f"✓ No problems. {NO_CARD}")
    own = sum(is_of(each, place) for each in problems)
    shown = f"▲ {counted(len(problems), 'problem')}"
    return Content(f"{shown}, {own} of this card" if own else shown)


def summary_line(problems: Sequence[Diagnostic], place: CardPlace | None) -> Content:
    """Return the summary with the card's first problem, if there is room."""
    own = next((each for each in problems if is_of(each, place)), None)
    if own is None:
        return summary(problems, place)
    return summary(problems, place) + literal_line(f": line {own.line}: {own.message}")


def _heading(problem: Diagnostic, own: bool) -> Content:
    place = f"line {problem.line} · "
    kind = (f"{problem.severity} {problem.code}", _STYLES[problem.severity])
    mark = (f" {_OWN}", "bold") if own else ""
    return Content.assemble(place, kind, mark)


def _row_of_same(
    before: Sequence[Diagnostic], now: Sequence[Diagnostic], cursor: int | None
) -> int | None:
    if cursor is None or cursor >= len(before) or not now:
        return 0 if now else None
    was = before[cursor]
    same = (
        at for at, each in enumerate(now) if (each.code, each.message) == (was.code, was.message)
    )
    return next(same, min(cursor, len(now) - 1))
