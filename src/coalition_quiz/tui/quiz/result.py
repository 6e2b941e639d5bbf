"""The result screen of a quiz."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.reports.files import NotWrittenError, proposed_name, save_result
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, literal
from coalition_quiz.tui.navigation import Home, Navigate, PastQuizzes, QuizSetup, StudyMissed
from coalition_quiz.tui.page import Page
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.quiz.result_rows import overview, questions
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Row, Rows

_SAVE_NOTE = (
    "Use .md for Markdown, .html for a printable page, or .json. "
    "Press Enter to save or Esc to go back."
)


class QuizResultScreen(Page):
    """The score, its breakdown, and every question with the given and the right answer."""

    BINDING_GROUP_TITLE = "The result of a quiz"
    DEFAULT_CSS = """
    QuizResultScreen {
        & > Rows { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
        & > #note { height: auto; max-height: 3; padding: 0 1; color: $text-success; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("study", "r,s", "Study missed", "Study the questions you missed"),
        command("fold", "enter,space,v", "Open", "Expand this question"),
        command("close", "enter,space,v", "Close", "Collapse this question"),
        command("next_missed", "n", "Next missed", "Go to the next question you missed"),
        command("every", "a", "Expand all", "Expand all questions"),
        command("close_all", "a", "Collapse all", "Collapse all questions"),
        command("copy", "y,f6", "Copy line", "Copy the line of the quiz of the day"),
        command("save", "w,ctrl+s", "Save as", "Save the result as Markdown, HTML or JSON"),
        command("again", "z", "New quiz", "Take another quiz"),
        command("home", "q,escape", "Home", "Go to the home screen"),
        command("back", "q,escape", "Back", "Go back to the past quizzes"),
        command("page(-1)", "pageup", "Page up", "Go a page up", shown=False),
        command("page(1)", "pagedown", "Page down", "Go a page down", shown=False),
    ]

    def __init__(
        self,
        result: Result,
        to_study: tuple[str, ...],
        decks: Iterable[Deck] = (),
        *,
        listed: bool = False,
    ) -> None:
        super().__init__()
        self._listed = listed
        self._result = result
        self._decks = decks
        self._to_study = to_study
        gone = len({line.item for line in result.missed}) - len(to_study)
        self._above: tuple[Row, ...] = tuple(overview(result, gone))
        self._numbers: list[int | None] = []
        missed = (at for at, line in enumerate(result.lines) if not line.is_right)
        self._opened = frozenset(missed)
        self._rows = Rows(id="result")
        self._note = Static(id="note")

    def compose(self) -> ComposeResult:
        """Lay out the list and the keys."""
        yield self._rows
        yield self._note
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the score."""
        self._note.display = False
        self._show(0)
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        question, opened = self._question, self._opened
        makes_sense = {
            "study": bool(self._to_study),
            "copy": self._result.daily is not None,
            "next_missed": bool(self._result.missed),
            "fold": question is not None and question not in opened,
            "close": question in opened,
            "every": len(opened) < len(self._result.lines),
            "close_all": len(opened) == len(self._result.lines),
            "home": not self._listed,
            "back": self._listed,
        }
        return makes_sense.get(action, True)

    def on_rows_moved(self) -> None:
        """Update the commands: Enter needs a question."""
        self.refresh_bindings()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked row, or open or fold it if it is selected."""
        if event.index == self._rows.cursor and self._question is not None:
            self.action_fold()
        else:
            self._rows.cursor = event.index

    def action_fold(self) -> None:
        """Open or fold the selected question."""
        if self._question is not None:
            self._opened ^= {self._question}
            self._show(self._rows.cursor or 0)

    def action_every(self) -> None:
        """Open all questions."""
        self._opened = frozenset(range(len(self._result.lines)))
        self._show(self._rows.cursor or 0)

    def action_close(self) -> None:
        """Fold the selected question."""
        self.action_fold()

    def action_close_all(self) -> None:
        """Fold all questions."""
        self._opened = frozenset()
        self._show(self._rows.cursor or 0)

    def action_next_missed(self) -> None:
        """Select the next missed question, starting over after the last."""
        lines, here = self._result.lines, self._rows.cursor or 0
        missed = [
            row for row, at in enumerate(self._numbers) if at is not None and not lines[at].is_right
        ]
        if missed:
            self._rows.cursor = next((row for row in missed if row > here), missed[0])

    def action_page(self, step: int) -> None:
        """Move the selection by a page."""
        self._rows.action_move(step * max(1, self._rows.size.height // 2))

    def action_study(self) -> None:
        """Study the missed questions."""
        items, result = self._to_study, self._result
        self.post_message(Navigate(StudyMissed(items, result)))

    def action_copy(self) -> None:
        """Copy the line of the quiz of the day."""
        self.app.copy_to_clipboard(self._result.line_to_share)
        self._tell(Content("Copied the line."))

    def action_save(self) -> None:
        """Ask for a name and save the result."""
        self.app.push_screen(SaveAs(self._result, self._decks), self._saved)

    def action_again(self) -> None:
        """Set up another quiz."""
        self.post_message(Navigate(QuizSetup()))

    def action_home(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    def action_back(self) -> None:
        """Go back to the list that the result was opened from."""
        self.post_message(Navigate(PastQuizzes()))

    @property
    def _question(self) -> int | None:
        at = self._rows.cursor or 0
        return self._numbers[at] if at < len(self._numbers) else None

    def _saved(self, path: str | None) -> None:
        if path is not None:
            self._tell(Content("Saved: ") + literal(path))

    def _tell(self, note: Content) -> None:
        self._note.update(note)
        self._note.display = True

    def _show(self, cursor: int) -> None:
        found = list(questions(self._result, self._opened))
        self._numbers = [*[None] * len(self._above), *(at for _, at in found)]
        self._rows.fill((*self._above, *(row for row, _ in found)), cursor)
        self._rows.show_row(cursor)
        self.refresh_bindings()


class SaveAs(Clickable, ModalScreen[str | None]):
    """Asks for a file name. It never replaces a file."""

    BINDING_GROUP_TITLE = "Saving the result"
    DEFAULT_CSS = """
    SaveAs {
        align-horizontal: center; background: $background; padding: 1 0;
        & > * { max-width: 100; }
        & > Static { height: auto; padding: 0 1; margin-bottom: 1; }
        & > LineInput { margin: 0 1 1 1; }
        & > #problem { color: $text-error; }
        & > KeyBar { dock: bottom; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("save", "enter", "Save", "Save under this name"),
        command("dismiss(None)", "escape", "Back", "Cancel"),
    ]

    def __init__(self, result: Result, decks: Iterable[Deck]) -> None:
        super().__init__()
        self._result = result
        self._decks = decks
        self._line = LineInput()
        self._problem = Static(id="problem")

    def compose(self) -> ComposeResult:
        """Lay out the input line, its explanation and the error."""
        yield Static(Content.assemble(("Save as", "bold"), "\n", (_SAVE_NOTE, QUIET)))
        yield self._line
        yield self._problem
        yield KeyBar()

    def on_mount(self) -> None:
        """Suggest a name."""
        self._line.value = proposed_name(self._result)
        self._line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save on Enter."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Save, or show why not."""
        try:
            path = save_result(self._result, self._line.value, self._decks)
        except NotWrittenError as error:
            self._problem.update(literal(str(error)))
        else:
            self.dismiss(str(path.absolute()))
