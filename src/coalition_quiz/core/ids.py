"""The ids of items. Imports nothing, because quick commands count by ids alone."""


def card_of(item_id: str) -> str:
    """Return the ``deck/card`` that an item belongs to: items that share it are siblings."""
    deck, _, rest = item_id.partition("/")
    card, has_part, _ = rest.partition("/")
    return f"{deck}/{card}" if has_part else item_id


def deck_of(item_id: str) -> str:
    """Return the id of the deck that an item belongs to."""
    return item_id.split("/", 1)[0]
