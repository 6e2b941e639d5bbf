"""The list of past quizzes."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.navigation import Navigate, QuizResult, QuizSetup
from coalition_quiz.tui.page import Page
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording.figures import percent_of
from coalition_quiz.wording.quiz_names import occasion

_NONE = "No quizzes yet. Press Esc to set one up."


class PastRow(NamedTuple):
    """A row with a quiz's time, score and occasion or decks."""

    result: Result

    def lines(self, width: int) -> list[Content]:
        """One line."""
        result = self.result
        score = f"  {result.score:>3} of {result.asked:>3}  "
        share = f"{percent_of(result.score, result.asked):>4}  "
        about = occasion(result) or ", ".join(deck.name for deck in result.by_deck())
        line = Content.assemble(literal(result.when), score, (share, "bold"))
        line += literal_line(about[: 2 * width], QUIET)
        return [line.truncate(width, ellipsis=True)]


class PastQuizzesScreen(Page):
    """All quizzes handed in, the latest first. Each opens as it was, even if its cards are gone."""

    BINDING_GROUP_TITLE = "Past quizzes"
    DEFAULT_CSS = """
    PastQuizzesScreen {
        & > #heading { height: 2; padding: 0 1; text-style: bold; }
        & > Rows { height: 1fr; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("open", "enter,space", "Open", "Open this result"),
        command("back", "escape,q", "Back", "Back to quiz setup"),
    ]

    def __init__(self, results: Sequence[Result]) -> None:
        super().__init__()
        self._results = results
        self._rows = Rows(id="past")

    def compose(self) -> ComposeResult:
        """Lay out the heading and the rows."""
        yield Static(Content("Past quizzes" if self._results else _NONE), id="heading")
        yield self._rows
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the latest quiz."""
        self._rows.fill([PastRow(result) for result in self._results], 0)
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        return bool(self._results) if action == "open" else True

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked quiz, or open it if it is selected."""
        if event.index == self._rows.cursor:
            self.action_open()
        else:
            self._rows.cursor = event.index

    def action_open(self) -> None:
        """Open the selected result."""
        result = self._results[self._rows.cursor or 0]
        self.post_message(Navigate(QuizResult(result, listed=True)))

    def action_back(self) -> None:
        """Go back."""
        self.post_message(Navigate(QuizSetup()))
