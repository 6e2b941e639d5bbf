"""Location of a piece of a card in its file."""

import re
from collections.abc import Iterator

from coalition_quiz.decks.diagnostics import Report
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar

_INDENTATION = 500


def locate(card: Mapping, key: str, text: str, report: Report) -> tuple[int, int]:
    """Find the index and the length of a piece of a field.

    Args:
        card: the card.
        key: the field. If the card does not have it, the result is the card itself.
        text: the piece as written in the field; empty for the whole field.
        report: the report that holds the text of the file.
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
    """Find the index in the file of a piece of a value."""
    source = report.lines.text
    place = report.inside(value, at, offset)
    if source.startswith(text, place):
        return place
    # A folded text has other line breaks in the file, but the same words.
    found = source.find(text, at, at + 2 * len(value) + _INDENTATION)
    return found if found >= 0 else place


def _offset_in_value(value: str, text: str) -> int:
    """Find a piece as separate words, or else anywhere; -1 if it is not there."""
    if text not in value:
        return -1
    found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", value)
    return found.start() if found else value.find(text)


def _texts(node: Node) -> Iterator[tuple[str, int]]:
    """Yield all texts of a value with their indexes, keys included, in the order of the file."""
    if isinstance(node, Scalar):
        yield node.text, node.at
    elif isinstance(node, Mapping):
        for key, value in node.fields.items():
            yield key, node.keys[key]
            yield from _texts(value)
    else:
        for entry in node.entries:
            yield from _texts(entry)
