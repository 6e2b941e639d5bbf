"""The tree of a formatted text. Screens, pages and Markdown files are made from it."""

from enum import Flag, auto
from typing import NamedTuple


class Mark(Flag):
    """The formatting of a run of text."""

    EMPHASIS = auto()
    STRONG = auto()
    CODE = auto()
    FORMULA = auto()
    """The text is LaTeX."""
    DISPLAYED = auto()
    """A formula on a line of its own."""


PLAIN = Mark(0)


class Run(NamedTuple):
    """A piece of text with one formatting. It may have line breaks.

    Attributes:
        address: of a link; empty for other text.
    """

    text: str
    marks: Mark = PLAIN
    address: str = ""


class Paragraph(NamedTuple):
    """Runs of text.

    Attributes:
        apart: whether an empty line is before it.
    """

    runs: tuple[Run, ...]
    apart: bool = False


class CodeBlock(NamedTuple):
    """Lines of code."""

    text: str
    apart: bool = False


class Listing(NamedTuple):
    """A list.

    Attributes:
        items: the blocks of each entry.
        start: the number of the first entry; None for a list with bullets.
    """

    items: "tuple[tuple[Block, ...], ...]"
    start: int | None = None
    apart: bool = False


Block = Paragraph | CodeBlock | Listing
Blocks = tuple[Block, ...]
