"""The ids that items have had: what the alias events amount to."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping

from coalition_quiz.core.events import ALIAS
from coalition_quiz.core.scheduling.progress import undone_refs
from coalition_quiz.history import event_rows as rows

PRESENT = "coalesce((SELECT new FROM alias WHERE old = :item), :item)"
"""SQL for the id that an item has now."""


class Renames:
    """Which id leads to which, one step each and never in a circle."""

    def __init__(self, links: Mapping[str, str] | None = None) -> None:
        self._next = dict(links or {})

    def link(self, old: str, new: str) -> None:
        """Let `old` lead to `new` from now on; where `new` led to `old`, it no longer does."""
        if old == new:
            return
        self._next[old] = new
        if self.of(new, stop=old) == old:
            del self._next[new]

    def of(self, item: str, stop: str | None = None) -> str:
        """The id at the end of the way from `item`, or `stop` if that comes first."""
        while item != stop and item in self._next:
            item = self._next[item]
        return item

    def flat(self) -> dict[str, str]:
        """For each earlier id the one at the end of its way."""
        return {old: self.of(old) for old in self._next}


def folded(connection: sqlite3.Connection) -> Renames:
    """The names as the alias events have them: of two that disagree the later one holds."""
    events = rows.aliases(connection)
    undone = undone_refs(events)
    names = Renames()
    for event in sorted(events, key=lambda event: event.order):
        if event.kind == ALIAS and event.ref not in undone:
            names.link(event.item, event.target)
    return names


def cached(connection: sqlite3.Connection) -> dict[str, str]:
    """For each earlier id the one its item has now."""
    return dict(connection.execute("SELECT old, new FROM alias").fetchall())


def current(connection: sqlite3.Connection, item: str) -> str:
    """The id that an item has now."""
    found = connection.execute("SELECT new FROM alias WHERE old = ?", (item,)).fetchone()
    return found[0] if found else item


def refresh(connection: sqlite3.Connection) -> set[str]:
    """Bring the table up to date.

    Returns:
        The ids, old and new, under which other events stand than before.
    """
    before, after = cached(connection), folded(connection).flat()
    changed = {old for old in before | after if before.get(old) != after.get(old)}
    connection.executemany("DELETE FROM alias WHERE old = ?", [(old,) for old in changed])
    connection.executemany(
        "INSERT INTO alias VALUES (?, ?)", [(old, after[old]) for old in changed & after.keys()]
    )
    return {mapping.get(old, old) for old in changed for mapping in (before, after)}


def is_used(connection: sqlite3.Connection, item: str) -> bool:
    """Whether anything was recorded under an id, or under one that leads to it."""
    query = """
        SELECT EXISTS (SELECT 1 FROM event WHERE kind <> 'alias'
        AND item IN (SELECT :item UNION ALL SELECT old FROM alias WHERE new = :item))
    """
    return bool(connection.execute(query, {"item": item}).fetchone()[0])


def missing(
    renames: Iterable[tuple[str, str]], names: Renames, used: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """The aliases that have yet to be written so that what `renames` says is so.

    Args:
        renames: pairs of an earlier id and the one that a deck has now.
        names: what is known so far; it is brought up to date.
        used: whether anything was recorded under an id.
    """
    wanted = _settled(renames)
    # An alias for one item may take others along; these are led back in the next pass.
    while found := list(_missing(wanted, names, used)):
        yield from found


def _missing(
    wanted: Mapping[str, str], names: Renames, used: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    now = set(wanted.values())
    for old, new in wanted.items():
        leads_to = names.of(new)
        # The id of today was given up once: the rename was itself renamed back.
        if leads_to != new and leads_to not in now and (used(leads_to) or used(old)):
            names.link(leads_to, new)
            yield leads_to, new
        if names.of(old) != names.of(new) and used(old):
            names.link(old, new)
            yield old, new


def _settled(renames: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each earlier id with the last of its chain; circles lead nowhere and are left out."""
    wanted: dict[str, str] = {}
    for old, new in renames:
        if old != new:
            wanted.setdefault(old, new)
    ends = {old: _end(wanted, old) for old in wanted}
    return {old: end for old, end in ends.items() if end is not None}


def _end(wanted: Mapping[str, str], item: str) -> str | None:
    seen = set()
    while item in wanted:
        if item in seen:
            return None
        seen.add(item)
        item = wanted[item]
    return item
