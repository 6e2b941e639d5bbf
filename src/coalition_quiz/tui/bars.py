"""Lines of keys: what can be pressed now, each also a place to click."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from coalition_quiz.tui.commands import Command, commands_of

KEY = "bold $text-primary"
_BETWEEN = 3
_CLOSER = 2


def key_item(key: str, label: str, action: str = "") -> Content:
    """A key and what it does; a click on it does the same."""
    item = Content.assemble((key, KEY), " ", label) if key else Content(label)
    return item.stylize(Style.from_meta({"@click": action})) if action else item


def packed(items: Sequence[Content], width: int) -> list[Content]:
    """Items set side by side, none broken, on as few lines as they need."""
    apart = _rows(items, width, _BETWEEN)
    return apart if len(apart) == 1 else _rows(items, width, _CLOSER)


def fitting(items: Sequence[Content], width: int) -> Content:
    """The items that fit on one line: the last always, of the others the first ones."""
    kept = list(items)
    while len(kept) > 1 and len(packed(kept, width)) > 1:
        del kept[-2]
    return next(iter(packed(kept, width)), Content(""))


def _rows(items: Iterable[Content], width: int, between: int) -> list[Content]:
    rows: list[Content] = []
    for item in items:
        if rows and rows[-1].cell_length + between + item.cell_length <= width:
            rows[-1] = Content.assemble(rows[-1], " " * between, item)
        else:
            rows.append(item)
    return rows


class KeyBar(Widget):
    """The commands of the screen and of the app, on the last line."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1; padding: 0 1; color: $text-muted; link-style: none;
        link-color: $text-muted; link-background-hover: $primary-muted;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Command, ...] = ()

    def on_mount(self) -> None:
        """Follow what can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def render(self) -> Content:
        """The keys that fit."""
        return _keys(self._shown, self.content_size.width)

    def tell(self) -> None:
        """Show what can be pressed now; without a change, nothing is painted."""
        shown = tuple(each for each in commands_of(self.screen) if each.shown)
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def _changed(self, _screen: Screen[object]) -> None:
        self.tell()


@lru_cache(maxsize=16)
def _keys(shown: tuple[Command, ...], width: int) -> Content:
    # A session goes to and fro between the same few lines of keys.
    return fitting([key_item(each.key, each.label, each.call) for each in shown], width)
