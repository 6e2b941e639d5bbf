"""The earlier ids of items, computed from the alias events."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import ALIAS, APART, Draft, Event
from coalition_quiz.core.scheduling.progress import undone_refs
from coalition_quiz.history import event_rows

CURRENT_ID = "coalesce((SELECT new FROM alias WHERE old = :item), :item)"
"""SQL for the current id of an item."""


class Renames:
    """The next id of each earlier id; there are no cycles."""

    def __init__(self, links: Mapping[str, str] | None = None) -> None:
        self._next = dict(links or {})

    def link(self, old: str, new: str) -> None:
        """Let `old` lead to `new`; if `new` led to `old`, it no longer does."""
        if old == new:
            return
        self._next[old] = new
        if self.of(new, stop=old) == old:
            del self._next[new]

    def of(self, item: str, stop: str | None = None) -> str:
        """Return the id at the end of the chain from `item`, or `stop` if that comes first."""
        while item != stop and item in self._next:
            item = self._next[item]
        return item

    def flat(self) -> dict[str, str]:
        """Return the id at the end of the chain for each earlier id."""
        return {old: self.of(old) for old in self._next}


def fold_renames(connection: sqlite3.Connection) -> Renames:
    """Compute the renames from the alias events; of two that disagree, the later one counts."""
    events = event_rows.alias_events(connection)
    undone = undone_refs(events)
    names = Renames()
    for event in sorted(events, key=lambda event: event.order):
        if event.kind == ALIAS and event.ref not in undone:
            names.link(event.item, event.target)
    return names


def cached_renames(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the current id for each earlier one."""
    return dict(connection.execute("SELECT old, new FROM alias").fetchall())


def current_id(connection: sqlite3.Connection, item: str) -> str:
    """Return the current id of an item."""
    found = connection.execute("SELECT new FROM alias WHERE old = ?", (item,)).fetchone()
    return found[0] if found else item


def refresh_cache(connection: sqlite3.Connection) -> set[str]:
    """Update the table ``alias``.

    Returns:
        The ids, old and new, whose events have changed.
    """
    before, after = cached_renames(connection), fold_renames(connection).flat()
    changed = {old for old in before | after if before.get(old) != after.get(old)}
    connection.executemany("DELETE FROM alias WHERE old = ?", [(old,) for old in changed])
    connection.executemany(
        "INSERT INTO alias VALUES (?, ?)", [(old, after[old]) for old in changed & after.keys()]
    )
    return {mapping.get(old, old) for old in changed for mapping in (before, after)}


def has_events(connection: sqlite3.Connection, item: str) -> bool:
    """Return True if anything was recorded under an id, or under one that leads to it."""
    query = f"""
        SELECT EXISTS (SELECT 1 FROM event WHERE kind <> 'alias' AND {event_rows.ANY_ID})
    """  # noqa: S608 - made of constants
    return bool(connection.execute(query, {"item": item}).fetchone()[0])


def missing_renames(
    renames: Iterable[tuple[str, str]], names: Renames, used: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield the alias events that must be recorded for `renames` to hold.

    Args:
        renames: pairs of an earlier id and the one that a deck has now.
        names: the known renames. They are updated.
        used: returns True if anything was recorded under an id.
    """
    wanted = _resolve(renames)
    # An alias for one item may move others too. The next pass moves them back.
    while found := list(_missing(wanted, names, used)):
        yield from found


def _missing(
    wanted: Mapping[str, str], names: Renames, used: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    now = set(wanted.values())
    for old, new in wanted.items():
        leads_to = names.of(new)
        # The current id was an earlier one before: the rename was reverted.
        if leads_to != new and leads_to not in now and (used(leads_to) or used(old)):
            names.link(leads_to, new)
            yield leads_to, new
        if names.of(old) != names.of(new) and used(old):
            names.link(old, new)
            yield old, new


def _resolve(renames: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the last id of the chain for each earlier id, without cycles."""
    wanted: dict[str, str] = {}
    for old, new in renames:
        if old != new:
            wanted.setdefault(old, new)
    ends = {old: _chain_end(wanted, old) for old in wanted}
    return {old: end for old, end in ends.items() if end is not None}


def _chain_end(wanted: Mapping[str, str], item: str) -> str | None:
    seen = set()
    while item in wanted:
        if item in seen:
            return None
        seen.add(item)
        item = wanted[item]
    return item


def rename_drafts(
    connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]], when: Moment
) -> tuple[Draft, ...]:
    """Return drafts of the missing alias events for pairs of an earlier and a current id."""
    # The latest alias counts. So a new one must not be dated before an existing one, even if the
    # clock was set back.
    for alias in event_rows.alias_events(connection):
        when = _not_before(when, alias)
    known = fold_renames(connection)
    wanted = missing_renames(pairs, known, lambda item: has_events(connection, item))
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


def _not_before(when: Moment, event: Event) -> Moment:
    return Moment(
        at_ms=max(when.at_ms, event.at_ms + 1),
        tz_min=when.tz_min,
        study_day=max(when.study_day, event.study_day),
    )
