"""Examine a history without writing to it: even opening it could roll back a journal."""

import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import NamedTuple

from coalition_quiz.history import backups, integrity, item_states, stale_caches
from coalition_quiz.history import connection as connections
from coalition_quiz.history import verified_copy as backup
from coalition_quiz.history.connection import interruptible
from coalition_quiz.history.event_rows import indexed_count
from coalition_quiz.history.failures import READ_ERRORS, failure_reason
from coalition_quiz.history.integrity import Fault, sqlite_problems
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.findings import CheckResult, error, fixable, good, note
from coalition_quiz.system.paths import real_path
from coalition_quiz.system.progress import OnCount, ProgressListener

_ROOM = 3
"""Free space needed, as a multiple of the history's size: a copy, and the comparison."""

_NO_COPY = (
    "Free some space, or set TMPDIR to a writable folder on a disk with free space. Then try again."
)

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
    practice: int = 0
    devices: int = 0
    last_ms: int = 0
    items: tuple[str, ...] = ()


def examine(history: Path, work: ProgressListener) -> Examination:
    """Examine a history as it is at one moment. Others may write meanwhile.

    Raises:
        StoppedError: if the work was stopped.
    """
    try:
        if connections.is_missing_or_empty(history):
            return Examination((note("history", f"There is no history {history} yet."),))
    except HistoryError as refusal:
        return Examination(
            (error("history", str(refusal), "You cannot study until this is fixed."),)
        )
    try:
        with _scratch_copy(history, work) as (connection, notes):
            return _examine_copy(history, connection, notes, work)
    except READ_ERRORS as damage:
        message = f"Could not read the history {history}: {failure_reason(damage)}."
        return Examination((error("history", message, SALVAGE),))
    except OSError as damage:
        message = f"The history {history} was not checked because it could not be copied"
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
            f"A crash interrupted the last save. It will be finished with {journals}.",
            "Leave both files where they are. The next start repairs the history, and no answer "
            "that you saw a result for is lost. The findings below are for a repaired copy.",
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
                error("history", f"The rest cannot be read: {failure_reason(damage)}.", SALVAGE)
            )
    return Examination(tuple(notes), *counts)


def _refusal(connection: sqlite3.Connection, history: Path) -> CheckResult | None:
    """Return the reason why the program would refuse to open the file, if there is one."""
    try:
        connections.check_identity(connection, history)
    except HistoryError as refusal:
        message, _, remedy = str(refusal).partition(". ")
        is_cut = connections.END_MISSING in message
        return error("history", f"{message}.", SALVAGE if is_cut else remedy)
    return None


_Contents = tuple[int, int, int, int, int, tuple[str, ...]]


def _count_contents(connection: sqlite3.Connection) -> _Contents:
    """Count what the history holds, as far as it can be read.

    Returns:
        The numbers of events, of reviews and of practice answers (without those that were undone,
        as in the statistics), the number of devices, the last time, and the items.
    """
    try:
        numbers = connection.execute(
            "SELECT count(*), (SELECT count(*) FROM answer WHERE NOT practice), "
            "(SELECT count(*) FROM answer WHERE practice), count(DISTINCT device), "
            "coalesce(max(at_ms), 0) FROM event"
        ).fetchone()
        items = connection.execute("SELECT item FROM item_state").fetchall()
    except READ_ERRORS:
        return (0, 0, 0, 0, 0, ())
    return (*numbers, tuple(item for (item,) in items))


SALVAGE = (
    "Run `coalition-quiz restore --salvage` to restore the newest good backup with all later "
    "answers that can still be read."
)
DEVICE = re.compile(r"[0-9a-f]{8}")

_OLDEST = 1
_DAY_MS = 86_400_000
_SHOWN = 3
_BACKWARDS = f"""
SELECT count(*) FROM (
    SELECT at_ms - lag(at_ms) OVER (PARTITION BY device ORDER BY seq) AS step
    FROM event WHERE kind <> 'alias'  -- which is dated after the alias before, whatever the clock
) WHERE step < -{_DAY_MS}
"""  # noqa: S608 - made of constants


def check_contents(connection: sqlite3.Connection, work: ProgressListener) -> Iterator[CheckResult]:
    """Check the pages, the chains, the schema and the caches.

    Raises:
        sqlite3.Error: if the file cannot be read any further.
        StoppedError: if the work was stopped.
    """
    faults = integrity.find_faults(
        connection, work.counting("checking events against their hashes")
    )
    lost = indexed_count(connection) - _count_readable(connection) if not faults else 0
    yield from _check_chains(faults, lost)
    work.at("checking pages and indexes")
    damage = list(_check_pages(connection, are_events_whole=not faults and lost <= 0))
    yield from damage or [good("file", "The database file is intact.")]
    if faults or lost > 0:
        return
    version = connections.schema_version(connection)
    if version < _OLDEST:
        remedy = "Run `coalition-quiz restore` to restore a backup."
        yield error(
            "version", f"The file claims to be version {version}, which does not exist.", remedy
        )
        return
    if version < connections.SCHEMA_VERSION:
        remedy = "Start coalition-quiz once to back it up and upgrade it."
        yield note("version", "The history is from an older version.", remedy)
        return
    yield from _check_clock(connection)
    if damage:
        return  # the rest may be unreadable, and a repair rebuilds it anyway
    rest = [*_check_schema(connection), *_check_device(connection)]
    yield from rest
    if not rest:
        yield from _check_caches(connection, work.counting("checking the schedule"))


def _count_readable(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM event NOT INDEXED").fetchone()
    return int(count)


def _check_chains(faults: Sequence[Fault], lost: int) -> Iterator[CheckResult]:
    for fault in faults:
        where = (
            f"An answer is damaged or missing (device {fault.device}, event {fault.seq})"
            if fault.device
            else "Part of the history cannot be read"
        )
        yield error("events", f"{where}: {fault.what}.", SALVAGE)
    if lost > 0:
        are_missing = "event is missing" if lost == 1 else "events are missing"
        yield error("events", f"{lost} {are_missing}.", SALVAGE)
    if not faults and lost <= 0:
        yield good("events", "All events are intact, and none is missing.")


def _check_pages(
    connection: sqlite3.Connection, *, are_events_whole: bool
) -> Iterator[CheckResult]:
    found = sqlite_problems(connection)
    if not found:
        return
    said = "; ".join(" ".join(each.split()) for each in found[:_SHOWN])
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    sentence = f"The database file is damaged: {said}{more}."
    yield fixable("file", sentence) if are_events_whole else error("file", sentence, SALVAGE)


def _check_schema(connection: sqlite3.Connection) -> Iterator[CheckResult]:
    differences = stale_caches.schema_differences(connection)
    if differences.missing:
        names = ", ".join(differences.missing)
        yield fixable("schema", f"Parts of the database are missing: {names}.")
    if differences.changed:
        yield fixable(
            "schema", f"Parts of the database were changed: {', '.join(differences.changed)}."
        )
    if differences.unknown:
        yield note(
            "schema",
            f"The database contains unknown additions: {', '.join(differences.unknown)}.",
            "They are harmless. Run `coalition-quiz doctor --repair` to remove them.",
        )


def _check_device(connection: sqlite3.Connection) -> Iterator[CheckResult]:
    found = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    if found is None or not DEVICE.fullmatch(found[0]):
        yield fixable("device", "The device id of the history is missing.")


def _check_caches(connection: sqlite3.Connection, on_count: OnCount) -> Iterator[CheckResult]:
    if not item_states.is_current(connection):
        said = "The schedule was computed by another version of the program."
        yield note("states", said, "It is computed again the next time you study.")
        return
    stale = stale_caches.stale_caches(connection, on_count)
    for table, rows in stale:
        what = "1 row" if rows == 1 else f"{rows} rows"
        verb = "does" if rows == 1 else "do"
        yield fixable("states", f"{what} of the table {table} {verb} not match your answers.")
    if not stale:
        yield good("states", "The schedule matches your answers.")


def _check_clock(connection: sqlite3.Connection) -> Iterator[CheckResult]:
    (times,) = connection.execute(_BACKWARDS).fetchone()
    if times:
        often = "once" if times == 1 else f"{times} times"
        yield note(
            "clock",
            f"While you were studying, the clock went back by more than a day ({often}).",
            "Your answers are fine. They count in the order of their dates.",
        )
