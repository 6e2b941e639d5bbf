"""The upper part of the home screen."""

from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from coalition_quiz.tui.home.deck_table import column_header
from coalition_quiz.tui.literal import QUIET, lines, literal, sides

_GUTTER = Content("  ")
_SCROLLBAR = 1


class Today(Widget):
    """Today's work to click, the forecast and a word of advice."""

    DEFAULT_CSS = """
    Today {
        height: auto; border: round $primary; border-title-color: $text-primary;
        padding: 0 1; margin-bottom: 1;
        link-style: none; link-color: $text-accent; link-background-hover: $primary-muted;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.border_title = "Today"
        self._work = self._ahead = self._advice = self._start = ""

    def show(self, work: str, ahead: str, advice: str) -> None:
        """Show these sentences."""
        before, now = (self._work, self._ahead, self._advice), (work, ahead, advice)
        if now != before:
            self._work, self._ahead, self._advice = now
            self.refresh(layout=True)

    def offer(self, start: str) -> None:
        """Show what Enter does. An empty text hides it."""
        self._start = start
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of wrapped lines."""
        del container, viewport
        return len(self._text(width).wrap(max(1, width)))

    def render(self) -> Content:
        """Return the sentences."""
        return self._text(self.content_size.width)

    def _text(self, width: int) -> Content:
        button = Content.styled(f"[ {self._start} Enter ]" if self._start else "", "bold")
        button = button.stylize(Style.from_meta({"@click": "screen.study"}))
        return lines(
            sides(literal(self._work, "bold"), button, width),
            Content.styled(self._ahead, QUIET),
            literal(self._advice),
        )


class Columns(Widget):
    """The names of the table's columns."""

    DEFAULT_CSS = "Columns { height: 1; padding: 0 1; }"

    def render(self) -> Content:
        """Return the names, aligned with the rows and the scrollbar."""
        return _GUTTER + column_header(self.content_size.width - len(_GUTTER) - _SCROLLBAR)
