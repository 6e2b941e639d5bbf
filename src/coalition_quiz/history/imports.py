"""Imports: answers from another program, added in one transaction and undone as a whole."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import UNDO, Draft, Event
from coalition_quiz.core.scheduling.progress import ParametersById
from coalition_quiz.history import event_rows, hash_chain, item_states
from coalition_quiz.history.hash_chain import EventRow
from coalition_quiz.system.progress import ProgressListener

_FEW = 500
"""Up to so many items are folded one by one. A rebuild of all caches is faster for more."""

_EVERY = 5_000


def add_import(
    connection: sqlite3.Connection,
    device: str,
    drafts: tuple[Draft, Callable[[str], Iterable[Draft]]],
    others: ParametersById,
    work: ProgressListener,
) -> int:
    """Add the event of an import and those that came with it, and update the caches.

    Args:
        connection: within a transaction.
        device: the device id of the new events.
        drafts: of the import itself, and a function that makes the others with its `ref`.
        others: weights of FSRS other than the default ones that reviews may name.
        work: shows how many are added.

    Returns:
        The number of events without the first. If it is 0, nothing was added.
    """
    head, make = drafts
    seq, prev = event_rows.chain_head(connection, device)
    items = set[str]()
    rows = _rows(head, make(f"{device}:{seq + 1}"), (device, seq, prev), items, work)
    event_rows.insert_rows(connection, rows)
    after, _ = event_rows.chain_head(connection, device)
    _refresh(connection, items, others, work)
    return max(0, after - seq - 1)


def _rows(
    head: Draft,
    drafts: Iterable[Draft],
    last: tuple[str, int, str],
    items: set[str],
    work: ProgressListener,
) -> Iterator[EventRow]:
    """Yield the rows of an import, if there is anything in it, and gather its items."""
    device, seq, prev = last
    for count, draft in enumerate(drafts):
        for each in (draft,) if count else (head, draft):
            seq += 1
            row = hash_chain.chain_row(each, device, seq, prev)
            prev = row[-1]
            yield row
        items.add(draft.item)
        if count % _EVERY == 0:
            work.at(f"Adding answers: {count:,}")


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
        seq, prev = event_rows.chain_head(connection, device)
        event_rows.insert_row(connection, hash_chain.chain_row(undo, device, seq + 1, prev))
        _refresh(connection, items, others, work)
    return last


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
