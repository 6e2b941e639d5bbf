"""Formatted texts in HTML. Formulae are MathML, which browsers draw without a script. Pure."""

from html import escape

from coalition_quiz.core.markdown.formats import Formats, formatted_pieces
from coalition_quiz.core.markdown.formula import as_mathml
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

STYLE = """
ul, ol, pre { margin: .2rem 0; white-space: normal; }
pre { white-space: pre-wrap; }
code { font-family: ui-monospace, monospace; }
article div { font-weight: bold; margin: .2rem 0; white-space: pre-line; overflow-wrap: anywhere; }
"""
"""The style of formatted texts."""
_LINKED = ("https://", "http://", "mailto:")
_ELEMENTS = {Mark.STRONG: "strong", Mark.EMPHASIS: "em", Mark.CODE: "code"}


def html(text: str) -> str:
    """Escape a plain text."""
    return escape(printable(text))


def formatted_html(text: str, formats: Formats) -> str:
    """Render a text with its formatting, if it has any."""
    return "".join(
        _blocks(parse(markup)) if markup else html(piece)
        for piece, markup in formatted_pieces(text, formats)
    )


def _blocks(blocks: Blocks) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _runs(blocks[0].runs)
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{_runs(block.runs)}</p>"
        case CodeBlock():
            return f"<pre><code>{html(block.text)}</code></pre>"
        case Listing(start=None):
            return f"<ul>{_items(block)}</ul>"
        case Listing():
            return f'<ol start="{block.start}">{_items(block)}</ol>'


def _items(listing: Listing) -> str:
    return "".join(f"<li>{_blocks(item)}</li>" for item in listing.items)


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run, shows_address=_ends_link(runs, at)) for at, run in enumerate(runs))


def _ends_link(runs: tuple[Run, ...], at: int) -> bool:
    """Whether the address of a link comes after this run."""
    address = runs[at].address
    after = runs[at + 1].address if at + 1 < len(runs) else ""
    return bool(address) and address not in (after, runs[at].text)


def _run(run: Run, *, shows_address: bool) -> str:
    if Mark.FORMULA in run.marks:
        shown = as_mathml(printable(run.text), displayed=Mark.DISPLAYED in run.marks)
    else:
        shown = html(run.text)
    for mark, element in _ELEMENTS.items():
        if mark in run.marks:
            shown = f"<{element}>{shown}</{element}>"
    if run.address.startswith(_LINKED):
        shown = f'<a rel="noreferrer" href="{html(run.address)}">{shown}</a>'
    return f"{shown} ({html(run.address)})" if shows_address else shown
