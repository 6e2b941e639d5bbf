"""What a history should be, by its events and by this program, held against what it is."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from coalition_quiz.history import item_states as state
from coalition_quiz.history import schema
from coalition_quiz.history.connection import connect_nowhere
from coalition_quiz.history.due import deck_items as asked
from coalition_quiz.history.reporting import Told
from coalition_quiz.history.transactions import transaction

_NOT_CACHED = ("event", "meta", *asked.TABLES)
_OBJECTS = """
SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""
_COUNT_UNSEEN = """
UPDATE asked_deck SET unseen = (
    SELECT count(*) FROM asked
    WHERE asked.deck = asked_deck.deck AND reviews = 0 AND day IS NOT NULL
)
"""
_COMMENT = re.compile(r"--[^\n]*")


class Differences(NamedTuple):
    """Tables, indexes and triggers that are missing, other than they should be, or unknown."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unknown: tuple[str, ...]


class Stale(NamedTuple):
    """A cache that is not what the events amount to, and how many of its rows differ."""

    table: str
    rows: int


def schema_differences(connection: sqlite3.Connection) -> Differences:
    """What differs in the schema, each as ``trigger event_is_never_deleted``."""
    with closing(connect_nowhere()) as fresh:
        schema.create(fresh)
        wanted = _objects(fresh)
    found = _objects(connection)
    return Differences(
        tuple(sorted(wanted.keys() - found.keys())),
        tuple(sorted(name for name in wanted.keys() & found.keys() if wanted[name] != found[name])),
        tuple(sorted(found.keys() - wanted.keys())),
    )


def stale_caches(connection: sqlite3.Connection, told: Told) -> tuple[Stale, ...]:
    """The caches that a rebuild would change; the connection is to a scratch copy, which it does.

    Raises:
        sqlite3.Error: if they cannot be made, which takes another schema or a damaged file.
    """
    counted = [*_stale_asked(connection)]
    tables = _caches(connection)
    with transaction(connection):
        _keep(connection, tables)
        state.rebuild(connection, told)
    counted += [Stale(table, _differing(connection, table)) for table in tables]
    return tuple(stale for stale in counted if stale.rows)


def _stale_asked(connection: sqlite3.Connection) -> Iterator[Stale]:
    """Where what the decks ask is not where the other tables say that it stands.

    It is emptied by a rebuild, and looked up anew by who has the decks.
    """
    with transaction(connection):
        _keep(connection, asked.TABLES)
        connection.execute("INSERT INTO moved SELECT item FROM was_asked")
        connection.execute(_COUNT_UNSEEN)
    for table in asked.TABLES:
        yield Stale(table, _differing(connection, table))


def _keep(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    for table in tables:
        connection.execute(f"CREATE TEMP TABLE was_{table} AS SELECT * FROM main.{table}")  # noqa: S608 - names of our own


def _caches(connection: sqlite3.Connection) -> tuple[str, ...]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return tuple(name for (name,) in tables if name not in _NOT_CACHED and "sqlite_" not in name)


def _differing(connection: sqlite3.Connection, table: str) -> int:
    keys: set[object] = set()
    for one, other in ((f"was_{table}", f"main.{table}"), (f"main.{table}", f"was_{table}")):
        query = f"SELECT * FROM {one} EXCEPT SELECT * FROM {other}"  # noqa: S608 - likewise
        keys |= {_key(table, row) for row in connection.execute(query)}
    return len(keys)


def _key(table: str, row: tuple[object, ...]) -> object:
    # The items of `item_state` and `flags` are counted; of other tables, the rows.
    return row[0] if table in ("item_state", "care", "alias", "asked") else row


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    return {f"{kind} {name}": sql for kind, name, sql in _normal(connection)}


def _normal(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    for kind, name, sql in connection.execute(_OBJECTS):
        yield kind, name, " ".join(_COMMENT.sub("", sql or "").split())
