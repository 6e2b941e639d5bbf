"""Edits of a deck's text, the places of values in it, and the deck as it is between two fixes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from msgspec import Struct, structs

from coalition_quiz.core.cards import Card
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.decks.reading import ReadResult, read_text
from coalition_quiz.decks.yaml import nodes as tree

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


_LINE = re.compile(
    r"[ \t]*(?:-[ \t]+)*"
    r"(?:(?P<key>[^\s:\[\]{}\"'#@`%&*!|>,?-][^:\n]*+):[ \t]++)?"
    r"(?P<value>\S[^\n]*)"
)
# One space before the sign is taken for a slip; two spaces or a tab mean a comment.
_COMMENT = re.compile(r"(?<![ \t])(?:[ \t]{2,}+|\t)#")
_NOTE = re.compile(r"[ \t]+#(?=[ \t]|\Z)")
_BEFORE = re.compile(r"[\[{]|,|:(?=[ \t])")
_OPEN, _CLOSE = "[{", "]}"


class Value(Struct, frozen=True):
    """The text after a key or dash on a line, without a comment that is clearly one."""

    start: int
    end: int
    text: str
    key: str = ""


def line_of(text: str, at: int) -> Span:
    """Return the span of the line around an index, without its line end."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return start, end - (end > start and text[end - 1] == "\r")


def newline_at(text: str, at: int) -> str:
    """Return the line end of the line around an index, or else the usual one of the text."""
    _, end = line_of(text, at)
    here = text[end : end + 2]
    if here.startswith(("\r", "\n")):
        return "\r\n" if here == "\r\n" else "\n"
    return "\r\n" if "\r\n" in text else "\n"


def value_on_line(text: str, at: int) -> Value | None:
    """Find the value on the line around an index."""
    start, end = line_of(text, at)
    found = _LINE.match(text, start, end)
    if not found:
        return None
    written = found["value"]
    comment = _COMMENT.search(written)
    written = (written[: comment.start()] if comment else written).rstrip(" \t")
    begins = found.start("value")
    return Value(begins, begins + len(written), written, (found["key"] or "").rstrip())


def without_comment(value: Value) -> Value:
    """Cut a value at its first comment sign, because an author's note is not for learners."""
    written = _NOTE.split(value.text, 1)[0]
    return Value(value.start, value.start + len(written), written, value.key)


def value_in_brackets(text: str, at: int) -> Value | None:
    """Find the value around an index inside {…} or […], as far as its line shows it."""
    line_start, line_end = line_of(text, at)
    before = [found.end() for found in _BEFORE.finditer(text, line_start, at)]
    start = before[-1] if before else line_start
    while start < at and text[start] in " \t":
        start += 1
    end = _end_in_brackets(text, start, line_end)
    if end is None or end <= at:
        return None
    written = text[start:end].rstrip(" \t")
    return Value(start, start + len(written), written)


def _end_in_brackets(text: str, start: int, line_end: int) -> int | None:
    """Find the index of the comma or bracket that ends a value."""
    depth = 0
    for at in range(start, line_end):
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE and depth:
            depth -= 1
        elif text[at] in _CLOSE or (text[at] == "," and not depth):
            return at
    return None


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
        return dict(iterate_scalars(root, "")) if root else {}

    def texts_at(self, places: Container[int]) -> dict[int, str]:
        """Return the texts of the tree that start at these indexes."""
        root = self.result.tree
        found = iterate_scalars(root, "") if root else ()
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


def iterate_scalars(node: tree.Node, key: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the index of every text below a node, with the text and the nearest key above it."""
    if isinstance(node, tree.Scalar):
        yield node.at, (node.text, key)
    elif isinstance(node, tree.Mapping):
        for name, value in node.fields.items():
            yield from iterate_scalars(value, name)
    else:
        for entry in node.entries:
            yield from iterate_scalars(entry, key)
