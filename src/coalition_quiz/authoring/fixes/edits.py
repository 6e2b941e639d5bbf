"""Edits of a text, with their intended effect, and the mapping of indexes between versions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from msgspec import Struct, structs

Span = tuple[int, int]
"""The index of the first character and the index after the last."""


class Edit(Struct, frozen=True):
    """One change of a text.

    Attributes:
        start: the index of the first character that is replaced.
        end: the index after the last one; equal to `start` for an insertion.
        text: the replacement.
        code: the code of the problem that the edit fixes.
        sentence: a description of the edit for people.
        unit: the span of the card or other part that the edit belongs to. Units do not overlap.
        reads: the text that the value at `start` must have afterwards, if the edit is about
            a value.
        fields: the texts that fields of the mapping at the unit must have afterwards.
    """

    start: int
    end: int
    text: str
    code: str
    sentence: str
    unit: Span
    reads: str | None = None
    fields: Mapping[str, tuple[str, ...]] = {}


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits that do not overlap."""
    pieces = []
    done = 0
    for edit in sort_edits(edits):
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


def sort_edits(edits: Iterable[Edit]) -> list[Edit]:
    """Sort edits by their position in the text."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def drop_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """Sort edits and leave out those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in sort_edits(edits):
        if not kept or edit.start >= max(kept[-1].end, kept[-1].start + 1):
            kept.append(edit)
    return kept


def shift_edit(edit: Edit, by: int, unit: Span) -> Edit:
    """Turn an edit of a piece of a text, which starts at `by`, into an edit of the whole text."""
    return structs.replace(edit, start=edit.start + by, end=edit.end + by, unit=unit)


class OffsetMap:
    """A mapping of indexes between a text and the text after edits."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = sort_edits(edits)
        growths = [len(edit.text) - (edit.end - edit.start) for edit in self._edits]
        self._growth = [0, *accumulate(growths)]
        self._starts = [edit.start for edit in self._edits]
        pairs = zip(self._starts, self._growth, strict=False)
        self._new_starts = [start + shift_edit for start, shift_edit in pairs]

    def forward(self, at: int) -> int:
        """Map an index to the new text. At the start of an edit it stays before the replacement."""
        return at + self._growth[bisect_left(self._starts, at)]

    def backward(self, at: int) -> int:
        """Map an index of the new text back; inside an insertion, to the insertion's place."""
        number = bisect_right(self._new_starts, at) - 1
        if number < 0:
            return at
        edit, inside = self._edits[number], at - self._new_starts[number]
        beyond = inside - len(edit.text)
        return edit.end + beyond if beyond >= 0 else min(edit.start + inside, edit.end)
