"""Adding events, within the caller's transaction."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import ALIAS, APART, UNDO, Draft, Event
from coalition_quiz.core.scheduling.progress import undone_refs
from coalition_quiz.history import (
    event_rows as rows,
)
from coalition_quiz.history import (
    hash_chain as chain,
)
from coalition_quiz.history import (
    item_states as state,
)
from coalition_quiz.history import (
    renames as names,
)
from coalition_quiz.system.errors import HistoryError

ALREADY_UNDONE = "Already undone in another window."


class UndoRefusedError(HistoryError):
    """There is nothing, or nothing any more, that this undo could take back.

    Attributes:
        target: the event that the undo named.
    """

    def __init__(self, message: str, target: str) -> None:
        super().__init__(message)
        self.target = target


def add(connection: sqlite3.Connection, device: str, drafts: Sequence[Draft]) -> tuple[Event, ...]:
    """Add events to the device's chain and bring the states of their items up to date.

    Raises:
        UndoRefusedError: if an undo names no event, another item's, or one taken back already.
    """
    events = tuple(_link(connection, device, drafts))
    state.follow(connection, events)
    return events


def renames(
    connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]], when: Moment
) -> tuple[Draft, ...]:
    """Drafts of the aliases that are missing for `pairs` of an earlier and a present id."""
    # The latest alias holds, so a new one must not be dated before those that are there, even
    # though the clock may have been set back.
    for alias in rows.aliases(connection):
        when = _not_before(when, alias)
    known = names.folded(connection)
    wanted = names.missing(pairs, known, lambda item: names.is_used(connection, item))
    return tuple(Draft(ALIAS, old, when, target=new) for old, new in wanted)


def settled(
    connection: sqlite3.Connection,
    same: Iterable[tuple[str, str]],
    apart: Iterable[tuple[str, str]],
    when: Moment,
) -> tuple[Draft, ...]:
    """Drafts of what the learner says of pairs of an item that is gone and a new one."""
    joined = renames(connection, same, when)
    return (
        *(replace(draft, payload={"chosen": True}) for draft in joined),
        *(Draft(APART, old, when, target=new) for old, new in apart),
    )


def _link(connection: sqlite3.Connection, device: str, drafts: Sequence[Draft]) -> Iterator[Event]:
    seq, prev = rows.head(connection, device)
    for draft in drafts:
        if draft.kind == UNDO:
            _check_undo(connection, draft)
        seq += 1
        row = chain.link(draft, device, seq, prev)
        rows.insert(connection, row)
        event = chain.event_of(row)
        prev = event.hash
        yield event


def _check_undo(connection: sqlite3.Connection, draft: Draft) -> None:
    root = rows.root(connection, draft.target)
    if root is None:
        raise UndoRefusedError(f"There is no event {draft.target} to take back.", draft.target)
    _, item = root
    if names.current(connection, item) != names.current(connection, draft.item):
        raise UndoRefusedError(
            f"The event {draft.target} is about {item}, not {draft.item}: it was not taken back.",
            draft.target,
        )
    if draft.target in undone_refs(rows.replies(connection, draft.target)):
        raise UndoRefusedError(ALREADY_UNDONE, draft.target)


def _not_before(when: Moment, event: Event) -> Moment:
    return Moment(
        at_ms=max(when.at_ms, event.at_ms + 1),
        tz_min=when.tz_min,
        study_day=max(when.study_day, event.study_day),
    )
