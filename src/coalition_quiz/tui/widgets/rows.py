"""Rows to choose from, wrapped with a hanging indent.

One widget draws all rows, because one widget per row is many times slower.
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
from coalition_quiz.tui.looks import CURSOR, SAME
from coalition_quiz.tui.widgets.sharing import width_of_text

PAGING = frozenset({"page_up", "page_down"})
_SIDEWAYS = frozenset({"scroll_left", "scroll_right"})


class Row(Protocol):
    """Content drawn as one row of one or more lines."""

    def lines(self, width: int) -> list[Content]:
        """Return lines of at most `width` cells."""


class SignedRow(Row, Protocol):
    """A row with a sign in the margin, which is two cells wide."""

    def margin(self, number: int) -> Content:
        """Return the margin of a line, counted from 0."""


class _Drawn:
    """Rows drawn as lines of one width. Each row is drawn on first use."""

    def __init__(self, rows: Sequence[Row], width: int, height: int | None) -> None:
        self._lines_of = cache(lambda at: rows[at].lines(width))
        heights = ((at, height or len(self._lines_of(at))) for at in range(len(rows)))
        self._row_of = [at for at, lines in heights for _ in range(lines)]

    def __len__(self) -> int:
        return len(self._row_of)

    def line(self, number: int) -> tuple[int, int, Content]:
        """Return a line with its row number and its number in the row."""
        row = self._row_of[number]
        at = number - bisect_left(self._row_of, row)
        return row, at, self._lines_of(row)[at]

    def numbers(self, row: int) -> range:
        """Return the line numbers of a row."""
        return range(bisect_left(self._row_of, row), bisect_right(self._row_of, row))


_NOTHING = _Drawn((), 0, None)


class HangingText(NamedTuple):
    """A label and a text that wraps next to it."""

    label: Content
    text: Content

    def lines(self, width: int) -> list[Content]:
        """Return the lines, indented by the label's width after the first."""
        indent = self.label.cell_length
        first, *rest = self.text.wrap(max(1, width - indent)) or [Content("")]
        return [self.label + first, *(Content.blank(indent) + line for line in rest)]


class SignedText(NamedTuple):
    """A label and a text that wraps next to it, with a sign in the margin.

    Attributes:
        sign: two cells, or empty.
        repeats: whether every line has the sign.
    """

    sign: Content
    label: Content
    text: Content
    repeats: bool = False

    def lines(self, width: int) -> list[Content]:
        """Return the lines without their margin."""
        return HangingText(self.label, self.text).lines(width)

    def margin(self, number: int) -> Content:
        """Return the margin of a line, counted from 0."""
        return self.sign if self.sign and (self.repeats or not number) else SAME


class WithMargin(NamedTuple):
    """A row drawn with its margin."""

    row: SignedRow

    def lines(self, width: int) -> list[Content]:
        """Return the lines, each after its margin."""
        lines = self.row.lines(max(1, width - SAME.cell_length))
        return [self.row.margin(number) + line for number, line in enumerate(lines)]


class Paragraphs(Widget):
    """Rows to read, which scroll with their container."""

    DEFAULT_CSS = "Paragraphs { height: auto; }"

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        del container, viewport
        return len(self._lines(width))

    def render(self) -> Content:
        """Return all rows."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        return [line for row in self._rows for line in row.lines(max(1, width))]


class Rows(ScrollView, can_focus=True):
    """Rows with a cursor.

    Attributes:
        lines_each: the number of lines per row, if fixed. Then only visible rows are drawn.
    """

    DEFAULT_CSS = """
    Rows {
        height: auto; overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .rows--cursor { text-style: bold; }
        &:focus > .rows--cursor { background: $block-cursor-blurred-background; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        command("move(-1)", "up,k", "Up", "Go to the previous row", shown=False),
        command("move(1)", "down,j", "Down", "Go to the next row", shown=False),
        command("end(-1)", "home", "First", "Go to the first row", shown=False),
        command("end(1)", "end", "Last", "Go to the last row", shown=False),
    ]

    cursor: reactive[int | None] = reactive(None)

    class Chosen(Message):
        """Posted when a row was clicked."""

        def __init__(self, rows: "Rows", index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> "Rows":
            """The list that the row belongs to."""
            return self.rows

    class Moved(Message):
        """Posted when the cursor has moved."""

    def __init__(
        self,
        *,
        height: int | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        """Create an empty list.

        Args:
            height: see `lines_each`.
            id: of the widget.
            classes: of the widget.
        """
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[Row] = ()
        self.lines_each = height
        self._drawn = (0, _NOTHING)

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self._rows)

    def fill(self, rows: Sequence[Row], cursor: int | None = None) -> None:
        """Replace the rows."""
        self._rows = rows
        self.cursor = cursor
        self.redraw()

    def redraw(self) -> None:
        """Redraw the rows after one has changed. Their heights stay."""
        before = self.virtual_size
        self._drawn = (0, _NOTHING)
        self._measure()
        self.refresh(layout=self.virtual_size != before or not before)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable sideways scrolling, and pages where the screen uses them."""
        del parameters
        if action in PAGING:
            return not getattr(self.screen, "PAGES_LEAD_ON", False)
        return action not in _SIDEWAYS

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        del container, viewport
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        width = self.scrollable_content_region.width
        lines = self._lines(width)
        number = y + self.scroll_offset.y
        if number >= len(lines):
            return Strip.blank(width, self.visual_style.rich_style)
        row, at, line = lines.line(number)
        at_cursor = row == self.cursor
        style = self.get_visual_style("rows--cursor") if at_cursor else self.visual_style
        line = self._margin(row, at) + line
        strip = Visual.to_strips(self, line, width, 1, style, apply_selection=False, pad=True)[0]
        return strip.apply_meta({"row": row})

    def _margin(self, row: int, at: int) -> Content:
        signed = self._rows[row]
        if isinstance(signed, SignedText) and signed.sign:
            return signed.margin(at)
        return Content(CURSOR) if row == self.cursor and not at else SAME

    def watch_cursor(self) -> None:
        """Scroll to the cursor."""
        self.refresh()
        self.show_row(self.cursor)
        self.post_message(self.Moved())

    def show_row(self, index: int | None) -> None:
        """Scroll until a row is visible."""
        width = self.scrollable_content_region.width
        if index is None or not width:
            return
        # The last layout may have measured the rows at another width.
        if numbers := self._lines(width).numbers(index):
            # Show the top of a row taller than the view.
            height = min(len(numbers), self.scrollable_content_region.height or len(numbers))
            region = Region(0, numbers[0], 1, height)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def action_move(self, step: int) -> None:
        """Move the cursor. Without a cursor, select the nearest end."""
        if self._rows:
            start = (-1 if step > 0 else self.count) if self.cursor is None else self.cursor
            self.cursor = min(max(0, start + step), self.count - 1)

    def action_end(self, side: int) -> None:
        """Move the cursor to one of the ends."""
        if self._rows:
            self.cursor = 0 if side < 0 else self.count - 1

    def on_click(self, event: Click) -> None:
        """Select the row under the mouse."""
        row = event.style.meta.get("row")
        if isinstance(row, int):
            event.stop()
            self.post_message(self.Chosen(self, row))

    def on_resize(self, _event: Resize) -> None:
        """Wrap the rows to the new width."""
        self._measure()
        self.show_row(self.cursor)

    def watch_show_vertical_scrollbar(self) -> None:
        """Wrap the rows to the width without the scrollbar."""
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        if width := width_of_text(self, lambda width: len(self._lines(width))):
            self.virtual_size = Size(width, len(self._lines(width)))

    def _lines(self, width: int) -> _Drawn:
        if self._drawn[0] != width:
            room = max(1, width - SAME.cell_length)
            self._drawn = (width, _Drawn(self._rows, room, self.lines_each))
        return self._drawn[1]
