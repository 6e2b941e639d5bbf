"""Conversion of text from decks, files and learners for widgets.

Textual reads markup in strings and passes control characters on to the terminal. `Content` carries
no markup. Control characters become visible before the text is wrapped.
"""

from textual.content import Content

from coalition_quiz.system.text import printable

QUIET = "$foreground 85%"
"""The style of quiet text. The themes' own style is too pale in some of them. This one has a
contrast of at least 4.5 in all (see `readable`)."""


def literal(text: str, style: str = "") -> Content:
    """Return the text unchanged, with its line breaks."""
    return Content.styled(printable(text), style)


def literal_line(text: str, style: str = "") -> Content:
    """Return the text on one line, with single spaces."""
    return Content.styled(" ".join(printable(text).split()), style)


def lines(*parts: Content) -> Content:
    """Join contents, one per line. Empty ones are left out."""
    return Content("\n").join([part for part in parts if part])


def sides(left: Content, right: Content, width: int) -> Content:
    """Put one text at each end of a line. The left one is shortened."""
    room = max(0, width - right.cell_length - 2)
    left = left.truncate(room, ellipsis=True) if left.cell_length > room else left
    return left + Content.blank(width - left.cell_length - right.cell_length) + right
