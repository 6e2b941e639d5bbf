"""The screen of a pause."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.page import Overlay
from coalition_quiz.tui.widgets.rows import HangingText

_TOLD = (
    "The question is hidden, and the time of the pause does not count.",
    "Every answer is saved: you may also just close the terminal.",
)


class PauseScreen(Overlay):
    """A screen that hides the question and stops the clock."""

    BINDING_GROUP_TITLE = "Pause"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("dismiss", "p,f9,enter,space,escape,q", "Go on", "Go on with the question"),
    ]

    def __init__(self) -> None:
        super().__init__("Paused", [HangingText(Content(""), literal(text)) for text in _TOLD])
