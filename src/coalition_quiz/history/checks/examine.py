"""Examine a history without writing to it: even opening it could roll back a journal."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import NamedTuple

from coalition_quiz.history import connection as connections
from coalition_quiz.history.backups import backups
from coalition_quiz.history.backups import copy as backup
from coalition_quiz.history.checks.events import SALVAGE, check_contents
from coalition_quiz.history.failures import READ_ERRORS, failure_reason
from coalition_quiz.history.transactions import interruptible
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.findings import CheckResult, error, note
from coalition_quiz.system.paths import real_path
from coalition_quiz.system.progress import ProgressListener

_ROOM = 3
"""Free space needed, as a multiple of the history's size: a copy, and the comparison."""

_NO_COPY = "Make room, or set TMPDIR to a folder with room that you may write to. Then try again."

_LEFT_BY_A_CRASH = (
    sqlite3.SQLITE_READONLY_ROLLBACK,
    sqlite3.SQLITE_READONLY_RECOVERY,
    sqlite3.SQLITE_READONLY_CANTINIT,
)


class Examination(NamedTuple):
    """The findings, and what the history contains.

    Attributes:
        items: current ids of the reviewed items.
        last_ms: latest time of an event, in milliseconds since 1970-01-01 UTC.
    """

    findings: tuple[CheckResult, ...]
    events: int = 0
    reviews: int = 0
    devices: int = 0
    last_ms: int = 0
    items: tuple[str, ...] = ()


def examine(history: Path, work: ProgressListener) -> Examination:
    """Examine a history as it is at one moment. Others may write meanwhile.

    Raises:
        StoppedError: if the work was stopped.
    """
    try:
        if connections.is_blank(history):
            return Examination((note("history", f"There is no history {history} yet."),))
    except HistoryError as refusal:
        return Examination((error("history", str(refusal), "Nothing can be studied until then."),))
    try:
        with _scratch_copy(history, work) as (connection, notes):
            return _examine_copy(history, connection, notes, work)
    except READ_ERRORS as damage:
        message = f"The history {history} cannot be read any further: {failure_reason(damage)}."
        return Examination((error("history", message, SALVAGE),))
    except OSError as damage:
        message = f"The history {history} was not looked at, because no copy of it could be made"
        return Examination((error("history", f"{message}: {failure_reason(damage)}.", _NO_COPY),))


@contextmanager
def _scratch_copy(
    history: Path, work: ProgressListener
) -> Iterator[tuple[sqlite3.Connection, list[CheckResult]]]:
    """Open a scratch copy; also return notes about how it was made."""
    with TemporaryDirectory(prefix=".coalition-quiz-", dir=_folder_with_room(history)) as folder:
        copy = Path(folder) / "copy.sqlite"
        with closing(connections.connect_unchecked(history, "ro")) as source:
            notes = list(_crash_notes(source, history))
            if not notes and _refusal(source, history) is None:
                backup.copy_database(source, copy, work)
        if not copy.exists():
            real = real_path(history)
            for path in (*backups.sidecar_files(real), real):
                shutil.copyfile(path, copy.with_name(copy.name + path.name[len(real.name) :]))
        with closing(connections.connect_unchecked(copy)) as connection:
            yield connection, notes


def _folder_with_room(history: Path) -> Path | None:
    """Return a folder with room for a copy; None for the default one."""
    is_enough = shutil.disk_usage(gettempdir()).free > _ROOM * history.stat().st_size
    return None if is_enough else real_path(history).parent


def _crash_notes(source: sqlite3.Connection, history: Path) -> Iterator[CheckResult]:
    try:
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as damage:
        if damage.sqlite_errorcode not in _LEFT_BY_A_CRASH:
            raise
        journals = ", ".join(path.name for path in backups.sidecar_files(real_path(history)))
        yield note(
            "journal",
            f"A crash left the history half-written, with a journal beside it ({journals}).",
            "Leave both where they are: whatever opens it next sets it right, and no answer "
            "whose verdict you saw is lost. What follows is of a copy for which this was done.",
        )


def _examine_copy(
    history: Path, connection: sqlite3.Connection, notes: list[CheckResult], work: ProgressListener
) -> Examination:
    refusal = _refusal(connection, history)
    if refusal is not None:
        return Examination((*notes, refusal))
    connection.executescript("PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON;")
    with interruptible(connection, work):
        counts = _count_contents(connection)
        try:
            notes += check_contents(connection, work)
        except READ_ERRORS as damage:
            notes.append(
                error(
                    "history", f"It cannot be read any further: {failure_reason(damage)}.", SALVAGE
                )
            )
    return Examination(tuple(notes), *counts)


def _refusal(connection: sqlite3.Connection, history: Path) -> CheckResult | None:
    """Return the reason why the program would refuse to open the file, if there is one."""
    try:
        connections.check_identity(connection, history)
    except HistoryError as refusal:
        message, _, remedy = str(refusal).partition(". ")
        is_cut = "its end is missing" in message
        return error("history", f"{message}.", SALVAGE if is_cut else remedy)
    return None


def _count_contents(connection: sqlite3.Connection) -> tuple[int, int, int, int, tuple[str, ...]]:
    """Count events, reviews, devices, the last time and the items, as far as they can be read."""
    try:
        numbers = connection.execute(
            "SELECT count(*), count(CASE kind WHEN 'review' THEN 1 END), count(DISTINCT device), "
            "coalesce(max(at_ms), 0) FROM event"
        ).fetchone()
        items = connection.execute("SELECT item FROM item_state").fetchall()
    except READ_ERRORS:
        return (0, 0, 0, 0, ())
    return (*numbers, tuple(item for (item,) in items))
