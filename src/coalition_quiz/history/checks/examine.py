"""A look at a history file from all sides; it is not written to, not even by being opened."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import NamedTuple

from coalition_quiz.history import connection as connecting
from coalition_quiz.history.backups import backups as copies
from coalition_quiz.history.backups import copy as backup
from coalition_quiz.history.checks.events import SALVAGE, look
from coalition_quiz.history.failures import BROKEN, reason
from coalition_quiz.history.progress import ProgressListener
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.findings import CheckResult, error, note
from coalition_quiz.system.paths import real_path

_ROOM = 3
"""Times the size of the history: a copy, and what comparing it takes."""

_NO_COPY = "Make room, or set TMPDIR to a folder with room that you may write to. Then try again."

_LEFT_BY_A_CRASH = (
    sqlite3.SQLITE_READONLY_ROLLBACK,
    sqlite3.SQLITE_READONLY_RECOVERY,
    sqlite3.SQLITE_READONLY_CANTINIT,
)


class Examined(NamedTuple):
    """What was found, and what is in the history.

    Attributes:
        items: the present ids of the items that were reviewed.
        last_ms: the latest time of an event, in milliseconds since 1970-01-01 UTC.
    """

    findings: tuple[CheckResult, ...]
    events: int = 0
    reviews: int = 0
    devices: int = 0
    last_ms: int = 0
    items: tuple[str, ...] = ()


def examine(history: Path, work: ProgressListener) -> Examined:
    """Look at a history, as it is at one moment; others may write meanwhile.

    Raises:
        StoppedError: if the work was to end.
    """
    try:
        if connecting.is_blank(history):
            return Examined((note("history", f"There is no history {history} yet."),))
    except HistoryError as refused:
        return Examined((error("history", str(refused), "Nothing can be studied until then."),))
    try:
        with _copied(history, work) as (connection, noted):
            return _looked_at(history, connection, noted, work)
    except BROKEN as broken:
        said = f"The history {history} cannot be read any further: {reason(broken)}."
        return Examined((error("history", said, SALVAGE),))
    except OSError as broken:
        said = f"The history {history} was not looked at, because no copy of it could be made"
        return Examined((error("history", f"{said}: {reason(broken)}.", _NO_COPY),))


@contextmanager
def _copied(
    history: Path, work: ProgressListener
) -> Iterator[tuple[sqlite3.Connection, list[CheckResult]]]:
    """A connection to a copy, and what is to be told of the way it was made."""
    with TemporaryDirectory(prefix=".coalition-quiz-", dir=_roomy(history)) as folder:
        copy = Path(folder) / "copy.sqlite"
        with closing(connecting.connect_to_copy(history, "ro")) as source:
            noted = list(_left_by_a_crash(source, history))
            if not noted and _refusal(source, history) is None:
                backup.copy(source, copy, work)
        if not copy.exists():
            real = real_path(history)
            for path in (*copies.beside(real), real):
                shutil.copyfile(path, copy.with_name(copy.name + path.name[len(real.name) :]))
        with closing(connecting.connect_to_copy(copy)) as connection:
            yield connection, noted


def _roomy(history: Path) -> Path | None:
    """A folder with room for a copy; None for the usual one."""
    is_enough = shutil.disk_usage(gettempdir()).free > _ROOM * history.stat().st_size
    return None if is_enough else real_path(history).parent


def _left_by_a_crash(source: sqlite3.Connection, history: Path) -> Iterator[CheckResult]:
    try:
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as broken:
        if broken.sqlite_errorcode not in _LEFT_BY_A_CRASH:
            raise
        beside = ", ".join(path.name for path in copies.beside(real_path(history)))
        yield note(
            "journal",
            f"A crash left the history half-written, with a journal beside it ({beside}).",
            "Leave both where they are: whatever opens it next sets it right, and no answer "
            "whose verdict you saw is lost. What follows is of a copy for which this was done.",
        )


def _looked_at(
    history: Path, connection: sqlite3.Connection, noted: list[CheckResult], work: ProgressListener
) -> Examined:
    refused = _refusal(connection, history)
    if refused is not None:
        return Examined((*noted, refused))
    connection.executescript("PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON;")
    with work.interrupting(connection):
        counts = _counts(connection)
        try:
            noted += look(connection, work)
        except BROKEN as broken:
            noted.append(
                error("history", f"It cannot be read any further: {reason(broken)}.", SALVAGE)
            )
    return Examined(tuple(noted), *counts)


def _refusal(connection: sqlite3.Connection, history: Path) -> CheckResult | None:
    """What makes the program refuse the file before it looks at any event."""
    try:
        connecting.check_identity(connection, history)
    except HistoryError as refused:
        said, _, remedy = str(refused).partition(". ")
        is_cut = "its end is missing" in said
        return error("history", f"{said}.", SALVAGE if is_cut else remedy)
    return None


def _counts(connection: sqlite3.Connection) -> tuple[int, int, int, int, tuple[str, ...]]:
    """What is in it, as far as can be told."""
    try:
        numbers = connection.execute(
            "SELECT count(*), count(CASE kind WHEN 'review' THEN 1 END), count(DISTINCT device), "
            "coalesce(max(at_ms), 0) FROM event"
        ).fetchone()
        items = connection.execute("SELECT item FROM item_state").fetchall()
    except BROKEN:
        return (0, 0, 0, 0, ())
    return (*numbers, tuple(item for (item,) in items))
