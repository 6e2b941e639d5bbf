"""Where items stand: the table ``item_state``, a cache of the fold.

It is written in the transaction of the events it follows from, and can be rebuilt from them
at any time with the same result to the last digit.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import starmap
from typing import Any

from coalition_quiz.core.events import ALIAS, RESET, UNDO, Event, Trace
from coalition_quiz.core.scheduling.fsrs import Memory
from coalition_quiz.core.scheduling.item_flags import FLAG_KINDS, fold_flags
from coalition_quiz.core.scheduling.progress import (
    FOLD_VERSION,
    Progress,
    ProgressStep,
    counts,
    is_answer,
    is_next,
    next_progress,
    progress_steps,
)
from coalition_quiz.history import (
    answers,
)
from coalition_quiz.history import (
    bulk_load as bulk,
)
from coalition_quiz.history import (
    event_rows as rows,
)
from coalition_quiz.history import (
    item_flags as cares,
)
from coalition_quiz.history import (
    renames as names,
)
from coalition_quiz.history.due import deck_items as asked
from coalition_quiz.history.reporting import Told, to_nobody

CACHES = ("item_state", "care", "answer", "answer_sum")
"""The tables that follow from the events, beside the names."""

_IN_BULK = ("item_state", "answer", "answer_sum")

_Answer = tuple[str, Trace, Progress | None]

_FOLDED_ANEW = frozenset({UNDO, RESET, *FLAG_KINDS})
_COLUMNS = (
    *("item", "stability", "difficulty", "last_day", "due_day", "first_day", "reviews", "lapses"),
    *("last_rating", "last_study_day", "last_at_ms", "last_device", "last_seq", "told"),
)

_INSERT = f"INSERT INTO item_state VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - of our own

# Updated in place: an index whose column stays as it is is not touched, and triggers fire once.
_WRITE = f"""
{_INSERT}
ON CONFLICT DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])}
"""

_TYPES = (str, float, float, int, int, int, int, int, int, int, int, str, int, str)


def read(connection: sqlite3.Connection, item: str) -> Progress | None:
    """Where the item with this id, of now or earlier, stands; None if it was never reviewed."""
    query = f"SELECT * FROM item_state WHERE item = {names.PRESENT}"  # noqa: S608 - of our own
    found = connection.execute(query, {"item": item}).fetchone()
    return _progress(found) if found else None


def read_all(connection: sqlite3.Connection) -> dict[str, Progress]:
    """Where every item stands, by its present id."""
    found = connection.execute("SELECT * FROM item_state").fetchall()
    return {row[0]: _progress(row) for row in found}


def follow(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Bring the table up to date after `events`, which are in the log already."""
    about = [(event, _root(connection, event)) for event in events]
    stale = set()
    if any(kind == ALIAS for _, (kind, _) in about):
        stale = names.refresh(connection)
    for event, (_, id_then) in about:
        item = names.current(connection, id_then)
        if item not in stale and not _step(connection, item, event):
            stale.add(item)
    for item in stale:
        refold(connection, item)
    if not is_current(connection):
        # Another version of the program has rebuilt the table with its own fold, while this
        # one was open. Whichever opens the file next shall make it all of one kind again.
        _set_fold_version(connection, "mixed")


def refold(connection: sqlite3.Connection, item: str) -> None:
    """Fold all events of an item anew."""
    is_present = names.current(connection, item) == item
    events = rows.of_item(connection, item) if is_present else []
    done = tuple(progress_steps(events))
    if is_present:  # or its answers are those of the id that it leads to
        answers.replace(connection, item, done)
    _write_all(connection, {item: _end(done)})
    cares.write(connection, item, fold_flags(events))


def rebuild(connection: sqlite3.Connection, told: Told = to_nobody) -> None:
    """Make the caches anew from the events alone.

    Args:
        connection: within a transaction.
        told: is told how many events are done, of how many.
    """
    # Kept up to date they would cost more than to be written anew by who has the decks. Empty,
    # they give the triggers of the other tables nothing to do.
    asked.forget(connection)
    for table in ("care", "alias"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    names.refresh(connection)
    with bulk.emptied(connection, _IN_BULK):
        known, tangled = go_through(connection, told, partial(_add_answers, connection))
        answers.take_out(connection, tangled)
        _disentangle(connection, tangled, known)
        fill(connection, known)
        answers.sum_up(connection)
    _set_fold_version(connection, str(FOLD_VERSION))


def go_through(
    connection: sqlite3.Connection, told: Told, take: Callable[[Iterable[_Answer]], object]
) -> tuple[dict[str, Progress | None], set[str]]:
    """Go step by step through all events as they came in.

    Args:
        connection: within a transaction.
        told: is told how many events are done, of how many.
        take: is given answers, each with its item and where that stood before; it takes them all.

    Returns:
        Where items stand, and those for which only folding anew says so.
    """
    known: dict[str, Progress | None] = {}
    tangled: set[str] = set()
    present = names.cached(connection)
    done, count = 0, rows.count(connection)
    for page in rows.traces(connection):
        for trace in page:
            if trace.kind in _FOLDED_ANEW:
                _, item = _root(connection, trace)
                tangled.add(present.get(item, item))
        take(_answered(page, present, known, tangled))
        done += len(page)
        told(done, count)
    return known, tangled


def fill(connection: sqlite3.Connection, known: Mapping[str, Progress | None]) -> None:
    """Put down where items stand in the table, which is empty."""
    standing = ((item, known[item]) for item in sorted(known))  # the order in which it is kept
    connection.executemany(
        _INSERT, (_row(item, progress) for item, progress in standing if progress is not None)
    )


def _answered(
    page: Iterable[Trace],
    present: Mapping[str, str],
    known: dict[str, Progress | None],
    tangled: set[str],
) -> Iterator[_Answer]:
    for trace in page:
        item = trace.item
        item = present.get(item, item)
        if item in tangled or not is_answer(trace):
            continue
        before = known.get(item)
        if is_next(before, trace):
            known[item] = next_progress(before, trace)
            yield item, trace, before
        else:
            tangled.add(item)


def _add_answers(connection: sqlite3.Connection, answered: Iterable[_Answer]) -> None:
    answers.add_all(connection, starmap(answers.row_of, answered))


def _disentangle(
    connection: sqlite3.Connection, tangled: Iterable[str], known: dict[str, Progress | None]
) -> None:
    """Fold items anew, where going step by step does not tell where they stand."""
    for item in tangled:
        events = rows.of_item(connection, item)
        done = tuple(progress_steps(events))
        answers.add_all(connection, answers.rows_of(item, done))
        cares.write(connection, item, fold_flags(events))
        known[item] = _end(done)


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the table was made by the fold of this program."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'fold_version'").fetchone()
    return bool(found == (str(FOLD_VERSION),))


def _set_fold_version(connection: sqlite3.Connection, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('fold_version', ?)", (value,))


def _root(connection: sqlite3.Connection, event: Event | Trace) -> tuple[str, str]:
    itself = (event.kind, event.item)
    return (rows.root(connection, event.ref) or itself) if event.kind == UNDO else itself


def _step(connection: sqlite3.Connection, item: str, event: Event) -> bool:
    """Go one event further; False where only folding anew gives the right state."""
    if event.kind in FLAG_KINDS:
        cares.write(connection, item, fold_flags(rows.of_item(connection, item)))
        return True
    if event.kind in _FOLDED_ANEW:
        return False
    if is_answer(event):
        before = read(connection, item)
        # Before any, it may still be that a reset left no state behind to see its order by.
        if not is_next(before, event) or (before is None and counts(event)):
            return False
        answers.add(connection, item, event, before)
        _write_all(connection, {item: next_progress(before, event)})
    return True


def _end(done: Sequence[ProgressStep]) -> Progress | None:
    return done[-1].after if done else None


def _progress(row: tuple[Any, ...]) -> Progress:
    if tuple(map(type, row)) != _TYPES:
        raise sqlite3.DatabaseError(f"the state of an item has a column of another type: {row[0]}")
    _, stability, difficulty, last_day, due_day, first_day, reviews, lapses, last_rating = row[:9]
    return Progress(
        memory=Memory(stability, difficulty, last_day),
        due_day=due_day,
        first_day=first_day,
        reviews=reviews,
        lapses=lapses,
        last_rating=last_rating,
        last=row[9:13],
        change_seen=row[13],
    )


def _write_all(connection: sqlite3.Connection, known: Mapping[str, Progress | None]) -> None:
    """Put down where items stand; those that are new again have no row."""
    gone = [(item,) for item, progress in known.items() if progress is None]
    if gone:
        connection.executemany("DELETE FROM item_state WHERE item = ?", gone)
    rows_now = [_row(item, progress) for item, progress in known.items() if progress is not None]
    connection.executemany(_WRITE, rows_now)


def _row(item: str, progress: Progress) -> tuple[Any, ...]:
    memory = progress.memory
    return (
        *(item, memory.stability, memory.difficulty, memory.last_day),
        *(progress.due_day, progress.first_day, progress.reviews, progress.lapses),
        int(progress.last_rating),
        *progress.last,
        progress.change_seen,
    )
