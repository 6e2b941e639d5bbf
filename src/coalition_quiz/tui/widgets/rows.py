"""Rows to choose from: wrapped with a hanging indent, scrolled, by keyboard and mouse.

One widget draws them all, because a widget a row takes many times as long to put up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import ClassVar, NamedTuple, Protocol

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from coalition_quiz.tui.commands import command
from coalition_quiz.tui.widgets.sharing import width_of_text

PAGING = frozenset({"page_up", "page_down"})
_SIDEWAYS = frozenset({"scroll_left", "scroll_right"})

_MARK = "▸ "


class Row(Protocol):
    """Something that can be drawn as one row of one or more lines."""

    def lines(self, width: int) -> list[Content]:
        """The lines, each of at most `width` cells."""


class _Drawn:
    """Rows as lines of a width: each row is drawn when it is first looked at, or measured."""

    def __init__(self, rows: Sequence[Row], width: int, height: int | None) -> None:
        self._lines_of = cache(lambda at: rows[at].lines(width))
        heights = ((at, height or len(self._lines_of(at))) for at in range(len(rows)))
        self._row_of = [at for at, lines in heights for _ in range(lines)]

    def __len__(self) -> int:
        return len(self._row_of)

    def line(self, number: int) -> tuple[int, int, Content]:
        """The row that a line belongs to, the line's number in it, and the line."""
        row = self._row_of[number]
        at = number - bisect_left(self._row_of, row)
        return row, at, self._lines_of(row)[at]

    def numbers(self, row: int) -> range:
        """The numbers of a row's lines."""
        return range(bisect_left(self._row_of, row), bisect_right(self._row_of, row))


_NOTHING = _Drawn((), 0, None)


class HangingText(NamedTuple):
    """A label, and a text that wraps beside it."""

    label: Content
    text: Content

    def lines(self, width: int) -> list[Content]:
        """The lines, those after the first indented by the label's width."""
        indent = self.label.cell_length
        first, *rest = self.text.wrap(max(1, width - indent)) or [Content("")]
        return [self.label + first, *(Content.blank(indent) + line for line in rest)]


class Paragraphs(Widget):
    """Rows that are only read; they scroll with what contains them."""

    DEFAULT_CSS = "Paragraphs { height: auto; }"

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the rows take at this width."""
        del container, viewport
        return len(self._lines(width))

    def render(self) -> Content:
        """All rows."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        return [line for row in self._rows for line in row.lines(max(1, width))]


class Rows(ScrollView, can_focus=True):
    """Rows with a cursor; `Chosen` tells that one was clicked."""

    DEFAULT_CSS = """
    Rows {
        height: auto; overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .rows--cursor { text-style: bold; }
        &:focus > .rows--cursor { background: $block-cursor-blurred-background; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        command("move(-1)", "up,k", "Up", "Move to the row above", shown=False),
        command("move(1)", "down,j", "Down", "Move to the row below", shown=False),
        command("end(-1)", "home", "First", "Move to the first row", shown=False),
        command("end(1)", "end", "Last", "Move to the last row", shown=False),
    ]

    cursor: reactive[int | None] = reactive(None)

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, rows: "Rows", index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> "Rows":
            """The rows it came from."""
            return self.rows

    class Moved(Message):
        """The cursor is on another row."""

    def __init__(
        self,
        *,
        height: int | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        """Rows, yet to be filled.

        Args:
            height: how many lines each row takes, where that is known: then only those rows are
                drawn that come into view.
            id: of the widget.
            classes: of the widget.
        """
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[Row] = ()
        self._lines_each = height
        self._drawn = (0, _NOTHING)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def fill(self, rows: Sequence[Row], cursor: int | None = None) -> None:
        """Show these rows instead."""
        self._rows = rows
        self.cursor = cursor
        self.redraw()

    def redraw(self) -> None:
        """Draw the rows anew, because one has changed; without another height, in their place."""
        before = self.virtual_size
        self._drawn = (0, _NOTHING)
        self._measure()
        self.refresh(layout=self.virtual_size != before or not before)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rows wrap, so nothing scrolls sideways; on some screens pages lead elsewhere."""
        del parameters
        if action in PAGING:
            return not getattr(self.screen, "PAGES_LEAD_ON", False)
        return action not in _SIDEWAYS

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the rows take at this width."""
        del container, viewport
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the region that is in view."""
        width = self.scrollable_content_region.width
        lines = self._lines(width)
        number = y + self.scroll_offset.y
        if number >= len(lines):
            return Strip.blank(width, self.visual_style.rich_style)
        row, at, line = lines.line(number)
        at_cursor = row == self.cursor
        style = self.get_visual_style("rows--cursor") if at_cursor else self.visual_style
        gutter = " " * len(_MARK) if at or not at_cursor else _MARK
        line = Content(gutter) + line
        strip = Visual.to_strips(self, line, width, 1, style, apply_selection=False, pad=True)[0]
        return strip.apply_meta({"row": row})

    def watch_cursor(self) -> None:
        """Bring the row at the cursor into view."""
        self.refresh()
        self.show_row(self.cursor)
        self.post_message(self.Moved())

    def show_row(self, index: int | None) -> None:
        """Scroll so far that a row can be seen."""
        width = self.scrollable_content_region.width
        if index is None or not width:
            return
        # Drawn at this width: a layout may have measured them at another one since.
        if numbers := self._lines(width).numbers(index):
            # Of a row taller than the view its beginning is shown.
            height = min(len(numbers), self.scrollable_content_region.height or len(numbers))
            region = Region(0, numbers[0], 1, height)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def action_move(self, step: int) -> None:
        """Move the cursor; from nowhere to the nearest end."""
        if self._rows:
            start = (-1 if step > 0 else self.count) if self.cursor is None else self.cursor
            self.cursor = min(max(0, start + step), self.count - 1)

    def action_end(self, side: int) -> None:
        """Move the cursor to one of the ends."""
        if self._rows:
            self.cursor = 0 if side < 0 else self.count - 1

    def on_click(self, event: Click) -> None:
        """Choose the row under the mouse."""
        row = event.style.meta.get("row")
        if isinstance(row, int):
            event.stop()
            self.post_message(self.Chosen(self, row))

    def on_resize(self, _event: Resize) -> None:
        """Wrap the rows to the new width."""
        self._measure()
        self.show_row(self.cursor)

    def watch_show_vertical_scrollbar(self) -> None:
        """Wrap the rows to what a scrollbar leaves of the width."""
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        if width := width_of_text(self, lambda width: len(self._lines(width))):
            self.virtual_size = Size(width, len(self._lines(width)))

    def _lines(self, width: int) -> _Drawn:
        if self._drawn[0] != width:
            room = max(1, width - len(_MARK))
            self._drawn = (width, _Drawn(self._rows, room, self._lines_each))
        return self._drawn[1]
