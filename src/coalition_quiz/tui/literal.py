"""The one door through which text of decks, files and learners reaches a widget.

Textual reads markup in strings, and passes control characters on to the terminal. `Content`
carries no markup, and what may not be shown is made visible before it is wrapped.
"""

from textual.content import Content

from coalition_quiz.system.text import printable

QUIET = "$foreground 85%"
"""The style of what is said in a low voice. The themes' own is too pale to read in some; this
one is held to a contrast of 4.5 in all (see `readable`)."""


def literal(text: str, style: str = "") -> Content:
    """The text as it stands, with its line breaks."""
    return Content.styled(printable(text), style)


def literal_line(text: str, style: str = "") -> Content:
    """The text on one line, white space of any kind as one space."""
    return Content.styled(" ".join(printable(text).split()), style)


def lines(*parts: Content) -> Content:
    """Contents, each on a line of its own; empty ones are left out."""
    return Content("\n").join([part for part in parts if part])


def sides(left: Content, right: Content, width: int) -> Content:
    """One text at each end of a line; the left one gives way."""
    room = max(0, width - right.cell_length - 2)
    left = left.truncate(room, ellipsis=True) if left.cell_length > room else left
    return left + Content.blank(width - left.cell_length - right.cell_length) + right
