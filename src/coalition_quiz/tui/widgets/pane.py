"""A text that wraps and scrolls.

One widget draws it line by line. The screen is laid out again only if the text's height changes,
which is rare between questions. A layout takes longer than the painting.
"""

import re

from textual.content import Content, Span
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from coalition_quiz.tui.widgets.rows import HangingText
from coalition_quiz.tui.widgets.sharing import width_of_text

_MOST_KEPT = 4
_MARK = re.compile(r" {2}(?:[✓✗] )?(?:\d+ {2})?(?=\S)")
_Key = tuple[str, tuple[Span, ...], int, Style, Selection | None]


def _hanging(text: Content, width: int) -> Content:
    """Return the text with its indented lines wrapped, each below its own start."""
    if "  " not in text.plain or not width:
        return text
    lines = text.split("\n", allow_blank=True)
    return Content("\n").join([each for line in lines for each in _wrapped(line, width)])


def _wrapped(line: Content, width: int) -> list[Content]:
    mark = _MARK.match(line.plain)
    if mark is None or line.cell_length <= width:
        return [line]
    return HangingText(line[: mark.end()], line[mark.end() :]).lines(width)


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
        super().__init__(id=id)
        # It has no links, and looking for some costs as much as drawing.
        self.auto_links = False
        self._fills = fills
        self._text = Content("")
        self._drawn: dict[_Key, list[Strip]] = {}

    @property
    def text(self) -> Content:
        """The shown text."""
        return self._text

    def show(self, text: Content) -> None:
        """Show a text from its top."""
        self._text = text
        if not self.is_attached:
            return  # before the first layout
        before = self.virtual_size.height
        if self._is_out_of_place():
            self.scroll_to(y=0, animate=False)
            self.refresh(layout=True)
        else:
            self.refresh_lines(0, max(before, self.virtual_size.height))

    def turn(self, pages: int) -> None:
        """Scroll by pages that overlap by one line."""
        step = max(1, self.size.height - 1)
        self.scroll_relative(y=pages * step, animate=False)

    def can_scroll(self, step: int) -> bool:
        """Return whether there is more text above (-1) or below (1) the visible part."""
        return can_scroll(self, step)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of wrapped lines."""
        del container, viewport
        return self._needed(width)

    def render(self) -> Content:
        """Return the wrapped text, for selection with the mouse."""
        return _hanging(self._text, self._width)

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

    def watch_show_vertical_scrollbar(self) -> None:
        """Wrap the text to the width without the scrollbar."""
        self._measure()
        self.refresh()

    def _is_out_of_place(self) -> bool:
        """Return whether the text needs a different height."""
        width, height = self._width, self.scrollable_content_region.height
        if not width:
            return True
        before, needed = self.virtual_size.height, self._needed(width)
        # A reactive would cause a layout, which is rarely needed here.
        self.set_reactive(ScrollingText.virtual_size, Size(width, needed))
        return max(before, needed) > height or not (self._fills or needed == before)

    def _needed(self, width: int) -> int:
        return len(self._lines(width)) if self._text else 0

    @property
    def _width(self) -> int:
        return width_of_text(self, self._needed)

    def _measure(self) -> None:
        if width := self._width:
            self.virtual_size = Size(width, self._needed(width))

    def _lines(self, width: int) -> list[Strip]:
        text, style, selection = self._text, self.visual_style, self.text_selection
        # Compare spans too: contents with equal text count as equal.
        key = (text.plain, tuple(text.spans), width, style, selection)
        if key not in self._drawn:
            if len(self._drawn) >= _MOST_KEPT:
                del self._drawn[next(iter(self._drawn))]
            wrapped = _hanging(text, width)
            self._drawn[key] = Visual.to_strips(self, wrapped, width, None, style, pad=True)
        return self._drawn[key]
