"""The line on which a missed answer is typed once."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from coalition_quiz.core.questions import ListTask, Task
from coalition_quiz.core.sessions.retyping import answers_to_retype, still_to_retype
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.tui.looks import ENTRY, RIGHT
from coalition_quiz.tui.questions.base import AnswerNote
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.wording.retyping import describe_not_retyped, retype_label


class RetypeLine(Horizontal):
    """A line for an answer that was missed. Enter checks it, and Esc skips it."""

    BINDING_GROUP_TITLE = "This answer"
    DEFAULT_CSS = """
    RetypeLine {
        height: 1;
        & > #retype-label { width: auto; max-width: 80%; padding-right: 1; text-wrap: nowrap; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("skip", "escape", "Skip", "Skip typing the answer"),
    ]
    tips = (Tip("[Enter", "Check]"), Tip("Esc", "skip"))

    class Done(Message):
        """Posted when everything is typed, or typing is skipped."""

    def __init__(self, answered: Answered) -> None:
        super().__init__(id="retype")
        self._asked: Task = answered.question.task
        self._wanted = self._left = answers_to_retype(answered)
        self._label = Static(id="retype-label")
        self._line = LineInput()

    def compose(self) -> ComposeResult:
        """Yield the label and the line."""
        yield self._label
        yield self._line

    def on_mount(self) -> None:
        """Take the keys."""
        self._show_left()
        self._line.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow skipping while something is left."""
        return bool(self._left) if action == "skip" else super().check_action(action, parameters)

    def action_skip(self) -> None:
        """Type nothing more."""
        self.display = False
        self.post_message(self.Done())

    @on(Input.Submitted)
    def _check(self, event: Input.Submitted) -> None:
        event.stop()
        before = self._left
        self._left = still_to_retype(self._asked, before, event.value)
        is_wrong = self._left == before
        self.post_message(AnswerNote(describe_not_retyped(before) if is_wrong else ""))
        if not self._left:
            self._finish()
        elif is_wrong:
            self._line.select_all()
        else:
            self._line.invite()
            self._show_left()

    def _finish(self) -> None:
        self._line.close()
        self._line.display = False
        typed = literal_line(", ".join(self._wanted))
        self._label.update(("✓ " + typed).stylize(RIGHT))
        self.post_message(self.Done())

    def _show_left(self) -> None:
        label = retype_label(self._left, is_list=isinstance(self._asked, ListTask))
        self._label.update(literal_line(ENTRY + label, QUIET))
