"""The picture of a card, drawn with half blocks: two pixels in each cell.

It is decoded on a thread, in a process of its own (see `library.pictures`). Until then, and if it
cannot be drawn or has no room, its description is shown.
"""

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import work
from textual.app import RenderResult
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import get_current_worker

from coalition_quiz.core.cards import Picture
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.wording.cards import describe_picture
from coalition_quiz.wording.sentences import sentence

if TYPE_CHECKING:
    from coalition_quiz.library.pictures import Thumbnail

_WIDEST, _HIGHEST = 152, 96
"""The pixels of a decoded picture: enough for the largest one that is drawn."""
_FEWEST_ROWS = 4
"""A picture with less room is not drawn."""
_MOST_ROWS = 24


class PictureView(Widget):
    """The picture of a question, its description, or nothing."""

    DEFAULT_CSS = "PictureView { height: auto; display: none; }"

    def __init__(self) -> None:
        super().__init__(id="picture")
        self._shown: tuple[Picture, str] | None = None
        self._decoded: Thumbnail | None = None
        self._problem = ""
        self._strips: list[Strip] = []

    def show(self, picture: Picture | None, deck: str) -> None:
        """Show a picture of a deck file, or none."""
        shown = (picture, deck) if picture else None
        if shown == self._shown:
            return
        self._shown, self._decoded, self._strips = shown, None, []
        self._problem = _missing() if picture else ""
        self.display = picture is not None
        if self.is_attached:
            self.refresh(layout=True)
            self._decode()

    def on_mount(self) -> None:
        """Decode the first picture."""
        self._decode()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many rows as the screen can spare, or those of the description."""
        del container
        if self._problem or self._shown is None:
            return len(self._description.wrap(max(1, width)))
        return max(_FEWEST_ROWS, min(_MOST_ROWS, viewport.height // 2))

    def render(self) -> RenderResult:
        """Return the description."""
        return self._description

    def render_line(self, y: int) -> Strip:
        """Draw one line of the picture or of its description."""
        return self._strips[y] if y < len(self._strips) else super().render_line(y)

    def on_resize(self, _event: Resize) -> None:
        """Draw the picture in its new size."""
        self._draw()

    @property
    def _description(self) -> Content:
        if self._shown is None:
            return Content("")
        described = sentence(describe_picture(self._shown[0]))
        return literal_line(described) + Content(" ") + literal_line(self._problem, QUIET)

    def _decode(self) -> None:
        if self._shown is not None and not self._problem:
            self._decode_in_thread(*self._shown)

    @work(thread=True, exclusive=True)
    def _decode_in_thread(self, picture: Picture, deck: str) -> None:
        from coalition_quiz.library import pictures  # noqa: PLC0415 - few decks have pictures

        decoded, problem = None, ""
        try:
            data = pictures.read_picture(deck, picture.file)
            decoded = pictures.thumbnail(data, _WIDEST, _HIGHEST)
        except pictures.PictureError as error:
            problem = f"It cannot be shown: {error}."
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take, (picture, deck), decoded, problem)

    def _take(self, shown: tuple[Picture, str], decoded: "Thumbnail | None", problem: str) -> None:
        """Show what was decoded, unless another picture is shown by now."""
        if shown == self._shown:
            self._decoded, self._problem = decoded, problem
            self._draw()
            if problem:
                self.refresh(layout=True)

    def _draw(self) -> None:
        """Draw the picture and its credit, if there is room, with empty lines below."""
        width, height = self.size
        credit = self._shown[0].credit if self._shown else ""
        rows = height - bool(credit)
        self._strips = []
        if self._decoded and rows >= _FEWEST_ROWS:
            style = self.visual_style
            line = literal_line(credit, QUIET).truncate(width, ellipsis=True)
            drawn = half_blocks(_fitted(self._decoded, width, 2 * rows))
            strips = [*drawn, Strip(line.render_segments(style))]
            blank = Strip.blank(width, style.rich_style)
            self._strips = [each.adjust_cell_length(width, style.rich_style) for each in strips]
            self._strips += [blank] * (height - len(strips))
        self.refresh()


def _missing() -> str:
    """Say how to install what draws pictures; empty if it is there."""
    from coalition_quiz.library.pictures import HOW_TO_INSTALL, can_decode  # noqa: PLC0415 - likewise

    return "" if can_decode() else HOW_TO_INSTALL


def _fitted(picture: "Thumbnail", width: int, height: int) -> "Thumbnail":
    from coalition_quiz.library.pictures import fitted  # noqa: PLC0415 - likewise

    return fitted(picture, width, height)


def half_blocks(picture: "Thumbnail") -> list[Strip]:
    """Draw a picture: the upper pixel of a cell is its letter, the lower one its ground."""
    rows = [_pixels(picture, row) for row in range(picture.height)]
    rows += [rows[-1]] * (len(rows) % 2)
    return [
        Strip(
            [
                Segment("▀", RichStyle(color=above, bgcolor=below))
                for above, below in zip(upper, lower, strict=True)
            ]
        )
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def _pixels(picture: "Thumbnail", row: int) -> list[str]:
    start = 3 * row * picture.width
    line = picture.pixels[start : start + 3 * picture.width]
    return [f"#{line[at : at + 3].hex()}" for at in range(0, len(line), 3)]
