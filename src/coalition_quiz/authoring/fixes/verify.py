"""Verification of edits: the deck is read again to see that they did nothing else."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coalition_quiz.authoring.fixes.edits import (
    Edit,
    FixContext,
    entry_span,
    line_starts,
    offset_of,
)
from coalition_quiz.decks.yaml import nodes as tree
from coalition_quiz.decks.yaml.edits import OffsetMap, Span, line_of, sort_edits

_MOST_READINGS = 8
_MOST_ALONE = 20
_MOST_READ_ALONE = 8_000_000
"""The limit for trying edits alone, in characters read; in a large deck, few are tried."""
_Path = tuple[str | int, ...]


def apply_harmless(context: FixContext, edits: Sequence[Edit]) -> tuple[FixContext, list[Edit]]:
    """Apply edits, read the deck again, and drop the edits that did harm until none does.

    Returns:
        The context after the edits that stayed, and those edits in the order of the file.
    """
    after, kept = _apply_together(context, sort_edits(edits))
    dropped = sorted({edit.unit for edit in edits} - {edit.unit for edit in kept})
    # Some were dropped only because others did harm to their units.
    most = min(_MOST_ALONE, _MOST_READ_ALONE // len(context.text)) if kept or dropped[1:] else 0
    for unit in dropped[:most]:
        tried = sort_edits([*kept, *(edit for edit in edits if edit.unit == unit)])
        result = context.after(tried)
        if not _Comparison(context, result, tried).harmed_units():
            after, kept = result, tried
    return after, kept


def _apply_together(context: FixContext, edits: list[Edit]) -> tuple[FixContext, list[Edit]]:
    """Drop all edits that did harm until none does; after some readings, drop the others too."""
    for _ in range(_MOST_READINGS if edits else 0):
        after = context.after(edits)
        harmed = _Comparison(context, after, edits).harmed_units()
        edits = [edit for edit in edits if edit.unit not in harmed]
        if not harmed:
            return after, edits
        if not edits:
            break
    return context, []


class _Comparison:
    """A comparison of a deck before and after edits, which finds the edits that did harm."""

    def __init__(self, before: FixContext, after: FixContext, edits: Sequence[Edit]) -> None:
        self._before, self._after, self._edits = before, after, edits
        self._shift = OffsetMap(edits)
        self._texts = {edit.start: edit.reads for edit in edits if edit.reads is not None}
        self._fields: dict[int, dict[str, tuple[str, ...]]] = {}
        for edit in edits:
            if edit.fields:
                self._fields.setdefault(edit.unit[0], {}).update(edit.fields)
        self._units = sorted({edit.unit for edit in edits})

    def harmed_units(self) -> set[Span]:
        """Find the units whose edits changed anything beyond their intended effect."""
        return {unit for span in self._harmed() for unit in self._units_to_blame(span)}

    def _units_to_blame(self, span: Span) -> Iterator[Span]:
        """Find the units inside a harmed span, or else those that can act at a distance."""
        number = self._units_before(max(span[0], span[1] - 1))
        first = number
        while first and self._units[first - 1][1] > span[0]:
            first -= 1
        yield from self._units[first:number]
        if first == number:
            # An unclosed quote harms what follows it. A pool or a source can harm any card.
            yield from self._units[max(number - 1, 0) : max(number, 1)]
            yield from (unit for unit in self._units if not self._before.is_in_entry(unit[0]))

    def _units_before(self, at: int) -> int:
        """Count the units that start at an index or before it."""
        return bisect_right(self._units, (at, len(self._before.text) + 1))

    def _harmed(self) -> Iterator[Span]:
        yield from self._changed_values()
        yield from self._changed_parts()
        yield from self._lost_cards()
        yield from self._new_errors()

    def _changed_values(self) -> Iterator[Span]:
        """Find values that are not read as intended."""
        places = {at: self._shift.forward(at) for at in self._texts}
        found = self._after.texts_at(frozenset(places.values())) if places else {}
        for at, text in self._texts.items():
            if found.get(places[at], "") != text:
                yield at, at + 1

    def _changed_parts(self) -> Iterator[Span]:
        """Find cards and other sections that are gone or changed, or were split off from others."""
        before, after = _parts(self._before), _parts(self._after)
        kept = {key if isinstance(key, str) else self._shift.forward(key): key for key in before}
        for now, key in kept.items():
            node, span = before[key]
            expected = {**dict(_contents(node, (), self._texts)), **self._new_contents(node.at)}
            if now not in after or dict(_contents(after[now][0])) != expected:
                yield span
        for now in after.keys() - kept.keys():
            # A card that was unreadable before is new. One that was part of another is harm.
            at = self._shift.backward(now) if isinstance(now, int) else -1
            if self._before.is_in_entry(at):
                yield at, at + 1

    def _new_contents(self, at: int) -> dict[_Path, object]:
        """Return what the edits add to the mapping at an index."""
        found: dict[_Path, object] = {}
        for key, texts in self._fields.get(at, {}).items():
            found[key,] = tree.Sequence if len(texts) > 1 else texts[0]
            found |= {(key, number): text for number, text in enumerate(texts) if len(texts) > 1}
        return found

    def _lost_cards(self) -> Iterator[Span]:
        """Find valid cards that have become invalid or have another id."""
        ids = {node.at: card.id for card, node in self._after.cards}
        for card, node in self._before.cards:
            (meant,) = self._fields.get(node.at, {}).get("id", (card.id,))
            if ids.get(self._shift.forward(node.at)) != meant:
                yield node.at, node.at + 1

    def _new_errors(self) -> Iterator[Span]:
        """Find parts with more errors than before, and errors in replaced text."""
        back = self._shift.backward
        if not (self._before.is_cut_short or self._after.is_cut_short):
            # Otherwise it has to be enough that no card is lost and every value is as intended.
            before = _error_offsets(self._before)
            after = [back(at) for at in _error_offsets(self._after)]
            for unit in Counter(map(self._unit_at, after)) - Counter(map(self._unit_at, before)):
                new = Counter(after) - Counter(before)
                yield unit or min((at, at + 1) for at in new if not self._unit_at(at))
        beyond_syntax = sorted(back(at) for at in _error_offsets(self._after, ("D1",)))
        for edit in self._edits:
            if edit.reads is not None and self._is_part_of_error(edit, beyond_syntax):
                yield edit.start, edit.start + 1

    def _unit_at(self, at: int) -> Span | None:
        """Return the unit around an index."""
        unit = self._units[max(self._units_before(at) - 1, 0)]
        return unit if unit[0] <= at < unit[1] else None

    def _is_part_of_error(self, edit: Edit, errors: list[int]) -> bool:
        """Whether an error is in the replaced text itself, not elsewhere in its card."""
        start, end = line_of(self._before.text, edit.start)
        found = errors[bisect_left(errors, start) : bisect_right(errors, end)]
        return any(at != edit.unit[0] for at in found)


def _parts(context: FixContext) -> dict[str | int, tuple[tree.Node, Span]]:
    """Return the cards of a deck by their indexes, and its other sections by their keys."""
    root = context.result.tree
    if not isinstance(root, tree.Mapping):
        return {}
    ends = sorted([*root.keys.values(), root.end])
    found: dict[str | int, tuple[tree.Node, Span]] = {}
    for key, node in root.fields.items():
        at = root.keys[key]
        if key == "cards" and isinstance(node, tree.Sequence):
            node = tree.Sequence(node.at, [])  # noqa: PLW2901 - its entries are parts of their own
        found[key] = node, (at, ends[min(bisect_right(ends, at), len(ends) - 1)])
    return found | {entry.at: (entry, entry_span(entry)) for entry in context.entries}


def _contents(
    node: tree.Node, path: _Path = (), texts: Mapping[int, str] = {}
) -> Iterator[tuple[_Path, object]]:
    """Yield all texts of a node with their paths, some replaced by those at the same index."""
    if isinstance(node, tree.Scalar):
        yield path, texts.get(node.at, node.text)
        return
    yield path, type(node)
    below = node.fields.items() if isinstance(node, tree.Mapping) else enumerate(node.entries)
    for key, each in below:
        yield from _contents(each, (*path, key), texts)


def _error_offsets(context: FixContext, excluding: tuple[str, ...] = ()) -> list[int]:
    errors = [
        each
        for each in context.result.diagnostics
        if each.severity == "error" and not each.code.startswith(excluding)
    ]
    starts = line_starts(context.text) if errors else []
    return [offset_of(each, starts) for each in errors]
