"""Items that were learnt and that no deck asks any more, and what the learner said of them."""

import json
import sqlite3
from collections.abc import Sequence

from coalition_quiz.core.deck_summary import DeckSummary
from coalition_quiz.core.events import APART
from coalition_quiz.core.scheduling.progress import undone_refs
from coalition_quiz.history import event_rows as rows
from coalition_quiz.history import renames as names
from coalition_quiz.history.due import deck_items as asked

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

_GONE = """
SELECT item FROM item_state
WHERE item >= :deck || '/' AND item < :deck || '0' AND item NOT IN {there}
AND NOT EXISTS (SELECT 1 FROM alias WHERE new = item_state.item AND old IN {there})
"""
_GONE_FROM_NOTED = _GONE.format(there="(SELECT item FROM asked)")
_GONE_FROM_NAMED = _GONE.format(there="(SELECT value FROM json_each(:ids))")

_NEW = """
SELECT EXISTS (
    SELECT 1 FROM json_each(:ids) LEFT JOIN alias ON old = value
    WHERE NOT EXISTS (SELECT 1 FROM item_state WHERE item = coalesce(new, value))
)
"""


def decks(connection: sqlite3.Connection) -> list[str]:
    """The decks that any item belongs to that was ever learnt, under its present id."""
    return [deck for (deck,) in connection.execute(_DECKS)]


def has_new(connection: sqlite3.Connection, summary: DeckSummary) -> bool:
    """Whether a deck asks anything that was never reviewed, under whatever id."""
    noted = asked.written(connection).get(summary.deck, asked.NOT_NOTED)
    if noted.fingerprint == summary.fingerprint:
        return noted.unseen > 0
    (found,) = connection.execute(_NEW, {"ids": json.dumps([*summary.ids()])}).fetchone()
    return bool(found)


def items(connection: sqlite3.Connection, summary: DeckSummary) -> list[str]:
    """The items of a deck that were learnt and that it does not ask, under whatever id."""
    noted = asked.written(connection).get(summary.deck, asked.NOT_NOTED)
    if noted.fingerprint == summary.fingerprint:
        found = connection.execute(_GONE_FROM_NOTED, {"deck": summary.deck})
    else:
        ids = json.dumps([*summary.ids(), *(old for old, _ in summary.renames)])
        found = connection.execute(_GONE_FROM_NAMED, {"deck": summary.deck, "ids": ids})
    return [item for (item,) in found]


def kept_apart(connection: sqlite3.Connection, gone: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Pairs of one of these items, by its present id, and what the learner says it is not."""
    events = rows.aparts(connection, gone)
    undone = undone_refs(events)
    now = names.cached(connection)
    return frozenset(
        (now.get(event.item, event.item), event.target)
        for event in events
        if event.kind == APART and event.ref not in undone
    )
