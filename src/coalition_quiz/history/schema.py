"""Making a new history, and bringing an older one up to date."""

import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from coalition_quiz.errors import HistoryError
from coalition_quiz.history import backup, state
from coalition_quiz.history.connecting import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    check_identity,
    connect_to_copy,
    is_new,
    version,
)
from coalition_quiz.history.transactions import transaction

_SCHEMA = Path(__file__).with_name("schema.sql")

Migration = Callable[[sqlite3.Connection], None]
"""Changes a history of one version into one of the next, within a transaction."""


def _with_care_and_answers(connection: sqlite3.Connection) -> None:
    """Version 2 keeps more caches; all of them are made anew when it is first opened."""
    connection.execute("DROP TABLE item_state")
    for statement in _statements(_SCHEMA.read_text("utf-8")):
        if any(f" {table} " in statement for table in state.CACHES):
            connection.execute(statement)
    connection.execute("DELETE FROM meta WHERE key = 'fold_version'")


MIGRATIONS: Mapping[int, Migration] = {1: _with_care_and_answers}
"""By the version that each begins with."""


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new history; bring an older one, and its caches, up to date.

    Raises:
        HistoryError: if the file turns out to be no history, or a backup cannot be made.
    """
    if is_new(connection, path):
        create(connection)
    check_identity(connection, path)
    migrate(connection, path, MIGRATIONS)
    if not state.is_current(connection):
        with transaction(connection):
            state.rebuild(connection)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of a new history, unless another window was quicker."""
    with transaction(connection):
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not tables:
            _make_tables(connection)


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    migrations: Mapping[int, Migration],
) -> None:
    """Bring a history up to this program's version, a verified backup before each step.

    Raises:
        HistoryError: if no backup can be made, or the version is not one there ever was.
    """
    while (before := version(connection)) < SCHEMA_VERSION:
        if before not in migrations:
            raise HistoryError(
                f"The history {path} says it is of version {before}, which no coalition-quiz "
                "wrote. Put a copy from a backup in its place."
            )
        with transaction(connection):
            # Under the lock, for another window may have done it in the meantime.
            if version(connection) == before:
                _back_up(path, before)
                migrations[before](connection)
                connection.execute(f"PRAGMA user_version = {before + 1}")


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in _statements(_SCHEMA.read_text("utf-8")):
        connection.execute(statement)
    import secrets  # noqa: PLC0415 - a history is made once

    connection.execute("INSERT INTO meta VALUES ('device', ?)", (secrets.token_hex(4),))
    state.rebuild(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _back_up(path: Path, before: int) -> None:
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    target = path.parent / backup.FOLDER / f"{path.stem}-{stamp}-version-{before}.sqlite"
    # A connection of its own, for SQLite copies nothing through one that is writing.
    with closing(connect_to_copy(path)) as source:
        backup.back_up(source, target)


def _statements(script: str) -> list[str]:
    # `executescript` would commit first, and the tables are to be made in one transaction.
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
