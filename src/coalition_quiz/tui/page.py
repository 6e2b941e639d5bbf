"""The bases of all screens."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
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
from textual.types import NoActiveAppError
from textual.widget import Widget
from textual.widgets import Static

from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.input_gate import GatedApp
from coalition_quiz.tui.literal import sides
from coalition_quiz.tui.looks import size_classes
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Paragraphs, Row


class Failed(Message):
    """Posted when the history cannot be read. The program ends with the error."""

    def __init__(self, error: QuizError) -> None:
        super().__init__()
        self.error = error


class Page(Clickable, Screen[None]):
    """A screen.

    Attributes:
        SMALLEST: the smallest terminal for which it has room.
        GROUPS: headings of the keys screen with the actions below them. All other actions are below
            `BINDING_GROUP_TITLE`.

    Its column is at most 100 cells wide, which reads well. A screen of the class ``-panes`` uses
    the whole width of a wide terminal.
    """

    DEFAULT_CSS = """
    Page {
        align-horizontal: center;
        & > * { max-width: 100; }
        &.-panes.-wide > *, &.-panes.-wider > * { max-width: 100%; }
        & > #body { height: 1fr; }
        & #aside {
            display: none; width: 43; height: 1fr; padding: 1 1 0 1;
            border-left: vkey $foreground 30%;
        }
        &.-high #aside { padding: 4 1 0 1; }
        &.-higher #aside { padding: 9 1 0 1; }
        &.-wide.-aside #aside, &.-wider.-aside #aside { display: block; }
        & QuestionView { padding: 1 2 0 2; }
        &.-short QuestionView { padding: 0 1; }
        &.-short QuestionView > * { margin-bottom: 0; }
        &.-high QuestionView { padding: 4 2 0 2; }
        &.-higher QuestionView { padding: 9 2 0 2; }
        &.-covered TipBar { visibility: hidden; }
    }
    """

    SMALLEST: ClassVar[Size] = Size(60, 18)
    GROUPS: ClassVar[Mapping[str, frozenset[str]]] = {}

    def __init__(self) -> None:
        super().__init__()
        # The first resize would add these classes, and style all widgets a second time.
        with suppress(NoActiveAppError):
            self.add_class(*size_classes(*self.app.size), update=False)

    @property
    def is_pressed_twice(self) -> bool:
        """Whether the current key was pressed twice, which happens easily."""
        return isinstance(self.app, GatedApp) and self.app.presses.is_second

    @on(ScreenSuspend)
    def _hide_keys(self) -> None:
        # Keys below a dialog or the palette do nothing.
        self.add_class("-covered")

    @on(ScreenResume)
    def _show_keys(self) -> None:
        self.remove_class("-covered")

    def may_quit(self) -> bool:
        """Return whether the program may quit without a loss."""
        return True


class Overlay(Clickable, ModalScreen[None]):
    """A text that covers the screen below."""

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
        command("dismiss", "escape,q,enter,question_mark,f1,p,v", "Back", "Go back"),
    ]

    def __init__(self, heading: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self._heading = heading
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Lay out the heading and the text."""
        yield Static(Content(self._heading))
        with VerticalScroll():
            yield Paragraphs(self._rows)
        yield KeyBar()


class TitleLine(Widget):
    """A line with a title at its start and a detail at its end."""

    DEFAULT_CSS = "TitleLine { height: 1; padding: 0 1; }"

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = Content.styled(title, "bold")
        self._detail = ""
        self._subtitle: Content | None = None

    def show(self, detail: str, subtitle: Content | None = None) -> None:
        """Show a detail, and a subtitle after the title."""
        self._detail = detail
        self._subtitle = subtitle
        self.refresh()

    def render(self) -> Content:
        """Return the texts at both ends of the line."""
        title = (
            Content.assemble(self._title, " · ", self._subtitle) if self._subtitle else self._title
        )
        return sides(title, Content(self._detail), self.content_size.width)
