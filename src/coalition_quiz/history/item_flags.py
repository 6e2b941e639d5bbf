"""The table ``flags``: what was asked for items beside their schedule; a cache of the log."""

import sqlite3

from coalition_quiz.core.scheduling.item_flags import NO_FLAGS, ItemFlags


def read(connection: sqlite3.Connection, item: str) -> ItemFlags:
    """What was asked for the item with this present id."""
    found = connection.execute(
        "SELECT suspended, buried_until, flagged FROM care WHERE item = ?", (item,)
    ).fetchone()
    return _care(*found) if found else NO_FLAGS


def read_all(connection: sqlite3.Connection) -> dict[str, ItemFlags]:
    """What was asked for every item that anything was asked for, by its present id."""
    found = connection.execute("SELECT item, suspended, buried_until, flagged FROM care")
    return {item: _care(*rest) for item, *rest in found.fetchall()}


def write(connection: sqlite3.Connection, item: str, flags: ItemFlags) -> None:
    """Put down what was asked for an item."""
    if flags == NO_FLAGS:
        connection.execute("DELETE FROM care WHERE item = ?", (item,))
    else:
        row = (item, int(flags.suspended), flags.buried_until, int(flags.flagged))
        connection.execute("INSERT OR REPLACE INTO care VALUES (?, ?, ?, ?)", row)


def _care(suspended: int, buried_until: int, flagged: int) -> ItemFlags:
    return ItemFlags(bool(suspended), buried_until, bool(flagged))
