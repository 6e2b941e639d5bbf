"""Where items stand: the table ``item_state``, a cache of the fold.

It is written in the transaction of the events it follows from, and can be rebuilt from them
at any time with the same result to the last digit.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

from coalition_quiz.history import answers, asked, cares, names, rows
from coalition_quiz.learning.care import CARE_KINDS, fold_care
from coalition_quiz.learning.events import ALIAS, RESET, UNDO, Event
from coalition_quiz.learning.memory import Memory
from coalition_quiz.learning.progress import FOLD_VERSION, Progress, advance, counts, practises

CACHES = ("item_state", "care", "answer", "answer_sum")
"""The tables that follow from the events, beside the names."""

_FOLDED_ANEW = frozenset({UNDO, RESET, *CARE_KINDS})
_COLUMNS = (
    *("item", "stability", "difficulty", "last_day", "due_day", "first_day", "reviews", "lapses"),
    *("last_rating", "last_study_day", "last_at_ms", "last_device", "last_seq", "told"),
)

# Updated in place: an index whose column stays as it is is not touched, and triggers fire once.
_WRITE = f"""
INSERT INTO item_state VALUES ({", ".join("?" * len(_COLUMNS))})
ON CONFLICT DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])}
"""  # noqa: S608 - names of our own

_TYPES = (str, float, float, int, int, int, int, int, int, int, int, str, int, str)


def read(connection: sqlite3.Connection, item: str) -> Progress | None:
    """Where the item with this present id stands; None if it was never reviewed."""
    found = connection.execute("SELECT * FROM item_state WHERE item = ?", (item,)).fetchone()
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
    progress = answers.refold(connection, item, events)
    if progress is None:
        connection.execute("DELETE FROM item_state WHERE item = ?", (item,))
    else:
        _write(connection, item, progress)
    cares.write(connection, item, fold_care(events))


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the caches anew from the events alone."""
    # Kept up to date they would cost more than to be written anew by who has the decks.
    asked.forget(connection)
    for table in (*CACHES, "alias"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    names.refresh(connection)
    present = "SELECT DISTINCT coalesce(new, item) FROM event LEFT JOIN alias ON old = item"
    for (item,) in connection.execute(present).fetchall():
        refold(connection, item)
    _set_fold_version(connection, str(FOLD_VERSION))


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the table was made by the fold of this program."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'fold_version'").fetchone()
    return bool(found == (str(FOLD_VERSION),))


def _set_fold_version(connection: sqlite3.Connection, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('fold_version', ?)", (value,))


def _root(connection: sqlite3.Connection, event: Event) -> tuple[str, str]:
    itself = (event.kind, event.item)
    return (rows.root(connection, event.ref) or itself) if event.kind == UNDO else itself


def _step(connection: sqlite3.Connection, item: str, event: Event) -> bool:
    """Go one event further; False where only folding anew gives the right state."""
    if event.kind in _FOLDED_ANEW:
        return False
    if practises(event):
        answers.add(connection, item, event, None)
    elif counts(event):
        before = read(connection, item)
        # The clock may have been set back: then this answer belongs between earlier ones, or
        # before a reset, which leaves no state behind to see it by.
        if before is None or event.order < before.last:
            return False
        answers.add(connection, item, event, before)
        _write(connection, item, advance(before, event))
    return True


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
        told=row[13],
    )


def _write(connection: sqlite3.Connection, item: str, progress: Progress) -> None:
    memory = progress.memory
    row = (
        *(item, memory.stability, memory.difficulty, memory.last_day),
        *(progress.due_day, progress.first_day, progress.reviews, progress.lapses),
        int(progress.last_rating),
        *progress.last,
        progress.told,
    )
    connection.execute(_WRITE, row)
