"""Reading what can be read of a text that is not YAML as a whole.

The text is cut where a person sees its parts: at the keys in the first column, and below
`cards:` at the dashes of the entries. Each part is read for itself, so that a mistake costs no
more than the part it is in.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from msgspec import Struct

from coalition_quiz.decks.cards import COMMON
from coalition_quiz.decks.deck import KEYS
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Sequence
from coalition_quiz.decks.yaml.pitfalls import PitfallFinder, Slip
from coalition_quiz.decks.yaml.syntax_errors import BULLETS, ODD_SPACES

# Find where cards start in a text that is not valid YAML as a whole.
#
# A line that looks like the start of a card counts as one, even if it is a column off or its dash
# is missing or another character. Anything but a plain `- ` in the column of the cards is a slip.
# It is reported at its own line, so it spoils neither the card before it nor the cards after it.

MOST_CARDS = 200_000
# Deeper than this, a dash is one of a list inside a card.
_FARTHEST = 2
_KINDS = "|".join(KINDS)
_KEYS = "|".join(["id", "source", *KINDS, *COMMON])
_MARK = re.compile(
    rf"^(?P<indent>[ \t{ODD_SPACES}]*)"
    r"(?:-(?=\s|\Z)[ \t]*(?P<opened>\{[ \t]*)?(?P<key>[\w-]+(?=:\s))?"
    rf"|(?P<odd>[-{BULLETS}])[ \t{ODD_SPACES}]*(?=(?:{_KEYS})[:\uff1a]))",
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


_DASHLESS = Slip("D102", "this card has no dash", "Write `- ` before its first key.")
_GLUED = Slip("D102", "there is no space after this dash", "Write `- ` before the first key.")


def card_starts(text: str, start: int, end: int) -> list[CardStart]:
    """Find the starts of the cards between two indexes, in order."""
    marks = list(islice(_MARK.finditer(text, start, end), MOST_CARDS))
    column = _column(marks)
    begun = list(_marked(marks, column))
    found = list(_before(text, start, begun[0].start if begun else end))
    for one, after in pairwise([*begun, CardStart(end, end)]):
        found.append(one)
        found += _dashless(text, one.start, after.start, column)
    return found


def _column(marks: list[re.Match[str]]) -> int:
    """Find the column of most cards, or of the first dash if nothing looks like a card."""
    dashes = [mark for mark in marks if not mark["odd"]]
    known = [mark["indent"] for mark in dashes if mark["key"] in _KNOWN]
    known = known or [mark["indent"] for mark in marks if mark["odd"]]
    # A tab has no width of its own.
    cards = [len(indent) for indent in known if not indent.strip(" ")] or list(map(len, known))
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
    """Check whether a dash starts a card: any in the cards' column, others by their look."""
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
        message = f"this card starts with {mark['odd']} instead of a dash"
        return Slip("D102", message, "Write `- ` before its first key.")
    if len(mark["indent"]) == column or mark["indent"].strip(" "):
        return None
    message = "this card is not aligned with the others"
    remedy = f"Start it in column {column + 1}, like the other cards."
    return Slip("D116", message, remedy, is_readable=True)


def _before(text: str, start: int, end: int) -> Iterator[CardStart]:
    """Find a card without a dash before the first dash, if there is any text there."""
    first = text.find("\n", start, end) + 1
    passed = _NO_CARD.match(text, first, end) if first else None
    if passed and passed.end() < end:
        yield CardStart(text.rfind("\n", 0, passed.end()) + 1, passed.end(), _DASHLESS)


def _dashless(text: str, start: int, end: int, column: int) -> Iterator[CardStart]:
    """Find cards without a dash after a card: lines no deeper than the dash, one with a prompt."""
    lines = re.compile(rf"(?:^ {{,{column}}}[^\s#-][^\n]*(?:\n|\Z))+", re.MULTILINE)
    for run in lines.finditer(text, start + 1, end):
        if _KIND.search(run[0]) and _KIND.search(text, start, run.start()):
            start = run.start()
            yield CardStart(start, start + len(run[0]) - len(run[0].lstrip()), _DASHLESS)


MOST_SECTIONS = 1_000
# A key in the first column: no comment, entry, closing bracket or marker.
_SECTION = re.compile(r"^(?![\s#\]}]|-(?:\s|\Z)|---|\.\.\.)", re.MULTILINE)
_END = re.compile(r"^(?:---|\.\.\.)(?=\s|\Z)", re.MULTILINE)
_NAME = re.compile(r"[\"']?([\w-]+)")
_CARDS = re.compile(r"(?P<quote>[\"']?)(?P<key>(?i:cards))(?P=quote)[ \t]*:[ \t]*(?:#[^\n]*)?\r?\n")
# A line of a deck around the cards: not a field of a card that has slipped out of it.
_DECK_KEY = re.compile(
    rf"[\"']?(?i:{'|'.join(KEYS)})[\"']?[ \t]*:"
    r"(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)|[ \t][^\n]*+(?!\n+ +(?:-\s|[\w-]+:)))"
)

ReadPart = Callable[[int, int, int, Slip | None], Node | None]
"""Reads the text between two indexes at a depth; None where it cannot be read.

If there is a slip, it is the reason why the part cannot be read, and no other is reported.
"""


def read_parts(text: str, watch: PitfallFinder, read: ReadPart) -> Mapping:
    """Build the top-level mapping of a text from the parts that can be read."""
    whole = Mapping(0, len(text), {}, {})
    for start, end in _sections(text, watch):
        if (cards := _CARDS.match(text, start, end)) is not None:
            _add(whole, cards["key"], start, _cards(text, start, end, watch, read), watch)
            continue
        section = read(start, end, 0, None)
        if isinstance(section, Mapping):
            for key, node in section.fields.items():
                _add(whole, key, section.keys[key], node, watch)
        elif section is None and (name := _NAME.match(text, start, end)):
            whole.keys.setdefault(name[1], start)
    return whole


def _add(whole: Mapping, key: str, at: int, node: Node, watch: PitfallFinder) -> None:
    if key in whole.keys:
        watch.repeated_key(key, at, whole.keys[key])
    else:
        whole.fields[key] = node
        whole.keys[key] = at


def _sections(text: str, watch: PitfallFinder) -> Iterator[tuple[int, int]]:
    first = _SECTION.search(text)
    end = _END.search(text, first.end() if first else 0)
    stop = end.start() if end else len(text)
    if end and text[end.end() :].strip():
        watch.second_document(stop)
    starts = list(islice(_section_starts(text, stop), MOST_SECTIONS))
    if not starts or text[: starts[0]].strip():
        starts.insert(0, 0)
    return pairwise([*starts, stop])


def _section_starts(text: str, stop: int) -> Iterator[int]:
    in_cards = False
    for found in _SECTION.finditer(text, 0, stop):
        at = found.start()
        # Below the cards, only what a deck has ends them: other lines are slips in a card.
        if not in_cards or _DECK_KEY.match(text, at, stop):
            yield at
            in_cards = in_cards or bool(_CARDS.match(text, at, stop))


def _cards(text: str, start: int, end: int, watch: PitfallFinder, read: ReadPart) -> Sequence:
    """Read the entries below `cards:` one by one."""
    entries: list[Node] = []
    for card, after in pairwise([*card_starts(text, start, end), CardStart(end, end)]):
        slip = card.slip
        blocking = None if slip is None or slip.is_readable else slip
        node = None if slip is _DASHLESS else read(card.start, after.start, 1, blocking)
        entries += node.entries if isinstance(node, Sequence) else ()
        # If a card was read after all, it was repaired, and its repair is reported.
        if slip and bool(node) is not bool(blocking):
            watch.slip(slip, card.at)
    return Sequence(start, entries)
