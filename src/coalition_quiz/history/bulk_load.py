"""Fill whole tables fast: indexes and triggers are created after the rows."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_AROUND = """
SELECT type, name, sql FROM sqlite_schema
WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL
"""

# With SQLite's default of 2 MB, pages are written and read again and again, and each time the
# journal must be flushed first.
_CACHE_KIB = 64 * 1024


@contextmanager
def bulk_loading(connection: sqlite3.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Empty tables, and drop their indexes and triggers while the block fills them.

    Args:
        connection: within a transaction.
        tables: whose triggers would have nothing to do for the block's rows.
    """
    dropped = [
        each for table in tables for each in connection.execute(_AROUND, (table,)).fetchall()
    ]
    for kind, name, _ in dropped:
        connection.execute(f"DROP {kind} {name}")
    for table in tables:  # fast without triggers: no row is read
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    with _large_cache(connection):
        yield
        for _, _, statement in dropped:
            connection.execute(statement)


@contextmanager
def _large_cache(connection: sqlite3.Connection) -> Iterator[None]:
    (before,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before}")
