"""Items that no deck asks any more, the learner's decisions on them, and snapshots of past cards.

The snapshots help to recognise a card whose id has changed.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence

from coalition_quiz.core.events import APART, Event
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.core.scheduling.progress import undone_refs
from coalition_quiz.history import deck_items, event_rows, renames
from coalition_quiz.history.hash_chain import event_of

# From deck to deck by the index; "0" is the character after "/".
_DECKS = """
WITH RECURSIVE found(deck) AS (
    SELECT substr(min(item), 1, instr(min(item), '/') - 1) FROM item_state
    UNION
    SELECT (
        SELECT substr(item, 1, instr(item, '/') - 1)
        FROM item_state WHERE item >= deck || '0' ORDER BY item LIMIT 1
    ) FROM found WHERE deck <> ''
)
SELECT deck FROM found WHERE deck <> ''
"""

_IS_LEARNT = """
SELECT EXISTS (SELECT 1 FROM item_state WHERE item >= :deck || '/' AND item < :deck || '0')
"""

_GONE = """
SELECT item FROM item_state
WHERE item >= :deck || '/' AND item < :deck || '0' AND item NOT IN {there}
AND NOT EXISTS (SELECT 1 FROM alias WHERE new = item_state.item AND old IN {there})
"""
_GONE_FROM_STORED = _GONE.format(there="(SELECT item FROM deck_item)")
_GONE_FROM_NAMED = _GONE.format(there="(SELECT value FROM json_each(:ids))")

_NEW = """
SELECT EXISTS (
    SELECT 1 FROM json_each(:ids) LEFT JOIN alias ON old = value
    WHERE NOT EXISTS (SELECT 1 FROM item_state WHERE item = coalesce(new, value))
)
"""


def learnt_decks(connection: sqlite3.Connection) -> list[str]:
    """Return the decks of all items with a history, by their current ids."""
    return [deck for (deck,) in connection.execute(_DECKS)]


def is_learnt(connection: sqlite3.Connection, deck: str) -> bool:
    """Return True if an item of a deck was ever reviewed."""
    (found,) = connection.execute(_IS_LEARNT, {"deck": deck}).fetchone()
    return bool(found)


def has_new(connection: sqlite3.Connection, summary: DeckSummary) -> bool:
    """Return True if a deck asks an item that was never reviewed under any id."""
    stored = deck_items.read_deck_rows(connection).get(summary.deck, deck_items.NOT_STORED)
    if stored.fingerprint == summary.fingerprint:
        return stored.unseen > 0
    (found,) = connection.execute(_NEW, {"ids": json.dumps([*summary.ids()])}).fetchone()
    return bool(found)


def orphaned_items(connection: sqlite3.Connection, summary: DeckSummary) -> list[str]:
    """Return the items of a deck with a history that it does not ask under any id."""
    stored = deck_items.read_deck_rows(connection).get(summary.deck, deck_items.NOT_STORED)
    if stored.fingerprint == summary.fingerprint:
        found = connection.execute(_GONE_FROM_STORED, {"deck": summary.deck})
    else:
        ids = json.dumps([*summary.ids(), *(old for old, _ in summary.renames)])
        found = connection.execute(_GONE_FROM_NAMED, {"deck": summary.deck, "ids": ids})
    return [item for (item,) in found]


def refused_pairs(
    connection: sqlite3.Connection, gone: Sequence[str]
) -> frozenset[tuple[str, str]]:
    """Return the pairs of one of these items, by its current id, and an item it is not."""
    events = event_rows.apart_events(connection, gone)
    undone = undone_refs(events)
    now = renames.cached_renames(connection)
    return frozenset(
        (now.get(event.item, event.item), event.target)
        for event in events
        if event.kind == APART and event.ref not in undone
    )


_ITEMS = "SELECT item FROM item_state WHERE item > ? AND item < ?"
_END = f"""
    SELECT * FROM event WHERE kind = 'review' AND {event_rows.ANY_ID} ORDER BY rowid {{}} LIMIT 1
"""  # noqa: S608 - made of constants
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
