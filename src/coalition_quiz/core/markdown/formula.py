"""Formulae in LaTeX, as MathML for browsers and as Unicode for terminals.

latex2mathml reads LaTeX. Only the elements and attributes below are taken over from it, so that no
formula has a link or a style of its own.
"""

import re
from functools import cache, lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST = 1_000
_DEEPEST = 60
_ATTRIBUTES = frozenset(
    (
        *("accent", "columnalign", "display", "displaystyle", "fence", "form", "linethickness"),
        *("maxsize", "minsize", "movablelimits", "notation", "rspace", "lspace", "scriptlevel"),
        *("separator", "stretchy", "width", "height"),
    )
)
_ELEMENTS = frozenset(
    (
        *("math", "menclose", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot"),
        *("mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd"),
        *("mtext", "mtr", "munder", "munderover"),
    )
)
_CHILDREN = {
    **dict.fromkeys(("mfrac", "mover", "mroot", "msub", "msup", "munder"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_BRACES = re.compile(r"(?<!\\)[{}]")


class Part(NamedTuple):
    """An element of a formula.

    Attributes:
        name: of the element in MathML.
        text: of an element without children.
    """

    name: str
    text: str
    attributes: tuple[tuple[str, str], ...]
    children: "tuple[Part, ...]"


@lru_cache(maxsize=1024)
def read_formula(latex: str, *, displayed: bool = False) -> Part | None:
    """Read a formula; None if it cannot be read."""
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 - few decks have formulae

    braces = _BRACES.findall(latex)
    if len(latex) > LONGEST or braces.count("{") != braces.count("}"):
        return None
    try:
        return _part(convert_to_element(latex, display="block" if displayed else "inline"))
    except _failures():
        return None


@cache
def _failures() -> tuple[type[Exception], ...]:
    """Return all errors that the parser raises: its own have no base in common."""
    from latex2mathml import exceptions  # noqa: PLC0415 - few decks have formulae

    known = filter(lambda each: isinstance(each, type), vars(exceptions).values())
    return (*_OTHER_FAILURES, *(each for each in known if issubclass(each, Exception)))


# The parser has errors of its own for some mistakes, and meets others unprepared.
_OTHER_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)


def as_mathml(latex: str, *, displayed: bool = False) -> str:
    """Write a formula in MathML; one that cannot be read, as code."""
    part = read_formula(latex, displayed=displayed)
    return _written(part) if part else f"<code>{escape(latex)}</code>"


def _part(element: "Element", depth: int = 0) -> Part:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    name = element.tag if element.tag in _ELEMENTS else "mrow"
    kept = ((key, value) for key, value in element.attrib.items() if key in _ATTRIBUTES)
    text = unescape(element.text or "")
    if text.startswith("\\") and name != "mtext":
        raise ValueError(f"unknown command {text}")
    children = tuple([_part(child, depth + 1) for child in element])
    if len(children) != _CHILDREN.get(name, len(children)):
        raise ValueError(f"{name} is not complete")
    return Part(name, text, tuple(kept), children)


def _written(part: Part) -> str:
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in part.attributes)
    inside = escape(part.text) + "".join(map(_written, part.children))
    return f"<{part.name}{attributes}>{inside}</{part.name}>"
