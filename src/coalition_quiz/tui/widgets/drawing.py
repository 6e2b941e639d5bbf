"""A widget that draws lines made for its size."""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from coalition_quiz.tui.literal import literal_line

Draw = Callable[[int, int], list[Content]]
"""Makes lines for a width, and for a height or 0 if the height follows from them."""


class Drawing(Widget):
    """Lines made by a function, which are kept until they are drawn anew."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Drawing {
        height: auto; link-style: none; link-color: $foreground; link-color-hover: $foreground;
        link-background-hover: $primary-muted;
    }
    """

    def __init__(self, draw: Draw, *, id: str, classes: str = "") -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._strips: dict[tuple[Size, Style], list[Strip]] = {}

    def redraw(self, title: str | None = None) -> None:
        """Draw the lines anew, and change the title in the border.

        A widget of automatic height takes part in the layout again if its height changes.
        """
        if title is not None:
            self.border_title = literal_line(title)
        self._strips.clear()
        if not self.is_attached:
            return
        height = self.styles.height
        width = self.content_size.width
        changed = (
            height is not None
            and height.is_auto
            and self.display
            and len(self._draw(width, 0)) != self.content_size.height
        )
        self.refresh(layout=changed)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        del container, viewport
        return len(self._draw(width, 0))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        size, style = self.content_size, self.visual_style
        if (size, style) not in self._strips:
            self._strips = {
                (size, style): [
                    Visual.to_strips(self, line, size.width, 1, style, pad=True)[0]
                    for line in self._draw(size.width, size.height)[: size.height]
                ]
            }
        strips = self._strips[(size, style)]
        return strips[y] if y < len(strips) else Strip.blank(size.width, style.rich_style)

    def notify_style_update(self) -> None:
        """Draw anew in the new colours."""
        self._strips.clear()
        super().notify_style_update()
