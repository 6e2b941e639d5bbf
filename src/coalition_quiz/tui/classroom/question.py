"""The screen with one question of a test: who chose which option, and frequent wrong answers."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coalition_quiz.classroom.grading import Grading
from coalition_quiz.classroom.results import QuestionAnalysis
from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.classroom.result_rows import (
    OPTION_HEAD,
    WRONG_HEAD,
    question_head,
    question_rows,
)
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, lines, literal
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows

_NO_WRONG = "No wrong answers."
_MARGIN = "  "


class QuestionResultScreen(Clickable, ModalScreen[str]):
    """One question. A wrong answer can be counted as right; then everybody is graded again."""

    BINDING_GROUP_TITLE = "A question of the test"
    DEFAULT_CSS = """
    QuestionResultScreen {
        align-horizontal: center; background: $background;
        & > * { max-width: 100; }
        & > Static { height: auto; padding: 0 1; }
        & > #said { max-height: 40%; margin-bottom: 1; }
        & > Rows { height: 1fr; padding: 0 1; }
        & > #note { max-height: 4; }
        &.-short > #said { margin-bottom: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("accept", "i", "Count as right", "Count this answer as right, and grade again"),
        command("step(1)", "right,n,l", "Next", "Show the next question"),
        command("step(-1)", "left,p,h", "Previous", "Show the previous question"),
        command("back", "escape,q,enter,v", "Back", "Go back to the results"),
    ]

    def __init__(self, grading: Grading, keys: Sequence[str], at: int) -> None:
        """Show the question at a place of these keys."""
        super().__init__()
        self._grading = grading
        self._keys = keys
        self._at = at
        self._said = Static(id="said")
        self._head = Static(id="head")
        self._rows = Rows(id="answers")
        self._note = Static(id="note")

    def compose(self) -> ComposeResult:
        """Lay out the question, its answers and the keys."""
        yield self._said
        yield self._head
        yield self._rows
        yield self._note
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the question."""
        self._rows.focus(scroll_visible=False)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        match action:
            case "accept":
                takes = self._grading.test.by_key[self._keys[self._at]].takes_other_answers
                return takes and bool(self._question.wrong)
            case "step":
                return 0 <= self._at + (1 if parameters == (1,) else -1) < len(self._keys)
            case _:
                return True

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked row."""
        self._rows.cursor = event.index

    def action_step(self, step: int) -> None:
        """Show another question."""
        self._at += step
        self._note.update(Content())
        self._show()

    def action_accept(self) -> None:
        """Count the answer at the cursor as right from now on."""
        before = self._question
        given = before.wrong[min(self._rows.cursor or 0, len(before.wrong) - 1)]
        try:
            advice = self._grading.accept(before.key, given.text)
        except QuizError as error:
            self._note.update(literal(str(error), "$text-error"))
            return
        more = self._question.right - before.right
        self._note.update(literal(f"“{given.text}”: {more} more right. {advice}"))
        self._show()

    def action_back(self) -> None:
        """Close, and say which question was shown."""
        self.dismiss(self._keys[self._at])

    @property
    def _question(self) -> QuestionAnalysis:
        key = self._keys[self._at]
        return next(each for each in self._grading.result.questions if each.key == key)

    def _show(self) -> None:
        question = self._question
        accepted = self._grading.test.by_key[question.key].accepted
        pupils = len(self._grading.result.pupils)
        self._said.update(lines(*question_head(question, accepted, pupils)))
        rows = question_rows(question)
        head = OPTION_HEAD if question.options else WRONG_HEAD
        self._head.update(Content.styled(_MARGIN + (head if rows else _NO_WRONG), QUIET))
        self._rows.fill(rows, 0 if rows else None)
        self.refresh_bindings()
