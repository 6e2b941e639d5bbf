"""The table ``item_flags``: suspended, buried and flagged items, as a cache of the events."""

import sqlite3

from coalition_quiz.core.scheduling.item_flags import NO_FLAGS, ItemFlags


def read_flags(connection: sqlite3.Connection, item: str) -> ItemFlags:
    """Return the flags of the item with this current id."""
    found = connection.execute(
        "SELECT suspended, buried_until, flagged FROM item_flags WHERE item = ?", (item,)
    ).fetchone()
    return _to_flags(*found) if found else NO_FLAGS


def read_all_flags(connection: sqlite3.Connection) -> dict[str, ItemFlags]:
    """Return the flags of every item that has any, by its current id."""
    found = connection.execute("SELECT item, suspended, buried_until, flagged FROM item_flags")
    return {item: _to_flags(*rest) for item, *rest in found.fetchall()}


def write_flags(connection: sqlite3.Connection, item: str, flags: ItemFlags) -> None:
    """Write the flags of an item."""
    if flags == NO_FLAGS:
        connection.execute("DELETE FROM item_flags WHERE item = ?", (item,))
    else:
        row = (item, int(flags.suspended), flags.buried_until, int(flags.flagged))
        connection.execute("INSERT OR REPLACE INTO item_flags VALUES (?, ?, ?, ?)", row)


def _to_flags(suspended: int, buried_until: int, flagged: int) -> ItemFlags:
    return ItemFlags(bool(suspended), buried_until, bool(flagged))
