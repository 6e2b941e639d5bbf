"""A base of all screens that makes clicks safe."""

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
    """A screen that survives clicks on a widget that is just being removed."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Return the widget under the mouse, or none if it has been removed.

        Textual would ask a removed widget for its parent and crash.
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        is_gone = widget is not None and widget is not self and widget.parent is None
        return (None, None) if is_gone else (widget, offset)
