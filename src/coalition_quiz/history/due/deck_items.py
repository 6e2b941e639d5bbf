"""The tables ``asked`` and ``asked_deck``: what the installed decks ask, and where that stands.

They are caches: of the decks, as of when somebody last opened the history with them, and of the
fold, by triggers in the transaction of each event. What is not in them is looked up.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coalition_quiz.core.deck_summary import DeckSummary
from coalition_quiz.core.ids import card_of
from coalition_quiz.history.reporting import Told
from coalition_quiz.history.transactions import transaction

TABLES = ("asked", "asked_deck")

_OF_DECK = "item >= :deck || '/' AND item < :deck || '0'"  # 0 comes right after the slash


class NotedDeck(NamedTuple):
    """What is written down of a deck beside its items.

    Attributes:
        fingerprint: the one it had then.
        parts: how many of its items are gaps or sides of a card.
        unseen: how many were never reviewed and are not suspended.
    """

    fingerprint: str
    parts: int
    unseen: int


NOT_NOTED = NotedDeck("", 0, 0)


def written(connection: sqlite3.Connection) -> dict[str, NotedDeck]:
    """The decks whose items are written down."""
    found = connection.execute("SELECT deck, fingerprint, parts, unseen FROM asked_deck").fetchall()
    return {deck: NotedDeck._make(rest) for deck, *rest in found}


def holds(connection: sqlite3.Connection, summaries: Sequence[DeckSummary], *, alone: bool) -> bool:
    """Whether these decks are written down as they are now, and perhaps `alone`."""
    stale, gone = _news(connection, summaries)
    return not stale and not (alone and gone) and not _earlier(connection, summaries)


def write(
    connection: sqlite3.Connection,
    summaries: Sequence[DeckSummary],
    told: Told,
) -> int:
    """Write down what these decks ask, and no others, in one transaction; only what is news.

    Args:
        connection: to a history, for writing.
        summaries: every deck that is installed.
        told: is told how many decks are written, of how many.

    Returns:
        How many decks were written or forgotten.
    """
    if not any(_news(connection, summaries)):
        return 0
    with transaction(connection):
        # Looked at again under the lock, for another window may have done it.
        stale, gone = _news(connection, summaries)
        for done, summary in enumerate(stale):
            told(done, len(stale))
            _rewrite(connection, summary)
        for deck in gone:
            _forget(connection, deck)
    return len(stale) + len(gone)


def forget(connection: sqlite3.Connection) -> None:
    """Let the tables be empty, so that nothing is kept up to date until they are written anew."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own


def _earlier(connection: sqlite3.Connection, summaries: Iterable[DeckSummary]) -> bool:
    """Whether an item is known by an earlier id still, because a rename is not written down."""
    olds = json.dumps([old for each in summaries for old, _ in each.renames])
    query = """
        SELECT EXISTS (SELECT 1 FROM json_each(?) JOIN item_state ON item = value
        WHERE NOT EXISTS (SELECT 1 FROM asked WHERE asked.item = value))
    """
    (found,) = connection.execute(query, (olds,)).fetchone()
    return bool(found)


def _news(
    connection: sqlite3.Connection, summaries: Iterable[DeckSummary]
) -> tuple[list[DeckSummary], list[str]]:
    """The decks to be written, and those to be forgotten."""
    known = {deck: noted.fingerprint for deck, noted in written(connection).items()}
    stale = [each for each in summaries if known.pop(each.deck, None) != each.fingerprint]
    return stale, list(known)


def _rewrite(connection: sqlite3.Connection, summary: DeckSummary) -> None:
    _forget(connection, summary.deck)
    ids = summary.ids()
    parts = sum(card_of(item) != item for item in ids)
    row = (summary.deck, summary.fingerprint, parts, len(ids))
    connection.execute("INSERT INTO asked_deck VALUES (?, ?, ?, ?)", row)
    connection.executemany(
        "INSERT INTO asked (item, deck, place) VALUES (?, ?, ?)",
        ((item, summary.deck, place) for place, item in enumerate(ids)),
    )


def _forget(connection: sqlite3.Connection, deck: str) -> None:
    connection.execute(f"DELETE FROM asked WHERE {_OF_DECK}", {"deck": deck})  # noqa: S608 - a constant
    connection.execute("DELETE FROM asked_deck WHERE deck = ?", (deck,))
