"""Create a new history, and migrate an older one.

Everything in a history but the tables ``event`` and ``meta`` is a cache. So there is one migration
for all versions: drop the caches, create those of today's schema, and rebuild them from the events.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from coalition_quiz.core.scheduling.progress import NO_OTHER_PARAMETERS, ParametersById
from coalition_quiz.history import item_states
from coalition_quiz.history.connection import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    check_identity,
    connect_unchecked,
    is_new,
    schema_version,
    transaction,
)
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.progress import QUIET, OnCount, ProgressListener

_DEVICE_BYTES = 4
_MIGRATED_VERSIONS = range(1, SCHEMA_VERSION)
_SCHEMA = Path(__file__).with_name("schema.sql")
_OBJECT = re.compile(r"^CREATE (TABLE|INDEX|VIEW|TRIGGER) (\w+)", re.MULTILINE)
_NOT_CACHED = ("event", "meta")

_FORMER_CACHES = (
    *(("TABLE", name) for name in ("item_state", "care", "answer", "answer_sum", "alias")),
    *(("TABLE", name) for name in ("asked", "asked_deck")),
    ("VIEW", "moved"),
)
"""Caches that earlier versions had. Dropping a table drops its indexes and triggers."""


def prepare_schema(
    connection: sqlite3.Connection,
    path: Path,
    work: ProgressListener = QUIET,
    others: ParametersById = NO_OTHER_PARAMETERS,
) -> None:
    """Create the tables of a new history; migrate an older one, and rebuild outdated caches.

    Args:
        connection: to the history.
        path: its file.
        work: shows how far a migration or a rebuild is.
        others: weights of FSRS other than the default ones that reviews may name.

    Raises:
        HistoryError: if the file is not a history, or no backup of it can be made.
    """
    if is_new(connection, path):
        create_tables(connection)
    check_identity(connection, path)
    migrate(connection, path, work)
    if not item_states.is_current(connection, others):
        counting = work.counting("Rebuilding statistics", "events")
        with transaction(connection):
            item_states.rebuild(connection, counting, others)


def create_tables(connection: sqlite3.Connection) -> None:
    """Create the tables of a new history, unless another window was quicker."""
    with transaction(connection):
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables:
            return
        for statement in _statements():
            connection.execute(statement)
        assign_device(connection)
        item_states.rebuild(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def migrate(connection: sqlite3.Connection, path: Path, work: ProgressListener = QUIET) -> None:
    """Bring a history up to this program's version, after a verified backup.

    Raises:
        HistoryError: if no backup can be made, or no program ever wrote the file's version.
    """
    if schema_version(connection) == SCHEMA_VERSION:
        return
    with transaction(connection):
        # Read under the lock: another window may have migrated the file in the meantime.
        found = schema_version(connection)
        if found == SCHEMA_VERSION:
            return
        if found not in _MIGRATED_VERSIONS:
            raise HistoryError(
                f"The history {path} claims to be version {found}, which does not exist. "
                "Run `coalition-quiz restore` to restore a backup."
            )
        _back_up(path, found, work.within("Backing up before the upgrade"))
        _recreate_caches(connection)


def upgrade_copy(connection: sqlite3.Connection, on_count: OnCount) -> None:
    """Migrate a copy that no other window uses, and rebuild its caches if they are outdated.

    Raises:
        HistoryError: if no program ever wrote its version.
    """
    with transaction(connection):
        found = schema_version(connection)
        if found != SCHEMA_VERSION:
            if found not in _MIGRATED_VERSIONS:
                raise HistoryError(f"It claims to be version {found}, which does not exist.")
            _recreate_caches(connection)
        if not item_states.is_current(connection):
            item_states.rebuild(connection, on_count)


def assign_device(connection: sqlite3.Connection) -> str:
    """Give a history a new device id, so that no event number of the old one is used twice."""
    import secrets  # noqa: PLC0415 - a history is created once

    device = secrets.token_hex(_DEVICE_BYTES)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('device', ?)", (device,))
    return device


def _recreate_caches(connection: sqlite3.Connection) -> None:
    """Replace all caches by empty ones of today's schema, to be rebuilt."""
    statements = {
        (kind, name): statement
        for statement in _statements()
        for kind, name in _OBJECT.findall(statement)
        if name not in _NOT_CACHED
    }
    for kind, name in (*_FORMER_CACHES, *statements):
        connection.execute(f"DROP {kind} IF EXISTS {name}")
    for statement in statements.values():
        connection.execute(statement)
    connection.execute("DELETE FROM meta WHERE key = 'fold_version'")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _back_up(path: Path, before: int, work: ProgressListener) -> None:
    from coalition_quiz.history.backups import (  # noqa: PLC0415 - few starts migrate
        lock_backups,
        new_backup_path,
    )
    from coalition_quiz.history.verified_copy import copy_verified  # noqa: PLC0415

    # SQLite cannot copy through a connection that is in a write transaction.
    with lock_backups(path), closing(connect_unchecked(path)) as source:
        copy_verified(source, new_backup_path(path, f"version-{before}"), work)


def _statements() -> list[str]:
    # `executescript` would commit first, and all tables must be created in one transaction.
    statements, pending = [], ""
    for line in _SCHEMA.read_text("utf-8").splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
