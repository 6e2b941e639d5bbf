"""Append events within the caller's transaction."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import ALIAS, APART, UNDO, Draft, Event
from coalition_quiz.core.scheduling.progress import NO_OTHER_PARAMETERS, ParametersById, undone_refs
from coalition_quiz.history import (
    event_rows,
    hash_chain,
    item_states,
    renames,
)
from coalition_quiz.system.errors import HistoryError

ALREADY_UNDONE = "Already undone in another window."


class UndoRefusedError(HistoryError):
    """An undo names an event that does not exist, or that was undone already.

    Attributes:
        target: the event that the undo named.
    """

    def __init__(self, message: str, target: str) -> None:
        super().__init__(message)
        self.target = target


def append_events(
    connection: sqlite3.Connection,
    device: str,
    drafts: Sequence[Draft],
    others: ParametersById = NO_OTHER_PARAMETERS,
) -> tuple[Event, ...]:
    """Add events to the device's chain, and update the states of their items.

    Args:
        connection: to a history, within a transaction.
        device: its device id.
        drafts: the events.
        others: weights of FSRS other than the default ones that reviews may name.

    Raises:
        UndoRefusedError: if an undo names no event, another item's, or one that was undone already.
    """
    events = tuple(_insert_events(connection, device, drafts))
    item_states.apply_events(connection, events, others)
    return events


def rename_drafts(
    connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]], when: Moment
) -> tuple[Draft, ...]:
    """Return drafts of the missing alias events for pairs of an earlier and a current id."""
    # The latest alias counts. So a new one must not be dated before an existing one, even if the
    # clock was set back.
    for alias in event_rows.alias_events(connection):
        when = _not_before(when, alias)
    known = renames.fold_renames(connection)
    wanted = renames.missing_renames(
        pairs, known, lambda item: renames.has_events(connection, item)
    )
    return tuple(Draft(ALIAS, old, when, target=new) for old, new in wanted)


def decision_drafts(
    connection: sqlite3.Connection,
    same: Iterable[tuple[str, str]],
    apart: Iterable[tuple[str, str]],
    when: Moment,
) -> tuple[Draft, ...]:
    """Return drafts of the learner's decisions on pairs of an orphaned item and a new one."""
    joined = rename_drafts(connection, same, when)
    return (
        *(replace(draft, payload={"chosen": True}) for draft in joined),
        *(Draft(APART, old, when, target=new) for old, new in apart),
    )


def _insert_events(
    connection: sqlite3.Connection, device: str, drafts: Sequence[Draft]
) -> Iterator[Event]:
    seq, prev = event_rows.chain_head(connection, device)
    for draft in drafts:
        if draft.kind == UNDO:
            _check_undo(connection, draft)
        seq += 1
        row = hash_chain.chain_row(draft, device, seq, prev)
        event_rows.insert_row(connection, row)
        event = hash_chain.event_of(row)
        prev = event.hash
        yield event


def _check_undo(connection: sqlite3.Connection, draft: Draft) -> None:
    root = event_rows.root_event(connection, draft.target)
    if root is None:
        raise UndoRefusedError(f"There is no event {draft.target} to take back.", draft.target)
    _, item = root
    if renames.current_id(connection, item) != renames.current_id(connection, draft.item):
        raise UndoRefusedError(
            f"The event {draft.target} is about {item}, not {draft.item}: it was not taken back.",
            draft.target,
        )
    if draft.target in undone_refs(event_rows.event_and_undos(connection, draft.target)):
        raise UndoRefusedError(ALREADY_UNDONE, draft.target)


def _not_before(when: Moment, event: Event) -> Moment:
    return Moment(
        at_ms=max(when.at_ms, event.at_ms + 1),
        tz_min=when.tz_min,
        study_day=max(when.study_day, event.study_day),
    )
