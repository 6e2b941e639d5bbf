"""Find where cards start in a text that is not valid YAML as a whole.

A line that looks like the start of a card counts as one, even if it is a column off or its dash
is missing or another character. Anything but a plain `- ` in the column of the cards is a slip. It
is reported at its own line, so it spoils neither the card before it nor the cards after it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

from msgspec import Struct

from coalition_quiz.decks.common import COMMON
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.yaml.pitfalls import Slip

MOST_CARDS = 200_000
# Deeper than this, a dash is one of a list inside a card.
_FARTHEST = 2
_KINDS = "|".join(KINDS)
_KEYS = "|".join(["id", "source", *KINDS, *COMMON])
_MARK = re.compile(
    rf"^(?P<indent>[ \t\u00a0]*)(?:-(?=\s|\Z)[ \t]*(?P<opened>\{{[ \t]*)?(?P<key>[\w-]+(?=:\s))?"
    rf"|(?P<odd>[-\u2010-\u2015\u2212*\u2022])[ \t]*(?=(?:{_KEYS}):\s))",
    re.MULTILINE,
)
_KNOWN = frozenset(_KEYS.split("|"))
_NO_CARD = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:#[^\n]*\Z)?")
_KIND = re.compile(rf"(?<![\w-])(?:{_KINDS}):\s")


class CardStart(Struct, frozen=True):
    """The index of the line that a card begins on, that of its first character, and its slip."""

    start: int
    at: int
    slip: Slip | None = None


_DASHLESS = Slip("D102", "this card begins without a dash", "Write `- ` before its first key.")
_GLUED = Slip("D102", "there is no space after this dash", "Write `- ` before the first key.")


def card_starts(text: str, start: int, end: int) -> list[CardStart]:
    """The beginnings of the cards between two indexes, in order."""
    marks = list(islice(_MARK.finditer(text, start, end), MOST_CARDS))
    column = _column(marks)
    begun = list(_marked(marks, column))
    found = list(_before(text, start, begun[0].start if begun else end))
    for one, after in pairwise([*begun, CardStart(end, end)]):
        found.append(one)
        found += _dashless(text, one.start, after.start, column)
    return found


def _column(marks: list[re.Match[str]]) -> int:
    """The column of most cards, or that of the first dash where nothing looks like a card."""
    dashes = [mark for mark in marks if not mark["odd"]]
    cards = [len(mark["indent"]) for mark in dashes if mark["key"] in _KNOWN]
    cards = cards or [len(mark["indent"]) for mark in dashes[:1]]
    return Counter(cards).most_common(1)[0][0] if cards else 0


def _marked(marks: list[re.Match[str]], column: int) -> Iterator[CardStart]:
    current = -1
    for mark in marks:
        here = len(mark["indent"])
        if current < 0 or _begins(mark, here, current, column):
            current = here
            yield CardStart(mark.start(), mark.end("indent"), _slip(mark, column))


def _begins(mark: re.Match[str], here: int, current: int, column: int) -> bool:
    """Whether a dash begins a card: any in the column of the cards, others if it looks so."""
    if here == column and not mark["odd"]:
        # This may be a list inside a card that is not indented enough.
        return bool(current >= column or mark["key"] or mark["opened"])
    if mark["odd"] or mark["key"] in _KNOWN:
        return here <= column + _FARTHEST
    return here < column and bool(mark["key"])


def _slip(mark: re.Match[str], column: int) -> Slip | None:
    if mark["odd"] == "-":
        return _GLUED
    if mark["odd"]:
        message = f"this card begins with {mark['odd']} instead of a dash"
        return Slip("D102", message, "Write `- ` before its first key.")
    if len(mark["indent"]) == column or mark["indent"].strip(" "):
        return None
    message = "this card does not line up with the others"
    remedy = f"Begin it in column {column + 1}, as they do."
    return Slip("D116", message, remedy, is_readable=True)


def _before(text: str, start: int, end: int) -> Iterator[CardStart]:
    """Find a card without a dash before the first dash, if there is any text there."""
    first = text.find("\n", start, end) + 1
    passed = _NO_CARD.match(text, first, end) if first else None
    if passed and passed.end() < end:
        yield CardStart(text.rfind("\n", 0, passed.end()) + 1, passed.end(), _DASHLESS)


def _dashless(text: str, start: int, end: int, column: int) -> Iterator[CardStart]:
    """The cards without a dash that follow a card: lines not deeper than a dash, one a prompt."""
    lines = re.compile(rf"(?:^ {{,{column}}}[^\s#-][^\n]*(?:\n|\Z))+", re.MULTILINE)
    for run in lines.finditer(text, start + 1, end):
        if _KIND.search(run[0]) and _KIND.search(text, start, run.start()):
            start = run.start()
            yield CardStart(start, start + len(run[0]) - len(run[0].lstrip()), _DASHLESS)
