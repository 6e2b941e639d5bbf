"""The list of themes. The screen below it wears the theme at the cursor."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen

from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import HangingText, Rows

_NAME_WIDTH = 22


_MOST_ROWS = 17
_AROUND = 4
"""The lines of the frame, the keys and the empty one above them."""


class ThemeScreen(Clickable, ModalScreen[None]):
    """The themes. Enter keeps the one at the cursor, Esc puts the old one back."""

    class Previewed(Message):
        """Posted when the cursor is on another theme."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Kept(Message):
        """Posted when the learner has chosen the theme in sight."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    BINDING_GROUP_TITLE = "Colours"
    DEFAULT_CSS = """
    ThemeScreen {
        align: right middle; background: $background 0%;
        & > Vertical {
            width: 46; max-width: 100%; height: auto; max-height: 100%; background: $background;
            border: round $primary; border-title-color: $text-primary;
            border-title-style: bold; padding: 0 1;
        }
        & KeyBar { padding: 0; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("keep", "enter,space", "Keep", "Use this theme from now on"),
        command("put_back", "escape,q", "Cancel", "Go back to the previous theme"),
    ]

    def __init__(self, names: list[str], in_use: str) -> None:
        super().__init__()
        self._names = names
        self._in_use = in_use
        self._rows = Rows(height=1)

    def compose(self) -> ComposeResult:
        """Lay out the themes and the keys."""
        with Vertical() as box:
            box.border_title = "Colours"
            yield self._rows
            yield KeyBar()

    def on_resize(self) -> None:
        """Leave room for the frame and the keys."""
        self._rows.styles.max_height = min(_MOST_ROWS, self.size.height - _AROUND)

    def on_mount(self) -> None:
        """Select the theme in use."""
        rows = [
            HangingText(Content(f"{name:<{_NAME_WIDTH}}"), Content.styled(self._kind(name), QUIET))
            for name in self._names
        ]
        self._rows.fill(rows, self._names.index(self._in_use))
        self._rows.focus(scroll_visible=False)

    def on_rows_moved(self) -> None:
        """Show the theme at the cursor."""
        if self._chosen != self.app.theme:
            self.post_message(self.Previewed(self._chosen))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked theme, or keep it if it is selected."""
        if event.index == self._rows.cursor:
            self.action_keep()
        else:
            self._rows.cursor = event.index

    def action_keep(self) -> None:
        """Keep the theme at the cursor."""
        self.post_message(self.Kept(self._chosen))
        self.dismiss()

    def action_put_back(self) -> None:
        """Put the old theme back."""
        self.post_message(self.Previewed(self._in_use))
        self.dismiss()

    @property
    def _chosen(self) -> str:
        return self._names[self._rows.cursor or 0]

    def _kind(self, name: str) -> str:
        theme = self.app.get_theme(name)
        kind = "dark" if theme is None or theme.dark else "light"
        return f"{kind} · in use" if name == self._in_use else kind
