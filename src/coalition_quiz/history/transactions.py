"""All or nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits the block, or leaves the file as it was when anything at all goes wrong.

    It takes the right to write before the block reads, so that what it reads is what it
    adds to, whatever other windows do.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Some failures have rolled back already; a failing rollback is finished by whoever
        # opens the file next, and must not hide what went wrong in the first place.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Lets the block read one state of the file, whatever other windows write meanwhile.

    They wait until it is done: nothing slow belongs in it.
    """
    connection.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):  # a failure may have ended it already
            connection.execute("ROLLBACK")
