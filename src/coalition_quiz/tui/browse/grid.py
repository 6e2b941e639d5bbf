"""A list that draws only the visible lines, so that 100,000 rows cost as much as ten."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coalition_quiz.tui.commands import command

_CURSOR = "►"
_SELECTED = "●"
GUTTER = 2

Draw = Callable[[int, int], Content]
"""Draws the line of a row number at a width in cells."""


class CardGrid(ScrollView, can_focus=True):
    """A list with a cursor and selected rows. It stores no rows and asks for each line to draw."""

    BINDING_GROUP_TITLE = "The table"
    DEFAULT_CSS = """
    CardGrid {
        height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        & > .grid--cursor { text-style: bold; }
        &:focus > .grid--cursor { background: $block-cursor-blurred-background; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        command("move(-1)", "up,k", "Up", "Previous card", shown=False),
        command("move(1)", "down,j", "Down", "Next card", shown=False),
        command("turn(-1)", "pageup,ctrl+b", "Page up", "Go one page up", shown=False),
        command("turn(1)", "pagedown,ctrl+f", "Page down", "Go one page down", shown=False),
        command("end(-1)", "home,g", "First", "Go to the first card", shown=False),
        command("end(1)", "end,G", "Last", "Go to the last card", shown=False),
    ]
    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """Posted when the cursor has moved."""

        cursor: int

    class Left(Message):
        """Posted when the cursor would go above the first row."""

    def __init__(self, draw: Draw, is_selected: Callable[[int], bool]) -> None:
        super().__init__()
        self._draw = draw
        self._is_selected = is_selected
        self._count = 0
        self._empty: Sequence[Content] = ()

    @property
    def count(self) -> int:
        """The number of rows."""
        return self._count

    def fill(self, count: int, cursor: int = 0, empty: Sequence[Content] = ()) -> None:
        """Set the number of rows, the cursor, and the lines to show without rows."""
        self._empty = empty
        self._count = count
        self._measure()
        self.cursor = min(max(0, cursor), max(0, count - 1))
        self._show_cursor()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if not self._count and y < len(self._empty):
            line = Content.blank(GUTTER) + self._empty[y]
            return Visual.to_strips(self, line, width, 1, self.visual_style, pad=True)[0]
        if at >= self._count or width <= GUTTER:
            return Strip.blank(width, self.visual_style.rich_style)
        here = at == self.cursor
        style = self.get_visual_style("grid--cursor") if here else self.visual_style
        gutter = (_CURSOR if here else " ") + (_SELECTED if self._is_selected(at) else " ")
        line = Content(gutter) + self._draw(at, width - GUTTER)
        strip = Visual.to_strips(self, line, width, 1, style, apply_selection=False, pad=True)[0]
        return strip.apply_meta({"row": at})

    def watch_cursor(self, before: int, now: int) -> None:
        """Scroll to the cursor, and redraw only the two lines that change."""
        top = self.scroll_offset.y
        self._show_cursor()
        if self.scroll_offset.y == top:
            width = self.scrollable_content_region.width
            self.refresh(*(Region(0, at - top, width, 1) for at in (before, now)))
        self.post_message(self.Moved(now))

    def action_move(self, step: int) -> None:
        """Move the cursor. Above the first row it leaves the list."""
        if self.cursor + step < 0 or not self._count:
            self.post_message(self.Left())
        else:
            self._go(self.cursor + step)

    def action_turn(self, pages: int) -> None:
        """Move the cursor by a page."""
        self._go(self.cursor + pages * max(1, self.scrollable_content_region.height - 1))

    def action_end(self, side: int) -> None:
        """Move the cursor to one of the ends."""
        self._go(0 if side < 0 else self._count)

    def on_click(self, event: Click) -> None:
        """Move the cursor to the clicked row."""
        row = event.style.meta.get("row")
        if isinstance(row, int):
            event.stop()
            self._go(row)

    def on_resize(self, _event: Resize) -> None:
        """Scroll to the cursor."""
        self._measure()
        self._show_cursor()

    def _go(self, to: int) -> None:
        if self._count:
            self.cursor = min(max(0, to), self._count - 1)

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._count)

    def _show_cursor(self) -> None:
        if self._count:
            region = Region(0, self.cursor, 1, 1)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)
