"""A deck's text on its way from one mend to the next."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from functools import cached_property

from coalition_quiz.authoring.fixes.edits import Edit, Span, applied
from coalition_quiz.authoring.fixes.places import line_of
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.reading import ReadResult, read_text
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

_CUT_SHORT = "D007"
_NAME = re.compile(r"[&*][\w-]+")


class FixContext:
    """A text as it was read, with what mends ask of it.

    Attributes:
        text: the text of the file, without a byte order mark.
        result: what the reader makes of it.
        known: what the learner's history knows of the deck.
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
        """The context that edits lead to."""
        return FixContext(applied(self.text, edits), self._path, self.known)

    @cached_property
    def entries(self) -> list[Node]:
        """What is listed under `cards`, good or not."""
        tree = self.result.tree
        cards = tree.fields.get("cards") if isinstance(tree, Mapping) else None
        return cards.entries if isinstance(cards, Sequence) else []

    @cached_property
    def scalars(self) -> dict[int, tuple[str, str]]:
        """Every text of the tree with the nearest key above it, by its index."""
        tree = self.result.tree
        return dict(scalars(tree, "")) if tree else {}

    def texts_at(self, places: Container[int]) -> dict[int, str]:
        """The texts of the tree that begin at some indexes."""
        tree = self.result.tree
        found = scalars(tree, "") if tree else ()
        return {at: text for at, (text, _) in found if at in places}

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything that is written as an anchor or an alias: `&c` and `*c`."""
        return frozenset(_NAME.findall(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [entry.at for entry in self.entries]

    def unit_of(self, at: int) -> Span:
        """The card that an index is in, or else the line."""
        return self._entry_around(at) or line_of(self.text, at)

    def is_in_entry(self, at: int) -> bool:
        """Whether an index is in what was read as a card."""
        return self._entry_around(at) is not None

    def _entry_around(self, at: int) -> Span | None:
        number = bisect_right(self._starts, at) - 1
        span = span_of(self.entries[number]) if number >= 0 else (0, 0)
        return span if span[0] <= at < span[1] else None


def span_of(entry: Node) -> Span:
    """Where an entry of the cards begins and ends, as far as that is known."""
    return entry.at, entry.end if isinstance(entry, Mapping) else entry.at + 1


def texts_of(node: Node | None) -> tuple[str, ...]:
    """The texts of a text or a list of texts."""
    if isinstance(node, Scalar):
        return (node.text,)
    if isinstance(node, Sequence):
        return tuple([each.text for each in node.entries if isinstance(each, Scalar)])
    return ()


def scalars(node: Node, key: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Every text below a node with the nearest key above it, after its index."""
    if isinstance(node, Scalar):
        yield node.at, (node.text, key)
    elif isinstance(node, Mapping):
        for name, value in node.fields.items():
            yield from scalars(value, name)
    else:
        for entry in node.entries:
            yield from scalars(entry, key)
