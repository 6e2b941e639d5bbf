"""The tables ``deck_item`` and ``stored_deck``: the items of the installed decks, and their states.

Both are caches. The items come from the decks, as of the last time the history was opened with
them; triggers update the states with each event. Other items are looked up one by one.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coalition_quiz.core.ids import DeckSummary, card_of
from coalition_quiz.history.connection import transaction
from coalition_quiz.system.progress import OnCount

TABLES = ("deck_item", "stored_deck")

_OF_DECK = "item >= :deck || '/' AND item < :deck || '0'"  # 0 comes right after the slash


class StoredDeckRow(NamedTuple):
    """A stored deck.

    Attributes:
        fingerprint: of the deck when it was stored.
        parts: number of items that are gaps or sides of a card.
        unseen: number of items never reviewed and not suspended.
    """

    fingerprint: str
    parts: int
    unseen: int


NOT_STORED = StoredDeckRow("", 0, 0)


def read_deck_rows(connection: sqlite3.Connection) -> dict[str, StoredDeckRow]:
    """Return the stored decks by their ids."""
    found = connection.execute(
        "SELECT deck, fingerprint, parts, unseen FROM stored_deck"
    ).fetchall()
    return {deck: StoredDeckRow._make(rest) for deck, *rest in found}


def are_stored(
    connection: sqlite3.Connection, summaries: Sequence[DeckSummary], *, exclusively: bool
) -> bool:
    """Return True if these decks are stored as they are now, and with `alone` no others."""
    stale, removed = _find_outdated(connection, summaries)
    return (
        not stale and not (exclusively and removed) and not _has_earlier_ids(connection, summaries)
    )


def store_decks(
    connection: sqlite3.Connection,
    summaries: Sequence[DeckSummary],
    on_count: OnCount,
) -> int:
    """Store the items of these decks and no others, in one transaction; only changes are written.

    Args:
        connection: to a history, for writing.
        summaries: every installed deck.
        on_count: called with the number of decks stored so far, and their total.

    Returns:
        The number of decks that were stored or removed.
    """
    if not any(_find_outdated(connection, summaries)):
        return 0
    with transaction(connection):
        # Read again under the lock: another window may have stored them.
        stale, removed = _find_outdated(connection, summaries)
        for done, summary in enumerate(stale):
            on_count(done, len(stale))
            _store_deck(connection, summary)
        for deck in removed:
            _delete_deck(connection, deck)
    return len(stale) + len(removed)


def clear_tables(connection: sqlite3.Connection) -> None:
    """Empty both tables. Triggers have nothing to update until the decks are stored again."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants


def _has_earlier_ids(connection: sqlite3.Connection, summaries: Iterable[DeckSummary]) -> bool:
    """Return True if an item is known by an earlier id, its rename not being recorded yet."""
    olds = json.dumps([old for each in summaries for old, _ in each.renames])
    query = """
        SELECT EXISTS (SELECT 1 FROM json_each(?) JOIN item_state ON item = value
        WHERE NOT EXISTS (SELECT 1 FROM deck_item WHERE deck_item.item = value))
    """
    (found,) = connection.execute(query, (olds,)).fetchone()
    return bool(found)


def _find_outdated(
    connection: sqlite3.Connection, summaries: Iterable[DeckSummary]
) -> tuple[list[DeckSummary], list[str]]:
    """Return the decks to store, and the ids of those to remove."""
    known = {deck: row.fingerprint for deck, row in read_deck_rows(connection).items()}
    stale = [each for each in summaries if known.pop(each.deck, None) != each.fingerprint]
    return stale, list(known)


def _store_deck(connection: sqlite3.Connection, summary: DeckSummary) -> None:
    _delete_deck(connection, summary.deck)
    ids = summary.ids()
    parts = sum(card_of(item) != item for item in ids)
    row = (summary.deck, summary.fingerprint, parts, len(ids))
    connection.execute("INSERT INTO stored_deck VALUES (?, ?, ?, ?)", row)
    connection.executemany(
        "INSERT INTO deck_item (item, deck, position) VALUES (?, ?, ?)",
        ((item, summary.deck, place) for place, item in enumerate(ids)),
    )


def _delete_deck(connection: sqlite3.Connection, deck: str) -> None:
    connection.execute(f"DELETE FROM deck_item WHERE {_OF_DECK}", {"deck": deck})  # noqa: S608 - a constant
    connection.execute("DELETE FROM stored_deck WHERE deck = ?", (deck,))
