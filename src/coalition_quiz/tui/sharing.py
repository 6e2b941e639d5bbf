"""A layout that stacks widgets and never lets them push each other out of sight."""

from collections.abc import Sequence

from textual.geometry import Region, Size
from textual.layout import ArrangeResult, WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget


def shared(wanted: Sequence[int], room: int) -> list[int]:
    """Heights that fit the room: small ones are given in full, large ones share the rest."""
    given = [0] * len(wanted)
    by_height = sorted(range(len(wanted)), key=wanted.__getitem__)
    for rank, index in enumerate(by_height):
        given[index] = max(0, min(wanted[index], room // (len(wanted) - rank)))
        room -= given[index]
    return given


def _grown(placement: WidgetPlacement, by: int) -> WidgetPlacement:
    return placement._replace(region=placement.region.grow((0, 0, by, 0)))


class SharingLayout(VerticalLayout):
    """Vertical, with the tallest children shortened where all do not fit: let them scroll.

    The last child is given what is left of the height.
    """

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Place the children one below another within the height of `size`."""
        placements = super().arrange(parent, children, size, greedy)
        bottom = max((each.region.bottom + each.margin.bottom for each in placements), default=0)
        if bottom <= size.height:
            return [
                *placements[:-1],
                *(_grown(each, size.height - bottom) for each in placements[-1:]),
            ]
        wanted = [each.region.height for each in placements]
        given = shared(wanted, sum(wanted) - (bottom - size.height))
        risen = 0
        for index, each in enumerate(placements):
            x, y, width, height = each.region
            region = Region(x, y - risen, width, given[index])
            placements[index] = each._replace(region=region)
            risen += height - given[index]
        return placements
