"""The line about an answer that is not saved yet."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.looks import WARNING

SECONDS_BETWEEN = 4.0

_TRYING = " The program tries again every few seconds. Press Enter to try now."
_ASKING = "\nLeave without saving this answer? Press y to leave, or Esc to stay."


class Unsaved(Static, can_focus=True):
    """A line that says why nothing was saved, and tries again.

    It is shown only while something waits, and hides the keys that would do nothing.
    """

    BINDING_GROUP_TITLE = "Not saved"
    DEFAULT_CSS = """
    Unsaved {
        display: none; height: auto; max-height: 6; padding: 0 2;
        background: $error-muted; color: $text-error;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("try_now", "enter,space", "Try now", "Try to save it now"),
        command("ask", "escape,q", "Leave", "Leave without saving this answer (asks first)"),
        command("abandon", "y", "Leave unsaved", "Leave without saving this answer"),
    ]

    class TryAgain(Message):
        """Posted when it is time to try again."""

    class Abandoned(Message):
        """Posted when the learner gives up waiting."""

    def __init__(self, instead_of: Widget) -> None:
        super().__init__(id="unsaved")
        self._instead_of = instead_of
        self._timer: Timer | None = None
        self._reason = ""
        self._asking = False

    @property
    def is_waiting(self) -> bool:
        """Whether something waits to be saved."""
        return self._timer is not None

    def hold(self, reason: str) -> None:
        """Show why it is not saved, and keep trying."""
        self._reason = reason
        if self._timer is None:
            self._asking = False
            self._timer = self.set_interval(SECONDS_BETWEEN, self.action_try_now)
        self._instead_of.display = False
        self.display = True
        self._tell()
        self.focus(scroll_visible=False)

    def release(self) -> None:
        """Hide the line after saving."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._instead_of.display = True
            self.display = False

    def may_quit(self) -> bool:
        """Return whether the program may quit. Ask the learner first."""
        if not self.is_waiting or self._asking:
            return True
        self.action_ask()
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now: losing an answer takes two keys."""
        del parameters
        return self._asking if action == "abandon" else True

    def action_try_now(self) -> None:
        """Try to save now."""
        self.post_message(self.TryAgain())

    def action_ask(self) -> None:
        """Ask whether to leave without saving, or withdraw the question."""
        self._asking = not self._asking
        self._tell()
        self.refresh_bindings()

    def action_abandon(self) -> None:
        """Leave without saving."""
        self.release()
        self.post_message(self.Abandoned())

    def _tell(self) -> None:
        told = Content.assemble(("! Not saved yet. ", WARNING), literal(self._reason), _TRYING)
        self.update(told + Content(_ASKING if self._asking else ""))
