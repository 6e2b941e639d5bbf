"""Verification of edits: the deck is read again to see that they did nothing else."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from coalition_quiz.authoring.fixes.context import FixContext, entry_span, texts_of
from coalition_quiz.authoring.fixes.edits import Edit, OffsetMap, Span, sort_edits
from coalition_quiz.authoring.fixes.places import line_of, line_starts, offset_of
from coalition_quiz.decks.yaml import nodes as tree

_MOST_TRIALS = 8
_MOST_ALONE = 20
_MOST_READ_ALONE = 8_000_000
"""The limit for trying edits alone, in characters read; in a large deck, few are tried."""


def apply_harmless(context: FixContext, edits: Sequence[Edit]) -> tuple[FixContext, list[Edit]]:
    """Apply edits and read the deck again; drop the edits that did harm.

    Returns:
        The context after the edits that stayed, and those edits in the order of the file.
    """
    after, kept = _apply_together(context, sort_edits(edits))
    dropped = sorted({edit.unit for edit in edits} - {edit.unit for edit in kept})
    if not kept and len(dropped) == 1:
        return context, []
    # Some were dropped only because others did harm to their units.
    for unit in dropped[: min(_MOST_ALONE, _MOST_READ_ALONE // len(context.text))]:
        tried = sort_edits([*kept, *(edit for edit in edits if edit.unit == unit)])
        result = context.after(tried)
        if not _Comparison(context, result, tried).harmed_units():
            after, kept = result, tried
    return after, kept


def _apply_together(context: FixContext, edits: list[Edit]) -> tuple[FixContext, list[Edit]]:
    """Drop all edits that did harm until none does; after some trials, drop the others too."""
    for _ in range(_MOST_TRIALS if edits else 0):
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
        number = bisect_right(self._units, (max(span[0], span[1] - 1), len(self._before.text) + 1))
        first = number
        while first and self._units[first - 1][1] > span[0]:
            first -= 1
        yield from self._units[first:number]
        if first == number:
            # An unclosed quote harms what follows it. A pool or a source can harm any card.
            yield from self._units[max(number - 1, 0) : max(number, 1)]
            yield from (unit for unit in self._units if not self._before.is_in_entry(unit[0]))

    def _harmed(self) -> Iterator[Span]:
        yield from self._changed_values()
        yield from self._changed_sections()
        yield from self._changed_entries()
        yield from self._lost_cards()
        yield from self._new_errors()

    def _changed_values(self) -> Iterator[Span]:
        """Find values that are not read as intended."""
        places = {at: self._shift.forward(at) for at in self._texts}
        found = self._after.texts_at(frozenset(places.values())) if places else {}
        for at, text in self._texts.items():
            if found.get(places[at], "") != text:
                yield at, at + 1

    def _changed_sections(self) -> Iterator[Span]:
        """Find changed sections of the deck other than the cards."""
        before, after = self._before.result.tree, self._after.result.tree
        if not isinstance(before, tree.Mapping):
            return
        fields = after.fields if isinstance(after, tree.Mapping) else {}
        ends = sorted([*before.keys.values(), before.end])
        for key, node in before.fields.items():
            at = before.keys[key]
            is_list = key == "cards" and isinstance(node, tree.Sequence)
            if key not in fields or not (is_list or self._is_as_intended(node, fields[key])):
                yield at, ends[min(bisect_right(ends, at), len(ends) - 1)]

    def _changed_entries(self) -> Iterator[Span]:
        """Find cards that are gone or changed, or were split off from others."""
        after = {entry.at: entry for entry in self._after.entries}
        for entry in self._before.entries:
            now = after.get(self._shift.forward(entry.at))
            if now is None or not self._is_as_intended(entry, now):
                yield entry_span(entry)
        known = {self._shift.forward(entry.at) for entry in self._before.entries}
        for at in after.keys() - known:
            # A card that was unreadable before is new. One that was part of another is harm.
            was = self._shift.backward(at)
            if self._before.is_in_entry(was):
                yield was, was + 1

    def _is_as_intended(self, before: tree.Node, after: tree.Node) -> bool:
        if isinstance(before, tree.Scalar):
            text = self._texts.get(before.at, before.text)
            return isinstance(after, tree.Scalar) and after.text == text
        if isinstance(before, tree.Sequence):
            return (
                isinstance(after, tree.Sequence)
                and len(before.entries) == len(after.entries)
                and all(map(self._is_as_intended, before.entries, after.entries))
            )
        return isinstance(after, tree.Mapping) and self._are_fields_as_intended(before, after)

    def _are_fields_as_intended(self, before: tree.Mapping, after: tree.Mapping) -> bool:
        new = self._fields.get(before.at, {})
        if any(texts_of(after.fields.get(key)) != texts for key, texts in new.items()):
            return False
        kept = [key for key in before.fields if key not in new]
        return kept == [key for key in after.fields if key not in new] and all(
            self._is_as_intended(before.fields[key], after.fields[key]) for key in kept
        )

    def _lost_cards(self) -> Iterator[Span]:
        """Find valid cards that have become invalid or have another id."""
        ids = dict(_ids(self._after))
        for at, card_id in _ids(self._before):
            meant = self._fields.get(at, {}).get("id", (card_id,))[0]
            if ids.get(self._shift.forward(at)) != meant:
                yield at, at + 1

    def _new_errors(self) -> Iterator[Span]:
        """Find parts with more errors than before, and errors in replaced text."""
        if not (self._before.is_cut_short or self._after.is_cut_short):
            yield from self._more_errors()
        back = self._shift.backward
        beyond_syntax = sorted(back(at) for at in _error_offsets(self._after, ("D1",)))
        for edit in self._edits:
            if edit.reads is not None and self._is_part_of_error(edit, beyond_syntax):
                yield edit.start, edit.start + 1

    def _more_errors(self) -> Iterator[Span]:
        """Find parts with more errors than before; call this only with complete lists of errors.

        Otherwise it has to be enough that no valid card is lost and every value is as intended.
        """
        before = _error_offsets(self._before)
        after = sorted(map(self._shift.backward, _error_offsets(self._after)))
        for start, end in self._units:
            if _count_between(after, start, end) > _count_between(before, start, end):
                yield start, start + 1
        outside = Counter(filter(self._is_outside, after))
        outside.subtract(filter(self._is_outside, before))
        if outside.total() > 0:
            at = min(at for at, count in outside.items() if count > 0)
            yield at, at + 1

    def _is_outside(self, at: int) -> bool:
        """Whether an index is in no unit."""
        number = bisect_right(self._units, (at, len(self._before.text) + 1))
        return not number or self._units[number - 1][1] <= at

    def _is_part_of_error(self, edit: Edit, errors: list[int]) -> bool:
        """Whether an error is in the replaced text itself, not elsewhere in its card."""
        start, end = line_of(self._before.text, edit.start)
        found = errors[bisect_left(errors, start) : bisect_right(errors, end)]
        return any(at != edit.unit[0] for at in found)


def _ids(context: FixContext) -> Iterator[tuple[int, str]]:
    deck = context.result.deck
    for card, node in zip(deck.cards if deck else (), context.result.nodes, strict=True):
        yield node.at, card.id


def _error_offsets(context: FixContext, excluding: tuple[str, ...] = ()) -> list[int]:
    errors = [
        each
        for each in context.result.diagnostics
        if each.severity == "error" and not each.code.startswith(excluding)
    ]
    starts = line_starts(context.text) if errors else []
    return sorted(offset_of(each, starts) for each in errors)


def _count_between(places: list[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)
