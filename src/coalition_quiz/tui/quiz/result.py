"""The screen after a quiz, or when an old result is opened again."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.navigation import Home, Navigate, QuizSetup, StudyMissed
from coalition_quiz.tui.page import Page
from coalition_quiz.tui.quiz.result_rows import overview, questions
from coalition_quiz.tui.quiz.save import SaveAs
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Row, Rows


class QuizResultScreen(Page):
    """The score, how it is spread, and every question with what was answered and what is right."""

    BINDING_GROUP_TITLE = "The result of a quiz"
    DEFAULT_CSS = """
    QuizResultScreen {
        & > Rows { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
        & > #note { height: auto; max-height: 3; padding: 0 1; color: $text-success; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("study", "s", "Study missed", "Study the questions you missed, now"),
        command("fold", "enter,space", "Open", "Open or fold the question marked"),
        command("next_missed", "n", "Next missed", "Go to the next question you missed"),
        command("every", "a", "Open all", "Open or fold all questions"),
        command("save", "w,ctrl+s", "Save as", "Save this as Markdown, HTML or JSON"),
        command("again", "z", "New quiz", "Take another quiz"),
        command("home", "q,escape", "Home", "Go to the home screen"),
        command("page(-1)", "pageup", "Page up", "Go a page up", shown=False),
        command("page(1)", "pagedown", "Page down", "Go a page down", shown=False),
    ]

    def __init__(self, result: Result, to_study: tuple[str, ...]) -> None:
        super().__init__()
        self._result = result
        self._to_study = to_study
        gone = len({line.item for line in result.missed}) - len(to_study)
        self._above: tuple[Row, ...] = tuple(overview(result, gone))
        missed = (at for at, line in enumerate(result.lines) if not line.is_right)
        self._opened = frozenset(missed)
        self._rows = Rows(id="result")
        self._note = Static(id="note")

    def compose(self) -> ComposeResult:
        """One list of all there is, above the keys."""
        yield self._rows
        yield self._note
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the score."""
        self._note.display = False
        self._show(0)
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now."""
        del parameters
        if action == "study":
            return bool(self._to_study)
        if action == "next_missed":
            return bool(self._result.missed)
        return self._question is not None if action == "fold" else True

    def on_rows_moved(self) -> None:
        """Enter does something on a question only."""
        self.refresh_bindings()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A click goes to a row; on the row marked it opens or folds it."""
        if event.index == self._rows.cursor and self._question is not None:
            self.action_fold()
        else:
            self._rows.cursor = event.index

    def action_fold(self) -> None:
        """Open the question marked, or fold it."""
        if self._question is not None:
            self._opened ^= {self._question}
            self._show(self._rows.cursor or 0)

    def action_every(self) -> None:
        """Open all; if all are open, fold all."""
        every = frozenset(range(len(self._result.lines)))
        self._opened = frozenset() if self._opened == every else every
        self._show(self._rows.cursor or 0)

    def action_next_missed(self) -> None:
        """Mark the next question missed, from the first again after the last."""
        start = -1 if self._question is None else self._question
        missed = [at for at, line in enumerate(self._result.lines) if not line.is_right]
        after = [at for at in missed if at > start]
        if missed:
            self._rows.cursor = len(self._above) + next(iter((*after, *missed)))

    def action_page(self, step: int) -> None:
        """Go a page further, the row marked with it."""
        self._rows.action_move(step * max(1, self._rows.size.height // 2))

    def action_study(self) -> None:
        """Study what was missed."""
        items, result = self._to_study, self._result
        self.post_message(Navigate(StudyMissed(items, result)))

    def action_save(self) -> None:
        """Ask for a name, and save under it."""
        self.app.push_screen(SaveAs(self._result), self._saved)

    def action_again(self) -> None:
        """To the terms of another quiz."""
        self.post_message(Navigate(QuizSetup()))

    def action_home(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    @property
    def _question(self) -> int | None:
        at = (self._rows.cursor or 0) - len(self._above)
        return at if at >= 0 else None

    def _saved(self, path: str | None) -> None:
        if path is not None:
            self._note.update(Content("Saved: ") + literal(path))
            self._note.display = True

    def _show(self, cursor: int) -> None:
        self._rows.fill((*self._above, *questions(self._result, self._opened)), cursor)
        self._rows.show_row(cursor)
