"""A tree of texts with roles, independent of how a screen, a page or line mode shows it.

A screen gives each role a sign and a style, a page gives it an element, and line mode speaks it.
"""

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple


class Role(Enum):
    """The meaning of a text to its reader."""

    SECTION = auto()
    """Has no text of its own, only children."""
    TITLE = auto()
    RIGHT = auto()
    PARTLY = auto()
    WRONG = auto()
    UNREADABLE = auto()
    UNANSWERED = auto()
    SHOWN = auto()
    """A verdict on an answer, like the five before it."""
    ANSWER = auto()
    PIECE = auto()
    """One piece of a right answer, not graded."""
    RIGHT_PIECE = auto()
    WRONG_PIECE = auto()
    LEARN = auto()
    """What was missed, or the answer that was asked for: the most visible."""
    MARKS = auto()
    """Marks below the differences in an answer."""
    MISSED = auto()
    OWN_ANSWER = auto()
    ALERT = auto()
    NOTE = auto()
    WHY = auto()
    SOURCE = auto()
    LINK = auto()
    FIGURE = auto()
    PICTURE = auto()
    """The description of a picture."""


SIGNS = {
    Role.RIGHT: "✓",
    Role.PARTLY: "≈",
    Role.WRONG: "✗",
    Role.UNREADABLE: "?",
    Role.UNANSWERED: "–",
    Role.SHOWN: "→",
    Role.LEARN: "→",
    Role.ALERT: "!",
    Role.SOURCE: "—",
    Role.RIGHT_PIECE: "✓",
    Role.WRONG_PIECE: "✗",
}
"""The sign before a verdict or a graded piece."""


class Node(NamedTuple):
    """A text with its role.

    Attributes:
        text: what is shown; nothing is shown if empty.
        name: a label to show before the text.
        spoken: what line mode says instead of the text, for all children too; None if the same.
        children: texts that belong to this one.
    """

    role: Role
    text: str = ""
    name: str = ""
    spoken: str | None = None
    children: "tuple[Node, ...]" = ()


def speak(node: Node) -> Iterator[str]:
    """Yield what line mode says of a tree, one text per line."""
    if node.spoken is not None:
        yield node.spoken
        return
    yield node.text
    for child in node.children:
        yield from speak(child)


def signed(node: Node) -> str:
    """Write the text of a verdict with its sign."""
    return f"{SIGNS[node.role]} {node.text}"


def section(*nodes: Node) -> Node:
    """Group nodes."""
    return Node(Role.SECTION, children=nodes)
