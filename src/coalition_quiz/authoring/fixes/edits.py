"""Edits of a deck's text, the places of values in it, and the deck as it is between two fixes."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from coalition_quiz.core.cards import Card
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.decks.reading import ReadResult, read_text
from coalition_quiz.decks.yaml import nodes as tree
from coalition_quiz.decks.yaml.edits import Span, apply_edits, line_of, sort_edits


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


def drop_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """Sort edits and leave out those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in sort_edits(edits):
        if not kept or edit.start >= max(kept[-1].end, kept[-1].start + 1):
            kept.append(edit)
    return kept


def line_starts(text: str) -> list[int]:
    """Return the index of the start of each line."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def offset_of(problem: Diagnostic, starts: list[int]) -> int:
    """Return the index of a problem's position."""
    return starts[problem.line - 1] + problem.column - 1


_CUT_SHORT = "D007"
_ANCHOR = re.compile(r"[&*][\w-]+")


class FixContext:
    """A deck's text as it was read.

    Attributes:
        text: the text of the file, without a byte order mark.
        result: the result of reading the text.
        known: the cards that the learner's history has for the deck.
    """

    def __init__(self, text: str, path: str, known: Known) -> None:
        self.text = text
        self.result: ReadResult = read_text(text, path)
        self.known = known
        self._path = path

    @property
    def is_cut_short(self) -> bool:
        """Whether the text has more problems than the reader lists."""
        return any(each.code == _CUT_SHORT for each in self.result.diagnostics[-1:])

    def after(self, edits: list[Edit]) -> "FixContext":
        """Apply edits and read the result."""
        return FixContext(apply_edits(self.text, edits), self._path, self.known)

    @property
    def cards(self) -> Iterator[tuple[Card, tree.Mapping]]:
        """The valid cards, each with its mapping."""
        deck = self.result.deck
        return zip(deck.cards if deck else (), self.result.nodes, strict=True)

    @cached_property
    def entries(self) -> list[tree.Node]:
        """The entries of `cards`, with and without errors."""
        root = self.result.tree
        cards = root.fields.get("cards") if isinstance(root, tree.Mapping) else None
        return cards.entries if isinstance(cards, tree.Sequence) else []

    @cached_property
    def scalars(self) -> dict[int, tuple[str, str]]:
        """All texts of the tree, each with the nearest key above it, by their indexes."""
        root = self.result.tree
        return dict(tree.iterate_scalars(root, "")) if root else {}

    def texts_at(self, places: Container[int]) -> dict[int, str]:
        """Return the texts of the tree that start at these indexes."""
        root = self.result.tree
        found = tree.iterate_scalars(root, "") if root else ()
        return {at: text for at, (text, _) in found if at in places}

    @cached_property
    def names(self) -> frozenset[str]:
        """All anchors and aliases in the text, such as `&c` and `*c`."""
        return frozenset(_ANCHOR.findall(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [entry.at for entry in self.entries]

    def unit_of(self, at: int) -> Span:
        """Return the span of the card at an index, or else of the line."""
        return self._entry_around(at) or line_of(self.text, at)

    def is_in_entry(self, at: int) -> bool:
        """Whether an index is inside something that was read as a card."""
        return self._entry_around(at) is not None

    def _entry_around(self, at: int) -> Span | None:
        number = bisect_right(self._starts, at) - 1
        span = entry_span(self.entries[number]) if number >= 0 else (0, 0)
        return span if span[0] <= at < span[1] else None


def entry_span(entry: tree.Node) -> Span:
    """Return the span of an entry of the cards, as far as it is known."""
    return entry.at, entry.end if isinstance(entry, tree.Mapping) else entry.at + 1


def texts_of(node: tree.Node | None) -> tuple[str, ...]:
    """Return the texts of a scalar or of a list of scalars."""
    if isinstance(node, tree.Scalar):
        return (node.text,)
    if isinstance(node, tree.Sequence):
        return tuple([each.text for each in node.entries if isinstance(each, tree.Scalar)])
    return ()
