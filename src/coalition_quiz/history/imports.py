"""Imports: answers from another program, added in one transaction and undone as a whole."""

import sqlite3
from collections.abc import Collection, Iterable

from msgspec.structs import replace

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import UNDO, Draft, Event
from coalition_quiz.core.scheduling.progress import ParametersById
from coalition_quiz.history import event_rows, hash_chain, item_states
from coalition_quiz.system.progress import ProgressListener

_FEW = 500
"""Up to so many items are folded one by one. A rebuild of all caches is faster for more."""

_EVERY = 5_000


def add_import(
    connection: sqlite3.Connection,
    device: str,
    drafts: tuple[Draft, Iterable[Draft]],
    others: ParametersById,
    work: ProgressListener,
) -> int:
    """Add the event of an import and those that came with it, and update the caches.

    Args:
        connection: within a transaction.
        device: the device id of the new events.
        drafts: of the import itself, and of the others.
        others: weights of FSRS other than the default ones that reviews may name.
        work: shows how many are added.

    Returns:
        The number of events without the first. If it is 0, nothing was added.
    """
    head, rest = drafts
    seq, prev = event_rows.chain_head(connection, device)
    first = seq + 1
    items = set[str]()
    for count, draft in enumerate(rest):
        if not count:
            seq, prev = _insert(connection, head, device, seq, prev)
        if count % _EVERY == 0:
            work.at(f"Adding answers: {count:,}")
        items.add(draft.item)
        own = replace(draft, target=f"{device}:{first}")
        seq, prev = _insert(connection, own, device, seq, prev)
    _refresh(connection, items, others, work)
    return max(0, seq - first)


def undo_last_import(
    connection: sqlite3.Connection,
    device: str,
    when: Moment,
    others: ParametersById,
    work: ProgressListener,
) -> Event | None:
    """Undo the last import, and return its event; None if there is none."""
    last = event_rows.last_import(connection)
    if last is not None:
        items = event_rows.items_of_import(connection, last.ref)
        undo = Draft(UNDO, last.item, when, target=last.ref)
        _insert(connection, undo, device, *event_rows.chain_head(connection, device))
        _refresh(connection, items, others, work)
    return last


def _insert(
    connection: sqlite3.Connection, draft: Draft, device: str, seq: int, prev: str
) -> tuple[int, str]:
    row = hash_chain.chain_row(draft, device, seq + 1, prev)
    event_rows.insert_row(connection, row)
    return seq + 1, row[-1]


def _refresh(
    connection: sqlite3.Connection,
    items: Collection[str],
    others: ParametersById,
    work: ProgressListener,
) -> None:
    if len(items) <= _FEW:
        item_states.refold_items(connection, items, others)
    else:
        counting = work.counting("Computing what you know", "events")
        item_states.rebuild(connection, counting, others)
