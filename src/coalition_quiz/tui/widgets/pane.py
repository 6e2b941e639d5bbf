"""A text that wraps, and scrolls where it has no room.

One widget draws it line by line. Its surroundings are laid out anew only where its height would
change: from question to question that is seldom, and a layout takes longer than the painting.
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
_MARK = re.compile(r" {2}(?:[✔✘] )?(?:\d+ {2})?(?=\S)")
_Key = tuple[str, tuple[Span, ...], int, Style, Selection | None]


def _hanging(text: Content, width: int) -> Content:
    """The text with its indented lines wrapped, each below its own beginning."""
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
    """Whether there is more above (-1) or below (1) what is in view of a widget."""
    at = widget.scroll_offset.y
    return at > 0 if step < 0 else at < widget.max_scroll_y


class ScrollingText(ScrollView, can_focus=False):
    """A text that scrolls where it has no room."""

    DEFAULT_CSS = """
    ScrollingText { height: auto; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    def __init__(self, id: str, *, fills: bool = False) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        # Nothing in it is a link, and to look for some costs as much as drawing it.
        self.auto_links = False
        self._fills = fills
        self._text = Content("")
        self._kept: dict[_Key, list[Strip]] = {}

    @property
    def text(self) -> Content:
        """What it shows."""
        return self._text

    def show(self, text: Content) -> None:
        """Show a text from its beginning."""
        self._text = text
        if not self.is_attached:
            return  # it is not laid out yet
        before = self.virtual_size.height
        if self._is_out_of_place():
            self.scroll_to(y=0, animate=False)
            self.refresh(layout=True)
        else:
            self.refresh_lines(0, max(before, self.virtual_size.height))

    def turn(self, pages: int) -> None:
        """Scroll by pages that overlap by a line."""
        step = max(1, self.size.height - 1)
        self.scroll_relative(y=pages * step, animate=False)

    def can_scroll(self, step: int) -> bool:
        """Whether there is more of the text above (-1) or below (1) what is in view."""
        return can_scroll(self, step)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes at this width."""
        del container, viewport
        return self._needed(width)

    def render(self) -> Content:
        """The text as it is wrapped, of which the mouse may select a part."""
        return _hanging(self._text, self._width)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the region that is in view."""
        width = self.scrollable_content_region.width
        lines = self._lines(width)
        number = y + self.scroll_offset.y
        if number < len(lines):
            return lines[number]
        return Strip.blank(width, self.visual_style.rich_style)

    def selection_updated(self, selection: Selection | None) -> None:
        """Mark what is selected."""
        del selection
        self.refresh()

    def on_resize(self, _event: Resize) -> None:
        """Wrap the text to the new width."""
        self._measure()

    def watch_show_vertical_scrollbar(self) -> None:
        """Wrap the text to what a scrollbar leaves of the width."""
        self._measure()
        self.refresh()

    def _is_out_of_place(self) -> bool:
        """Whether the text needs another height than the one it has."""
        width, height = self._width, self.scrollable_content_region.height
        if not width:
            return True
        before, needed = self.virtual_size.height, self._needed(width)
        # As a reactive it would have everything laid out, which here is seldom needed.
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
        # By its spans too, for texts that differ in nothing else are equal.
        key = (text.plain, tuple(text.spans), width, style, selection)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            wrapped = _hanging(text, width)
            self._kept[key] = Visual.to_strips(self, wrapped, width, None, style, pad=True)
        return self._kept[key]
