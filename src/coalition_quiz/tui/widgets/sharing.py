"""A layout that shares the screen's height among widgets without hiding any."""

from collections.abc import Callable, Sequence

from textual.geometry import Region, Size
from textual.layout import ArrangeResult, WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.scroll_view import ScrollView
from textual.widget import Widget


def shared(heights: Sequence[int], room: int) -> list[int]:
    """Return heights that fit the room: small ones in full, large ones share the rest."""
    given = [0] * len(heights)
    by_height = sorted(range(len(heights)), key=heights.__getitem__)
    for rank, index in enumerate(by_height):
        given[index] = max(0, min(heights[index], room // (len(heights) - rank)))
        room -= given[index]
    return given


def _grown(placement: WidgetPlacement, by: int) -> WidgetPlacement:
    return placement._replace(region=placement.region.grow((0, 0, by, 0)))


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


class SharingLayout(VerticalLayout):
    """A vertical layout that shortens the tallest children, which must scroll.

    The last child gets the rest of the height.
    """

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Place the children below each other within the height of `size`."""
        placements = super().arrange(parent, children, size, greedy)
        bottom = max((each.region.bottom + each.margin.bottom for each in placements), default=0)
        if bottom <= size.height:
            return [
                *placements[:-1],
                *(_grown(each, size.height - bottom) for each in placements[-1:]),
            ]
        heights = [each.region.height for each in placements]
        given = shared(heights, sum(heights) - (bottom - size.height))
        risen = 0
        for index, each in enumerate(placements):
            x, y, width, height = each.region
            region = Region(x, y - risen, width, given[index])
            placements[index] = each._replace(region=region)
            risen += height - given[index]
        return placements
