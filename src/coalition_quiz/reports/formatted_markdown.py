"""Formatted texts in Markdown files. Everything that is text in a deck is escaped. Pure."""

import re
from collections.abc import Iterator

from coalition_quiz.core.markdown.formats import Formats, formatted_pieces
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
from coalition_quiz.system.text import printable

_INLINE = re.compile(r"([\\`*_\[\]<>&|~])")
_AT_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)](?:\s|$)))?)([#+\-=:.)])", re.MULTILINE)
_SIGNS = {Mark.EMPHASIS: "*", Mark.STRONG: "**"}
_SIGNS_OF_TAGS = str.maketrans({"<": r"\lt ", ">": r"\gt "})
_TICKS = re.compile(r"`+")
_ADDRESS = str.maketrans({"<": "%3C", ">": "%3E", "\n": "%0A", "\\": "%5C"})


def escaped(text: str) -> str:
    """Escape text for Markdown."""
    shown = _INLINE.sub(r"\\\1", printable(text))
    return _AT_LINE_START.sub(r"\1\\\2", shown)


def formatted_markdown(text: str, formats: Formats) -> str:
    """Write a text with its formatting, if it has any."""
    return "".join(
        "\n".join(_lines(parse(markup))) if markup else escaped(piece)
        for piece, markup in formatted_pieces(text, formats)
    )


def _lines(blocks: Blocks) -> Iterator[str]:
    for number, block in enumerate(blocks):
        if number:
            yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from "".join(map(_run, block.runs)).split("\n")
        case CodeBlock():
            fence = _fence(block.text, 3)
            yield from (fence, *printable(block.text).split("\n"), fence)
        case Listing():
            for number, item in enumerate(block.items, start=block.start or 0):
                marker = "- " if block.start is None else f"{number}. "
                for at, line in enumerate(_lines(item)):
                    yield (" " * len(marker) if at else marker) + line


def _run(run: Run) -> str:
    if Mark.FORMULA in run.marks:
        sign = "$$" if Mark.DISPLAYED in run.marks else "$"
        # A program that knows no formulae would read a tag of HTML.
        shown = f"{sign}{printable(run.text).translate(_SIGNS_OF_TAGS)}{sign}"
    elif Mark.CODE in run.marks:
        ticks = _fence(run.text, 1)
        padding = " " if len(ticks) > 1 else ""
        shown = f"{ticks}{padding}{printable(run.text)}{padding}{ticks}"
    else:
        shown = escaped(run.text)
    for mark, sign in _SIGNS.items():
        shown = f"{sign}{shown}{sign}" if mark in run.marks and shown.strip() else shown
    return f"[{shown}](<{printable(run.address).translate(_ADDRESS)}>)" if run.address else shown


def _fence(code: str, least: int) -> str:
    """Return more backticks than any in the code."""
    longest = max(map(len, _TICKS.findall(code)), default=0)
    return "`" * max(least, longest + 1)
