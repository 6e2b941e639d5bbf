"""Changes of a text, what each is meant to do, and how places move with them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from msgspec import Struct, structs

Span = tuple[int, int]
"""From an index up to, but not including, another."""


class Edit(Struct, frozen=True):
    """One change of a text.

    Attributes:
        start: the index of the first character that is replaced.
        end: the index after the last; where nothing is replaced, that of the first.
        text: what stands there instead.
        code: the code of the problem that it mends.
        sentence: what it does, for people.
        unit: the card or part of the file that it belongs to; units do not overlap.
        reads: the text that the value beginning at `start` is read as afterwards, where the
            edit is about a value.
        fields: texts of fields that the mapping beginning at the unit has afterwards.
    """

    start: int
    end: int
    text: str
    code: str
    sentence: str
    unit: Span
    reads: str | None = None
    fields: Mapping[str, tuple[str, ...]] = {}


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, which do not overlap."""
    pieces = []
    done = 0
    for edit in in_order(edits):
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of the text."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, without those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in in_order(edits):
        if not kept or edit.start >= max(kept[-1].end, kept[-1].start + 1):
            kept.append(edit)
    return kept


def moved(edit: Edit, by: int, unit: Span) -> Edit:
    """The edit of a piece of a text as one of the whole text, where the piece begins at `by`."""
    return structs.replace(edit, start=edit.start + by, end=edit.end + by, unit=unit)


class Shift:
    """Where places of a text are after edits, and where they were before."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = in_order(edits)
        grown = [len(edit.text) - (edit.end - edit.start) for edit in self._edits]
        self._moved = [0, *accumulate(grown)]
        self._starts = [edit.start for edit in self._edits]
        pairs = zip(self._starts, self._moved, strict=False)
        self._new_starts = [start + moved for start, moved in pairs]

    def forward(self, at: int) -> int:
        """Where a place is afterwards; one at the start of an edit stays before what it puts in."""
        return at + self._moved[bisect_left(self._starts, at)]

    def backward(self, at: int) -> int:
        """Where a place was before; one in what was put in was where that was put."""
        number = bisect_right(self._new_starts, at) - 1
        if number < 0:
            return at
        edit, inside = self._edits[number], at - self._new_starts[number]
        beyond = inside - len(edit.text)
        return edit.end + beyond if beyond >= 0 else min(edit.start + inside, edit.end)
