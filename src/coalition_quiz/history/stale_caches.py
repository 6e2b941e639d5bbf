"""Compare a history's schema and caches with those that this program would make from its events."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from coalition_quiz.history import deck_items, item_states, schema
from coalition_quiz.history.connection import connect_in_memory, transaction
from coalition_quiz.system.progress import OnCount

_NOT_CACHED = ("event", "meta", *deck_items.TABLES)
_OBJECTS = """
SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""
_COUNT_UNSEEN = """
UPDATE stored_deck SET unseen = (
    SELECT count(*) FROM deck_item
    WHERE deck_item.deck = stored_deck.deck AND reviews = 0 AND ask_from IS NOT NULL
)
"""
_COMMENT = re.compile(r"--[^\n]*")


class SchemaDifferences(NamedTuple):
    """Tables, indexes and triggers that are missing, changed or unknown."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unknown: tuple[str, ...]


class StaleCache(NamedTuple):
    """A cache that does not follow from the events, and the number of rows that differ."""

    table: str
    rows: int


def schema_differences(connection: sqlite3.Connection) -> SchemaDifferences:
    """Compare the schema with today's; names look like ``trigger event_is_never_deleted``."""
    with closing(connect_in_memory()) as fresh:
        schema.create_tables(fresh)
        wanted = _objects(fresh)
    found = _objects(connection)
    return SchemaDifferences(
        tuple(sorted(wanted.keys() - found.keys())),
        tuple(sorted(name for name in wanted.keys() & found.keys() if wanted[name] != found[name])),
        tuple(sorted(found.keys() - wanted.keys())),
    )


def stale_caches(connection: sqlite3.Connection, on_count: OnCount) -> tuple[StaleCache, ...]:
    """Rebuild the caches of a scratch copy, and return those that changed.

    Raises:
        sqlite3.Error: if they cannot be rebuilt, because of another schema or a damaged file.
    """
    counted = [*_stale_deck_items(connection)]
    tables = _cache_tables(connection)
    with transaction(connection):
        _save_copies(connection, tables)
        item_states.rebuild(connection, on_count)
    counted += [StaleCache(table, _count_differences(connection, table)) for table in tables]
    return tuple(stale for stale in counted if stale.rows)


def _stale_deck_items(connection: sqlite3.Connection) -> Iterator[StaleCache]:
    """Compare the stored deck items with the states of their items.

    This comes before the rebuild, which empties them.
    """
    with transaction(connection):
        _save_copies(connection, deck_items.TABLES)
        connection.execute("INSERT INTO refresh_item SELECT item FROM was_deck_item")
        connection.execute(_COUNT_UNSEEN)
    for table in deck_items.TABLES:
        yield StaleCache(table, _count_differences(connection, table))


def _save_copies(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    for table in tables:
        connection.execute(f"CREATE TEMP TABLE was_{table} AS SELECT * FROM main.{table}")  # noqa: S608 - constants


def _cache_tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return tuple(name for (name,) in tables if name not in _NOT_CACHED and "sqlite_" not in name)


def _count_differences(connection: sqlite3.Connection, table: str) -> int:
    keys: set[object] = set()
    for one, other in ((f"was_{table}", f"main.{table}"), (f"main.{table}", f"was_{table}")):
        query = f"SELECT * FROM {one} EXCEPT SELECT * FROM {other}"  # noqa: S608 - likewise
        keys |= {_key(table, row) for row in connection.execute(query)}
    return len(keys)


def _key(table: str, row: tuple[object, ...]) -> object:
    # Tables by item: count the items that differ. Other tables: count the rows.
    return row[0] if table in ("item_state", "item_flags", "alias", "deck_item") else row


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    return {f"{kind} {name}": sql for kind, name, sql in _normalised_objects(connection)}


def _normalised_objects(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    for kind, name, sql in connection.execute(_OBJECTS):
        yield kind, name, " ".join(_COMMENT.sub("", sql or "").split())
