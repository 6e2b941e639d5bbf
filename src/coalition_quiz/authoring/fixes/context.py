"""A deck's text between two fixes, with everything that fixes look up in it."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from functools import cached_property

from coalition_quiz.authoring.fixes.edits import Edit, Span, apply_edits
from coalition_quiz.authoring.fixes.places import line_of
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.reading import ReadResult, read_text
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

_CUT_SHORT = "D007"
_NAME = re.compile(r"[&*][\w-]+")


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

    @cached_property
    def entries(self) -> list[Node]:
        """The entries of `cards`, with and without errors."""
        tree = self.result.tree
        cards = tree.fields.get("cards") if isinstance(tree, Mapping) else None
        return cards.entries if isinstance(cards, Sequence) else []

    @cached_property
    def scalars(self) -> dict[int, tuple[str, str]]:
        """All texts of the tree, each with the nearest key above it, by their indexes."""
        tree = self.result.tree
        return dict(iterate_scalars(tree, "")) if tree else {}

    def texts_at(self, places: Container[int]) -> dict[int, str]:
        """Return the texts of the tree that start at these indexes."""
        tree = self.result.tree
        found = iterate_scalars(tree, "") if tree else ()
        return {at: text for at, (text, _) in found if at in places}

    @cached_property
    def names(self) -> frozenset[str]:
        """All anchors and aliases in the text, such as `&c` and `*c`."""
        return frozenset(_NAME.findall(self.text))

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


def entry_span(entry: Node) -> Span:
    """Return the span of an entry of the cards, as far as it is known."""
    return entry.at, entry.end if isinstance(entry, Mapping) else entry.at + 1


def texts_of(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a scalar or of a list of scalars."""
    if isinstance(node, Scalar):
        return (node.text,)
    if isinstance(node, Sequence):
        return tuple([each.text for each in node.entries if isinstance(each, Scalar)])
    return ()


def iterate_scalars(node: Node, key: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the index of every text below a node, with the text and the nearest key above it."""
    if isinstance(node, Scalar):
        yield node.at, (node.text, key)
    elif isinstance(node, Mapping):
        for name, value in node.fields.items():
            yield from iterate_scalars(value, name)
    else:
        for entry in node.entries:
            yield from iterate_scalars(entry, key)
