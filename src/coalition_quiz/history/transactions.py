"""Transactions, read snapshots and interruptible statements."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from coalition_quiz.system.progress import ProgressListener, StoppedError

_INSTRUCTIONS = 100_000
"""Instructions of SQLite's virtual machine between two looks at whether to stop."""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit the block, or leave the file as it was if it raises.

    The write lock is taken before the block reads, so other windows cannot change what it has read
    before it writes.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Some failures have rolled back already. A rollback that fails is finished by the next
        # connection, and must not hide the first error.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Read one state of the file in the block, whatever other windows write meanwhile.

    They wait until the block ends, so keep it short.
    """
    connection.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):  # a failure may have ended it already
            connection.execute("ROLLBACK")


@contextmanager
def interruptible(connection: sqlite3.Connection, work: ProgressListener) -> Iterator[None]:
    """End the block's statements early if the work is stopped, or on Ctrl+C.

    Raises:
        StoppedError: if the work was stopped.
        KeyboardInterrupt: on Ctrl+C.
    """
    connection.set_progress_handler(lambda: int(work.is_stopped()), _INSTRUCTIONS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        # SQLite swallows what a handler raises: if the work was not stopped, it was Ctrl+C.
        raise (StoppedError if work.is_stopped() else KeyboardInterrupt) from error
    finally:
        connection.set_progress_handler(None, 0)
