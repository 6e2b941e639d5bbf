"""Restoring a backup, with or without what can still be read of the events that came after."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.core.events import REVIEW
from coalition_quiz.history import event_rows as rows
from coalition_quiz.history import hash_chain as chain
from coalition_quiz.history import merge as salvaging
from coalition_quiz.history import schema
from coalition_quiz.history.backups import backups as copies
from coalition_quiz.history.backups import copy as backup
from coalition_quiz.history.backups.before_change import keep
from coalition_quiz.history.completeness import REVIEWS, why_not_whole
from coalition_quiz.history.connection import connect_to_copy, connect_to_draft, connect_to_kept
from coalition_quiz.history.failures import BROKEN
from coalition_quiz.history.in_use_lock import being_alone
from coalition_quiz.history.progress import ProgressListener
from coalition_quiz.history.recovery import replace as replacing
from coalition_quiz.history.transactions import transaction
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import real_path

_HEADER = 100
_VALID_FOR = 92
"""Where SQLite's file format has the number that says whether the size in the header holds."""

_MISSING = """
SELECT count(*) FROM {here}.event AS here WHERE kind = 'review' AND NOT EXISTS (
    SELECT 1 FROM {there}.event AS there
    WHERE (there.device, there.seq, there.hash) = (here.device, here.seq, here.hash)
)
"""


class NotWholeError(HistoryError):
    """A backup is damaged, and was not restored."""


class Ready(NamedTuple):
    """What is ready to take the place of a history.

    Attributes:
        draft: the file.
        kept: where what is there now was backed up; None where there is nothing.
        reviews: how many reviews it has.
        lacks: how many reviews are there now that it lacks; None where they cannot be counted.
        brings: how many reviews it has that are not there now; likewise.
        salvaged: events beyond those of the backup that were taken from what is there now.
    """

    draft: Path
    kept: Path | None
    reviews: int
    lacks: int | None
    brings: int | None
    salvaged: int


@contextmanager
def restoring(
    history: Path, source: Path | None, work: ProgressListener, *, salvage: bool = False
) -> Iterator[Ready]:
    """Make a backup ready for `replacing.put_in_place`, under a new device.

    No other window can open the history meanwhile. What is not put in place is gone afterwards,
    as is the copy of what is there now.

    Args:
        history: the file whose place it shall take.
        source: the backup; None to begin from nothing, for what can be read alone.
        work: hears how far it is.
        salvage: whether to add what can be read of the events that are there now.

    Raises:
        InUseError: if another window has the history open.
        NotWholeError: if the backup is damaged.
        HistoryError: if there is no room, or the files cannot be read or written.
        StoppedError: if the work was to end; all is as it was.
    """
    with being_alone(history), replacing.drafting(history) as draft:
        if source is not None and (why := why_not_whole(source, work)):
            raise NotWholeError(f"The backup {source} is not restored: {why}.")
        kept = keep(history, copies.BEFORE_RESTORE, work)
        try:
            yield _made(draft, source, kept, work, salvage=salvage)
        finally:
            if kept is not None and draft.exists():
                copies.clear([kept, *copies.beside(kept)])


def _made(
    draft: Path, source: Path | None, kept: Path | None, work: ProgressListener, *, salvage: bool
) -> Ready:
    if source is not None:
        with closing(connect_to_kept(source)) as whole:
            backup.copy(whole, draft, work)
    taken = _Taken()
    with closing(connect_to_draft(draft)) as made:
        if source is None:
            schema.create(made)
        device = schema.name_device(made)
        if kept is not None and salvage:
            taken = _join(made, device, kept, source, work)
        with work.interrupting(made):
            schema.bring_up_to_date(made, work.counting("bringing it up to date"))
        (reviews,) = made.execute(REVIEWS).fetchone()
    lacks, brings = (0, reviews) if kept is None else differences(kept, draft)
    if lacks is not None and brings is not None:
        # What was recorded anew is there under another name.
        lacks, brings = lacks - taken.reviews_anew, brings - taken.reviews_anew
    return Ready(draft, kept, reviews, lacks, brings, taken.events)


class _Taken(NamedTuple):
    """What was taken from a damaged file: how many events, and the reviews recorded anew."""

    events: int = 0
    reviews_anew: int = 0


def _join(
    made: sqlite3.Connection, device: str, kept: Path, source: Path | None, work: ProgressListener
) -> _Taken:
    with transaction(made):
        joined = _read(made, opened(kept), work)
        if source is not None and joined == salvaging.Merged():
            joined = _read(made, _opened_by_head_of(source, kept), work)
        seq, prev = rows.head(made, device)
        anew = list(salvaging.drafts_of(joined.cut_off, device, seq + 1))
        for draft in anew:
            seq += 1
            row = chain.link(draft, device, seq, prev)
            rows.insert(made, row)
            prev = row[-1]
        made.execute("DELETE FROM meta WHERE key = 'fold_version'")
    return _Taken(joined.added + len(anew), sum(each.kind == REVIEW for each in anew))


def _read(
    made: sqlite3.Connection,
    opening: AbstractContextManager[sqlite3.Connection],
    work: ProgressListener,
) -> salvaging.Merged:
    with opening as damaged:
        return salvaging.join(
            damaged,
            rows.heads(made),
            lambda row: rows.holds(made, row[0], row[1], row[-1]),
            lambda row: rows.insert(made, row),
            lambda: work.at("reading what can still be read"),
        )


@contextmanager
def _opened_by_head_of(source: Path, kept: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of what was kept, with the first page of an earlier one of itself.

    That page says what stands on which of the others; without it none of them is found. If it is
    the wrong one, nothing is read that is sealed by its hash.
    """
    scratch = backup.partial_of(kept)
    try:
        shutil.copyfile(kept, scratch)
        with source.open("rb") as whole, scratch.open("r+b") as damaged:
            head = whole.read(_HEADER)
            damaged.write(head + whole.read(int.from_bytes(head[16:18]) - _HEADER))
            # So that SQLite goes by the size of the file, which has grown since.
            damaged.seek(_VALID_FOR)
            damaged.write(bytes(4))
        with closing(connect_to_kept(scratch)) as connection:
            yield connection
    finally:
        copies.clear([scratch])


@contextmanager
def opened(kept: Path) -> Iterator[sqlite3.Connection]:
    """A connection to what was kept, which stays as it is.

    What a crash left beside a file has to be taken into account, which changes the file: then a
    copy of both is looked at.
    """
    beside = copies.beside(kept)
    if not beside:
        with closing(connect_to_kept(kept)) as connection:
            yield connection
        return
    scratch = backup.partial_of(kept)
    try:
        for path in (*beside, kept):
            shutil.copyfile(path, scratch.with_name(path.name.replace(kept.name, scratch.name, 1)))
        with closing(connect_to_copy(scratch)) as connection:
            yield connection
    finally:
        copies.clear([*copies.beside(scratch), scratch])


def differences(kept: Path, draft: Path) -> tuple[int, int] | tuple[None, None]:
    """How many reviews the one has and the other has not, and the reverse."""
    try:
        with opened(kept) as now:
            now.execute("ATTACH ? AS other", (f"{real_path(draft).as_uri()}?mode=ro",))
            (lacks,) = now.execute(_MISSING.format(here="main", there="other")).fetchone()
            (brings,) = now.execute(_MISSING.format(here="other", there="main")).fetchone()
    except BROKEN:
        return None, None
    return int(lacks), int(brings)
