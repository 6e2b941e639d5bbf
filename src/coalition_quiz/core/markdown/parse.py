"""The parser of `text: markdown`: emphasis, code, lists, links and formulae in CommonMark.

Everything else stays text: HTML, headings, tables, pictures. No input raises an error.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from coalition_quiz.core.markdown.formats import Markup
from coalition_quiz.core.markdown.tree import (
    PLAIN,
    Block,
    Blocks,
    CodeBlock,
    Listing,
    Mark,
    Paragraph,
    Run,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 10_000
"""The most characters of a formatted text. A longer one stays as it is written."""
_RULES = ("emphasis", "backticks", "fence", "list", "link", "image", "escape", "newline")
_FORMATTED = re.compile(r"[*_`$\\]|\]\(|^[ \t]*(?:[-+]|\d+[.)]|~~~)", re.MULTILINE)
_MOST_NESTED = 12
"""The most levels of tokens. The parser drops the text of lists nested deeper than 20."""
_MARKS = {"em_open": Mark.EMPHASIS, "strong_open": Mark.STRONG}


@lru_cache(maxsize=1024)
def parse(markup: Markup) -> Blocks:
    """Parse a text."""
    source = markup.source
    if len(source) > LONGEST or not _FORMATTED.search(source):
        return (Paragraph((Run(source),)),)
    if markup.is_line:
        runs = _runs(_parser().parseInline(source)[0].children or ())
        return (Paragraph(tuple(run._replace(address="") for run in runs)),)
    tokens = _parser().parse(source)
    if max((token.level for token in tokens), default=0) > _MOST_NESTED:
        return (Paragraph((Run(source),)),)
    lines = source.split("\n")
    return tuple(_blocks(_Tokens(tokens, lines)))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only decks with `text: markdown` need it
    from mdit_py_plugins.dollarmath import dollarmath_plugin  # noqa: PLC0415 - likewise

    parser = MarkdownIt("zero").enable(_RULES)
    # Without these, prices would be formulae: $5 and $6.
    options = {"allow_space": False, "allow_digits": False, "allow_labels": False}
    parser.use(dollarmath_plugin, double_inline=True, **options)
    # An address is shown as it is written.
    vars(parser)["normalizeLink"] = str
    return parser


class _Tokens:
    """The tokens of a text, read from the first to the last."""

    def __init__(self, tokens: Sequence["Token"], lines: list[str]) -> None:
        self._rest = iter(tokens)
        self._lines = lines

    def until(self, end: str) -> Iterator["Token"]:
        """Yield tokens up to one of a type, without it; all of them if there is none."""
        for token in self._rest:
            if token.type == end:
                return
            yield token

    def is_apart(self, token: "Token") -> bool:
        """Whether an empty line is before a block."""
        start = token.map[0] if token.map else 0
        return start > 0 and not self._lines[start - 1].strip()


def _blocks(tokens: _Tokens, end: str = "") -> Iterator[Block]:
    """Yield the blocks up to a token. The first one needs no space before it."""
    is_first = True
    for token in tokens.until(end):
        apart = not is_first and tokens.is_apart(token)
        match token.type:
            case "paragraph_open":
                inline = next(tokens.until("paragraph_close"))
                yield Paragraph(tuple(_runs(inline.children or ())), apart)
            case "fence":
                yield CodeBlock(token.content.removesuffix("\n"), apart)
            case "math_block":
                formula = Run(token.content.strip(), Mark.FORMULA | Mark.DISPLAYED)
                yield Paragraph((formula,), apart)
            case "bullet_list_open":
                yield Listing(tuple(_items(tokens, "bullet_list_close")), None, apart)
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                yield Listing(tuple(_items(tokens, "ordered_list_close")), start, apart)
            case _:
                continue
        is_first = False


def _items(tokens: _Tokens, end: str) -> Iterator[Blocks]:
    for token in tokens.until(end):
        if token.type == "list_item_open":
            yield tuple(_blocks(tokens, "list_item_close"))


def _runs(tokens: Sequence["Token"]) -> Iterator[Run]:
    marks, address = [PLAIN], ""
    for before, token in zip((None, *tokens), tokens, strict=False):
        match token.type:
            case "em_open" | "strong_open":
                marks.append(marks[-1] | _MARKS[token.type])
            case "em_close" | "strong_close":
                marks.pop()
            case "link_open":
                address = str(token.attrs.get("href", ""))
            case "link_close":
                if before and before.type == "link_open":
                    yield Run(address)  # a link without a text
                address = ""
            case _ if run := _run(token):
                yield run._replace(marks=marks[-1] | run.marks, address=address)


def _run(token: "Token") -> Run | None:
    match token.type:
        case "softbreak" | "hardbreak":
            return Run("\n")
        case "code_inline":
            return Run(token.content, Mark.CODE)
        case "math_inline":
            return Run(token.content, Mark.FORMULA)
        case "image":  # pictures are fields of a card
            return Run(f"![{token.content}]({token.attrs.get('src', '')})")
        case "math_inline_double":
            return Run(token.content, Mark.FORMULA | Mark.DISPLAYED)
        case _:
            return Run(token.content) if token.content else None
