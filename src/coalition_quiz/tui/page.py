"""What all screens have in common: a column in the middle of wide terminals."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import ScreenResume, ScreenSuspend
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.input_gate import GatedApp
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Paragraphs, Row

SMALLEST = Size(60, 18)
"""The terminal that every page fits into."""


class Failed(Message):
    """The history cannot be read: the program ends, and says so."""

    def __init__(self, error: QuizError) -> None:
        super().__init__()
        self.error = error


class Page(Clickable, Screen[None]):
    """A screen whose widgets take at most a hundred cells, which is as wide as reads well."""

    DEFAULT_CSS = """
    Page {
        align-horizontal: center;
        & > * { max-width: 100; }
        &.-short QuestionView { padding: 0 2; }
        &.-short QuestionView.-noted > #prompt { display: none; }
        &.-short QuestionView.-noted > #note { margin-bottom: 0; }
        &.-short Today { margin-bottom: 0; }
        &.-covered TipBar { visibility: hidden; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012 - as Textual has it

    @property
    def is_pressed_twice(self) -> bool:
        """Whether the key at work is that of just before: a choice is easily pressed twice."""
        return isinstance(self.app, GatedApp) and self.app.presses.is_second

    @on(ScreenSuspend)
    def _hide_keys(self) -> None:
        # Behind a dialog or the palette they do nothing.
        self.add_class("-covered")

    @on(ScreenResume)
    def _show_keys(self) -> None:
        self.remove_class("-covered")

    def may_quit(self) -> bool:
        """Whether nothing would be lost by leaving the program now."""
        return True


class Overlay(Clickable, ModalScreen[None]):
    """A text over the screen below, which stays as it is."""

    BINDING_GROUP_TITLE = "Reading"
    DEFAULT_CSS = """
    Overlay {
        align-horizontal: center; background: $background;
        & > * { max-width: 100; }
        & > Static { height: 2; padding: 0 1; text-style: bold; }
        & > VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("dismiss", "escape,q,enter,question_mark,f1,p", "Back", "Go back"),
    ]

    def __init__(self, heading: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self._heading = heading
        self._rows = rows

    def compose(self) -> ComposeResult:
        """The text, scrolled with the arrow keys."""
        yield Static(Content(self._heading))
        with VerticalScroll():
            yield Paragraphs(self._rows)
        yield KeyBar()
