"""Reading what can be read of a text that is not YAML as a whole.

The text is cut where a person sees its parts: at the keys in the first column, and below
`cards:` at the dashes of the entries. Each part is read for itself, so that a mistake costs no
more than the part it is in.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from coalition_quiz.decks.nodes import Mapping, Node, Sequence
from coalition_quiz.decks.watch import Watch

MOST_SECTIONS = 1_000
MOST_CARDS = 200_000
# A key in the first column: no comment, entry, closing bracket or marker.
_SECTION = re.compile(r"^(?![\s#\]}]|-(?:\s|\Z)|---|\.\.\.)", re.MULTILINE)
_END = re.compile(r"^(?:---|\.\.\.)(?=\s|\Z)", re.MULTILINE)
_NAME = re.compile(r"[\"']?([\w-]+)")
_CARDS = re.compile(r"(?:cards|\"cards\"|'cards')[ \t]*:[ \t]*(?:#[^\n]*)?\r?\n")
_ENTRY = re.compile(r"^( *)-(?=\s|\Z)", re.MULTILINE)

ReadPart = Callable[[int, int, int], Node | None]
"""Reads the text between two indexes at a depth; None where it cannot be read."""


def read_parts(text: str, watch: Watch, read: ReadPart) -> Mapping:
    """The top-level mapping of a text, made of the parts that can be read."""
    whole = Mapping(0, len(text), {}, {})
    for start, end in _sections(text, watch):
        if _CARDS.match(text, start, end):
            _add(whole, "cards", start, _cards(text, start, end, read), watch)
            continue
        section = read(start, end, 0)
        if isinstance(section, Mapping):
            for key, node in section.fields.items():
                _add(whole, key, section.keys[key], node, watch)
        elif section is None and (name := _NAME.match(text, start, end)):
            whole.keys.setdefault(name[1], start)
    return whole


def _add(whole: Mapping, key: str, at: int, node: Node, watch: Watch) -> None:
    if key in whole.keys:
        watch.repeated_key(key, at, whole.keys[key])
    else:
        whole.fields[key] = node
        whole.keys[key] = at


def _sections(text: str, watch: Watch) -> Iterator[tuple[int, int]]:
    first = _SECTION.search(text)
    end = _END.search(text, first.end() if first else 0)
    stop = end.start() if end else len(text)
    if end and text[end.end() :].strip():
        watch.second_document(stop)
    starts = [found.start() for found in islice(_SECTION.finditer(text, 0, stop), MOST_SECTIONS)]
    if not starts or text[: starts[0]].strip():
        starts.insert(0, 0)
    return pairwise([*starts, stop])


def _cards(text: str, start: int, end: int, read: ReadPart) -> Sequence:
    """The entries below `cards:`, each read for itself."""
    entries: list[Node] = []
    starts = _entry_starts(text, start, end)
    for card_start, card_end in pairwise([*starts, end]):
        card = read(card_start, card_end, 1)
        if isinstance(card, Sequence):
            entries += card.entries
    return Sequence(start, entries)


def _entry_starts(text: str, start: int, end: int) -> list[int]:
    """Where entries begin: at the dashes in the column of the first one."""
    found = _ENTRY.search(text, start, end)
    if not found:
        return []
    dashes = re.compile(rf"^ {{,{len(found[1])}}}-(?=\s|\Z)", re.MULTILINE)
    return [found.start() for found in islice(dashes.finditer(text, start, end), MOST_CARDS)]
