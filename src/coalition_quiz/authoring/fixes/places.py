"""Positions of values on their lines, in text that may not be valid YAML."""

import re

from msgspec import Struct

from coalition_quiz.authoring.fixes.edits import Span
from coalition_quiz.decks.diagnostics import Diagnostic

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
