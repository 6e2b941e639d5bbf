"""The difference between a typed text and the right one, letter by letter. Pure."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_LONGEST = 60
"""The most letters of a difference. A longer one would not fit on a line."""
_LEFT_OUT = "·"


class Difference(NamedTuple):
    """Two texts below each other, and marks below their differences. All have the same width.

    Attributes:
        right: the right text, with a space for a letter too many.
        given: the given text, with ``·`` for a letter that was left out.
        marks: ``^`` below each letter that differs.
        spoken: the same in words.
    """

    right: str
    given: str
    marks: str
    spoken: str


def nearest(given: str, texts: Sequence[str]) -> str:
    """Return the text that is most like a given one."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - few answers are nearly right

    folded = _folded(given)
    return min(texts, key=lambda text: Levenshtein.normalized_distance(_folded(text), folded))


def difference(right: str, given: str) -> Difference | None:
    """Compare a given text with the right one.

    Returns:
        None if they are equal but for case and accents, or have less than half in common.
    """
    letters, others = _letters(right), _letters(given)
    if not 0 < max(len(letters), len(others)) <= _LONGEST:
        return None
    runs = _runs(_folded(right), _folded(given))
    same = sum(end - start for kind, start, end, _, _ in runs if kind == "equal")
    if same == len(letters) == len(others) or 2 * same < max(len(letters), len(others)):
        return None
    upper, lower, marks = "", "", ""
    for kind, start, end, other_start, other_end in runs:
        above, below = letters[start:end], others[other_start:other_end]
        for at in range(max(len(above), len(below))):
            one = above[at] if at < len(above) else ""
            other = below[at] if at < len(below) else _LEFT_OUT
            width = max(_width(one), _width(other))
            upper += one + " " * (width - _width(one))
            lower += other + " " * (width - _width(other))
            marks += (" " if kind == "equal" else "^") * width
    return Difference(upper, lower, marks.rstrip(), _in_words(letters, others, runs))


_Run = tuple[str, int, int, int, int]


def _runs(right: list[str], given: list[str]) -> list[_Run]:
    """Return the runs of equal and of different letters."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - few answers are nearly right

    if len(right) == len(given):
        pairs = list(zip(right, given, strict=True))
        changed = sum(one != other for one, other in pairs)
        if changed <= Levenshtein.distance(right, given):
            # Each letter stays in its place: 35,404 and 35,044 differ in two digits.
            kinds = ["equal" if one == other else "replace" for one, other in pairs]
            return _joined((kind, at, at + 1, at, at + 1) for at, kind in enumerate(kinds))
    opcodes = Levenshtein.opcodes(right, given)
    return [
        (each.tag, each.src_start, each.src_end, each.dest_start, each.dest_end) for each in opcodes
    ]


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1][0] == run[0]:
            kind, start, _, other_start, _ = joined.pop()
            run = (kind, start, run[2], other_start, run[4])  # noqa: PLW2901 - the longer run
        joined.append(run)
    return joined


def _in_words(right: list[str], given: list[str], runs: Iterable[_Run]) -> str:
    said = []
    for kind, start, end, other_start, other_end in runs:
        wanted, wrote = "".join(right[start:end]), "".join(given[other_start:other_end])
        match kind:
            case "replace":
                said.append(f"“{wrote}” should be “{wanted}”")
            case "delete":
                after = "".join(given[:other_start]).strip()
                said.append(f"“{wanted}” is missing " + (f"after “{after}”" if after else "first"))
            case "insert":
                said.append(
                    f"“{wrote}” is one too many" if len(wrote) == 1 else f"“{wrote}” is too much"
                )
    return "; ".join(said)


def _letters(text: str) -> list[str]:
    """Split a text into letters, each with its combining marks."""
    letters: list[str] = []
    for character in text:
        if letters and (unicodedata.combining(character) or character in "\u200c\u200d\ufe0f"):
            letters[-1] += character
        else:
            letters.append(character)
    return letters


def _folded(text: str) -> list[str]:
    """Return the letters without case and accents."""
    return [_plain(letter) for letter in _letters(text)]


def _plain(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(part for part in parts if not unicodedata.combining(part)) or parts


def _width(letter: str) -> int:
    """Return the number of cells of a letter."""
    return 2 if letter and unicodedata.east_asian_width(letter[0]) in "WF" else len(letter[:1])
