"""The size of texts and cards on a screen, in lines of 80 characters, and its limits.

A question is wrapped as a whole, and a change to one of its rows redraws all of them. On a 2-core
machine (26 November 2026) 1,000 lines, as one text or as rows to choose from or to sort, appear
within 0.2 s. A key takes less than 0.05 s, and the result for 1,000 rows put in order 0.25 s.
50,000 lines took 10 s to show, and 100,000 options 6 to 19 s for each key.
"""

from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar

WIDTH = 80
MOST_LINES = 1_000
"""Of one text, and of all that a card holds."""
MOST_LINES_IN_PART = 10_000
"""Of a card that shows some of its options only, or takes its entries one at a time."""
MOST_LINES_DRAWN = 10
"""Of a text in a pool or a timeline: up to 100 are drawn at once."""
MOST_DRAWN = 100


def lines_in(text: str) -> int:
    """The lines that a text takes; none if it is empty."""
    return sum(max(1, -(-len(line) // WIDTH)) for line in text.split("\n")) if text else 0


def lines_of(node: Node) -> int:
    """The lines that all texts of a value take, its keys too."""
    if isinstance(node, Scalar):
        return lines_in(node.text)
    if isinstance(node, Mapping):
        return sum(lines_in(key) + lines_of(each) for key, each in node.fields.items())
    return sum(map(lines_of, node.entries))


def cut(text: str, most: int) -> str:
    """Return the start of a text, not much longer than this number of lines."""
    return "\n".join(text[: most * WIDTH].split("\n", most)[:most])
