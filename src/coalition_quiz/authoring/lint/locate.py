"""Where in a file a piece of a card stands."""

import re
from collections.abc import Iterator

from coalition_quiz.decks.diagnostics import Report
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar

_INDENTATION = 500


def locate(card: Mapping, key: str, text: str, report: Report) -> tuple[int, int]:
    """The index and the length of a piece of a field.

    Args:
        card: the card.
        key: the field; where the card has none of this name, the card itself is meant.
        text: the piece as it stands in the field; empty for the whole of it.
        report: what knows the text of the file.
    """
    node = card.fields.get(key)
    if node is None:
        return card.at, 1
    if not text:
        return card.keys[key], len(key)
    if isinstance(node, Mapping) and text in node.keys:
        return node.keys[text], len(text)
    for value, at in _texts(node):
        offset = _offset_in_value(value, text)
        if offset >= 0:
            return _offset_in_file(value, at, offset, text, report), len(text)
    return node.at, 1


def _offset_in_file(value: str, at: int, offset: int, text: str, report: Report) -> int:
    """Where a piece of a value stands in the file."""
    source = report.lines.text
    place = report.inside(value, at, offset)
    if source.startswith(text, place):
        return place
    # A folded text has other lines in the file; its words are the same.
    found = source.find(text, at, at + 2 * len(value) + _INDENTATION)
    return found if found >= 0 else place


def _offset_in_value(value: str, text: str) -> int:
    """Where a piece stands as words of their own, else where it stands at all, else -1."""
    if text not in value:
        return -1
    found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", value)
    return found.start() if found else value.find(text)


def _texts(node: Node) -> Iterator[tuple[str, int]]:
    """Every text of a value with its index, keys among them, in the order of the file."""
    if isinstance(node, Scalar):
        yield node.text, node.at
    elif isinstance(node, Mapping):
        for key, value in node.fields.items():
            yield key, node.keys[key]
            yield from _texts(value)
    else:
        for entry in node.entries:
            yield from _texts(entry)
