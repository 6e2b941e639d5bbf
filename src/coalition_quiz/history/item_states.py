"""The tables ``item_state`` and ``item_flags``: the progress and the flags of each item, as caches.

They are written in the transaction of the events that they follow from. A rebuild gives the same
result, to the last digit.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import starmap
from typing import Any

from coalition_quiz.core.events import ALIAS, IMPORT, RESET, UNDO, Event, Trace
from coalition_quiz.core.scheduling.fsrs import Memory
from coalition_quiz.core.scheduling.item_flags import FLAG_KINDS, NO_FLAGS, ItemFlags, fold_flags
from coalition_quiz.core.scheduling.progress import (
    FOLD_VERSION,
    NO_OTHER_PARAMETERS,
    ParametersById,
    Progress,
    ProgressStep,
    counts,
    is_answer,
    is_next,
    next_progress,
    progress_steps,
)
from coalition_quiz.history import answers, deck_items, event_rows, renames
from coalition_quiz.system.progress import OnCount, ignore_count

_IN_BULK = ("item_state", "answer", "answer_sum")

_Answer = tuple[str, Trace, Progress | None]

_NEEDS_REFOLD = frozenset({UNDO, RESET, *FLAG_KINDS})
_COLUMNS = (
    *("item", "stability", "difficulty", "last_day", "due_day", "first_day", "reviews", "lapses"),
    *("last_rating", "last_study_day", "last_at_ms", "last_device", "last_seq", "change_seen"),
)

_INSERT = f"INSERT INTO item_state VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - constants

# An upsert updates in place: indexes of unchanged columns are not written, and triggers fire once.
_WRITE = f"""
{_INSERT}
ON CONFLICT DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])}
"""

_TYPES = (str, float, float, int, int, int, int, int, int, int, int, str, int, str)


def read_state(connection: sqlite3.Connection, item: str) -> Progress | None:
    """Return the progress of the item with this or a later id, or None if never reviewed."""
    query = f"SELECT * FROM item_state WHERE item = {renames.CURRENT_ID}"  # noqa: S608 - constants
    found = connection.execute(query, {"item": item}).fetchone()
    return _to_progress(found) if found else None


def read_all_states(connection: sqlite3.Connection) -> dict[str, Progress]:
    """Return the progress of every reviewed item, by its current id."""
    found = connection.execute("SELECT * FROM item_state").fetchall()
    return {row[0]: _to_progress(row) for row in found}


def apply_events(
    connection: sqlite3.Connection,
    events: Iterable[Event],
    others: ParametersById = NO_OTHER_PARAMETERS,
) -> None:
    """Update the caches with `events`, which are in the table already (see `rebuild`)."""
    roots = [(event, _root_of(connection, event)) for event in events]
    stale = set()
    for event, (kind, root) in roots:
        if kind == IMPORT and event.kind == UNDO and "/" not in root:
            stale |= _items_of_import(connection, event)
    if any(kind == ALIAS for _, (kind, _) in roots):
        stale = renames.refresh_cache(connection)
    for event, (_, root) in roots:
        item = renames.current_id(connection, root)
        if item not in stale and not _apply_event(connection, item, event, others):
            stale.add(item)
    for item in stale:
        _refold_item(connection, item, others)
    if not is_current(connection, others):
        # Another version of the program rebuilt the table while this one was open. The next one
        # to open the file will rebuild it.
        _set_fold_version(connection, "mixed")


def refold_items(
    connection: sqlite3.Connection, items: Iterable[str], others: ParametersById
) -> None:
    """Fold all events of items again, given any of their ids."""
    for item in {renames.current_id(connection, each) for each in items}:
        _refold_item(connection, item, others)


def _items_of_import(connection: sqlite3.Connection, undo: Event) -> set[str]:
    """Return the current ids of the items of an import that was undone, or whose undo was."""
    while undo.kind == UNDO:
        (undo, *_) = event_rows.event_and_undos(connection, undo.target)
    items = event_rows.items_of_import(connection, undo.ref)
    return {renames.current_id(connection, item) for item in items}


def _refold_item(connection: sqlite3.Connection, item: str, others: ParametersById) -> None:
    """Fold all events of an item again."""
    is_present = renames.current_id(connection, item) == item
    events = event_rows.events_of_item(connection, item) if is_present else []
    done = tuple(progress_steps(events, others))
    if is_present:  # else its answers belong to its current id
        answers.replace_answers(connection, item, done)
    _write_states(connection, {item: _last_state(done)})
    write_flags(connection, item, fold_flags(events))


def rebuild(
    connection: sqlite3.Connection,
    on_count: OnCount = ignore_count,
    others: ParametersById = NO_OTHER_PARAMETERS,
) -> None:
    """Rebuild the caches from the events alone.

    Args:
        connection: within a transaction.
        on_count: called with the number of events done, and their total.
        others: weights of FSRS other than the default ones that reviews may name.
    """
    # Storing the decks again costs less than updating their items row by row. And while these
    # tables are empty, the triggers of the others have nothing to do.
    deck_items.clear_tables(connection)
    for table in ("item_flags", "alias"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
    renames.refresh_cache(connection)
    with bulk_loading(connection, _IN_BULK):
        known, tangled = fold_all(connection, on_count, partial(_add_answers, connection), others)
        answers.delete_answers(connection, tangled)
        _refold_tangled(connection, tangled, known, others)
        fill_states(connection, known)
        answers.fill_sums(connection)
    _set_fold_version(connection, _fold_version(others))


def fold_all(
    connection: sqlite3.Connection,
    on_count: OnCount,
    take: Callable[[Iterable[_Answer]], object],
    others: ParametersById = NO_OTHER_PARAMETERS,
) -> tuple[dict[str, Progress | None], set[str]]:
    """Fold all events step by step in the order of insertion.

    Args:
        connection: within a transaction.
        on_count: called with the number of events done, and their total.
        take: consumes answers, each with its item and the item's progress before it.
        others: as in `rebuild`.

    Returns:
        The progress of each item, and the items that must be folded from all their events.
    """
    known: dict[str, Progress | None] = {}
    tangled: set[str] = set()
    present = renames.cached_renames(connection)
    undone = event_rows.undone_imports(connection)
    done, count = 0, event_rows.count_events(connection)
    for page in event_rows.traces(connection):
        for trace in page:
            if trace.kind in _NEEDS_REFOLD:
                _, item = _root_of(connection, trace)
                tangled.add(present.get(item, item))
        take(_answers_on_page(page, present, (known, tangled), others, undone))
        done += len(page)
        on_count(done, count)
    return known, tangled


def fill_states(connection: sqlite3.Connection, known: Mapping[str, Progress | None]) -> None:
    """Fill the empty table with the progress of each item."""
    states = ((item, known[item]) for item in sorted(known))  # the order of the primary key
    connection.executemany(
        _INSERT, (_row(item, progress) for item, progress in states if progress is not None)
    )


def _answers_on_page(
    page: Iterable[Trace],
    present: Mapping[str, str],
    folded: tuple[dict[str, Progress | None], set[str]],
    others: ParametersById,
    undone: Collection[str],
) -> Iterator[_Answer]:
    known, tangled = folded
    for trace in page:
        item = trace.item
        item = present.get(item, item)
        if item in tangled or not is_answer(trace) or trace.target in undone:
            continue
        before = known.get(item)
        if is_next(before, trace):
            known[item] = next_progress(before, trace, others)
            yield item, trace, before
        else:
            tangled.add(item)


def _add_answers(connection: sqlite3.Connection, answered: Iterable[_Answer]) -> None:
    answers.add_answers(connection, starmap(answers.answer_row, answered))


def _refold_tangled(
    connection: sqlite3.Connection,
    tangled: Iterable[str],
    known: dict[str, Progress | None],
    others: ParametersById,
) -> None:
    """Fold all events of items that cannot be folded step by step."""
    for item in tangled:
        events = event_rows.events_of_item(connection, item)
        done = tuple(progress_steps(events, others))
        answers.add_answers(connection, answers.answer_rows(item, done))
        write_flags(connection, item, fold_flags(events))
        known[item] = _last_state(done)


def is_current(
    connection: sqlite3.Connection, others: ParametersById = NO_OTHER_PARAMETERS
) -> bool:
    """Return True if this program's fold made the table, with these weights of FSRS."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'fold_version'").fetchone()
    return bool(found == (_fold_version(others),))


def _fold_version(others: ParametersById) -> str:
    return " ".join([str(FOLD_VERSION), *sorted(others)])


def _set_fold_version(connection: sqlite3.Connection, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('fold_version', ?)", (value,))


def _root_of(connection: sqlite3.Connection, event: Event | Trace) -> tuple[str, str]:
    itself = (event.kind, event.item)
    return (
        (event_rows.root_event(connection, event.ref) or itself) if event.kind == UNDO else itself
    )


def _apply_event(
    connection: sqlite3.Connection, item: str, event: Event, others: ParametersById
) -> bool:
    """Update the caches with one event; return False if the item must be folded again."""
    if event.kind in FLAG_KINDS:
        write_flags(connection, item, fold_flags(event_rows.events_of_item(connection, item)))
        return True
    if event.kind in _NEEDS_REFOLD:
        return False
    if is_answer(event):
        before = read_state(connection, item)
        # Without a state, a reset may have come later in the total order: it leaves no row.
        if not is_next(before, event) or (before is None and counts(event)):
            return False
        answers.add_answers(connection, [answers.answer_row(item, event, before)])
        _write_states(connection, {item: next_progress(before, event, others)})
    return True


def _last_state(done: Sequence[ProgressStep]) -> Progress | None:
    return done[-1].after if done else None


def _to_progress(row: tuple[Any, ...]) -> Progress:
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


def _write_states(connection: sqlite3.Connection, known: Mapping[str, Progress | None]) -> None:
    """Write the progress of items; those that are new again have no row."""
    removed = [(item,) for item, progress in known.items() if progress is None]
    if removed:
        connection.executemany("DELETE FROM item_state WHERE item = ?", removed)
    rows = [_row(item, progress) for item, progress in known.items() if progress is not None]
    connection.executemany(_WRITE, rows)


def _row(item: str, progress: Progress) -> tuple[Any, ...]:
    memory = progress.memory
    return (
        *(item, memory.stability, memory.difficulty, memory.last_day),
        *(progress.due_day, progress.first_day, progress.reviews, progress.lapses),
        int(progress.last_rating),
        *progress.last,
        progress.change_seen,
    )


def read_flags(connection: sqlite3.Connection, item: str) -> ItemFlags:
    """Return the flags of the item with this current id."""
    found = connection.execute(
        "SELECT suspended, buried_until, flagged FROM item_flags WHERE item = ?", (item,)
    ).fetchone()
    return _to_flags(*found) if found else NO_FLAGS


def read_all_flags(connection: sqlite3.Connection) -> dict[str, ItemFlags]:
    """Return the flags of every item that has any, by its current id."""
    found = connection.execute("SELECT item, suspended, buried_until, flagged FROM item_flags")
    return {item: _to_flags(*rest) for item, *rest in found.fetchall()}


def write_flags(connection: sqlite3.Connection, item: str, flags: ItemFlags) -> None:
    """Write the flags of an item."""
    if flags == NO_FLAGS:
        connection.execute("DELETE FROM item_flags WHERE item = ?", (item,))
    else:
        row = (item, int(flags.suspended), flags.buried_until, int(flags.flagged))
        connection.execute("INSERT OR REPLACE INTO item_flags VALUES (?, ?, ?, ?)", row)


def _to_flags(suspended: int, buried_until: int, flagged: int) -> ItemFlags:
    return ItemFlags(bool(suspended), buried_until, bool(flagged))


_AROUND = """
SELECT type, name, sql FROM sqlite_schema
WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL
"""

# With SQLite's default of 2 MB, pages are written and read again and again, and each time the
# journal must be flushed first.
_CACHE_KIB = 64 * 1024


@contextmanager
def bulk_loading(connection: sqlite3.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Empty tables, and drop their indexes and triggers while the block fills them.

    Args:
        connection: within a transaction.
        tables: whose triggers would have nothing to do for the block's rows.
    """
    dropped = [
        each for table in tables for each in connection.execute(_AROUND, (table,)).fetchall()
    ]
    for kind, name, _ in dropped:
        connection.execute(f"DROP {kind} {name}")
    for table in tables:  # fast without triggers: no row is read
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    with _large_cache(connection):
        yield
        for _, _, statement in dropped:
            connection.execute(statement)


@contextmanager
def _large_cache(connection: sqlite3.Connection) -> Iterator[None]:
    (before,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before}")
