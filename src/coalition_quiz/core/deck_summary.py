"""Summaries of decks, to count the day's work. Imports nothing costly, because `due` uses them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class DeckSummary(NamedTuple):
    """A deck without its cards.

    Attributes:
        deck: its id.
        fingerprint: a text that changes when the items that it asks change, or their order.
        items: the number of items it asks.
        ids: returns their ids in the order they are taught; called only if needed.
        changes: pairs of an item whose fact has changed, and the date of the change in EDTF.
        renames: pairs of an earlier item id and the current one.
    """

    deck: str
    fingerprint: str
    items: int
    ids: Callable[[], Sequence[str]]
    changes: Sequence[Sequence[str]] = ()
    renames: Sequence[Sequence[str]] = ()
