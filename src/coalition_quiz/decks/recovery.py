"""Reading what can be read of a text that is not YAML as a whole.

The text is cut where a person sees its parts: at the keys in the first column, and below
`cards:` at the dashes of the entries. Each part is read for itself, so that a mistake costs no
more than the part it is in.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from coalition_quiz.decks.card_starts import CardStart, card_starts
from coalition_quiz.decks.deck import KEYS
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Sequence
from coalition_quiz.decks.yaml.pitfalls import PitfallFinder

MOST_SECTIONS = 1_000
# A key in the first column: no comment, entry, closing bracket or marker.
_SECTION = re.compile(r"^(?![\s#\]}]|-(?:\s|\Z)|---|\.\.\.)", re.MULTILINE)
_END = re.compile(r"^(?:---|\.\.\.)(?=\s|\Z)", re.MULTILINE)
_NAME = re.compile(r"[\"']?([\w-]+)")
_CARDS = re.compile(r"(?:cards|\"cards\"|'cards')[ \t]*:[ \t]*(?:#[^\n]*)?\r?\n")
# A line of a deck around the cards: not a field of a card that has slipped out of it.
_DECK_KEY = re.compile(
    rf"[\"']?(?:{'|'.join(KEYS)})[\"']?[ \t]*:"
    r"(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)|[ \t][^\n]*+(?!\n+ +(?:-\s|[\w-]+:)))"
)

ReadPart = Callable[[int, int, int], Node | None]
"""Reads the text between two indexes at a depth; None where it cannot be read."""


def read_parts(text: str, watch: PitfallFinder, read: ReadPart) -> Mapping:
    """The top-level mapping of a text, made of the parts that can be read."""
    whole = Mapping(0, len(text), {}, {})
    for start, end in _sections(text, watch):
        if _CARDS.match(text, start, end):
            _add(whole, "cards", start, _cards(text, start, end, watch, read), watch)
            continue
        section = read(start, end, 0)
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
    """The entries below `cards:`, each read for itself."""
    entries: list[Node] = []
    for card, after in pairwise([*card_starts(text, start, end), CardStart(end, end)]):
        slip = card.slip
        node = read(card.start, after.start, 1) if not slip or slip.is_readable else None
        if isinstance(node, Sequence):
            entries += node.entries
        if slip and (node or not slip.is_readable):
            watch.slip(slip, card.at)
    return Sequence(start, entries)
