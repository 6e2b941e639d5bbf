"""Making anew all that follows from the events, in a file that takes the place of the old one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coalition_quiz.history import event_rows as rows
from coalition_quiz.history import merge as salvaging
from coalition_quiz.history import schema
from coalition_quiz.history.backups import backups as copies
from coalition_quiz.history.backups.before_change import keep
from coalition_quiz.history.checks.events import DEVICE
from coalition_quiz.history.connection import connect_to_draft
from coalition_quiz.history.failures import BROKEN
from coalition_quiz.history.in_use_lock import being_alone
from coalition_quiz.history.progress import ProgressListener
from coalition_quiz.history.recovery import replace as replacing
from coalition_quiz.history.recovery.restore import opened
from coalition_quiz.history.transactions import transaction
from coalition_quiz.system.errors import HistoryError


@contextmanager
def repairing(history: Path, work: ProgressListener) -> Iterator[tuple[Path, Path]]:
    """Write the events of a history, all of which can be read, to a new file with new caches.

    Yields:
        The file, ready for `replacing.put_in_place`, and where the old one was backed up. What
        is not put in place is gone afterwards, as is the backup.

    Raises:
        InUseError: if another window has the history open.
        HistoryError: if an event is lost, so that a backup is called for; if there is no room, or
            the files cannot be read or written.
        StoppedError: if the work was to end; all is as it was.
    """
    with being_alone(history), replacing.drafting(history) as draft:
        kept = keep(history, copies.BEFORE_REPAIR, work)
        if kept is None:
            raise HistoryError(f"There is no history {history} to repair.")
        try:
            _make(history, draft, kept, work)
            yield draft, kept
        finally:
            if draft.exists():
                copies.clear([kept, *copies.beside(kept)])


def _make(history: Path, draft: Path, kept: Path, work: ProgressListener) -> None:
    with closing(connect_to_draft(draft)) as made, opened(kept) as old:
        schema.create(made)
        with work.interrupting(made), transaction(made):
            joined = salvaging.join(
                old,
                {},
                lambda _: False,
                lambda row: rows.insert(made, row),
                lambda: work.at("writing the events to a new file"),
            )
            if joined.cut_off or joined.added < rows.indexed(old):
                raise HistoryError(
                    f"Events of the history {history} are lost, and those that are left are none "
                    "to repair it from. `coalition-quiz doctor` tells what to do."
                )
            _keep_names(made, old)
            made.execute("DELETE FROM meta WHERE key = 'fold_version'")
        schema.bring_up_to_date(made, work.counting("making anew where items stand"))


def _keep_names(made: sqlite3.Connection, old: sqlite3.Connection) -> None:
    """Keep what the table ``meta`` says, unless it is damaged: a new device does no harm."""
    try:
        found = old.execute("SELECT key, value FROM meta").fetchall()
    except BROKEN:
        return
    for key, value in found:
        if key != "device" or DEVICE.fullmatch(value):
            made.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
