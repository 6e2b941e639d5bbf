"""A line to type on, safe against any pasted text."""

from textual.events import Paste
from textual.widgets import Input

from coalition_quiz.core.grading.characters import is_undecoded
from coalition_quiz.system.text import is_showable
from coalition_quiz.tui.questions.base import AnswerNote
from coalition_quiz.tui.widgets.rows import PAGING

LONGEST = 1000
_OTHERS = ("ctrl+d", "ctrl+f")
"""Keys of Textual's line that the screens use. Delete deletes, too."""
_UNDECODED = "Part of what you pasted could not be read. Check the line before you continue."


class LineInput(Input):
    """An input of one line. A paste becomes one line without control characters."""

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: $surface;
    }
    LineInput:focus { background: $boost; }
    """

    def __init__(self) -> None:
        # A blinking cursor would draw the screen twice a second for as long as one thinks.
        super().__init__(max_length=LONGEST, select_on_focus=False, compact=True)
        self.cursor_blink = False
        for key in _OTHERS:
            self._bindings.key_to_bindings.pop(key, None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to the screen the keys of pages, and Backspace while the line is empty."""
        if action == "delete_left" and not self.value:
            return False
        return action not in PAGING and super().check_action(action, parameters)

    def invite(self, placeholder: str = "") -> None:
        """Empty the line, to be typed on."""
        self.can_focus = True
        self.value = ""
        self.placeholder = placeholder

    def close(self) -> None:
        """Leave the typed text on the line and take no more input."""
        # Disabling the line would dim the text and restyle it at every question.
        self.can_focus = False

    def on_paste(self, event: Paste) -> None:
        """Replace the selection with the pasted text, as one line without control characters."""
        event.prevent_default()
        event.stop()
        if is_undecoded(event.text):
            self.post_message(AnswerNote(_UNDECODED))
        text = " ".join(event.text.split())
        self.insert_tamed("".join(filter(is_showable, text))[:LONGEST])

    def insert_tamed(self, text: str) -> None:
        """Insert text that may be shown."""
        start, end = sorted(self.selection)
        self.replace(text, start, end)
