"""What of a deck the day's work is counted from. Imports nothing costly, for `due` counts too."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class DeckSummary(NamedTuple):
    """A deck without its cards.

    Attributes:
        deck: its id.
        fingerprint: what changes when the items that it asks do, or their order.
        items: how many items it asks.
        ids: gives their ids in the order they are taught; called only where that is needed.
        changes: pairs of an item whose fact has changed, and since when, in EDTF.
        renames: pairs of an earlier item id and the one it has now.
    """

    deck: str
    fingerprint: str
    items: int
    ids: Callable[[], Sequence[str]]
    changes: Sequence[Sequence[str]] = ()
    renames: Sequence[Sequence[str]] = ()
