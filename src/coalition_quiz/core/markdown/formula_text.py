"""Formulae as Unicode text: ``x²``, ``√(a + b)``, ``∑ᵢ₌₁ⁿ i``."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from coalition_quiz.core.markdown.formula import Part, read_formula

_SUPERSCRIPTS = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ",
)
_SUBSCRIPTS = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
)
_ACCENTS = {
    "^": "\u0302",
    "~": "\u0303",
    "¯": "\u0305",
    "\u2015": "\u0305",
    "\u203e": "\u0305",
    "˙": "\u0307",
    "¨": "\u0308",
    "ˇ": "\u030c",
    "→": "\u20d7",
}
_ROOTS = {"3": "∛", "4": "∜"}
_BINARY = frozenset("+-−±∓×⋅·÷∗∘∪∩∧∨⊕⊗")
_RELATIONS = frozenset("=<>≤≥⩽⩾≠≈≡∼≃≅∝→←↔↦⇒⇐⇔⟹⟺⟶∈∉⊂⊆⊃⊇∣⊥∥⇌:")
_OPENING = frozenset("([{⟨|")
_LARGE = frozenset("∑∏∫∬∮⋃⋂")
_SCRIPTED = frozenset(
    {"msub", "msup", "msubsup", "munder", "mover", "munderover", "mrow", "mstyle"}
)
_SEPARATORS = frozenset(",;")
_SIMPLE = re.compile(r"[\w.,°′\u0300-\u036f\u20d7]+")
_PRIMES = str.maketrans({"'": "′", "∘": "°", "*": "∗"})


@lru_cache(maxsize=1024)
def as_unicode(latex: str) -> str:
    """Write a formula as text on one line; one that cannot be read, as it is in the deck."""
    part = read_formula(latex)
    text = " ".join(_text(part).split()) if part else ""
    return text or f"${latex}$"


def _text(part: Part) -> str:
    write = _WRITERS.get(part.name)
    return write(part) if write else _row(part)


def _row(part: Part) -> str:
    """Write elements one after another, with spaces where people put them."""
    if not part.children:
        return part.text.replace("\u00a0", " ")
    written, needs_space = "", False
    for at, child in enumerate(part.children):
        text = _text(child)
        if child.name == "mo" and (operator := _operator(text, written)):
            written, needs_space = written + operator, False
            continue
        is_apart = child.name == "mfrac" or _is_name(child)
        touches = written[-1:].isalnum() and text[:1].isalnum()
        written += f" {text}" if (touches and is_apart) or needs_space else text
        needs_space = is_apart and _follows_apart(part.children, at)
    return written


def _is_name(part: Part) -> bool:
    """Whether an element is a name such as *sin* or a sign such as ∑, perhaps with an index."""
    while part.children and part.name in _SCRIPTED:
        part = part.children[0]
    return (len(part.text) > 1 and part.text.isalpha()) or part.text in _LARGE


def _follows_apart(parts: tuple[Part, ...], at: int) -> bool:
    """Whether a space is put after an element: not before an operator or a bracket."""
    return at + 1 < len(parts) and (parts[at + 1].name != "mo" or parts[at + 1].text.isalpha())


def _operator(text: str, before: str) -> str:
    """Write an operator with its spaces; empty for a name such as *lim*."""
    last = before.rstrip()[-1:]
    # A sign in front of a number is not an operation.
    is_operation = text in _BINARY and last and last not in _BINARY | _RELATIONS | _OPENING
    if text in _RELATIONS or is_operation:
        return f" {text} "
    if text in _SEPARATORS:
        return f"{text} "
    return "" if text.isalpha() else text.translate(_PRIMES)


def _grouped(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _raised(script: str) -> str:
    if script and not script.strip("′°"):
        return script
    return _script("^", script, _SUPERSCRIPTS)


def _lowered(script: str) -> str:
    return _script("_", script, _SUBSCRIPTS)


def _script(sign: str, script: str, letters: Mapping[int, int]) -> str:
    """Write an index or exponent in small letters if Unicode has all of them."""
    tight = script.replace(" ", "")
    if all(ord(letter) in letters for letter in tight):
        return tight.translate(letters)
    return f"{sign}{script}" if len(script) == 1 else f"{sign}({script})"


def _children(part: Part) -> Iterator[str]:
    """Yield the texts of an element's children, and then empty ones."""
    yield from (_text(child).translate(_PRIMES).strip() for child in part.children)
    while True:
        yield ""


def _superscript(part: Part) -> str:
    base, script, *_ = islice(_children(part), 2)
    return base + _raised(script)


def _subscript(part: Part) -> str:
    base, script, *_ = islice(_children(part), 2)
    return base + _lowered(script)


def _both_scripts(part: Part) -> str:
    base, below, above, *_ = islice(_children(part), 3)
    return base + _lowered(below) + _raised(above)


def _over(part: Part) -> str:
    base, above, *_ = islice(_children(part), 2)
    if accent := _ACCENTS.get(above):
        return "".join(letter + accent for letter in base)
    return base + _raised(above)


def _fraction(part: Part) -> str:
    above, below, *_ = islice(_children(part), 2)
    if ("linethickness", "0") in part.attributes:
        return f"{above} over {below}"
    return f"{_grouped(above)}/{_grouped(below)}"


def _root(part: Part) -> str:
    if part.name == "msqrt":
        return f"√{_grouped(_row(part).strip())}"
    base, index, *_ = islice(_children(part), 2)
    return (_ROOTS.get(index) or f"{_raised(index)}√") + _grouped(base)


def _table(part: Part) -> str:
    rows = (", ".join(_text(cell).strip() for cell in row.children) for row in part.children)
    return "; ".join(rows)


_WRITERS: dict[str, Callable[[Part], str]] = {
    "msup": _superscript,
    "msub": _subscript,
    "msubsup": _both_scripts,
    "mover": _over,
    "munder": _subscript,
    "munderover": _both_scripts,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "mtable": _table,
    "mspace": lambda _: " ",
    "mphantom": lambda _: "",
}
