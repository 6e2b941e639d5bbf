"""Check the contents of a history, in a scratch copy."""

import re
import sqlite3
from collections.abc import Iterator, Sequence

from coalition_quiz.history import connection as connections
from coalition_quiz.history import integrity, item_states
from coalition_quiz.history.checks import caches
from coalition_quiz.history.completeness import sqlite_problems
from coalition_quiz.history.event_rows import indexed_count
from coalition_quiz.history.integrity import Fault
from coalition_quiz.system.findings import CheckResult, error, fixable, good, note
from coalition_quiz.system.progress import OnCount, ProgressListener

SALVAGE = (
    "`coalition-quiz restore --salvage` puts the newest whole backup in its place, with all that "
    "can still be read of what came later."
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
    yield from damage or [good("file", "SQLite finds nothing wrong with its pages and indexes.")]
    if faults or lost > 0:
        return
    version = connections.schema_version(connection)
    if version < _OLDEST:
        remedy = "`coalition-quiz restore` puts a backup in its place."
        yield error("version", f"The file says it is of version {version}: none wrote it.", remedy)
        return
    if version < connections.SCHEMA_VERSION:
        remedy = "Start coalition-quiz once: it is backed up and brought up to date."
        yield note("version", "The history is of an earlier version.", remedy)
        return
    yield from _check_clock(connection)
    if damage:
        return  # the rest may be unreadable, and a repair rebuilds it anyway
    rest = [*_check_schema(connection), *_check_device(connection)]
    yield from rest
    if not rest:
        yield from _check_caches(connection, work.counting("working out where each item stands"))


def _count_readable(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM event NOT INDEXED").fetchone()
    return int(count)


def _check_chains(faults: Sequence[Fault], lost: int) -> Iterator[CheckResult]:
    for fault in faults:
        where = f"The chain of device {fault.device} breaks at event {fault.seq}"
        yield error(
            "events", f"{where if fault.device else 'Reading ends'}: {fault.what}.", SALVAGE
        )
    if lost > 0:
        yield error(
            "events", f"Events are lost: an index knows {lost} more than there are.", SALVAGE
        )
    if not faults and lost <= 0:
        yield good("events", "Every event is as it was written, and none is missing.")


def _check_pages(
    connection: sqlite3.Connection, *, are_events_whole: bool
) -> Iterator[CheckResult]:
    found = sqlite_problems(connection)
    if not found:
        return
    said = "; ".join(" ".join(each.split()) for each in found[:_SHOWN])
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    sentence = f"SQLite finds the file damaged: {said}{more}."
    yield fixable("file", sentence) if are_events_whole else error("file", sentence, SALVAGE)


def _check_schema(connection: sqlite3.Connection) -> Iterator[CheckResult]:
    differences = caches.schema_differences(connection)
    if differences.missing:
        names = ", ".join(differences.missing)
        yield fixable("schema", f"The history lacks what guards or finds its events: {names}.")
    if differences.changed:
        yield fixable("schema", f"Not as they should be: {', '.join(differences.changed)}.")
    if differences.unknown:
        yield note(
            "schema",
            f"Somebody has added to the history: {', '.join(differences.unknown)}.",
            "They do no harm. `doctor --repair` would leave them out.",
        )


def _check_device(connection: sqlite3.Connection) -> Iterator[CheckResult]:
    found = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    if found is None or not DEVICE.fullmatch(found[0]):
        yield fixable("device", "The history does not say which device it belongs to.")


def _check_caches(connection: sqlite3.Connection, on_count: OnCount) -> Iterator[CheckResult]:
    if not item_states.is_current(connection):
        said = "Where each item stands was worked out by another version of the program."
        yield note("states", said, "It is made anew the next time you study.")
        return
    stale = caches.stale_caches(connection, on_count)
    for table, rows in stale:
        what = f"{rows} of the items" if table == "item_state" else f"{rows} rows"
        yield fixable("states", f"{what} in the table {table} are not what the events come to.")
    if not stale:
        yield good("states", "Where each item stands is what its events come to.")


def _check_clock(connection: sqlite3.Connection) -> Iterator[CheckResult]:
    (times,) = connection.execute(_BACKWARDS).fetchone()
    if times:
        often = "once" if times == 1 else f"{times} times"
        yield note(
            "clock",
            f"The clock was set back by more than a day {often} while studying.",
            "Nothing is wrong with the answers: they count in the order of their days.",
        )
