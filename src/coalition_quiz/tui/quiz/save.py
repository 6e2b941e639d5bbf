"""Where to save a result: a name is typed, and what is wrong with it is said."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.reports.quiz_files import NotWrittenError, proposed_name, save
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, literal
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.widgets.key_bar import KeyBar

_ABOUT = (
    "The ending says what it becomes: .md for Markdown, .html for a page to print, .json. "
    "⏎ saves, Esc goes back."
)


class SaveAs(Clickable, ModalScreen[str | None]):
    """Asks for the name of a file; a file that is there is never replaced."""

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
        command("dismiss(None)", "escape", "Back", "Save nothing"),
    ]

    def __init__(self, result: Result) -> None:
        super().__init__()
        self._result = result
        self._line = LineInput()
        self._problem = Static(id="problem")

    def compose(self) -> ComposeResult:
        """The line, what it is for, and what is wrong."""
        yield Static(Content.assemble(("Save as", "bold"), "\n", (_ABOUT, QUIET)))
        yield self._line
        yield self._problem
        yield KeyBar()

    def on_mount(self) -> None:
        """Propose a name."""
        self._line.value = proposed_name(self._result)
        self._line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save on Enter."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Save, or say why not."""
        try:
            path = save(self._result, self._line.value)
        except NotWrittenError as error:
            self._problem.update(literal(str(error)))
        else:
            self.dismiss(str(path.absolute()))
