"""Snapshots of cards in past reviews, to recognise a card whose id has changed."""

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


def read_past_cards(connection: sqlite3.Connection, deck: str) -> dict[str, CardSnapshot]:
    """Return snapshots of the reviewed cards of a deck, by their current ids."""
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
    # The reviews between these two say nothing more, and there may be a thousand.
    for query in _ENDS:
        yield from map(event_of, connection.execute(query, {"item": item}).fetchall())
