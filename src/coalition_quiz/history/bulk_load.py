"""Filling tables as a whole: what each row would bring up to date is made once at the end."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_AROUND = """
SELECT type, name, sql FROM sqlite_schema
WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL
"""

# With the two megabytes that are usual, pages are written out and read back again and again, and
# each time the journal has to reach the disk first.
_CACHE_KIB = 64 * 1024


@contextmanager
def emptied(connection: sqlite3.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Tables emptied, to be filled without their indexes and triggers, which follow at the end.

    Args:
        connection: within a transaction.
        tables: whose triggers have nothing to do while the block fills them.
    """
    kept = [each for table in tables for each in connection.execute(_AROUND, (table,)).fetchall()]
    for kind, name, _ in kept:
        connection.execute(f"DROP {kind} {name}")
    for table in tables:  # without triggers, which takes no look at the rows
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    with _roomy(connection):
        yield
        for _, _, statement in kept:
            connection.execute(statement)


@contextmanager
def _roomy(connection: sqlite3.Connection) -> Iterator[None]:
    (before,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before}")
