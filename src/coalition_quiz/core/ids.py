"""The ids of items, and the items of a deck. Imports nothing costly, because `due` uses them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


def card_of(item_id: str) -> str:
    """Return the ``deck/card`` that an item belongs to: items that share it are siblings."""
    deck, _, rest = item_id.partition("/")
    card, has_part, _ = rest.partition("/")
    return f"{deck}/{card}" if has_part else item_id


def deck_of(item_id: str) -> str:
    """Return the id of the deck that an item belongs to."""
    return item_id.split("/", 1)[0]


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
