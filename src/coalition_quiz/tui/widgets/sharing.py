"""A layout for widgets below each other that may need more rows than there are."""

from collections.abc import Callable, Sequence

from textual.geometry import Region, Size
from textual.layout import ArrangeResult, WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.scroll_view import ScrollView
from textual.widget import Widget


def shared(heights: Sequence[int], turns: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Return heights that fit the room.

    Args:
        heights: the rows that each widget needs.
        turns: the number of a widget and the most rows that it gets, in order of importance.
        room: the rows that there are.
    """
    given = [0] * len(heights)
    for index, most in turns:
        more = max(0, min(heights[index], most) - given[index])
        given[index] += min(more, room - sum(given))
    return given


def width_of_text(view: ScrollView, lines: Callable[[int], int]) -> int:
    """Return the width of scrolling text: all of it, if the text then needs no scrollbar.

    After a resize a scrollbar may have nothing to scroll. It would stay, because a text that just
    fits needs one more line next to it.
    """
    region = view.scrollable_content_region
    if not view.show_vertical_scrollbar or view.styles.scrollbar_gutter == "stable":
        return region.width
    full = region.width + view.scrollbar_size_vertical
    return full if lines(full) <= region.height else region.width


ANSWER = "answer"
"""The name of a child without an id."""


class PriorityLayout(VerticalLayout):
    """A vertical layout that gives its rows to the important children first.

    If there are too few rows, the empty rows above and between the children go first.

    Attributes:
        order: the names of children and the most rows that each gets at that turn.
    """

    def __init__(self, order: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self.order = order

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Place the children below each other within the height of `size`."""
        placements = super().arrange(parent, children, size, greedy)
        gaps = _gaps(placements)
        heights = [each.region.height for each in placements]
        excess = sum(gaps) + sum(heights) - size.height
        # The first gap is the room above all. Below it, the last ones go first.
        for index in (0, *range(len(gaps) - 1, 0, -1)):
            less = max(0, min(gaps[index], excess))
            gaps[index] -= less
            excess -= less
        if excess > 0:
            numbers = {each.widget.id or ANSWER: at for at, each in enumerate(placements)}
            turns = [(numbers[name], most) for name, most in self.order if name in numbers]
            heights = shared(heights, turns, size.height)
        top, placed = 0, []
        for each, gap, height in zip(placements, gaps, heights, strict=True):
            x, _, width, _ = each.region
            placed.append(each._replace(region=Region(x, top + gap, width, height)))
            top += gap + height
        return placed


def _gaps(placements: Sequence[WidgetPlacement]) -> list[int]:
    """Return the empty rows above each child. A child without rows has none."""
    gaps, bottom = list[int](), 0
    for each in placements:
        gaps.append(each.region.y - bottom if each.region.height else 0)
        bottom = each.region.bottom
    return gaps
