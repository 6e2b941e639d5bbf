"""Replacements in a text, and the values on its lines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Protocol, TypeVar

from msgspec import Struct

Span = tuple[int, int]
"""The index of the first character and the index after the last."""


class Replacement(Protocol):
    """A piece of a text, from `start` to before `end`, and the text that replaces it."""

    @property
    def start(self) -> int:
        """The index of the first character."""

    @property
    def end(self) -> int:
        """The index after the last character."""

    @property
    def text(self) -> str:
        """The new text."""


R = TypeVar("R", bound=Replacement)


def apply_edits(text: str, edits: Iterable[Replacement]) -> str:
    """Apply edits that do not overlap."""
    pieces = []
    done = 0
    for edit in sort_edits(edits):
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


def sort_edits(edits: Iterable[R]) -> list[R]:
    """Sort edits by their position in the text."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


class OffsetMap:
    """A mapping of indexes between a text and the text after edits."""

    def __init__(self, edits: Iterable[Replacement]) -> None:
        self._edits = sort_edits(edits)
        growths = [len(edit.text) - (edit.end - edit.start) for edit in self._edits]
        self._growth = [0, *accumulate(growths)]
        self._starts = [edit.start for edit in self._edits]
        pairs = zip(self._starts, self._growth, strict=False)
        self._new_starts = [start + growth for start, growth in pairs]

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
