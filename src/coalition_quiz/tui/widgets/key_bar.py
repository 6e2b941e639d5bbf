"""Bars of clickable keys."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from coalition_quiz.tui.commands import commands_of
from coalition_quiz.tui.looks import ACT

_BETWEEN = 3
_CLOSER = 2
_MOST_KEPT = 32


class Tip(NamedTuple):
    """A key and its effect. With a `call`, a click does the same.

    A key that starts with a bracket, and its label, are the act of Enter: ``[Enter Next]``.
    """

    key: str
    label: str
    call: str = ""

    @property
    def content(self) -> Content:
        """The key and the label, styled."""
        if self.key.startswith("["):
            item = Content.styled(f"{self.key} {self.label}", ACT)
        elif self.key:
            # As where a click does the same: the colour of a link is that of its text.
            item = Content.assemble((self.key, "bold"), " ", self.label)
        else:
            item = Content(self.label)
        return item.stylize(Style.from_meta({"@click": self.call})) if self.call else item


def packed(items: Sequence[Content], width: int) -> list[Content]:
    """Pack items on as few lines as possible without breaking one."""
    apart = _rows(items, width, _BETWEEN)
    return apart if len(apart) == 1 else _rows(items, width, _CLOSER)


def fitting(items: Sequence[Content], width: int) -> Content:
    """Return the items that fit on one line: the last one always, then the first ones."""
    items_left = list(items)
    while len(items_left) > 1 and len(packed(items_left, width)) > 1:
        del items_left[-2]
    return next(iter(packed(items_left, width)), Content(""))


def _rows(items: Iterable[Content], width: int, between: int) -> list[Content]:
    rows: list[Content] = []
    for item in items:
        if rows and rows[-1].cell_length + between + item.cell_length <= width:
            rows[-1] = Content.assemble(rows[-1], " " * between, item)
        else:
            rows.append(item)
    return rows


class TipBar(Widget):
    """Lines of keys. Each set is drawn once, because a session alternates between few."""

    ALLOW_SELECT = False
    DEFAULT_CSS = (
        "TipBar { padding: 0 1; link-style: none; link-background-hover: $primary-muted; }"
    )

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._items: tuple[Tip, ...] = ()
        self._drawn: dict[tuple[tuple[Tip, ...], int, Style], list[Strip]] = {}

    @abstractmethod
    def arranged(self, items: Sequence[Content], width: int) -> Content:
        """Set the items on their lines."""

    def put(self, items: tuple[Tip, ...]) -> None:
        """Show these keys. Unchanged keys are not painted again."""
        if items != self._items:
            height = self._height
            self._items = items
            self.refresh(layout=self._height != height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        del container, viewport
        return max(1, len(self._strips(width)))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.content_size.width
        strips = self._strips(width)
        return strips[y] if y < len(strips) else Strip.blank(width, self.visual_style.rich_style)

    def notify_style_update(self) -> None:
        """Redraw in the new colours."""
        self._drawn.clear()
        super().notify_style_update()

    @property
    def _height(self) -> int:
        width = self.content_size.width
        return len(self._strips(width)) if width else 0

    def _strips(self, width: int) -> list[Strip]:
        key = (self._items, width, self.visual_style)
        if key not in self._drawn:
            if len(self._drawn) >= _MOST_KEPT:
                self._drawn.clear()
            text = self.arranged([item.content for item in self._items], width)
            self._drawn[key] = Visual.to_strips(self, text, width, None, self.visual_style)
        return self._drawn[key]


class KeyBar(TipBar):
    """The commands of the screen and the app, on the last line."""

    DEFAULT_CSS = "KeyBar { height: 1; color: $foreground 85%; link-color: $foreground 85%; }"

    def on_mount(self) -> None:
        """Follow the available commands. A later message would cost another paint."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed, immediate=True)

    def arranged(self, items: Sequence[Content], width: int) -> Content:
        """Return the items that fit on one line."""
        return fitting(items, width)

    def _changed(self, screen: Screen[object]) -> None:
        shown = (each for each in commands_of(screen) if each.shown)
        self.put(tuple(Tip(each.key, each.label, each.call) for each in shown))
