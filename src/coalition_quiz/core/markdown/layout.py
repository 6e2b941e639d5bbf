"""Formatted texts as lines, for screens and line mode."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from coalition_quiz.core.markdown.formats import Markup
from coalition_quiz.core.markdown.formula_text import as_unicode
from coalition_quiz.core.markdown.parse import parse
from coalition_quiz.core.markdown.tree import (
    Block,
    Blocks,
    CodeBlock,
    Listing,
    Mark,
    Paragraph,
    Run,
)

_BULLET = "• "
_CODE_INDENT = "  "


class Line(NamedTuple):
    """A line of text. If it is wrapped, the rest is indented by the width of the label.

    Attributes:
        label: spaces, and the bullet or number of an entry.
        runs: its text. Formulae are in Unicode, and the addresses of links are written out.
    """

    label: str
    runs: tuple[Run, ...]


@lru_cache(maxsize=1024)
def laid_out(markup: Markup) -> tuple[Line, ...]:
    """Lay out a text as lines."""
    return tuple(_lines(parse(markup), "", ""))


def plain_text(markup: Markup) -> str:
    """Return a text without its formatting."""
    lines = (line.label + "".join(run.text for run in line.runs) for line in laid_out(markup))
    return "\n".join(lines)


def markup_of(plain: str, source: str) -> Markup:
    """Return a text that is stored as it is written, by what it is without formatting."""
    line = Markup(source, is_line=True)
    return line if plain_text(line) == plain else Markup(source, is_line=False)


def _lines(blocks: Blocks, first: str, indent: str) -> Iterator[Line]:
    """Yield lines; the first one has its own label."""
    label = first
    for block in blocks:
        if block.apart:
            yield Line("", ())
        for line in _lines_of(block, label, indent):
            yield line
            label = indent
    if not blocks:
        yield Line(first, ())


def _lines_of(block: Block, label: str, indent: str) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield from _split(block.runs, label, indent)
        case CodeBlock():
            for text in block.text.split("\n"):
                yield Line(label + _CODE_INDENT, (Run(text, Mark.CODE),))
                label = indent
        case Listing():
            for number, item in enumerate(block.items, start=block.start or 0):
                marker = _BULLET if block.start is None else f"{number}. "
                yield from _lines(item, label + marker, indent + " " * len(marker))
                label = indent


def _split(runs: tuple[Run, ...], label: str, indent: str) -> Iterator[Line]:
    line: list[Run] = []
    for run in _shown(runs):
        first, *rest = run.text.split("\n")
        line.append(run._replace(text=first))
        for text in rest:
            yield Line(label, tuple(line))
            label, line = indent, [run._replace(text=text)]
    yield Line(label, tuple(line))


def _shown(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Write formulae in Unicode, and the address of each link after its text."""
    for at, run in enumerate(runs):
        yield run._replace(text=as_unicode(run.text)) if Mark.FORMULA in run.marks else run
        following = runs[at + 1].address if at + 1 < len(runs) else ""
        if run.address and run.address not in (following, run.text):
            yield Run(f" ({run.address})")
