"""What the log remembers of cards, so that one whose id has changed can be known again."""

import sqlite3
from collections.abc import Iterator

from coalition_quiz.core.events import Event
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.history.hash_chain import event_of

_ITEMS = "SELECT item FROM item_state WHERE item > ? AND item < ?"
_END = """
    SELECT * FROM event WHERE kind = 'review'
    AND item IN (SELECT :item UNION ALL SELECT old FROM alias WHERE new = :item)
    ORDER BY rowid {} LIMIT 1
"""
_ENDS = (_END.format("ASC"), _END.format("DESC"))


def remembered(connection: sqlite3.Connection, deck: str) -> dict[str, CardSnapshot]:
    """The cards of a deck that were ever learnt, by the ids they have in the history now."""
    found: dict[str, CardSnapshot] = {}
    # "0" is the character after "/".
    for (item,) in connection.execute(_ITEMS, (f"{deck}/", f"{deck}0")).fetchall():
        card = item.split("/")[1]
        known = found.get(card, CardSnapshot("", frozenset()))
        for event in _first_and_last(connection, item):
            known = known.with_review(event.payload)
        found[card] = known
    return found


def _first_and_last(connection: sqlite3.Connection, item: str) -> Iterator[Event]:
    # What a card taught between these two tells nothing more, and may be a thousand reviews.
    for query in _ENDS:
        yield from map(event_of, connection.execute(query, {"item": item}).fetchall())
