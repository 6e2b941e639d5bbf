"""What is shown instead where the terminal is too small to study in."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.page import SMALLEST


class TooSmallScreen(Clickable, ModalScreen[bool]):
    """A sentence, until the terminal is enlarged or the learner goes on anyway."""

    BINDING_GROUP_TITLE = "Too small"
    DEFAULT_CSS = "TooSmallScreen { background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("dismiss(True)", "enter,escape,space", "Go on", "Go on in the small terminal"),
    ]

    def render(self) -> Content:
        """What is needed, and what is there, in as few cells as it takes."""
        need, have = SMALLEST, self.app.size
        return Content.assemble(
            (f"Needs {need.width}×{need.height}, this is {have.width}×{have.height}.", "bold"),
            "\nNothing is lost. Enlarge it; Enter goes on anyway.",
        )
