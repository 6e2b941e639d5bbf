"""A text that wraps and scrolls.

One widget draws it line by line. The screen is laid out again only if the text's height changes.
"""

from collections.abc import Sequence

from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from coalition_quiz.tui.looks import MEASURE
from coalition_quiz.tui.widgets.rows import SignedRow, WithMargin
from coalition_quiz.tui.widgets.sharing import width_of_text

_MOST_KEPT = 4
"""The texts that are kept drawn, each at this number of widths: a session repeats its sentences."""
_Key = tuple[int, Style, Selection | None]


def can_scroll(widget: Widget, step: int) -> bool:
    """Return whether a widget has more content above (-1) or below (1) the visible part."""
    at = widget.scroll_offset.y
    return at > 0 if step < 0 else at < widget.max_scroll_y


class ScrollingText(ScrollView, can_focus=False):
    """A text that scrolls if there is no room for it."""

    DEFAULT_CSS = """
    ScrollingText { height: auto; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    def __init__(self, id: str, *, fills: bool = False) -> None:  # noqa: A002 - Textual's name
        """Create an empty text. With `fills`, its height does not follow the text."""
        super().__init__(id=id)
        self._fills = fills
        # It has no links, and looking for some costs as much as drawing.
        self.auto_links = False
        self._rows: Sequence[SignedRow] = ()
        self._texts: list[tuple[Sequence[SignedRow], dict[_Key, list[Strip]]]] = []
        self._scrolls = (False, False)
        self._awaits_layout = False
        self._drawn: dict[_Key, list[Strip]] = {}

    @property
    def text(self) -> str:
        """The shown text."""
        return "\n".join(line.plain for line in self._wrapped(MEASURE))

    def show(self, rows: Sequence[SignedRow]) -> None:
        """Show rows from the top."""
        is_same = rows == self._rows
        self._rows = rows
        self._drawn = self._drawn_of(rows)
        if not self.is_attached or (is_same and not self.scroll_offset.y):
            return  # before the first layout, or nothing changes
        before = self.virtual_size.height
        if self._is_out_of_place():
            self.scroll_to(y=0, animate=False)
            self._awaits_layout = True
            self.refresh(layout=True)
            self.call_after_refresh(self._offer_scrolling)
        else:
            self.refresh_lines(0, max(before, self.virtual_size.height))

    def _drawn_of(self, rows: Sequence[SignedRow]) -> dict[_Key, list[Strip]]:
        """Return what is drawn of a text."""
        for known, drawn in self._texts:
            if known == rows:
                return drawn
        del self._texts[: 1 - _MOST_KEPT]
        self._texts.append((rows, {}))
        return self._texts[-1][1]

    def turn(self, pages: int) -> None:
        """Scroll by pages that overlap by one line."""
        step = max(1, self.size.height - 1)
        self.scroll_relative(y=pages * step, animate=False)

    def can_scroll(self, step: int) -> bool:
        """Return whether there is more text above (-1) or below (1) the visible part."""
        # Until the screen is laid out, its height is that of the text before.
        return not self._awaits_layout and can_scroll(self, step)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of wrapped lines."""
        del container, viewport
        return self._needed(width)

    def render(self) -> Content:
        """Return the wrapped text, for selection with the mouse."""
        return Content("\n").join(self._wrapped(self._width))

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        width = self.scrollable_content_region.width
        lines = self._lines(width)
        number = y + self.scroll_offset.y
        if number < len(lines):
            return lines[number]
        return Strip.blank(width, self.visual_style.rich_style)

    def selection_updated(self, selection: Selection | None) -> None:
        """Show the selection."""
        del selection
        self.refresh()

    def on_resize(self, _event: Resize) -> None:
        """Wrap the text to the new width."""
        self._measure()
        if not self._awaits_layout:
            self.call_after_refresh(self._offer_scrolling)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scroll, and offer the keys that scroll from here."""
        super().watch_scroll_y(old_value, new_value)
        self._offer_scrolling()

    def watch_show_vertical_scrollbar(self) -> None:
        """Wrap the text to the width without the scrollbar."""
        self._measure()
        self.refresh()

    def _offer_scrolling(self) -> None:
        """Update the keys of the screen if there is more or less to scroll than before."""
        self._awaits_layout = False
        scrolls = self.can_scroll(-1), self.can_scroll(1)
        if scrolls != self._scrolls:
            self._scrolls = scrolls
            self.screen.refresh_bindings()

    def _is_out_of_place(self) -> bool:
        """Return whether the text needs a different height."""
        width, height = self._width, self.scrollable_content_region.height
        if not width:
            return True
        before, needed = self.virtual_size.height, self._needed(width)
        # A reactive would cause a layout, which is rarely needed here.
        self.set_reactive(ScrollingText.virtual_size, Size(width, needed))
        return max(before, needed) > height or not (self._fills or needed == height)

    def _needed(self, width: int) -> int:
        return len(self._lines(width)) if self._rows else 0

    @property
    def _width(self) -> int:
        return width_of_text(self, self._needed)

    def _measure(self) -> None:
        if width := self._width:
            self.virtual_size = Size(width, self._needed(width))

    def _lines(self, width: int) -> list[Strip]:
        style, selection = self.visual_style, self.text_selection
        key = (width, style, selection)
        if key not in self._drawn:
            if len(self._drawn) >= _MOST_KEPT:
                del self._drawn[next(iter(self._drawn))]
            wrapped = Content("\n").join(self._wrapped(width))
            self._drawn[key] = Visual.to_strips(self, wrapped, width, None, style, pad=True)
        return self._drawn[key]

    def _wrapped(self, width: int) -> list[Content]:
        return [line for row in self._rows for line in WithMargin(row).lines(width)]
