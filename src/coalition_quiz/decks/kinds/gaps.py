r"""Cloze texts: text in [brackets] is hidden, and ``[answer|hint]`` shows the hint instead.

``\[``, ``\]`` and ``\|`` are the characters themselves.
"""

import re

from msgspec import Struct

from coalition_quiz.system.text import is_blank

_BRACKET = re.compile(r"[\[\]]")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([\[\]|])")
_LITERAL = r"A bracket that belongs to the text is written \[ or \]."


class RawGap(Struct, frozen=True):
    """A gap as it is written."""

    answer: str
    hint: str


class BadGapError(Exception):
    """A bracket that opens or closes no gap, or an empty gap; `at` is its place in the text."""

    def __init__(self, at: int, message: str, remedy: str = _LITERAL) -> None:
        super().__init__(message)
        self.at = at
        self.message = message
        self.remedy = remedy


def parse_gaps(text: str) -> list[str | RawGap]:
    """The text cut into what is shown and what is hidden, in order.

    Raises:
        BadGapError: A bracket is not paired, or a gap is empty or inside another.
    """
    found = [bracket.start() for bracket in _BRACKET.finditer(text)]
    brackets = [at for at in found if text[at - 1 : at] != "\\"]
    shape = "".join([text[at] for at in brackets])
    if shape != "[]" * (len(shape) // 2):
        raise _unpaired(shape, brackets)
    parts: list[str | RawGap] = []
    done = 0
    for opened, closed in zip(brackets[::2], brackets[1::2], strict=True):
        if opened > done:
            parts.append(_literal(text[done:opened]))
        parts.append(_gap(text[opened + 1 : closed], opened))
        done = closed + 1
    if done < len(text):
        parts.append(_literal(text[done:]))
    return parts


def _unpaired(shape: str, brackets: list[int]) -> BadGapError:
    """Describe the first bracket that does not open and close in turn."""
    first = next((i for i, each in enumerate(shape) if each != "[]"[i % 2]), len(shape) - 1)
    if shape[first] == "]":
        return BadGapError(brackets[first], "this ] closes no gap")
    if first % 2:
        return BadGapError(brackets[first], "this [ stands inside a gap")
    return BadGapError(brackets[first], "this [ is never closed")


def _gap(inside: str, at: int) -> RawGap:
    answer, hint = inside, ""
    if bar := _BAR.search(inside):
        answer, hint = inside[: bar.start()], inside[bar.end() :]
    if is_blank(answer):
        raise BadGapError(at, "this gap has no answer", "Write it as [answer] or [answer|hint].")
    return RawGap(_literal(answer), _literal(hint))


def _literal(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text
