"""Making a new history, and bringing an older one up to date."""

import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from coalition_quiz.history import item_states as state
from coalition_quiz.history.connection import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    check_identity,
    connect_to_copy,
    is_new,
    version,
)
from coalition_quiz.history.progress import QUIETLY, ProgressListener
from coalition_quiz.history.reporting import Told, to_nobody
from coalition_quiz.history.transactions import transaction
from coalition_quiz.system.errors import HistoryError

_DEVICE_BYTES = 4
_OF_VERSION_3 = re.compile(
    r"^CREATE (TABLE|INDEX|VIEW|TRIGGER) ((?:asked|moved|item_state_last|answer_is_counted)\w*)",
    re.MULTILINE,
)

_OF_VERSION_4 = "CREATE INDEX event_accept "

_SCHEMA = Path(__file__).with_name("schema.sql")

Migration = Callable[[sqlite3.Connection], None]
"""Changes a history of one version into one of the next, within a transaction."""


def _with_care_and_answers(connection: sqlite3.Connection) -> None:
    """Version 2 keeps more caches; all of them are made anew when it is first opened."""
    # They may be there: a flipped bit can make the version say less than the file is.
    for table in state.CACHES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _statements(_SCHEMA.read_text("utf-8")):
        is_newer = _OF_VERSION_3.search(statement)
        if any(f" {table} " in statement for table in state.CACHES) and not is_newer:
            connection.execute(statement)
    connection.execute("DELETE FROM meta WHERE key = 'fold_version'")


def _with_asked(connection: sqlite3.Connection) -> None:
    """Version 3 keeps what the decks ask; it is written when they are next at hand."""
    for index in ("item_state_due", "answer_item"):
        connection.execute(f"DROP INDEX IF EXISTS {index}")
    for statement in _statements(_SCHEMA.read_text("utf-8")):
        if found := _OF_VERSION_3.search(statement):
            connection.execute(f"DROP {found[1]} IF EXISTS {found[2]}")
            connection.execute(statement)


def _with_accepted(connection: sqlite3.Connection) -> None:
    """Version 4 finds the answers that a learner counts as right without a look at the others."""
    for statement in _statements(_SCHEMA.read_text("utf-8")):
        if _OF_VERSION_4 in statement:
            connection.execute("DROP INDEX IF EXISTS event_accept")
            connection.execute(statement)


MIGRATIONS: Mapping[int, Migration] = {
    1: _with_care_and_answers,
    2: _with_asked,
    3: _with_accepted,
}
"""By the version that each begins with."""


def prepare(
    connection: sqlite3.Connection,
    path: Path,
    told: Told = to_nobody,
    work: ProgressListener = QUIETLY,
) -> None:
    """Make the tables of a new history; bring an older one, and its caches, up to date.

    Args:
        connection: to the history.
        path: its file.
        told: is told how far it is where the caches must be made anew.
        work: is told how far the backup before a migration is.

    Raises:
        HistoryError: if the file turns out to be no history, or a backup cannot be made.
    """
    if is_new(connection, path):
        create(connection)
    check_identity(connection, path)
    migrate(connection, path, MIGRATIONS, work)
    if not state.is_current(connection):
        with transaction(connection):
            state.rebuild(connection, told)


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
    work: ProgressListener = QUIETLY,
) -> None:
    """Bring a history up to this program's version, a verified backup before each step.

    Raises:
        HistoryError: if no backup can be made, or the version is not one there ever was.
    """
    while (before := version(connection)) < SCHEMA_VERSION:
        if before not in migrations:
            raise HistoryError(
                f"The history {path} says it is of version {before}, which no coalition-quiz "
                "wrote. `coalition-quiz restore` puts a backup in its place."
            )
        with transaction(connection):
            # Under the lock, for another window may have done it in the meantime.
            if version(connection) == before:
                _back_up(path, before, work)
                migrations[before](connection)
                connection.execute(f"PRAGMA user_version = {before + 1}")


def bring_up_to_date(connection: sqlite3.Connection, told: Told) -> None:
    """Give a copy that nobody else uses this program's version, and its caches this one's fold.

    Raises:
        HistoryError: if its version is not one there ever was.
    """
    with transaction(connection):
        while (before := version(connection)) < SCHEMA_VERSION:
            if before not in MIGRATIONS:
                raise HistoryError(f"It says it is of version {before}, which nobody wrote.")
            MIGRATIONS[before](connection)
            connection.execute(f"PRAGMA user_version = {before + 1}")
        if not state.is_current(connection):
            state.rebuild(connection, told)


def name_device(connection: sqlite3.Connection) -> str:
    """Give a history a new device, so that no number of the old one is ever used twice."""
    import secrets  # noqa: PLC0415 - a history is made once

    device = secrets.token_hex(_DEVICE_BYTES)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('device', ?)", (device,))
    return device


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in _statements(_SCHEMA.read_text("utf-8")):
        connection.execute(statement)
    name_device(connection)
    state.rebuild(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _back_up(path: Path, before: int, work: ProgressListener) -> None:
    from coalition_quiz.history.backups import backups as copies  # noqa: PLC0415
    from coalition_quiz.history.backups import copy as backup  # noqa: PLC0415 - few starts migrate

    # A connection of its own, for SQLite copies nothing through one that is writing.
    with copies.making(path), closing(connect_to_copy(path)) as source:
        backup.back_up(source, copies.new_name(path, f"version-{before}"), work)


def _statements(script: str) -> list[str]:
    # `executescript` would commit first, and the tables are to be made in one transaction.
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
