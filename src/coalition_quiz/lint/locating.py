"""Where in a file a piece of a card stands."""

from collections.abc import Iterator

from coalition_quiz.decks.diagnostics import Report
from coalition_quiz.decks.nodes import Mapping, Node, Scalar


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
    for value, at in _texts(node):
        offset = value.find(text)
        if offset >= 0:
            return report.inside(value, at, offset), len(text)
    return node.at, 1


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
