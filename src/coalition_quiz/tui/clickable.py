"""What every screen needs to be clicked on safely."""

from typing import TYPE_CHECKING, Any

from textual.geometry import Offset
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.screen import Screen

    _Screen = Screen[Any]
else:
    # Textual takes styles from the first base that is a screen.
    _Screen = object


class Clickable(_Screen):
    """A screen on which a click may hit a widget that is just being removed."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What is under the mouse; nothing if it was removed and is still on the screen.

        Textual would ask a removed widget for its parent, and end.
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        is_gone = widget is not None and widget is not self and widget.parent is None
        return (None, None) if is_gone else (widget, offset)
