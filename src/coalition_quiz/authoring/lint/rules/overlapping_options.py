"""Q305: two options that can be right at once."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from coalition_quiz.authoring.lint.amounts import Pair, find_equal_amounts, find_nested_times
from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.options import field_of, lines_of_options, options, short_prompt
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.grading.option_order import Magnitude, sort_key

_MOST = 12
"""The most options for which ranges and parts are compared."""

_LETTERS_ONLY = re.compile(r"[^\W\d_][\w ,.'’&-]+")
_ABOUT_SPELLING = re.compile(
    r"[()\[\]{}<>=`\"“]|\b(?:accents?|capital letters?|code|outputs?|pronounced?|spel(?:t|l\w*)"
    r"|written|returns?|prints?|punctuat\w*)\b",
    re.IGNORECASE,
)
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_DISTINCT = str.maketrans("", "", " .,'’&-")

_MORE_THAN_DIGITS = re.compile(r"\d ?[/⁄%a-z]")
_DIGIT = re.compile(r"\d")
# With a capital, the word is part of a name: Northern Ireland is not a part of Ireland.
_PART = re.compile(
    r"(?:(?:[Tt]he )?(?:(?:north|south)?(?:east|west)ern|northern|southern|central)"
    r"|[Tt]he (?:north|south|east|west|centre|rest) of|(?:[Aa] )?[Pp]arts? of|[Mm]ost of)"
    r" (?:the )?(\S.*)"
)
_NUMBER = r"[$€£]? ?\d[\d.,]*(?: ?%| (?:thousand|million|billion))?"
_RANGE = re.compile(
    rf"(?:(?P<low>{_NUMBER}) ?(?:-|–|—|to) ?(?P<high>{_NUMBER})"
    rf"|(?:(?P<over>over|above|more than|greater than|at least|>|≥)"
    rf"|less than|fewer than|below|under|at most|up to|<|≤) ?(?P<bound>{_NUMBER}))"
    r"(?P<unit>(?: ?[^\W\d_]{1,12}\.?){0,3})",
    re.IGNORECASE,
)
# A question that asks for a range allows overlaps: a number is in only one of them.
_ASKS_FOR_NUMBER = re.compile(
    r"\bhow (?:many|much|far|long|old|high|deep|tall|large|big|heavy|fast|often)\b"
    r"|\bhow (?:accurate|common|effective|likely|pure|reliable|safe|successful)\b"
    r"|\bnumber of\b|\b(?:chances?|efficacy|efficiency|per ?cent|percentage|proportion|share)\b",
    re.IGNORECASE,
)
_SCALE = re.compile(r" (?:thousand|million|billion)")
_YEARS = (1000, 2100)


def _check(view: CardView) -> Iterator[Finding]:
    texts = options(view)
    lines = lines_of_options(view)
    pair = _equal(view, texts, lines) or _overlapping(view, texts, lines)
    if pair:
        other, message = pair
        yield Finding(
            message,
            "Replace one of them, so that exactly one option can be right.",
            field_of(view, other),
            other,
        )


def _equal(view: CardView, texts: tuple[str, ...], lines: str) -> Pair:
    """Find two options with the same name except for case, accents, articles and so on."""
    names = _roughly(lines).split("\n")
    if len(set(names)) == len(names) or _ABOUT_SPELLING.search(short_prompt(view)):
        return None
    seen: dict[str, str] = {}
    for text in filter(_LETTERS_ONLY.fullmatch, texts):
        if (other := seen.setdefault(normalise(text), text)) is not text:
            return text, f"`{text}` is the same as `{other}`"
    return None


def _roughly(lines: str) -> str:
    """Normalise all lines at once, so that equal names become equal, with few others."""
    if not lines.isascii():
        lines = _ACCENTS.sub("", unicodedata.normalize("NFD", lines))
    return lines.replace("the ", "").translate(_DISTINCT)


def _overlapping(view: CardView, texts: tuple[str, ...], lines: str) -> Pair:
    if len(texts) > _MOST:
        return None
    may_be_parts = "ern " in lines or " of " in lines or "central " in lines
    parts = _part(texts) if may_be_parts else None
    return parts or (_amounts(view, texts, lines) if _DIGIT.search(lines) else None)


def _amounts(view: CardView, texts: tuple[str, ...], lines: str) -> Pair:
    prompt = short_prompt(view)
    if ranges := _ranges(prompt, texts):
        return ranges
    if not _MORE_THAN_DIGITS.search(lines) or _ABOUT_SPELLING.search(prompt):
        return None
    return find_equal_amounts(prompt, texts) or find_nested_times(prompt, texts)


def _part(texts: tuple[str, ...]) -> Pair:
    """Find a region and a part of it."""
    for text in texts:
        found = _PART.match(text)
        if found and found[1] in texts:
            return text, f"`{text}` is a part of `{found[1]}`, another option"
    return None


def _ranges(prompt: str, texts: tuple[str, ...]) -> Pair:
    """Find two ranges that share more than an end, or a range and a number inside it."""
    ranges = [_span(text) for text in texts]
    if not any(ranges):
        return None
    read = zip(texts, ranges, strict=True)
    spans = [(text, both) for text, span in read if (both := span or _point(text))]
    if len(spans) < len(texts) - 1 or not _ASKS_FOR_NUMBER.search(prompt):
        return None
    for (one, first), (other, second) in combinations(spans, 2):
        if first[2] == second[2] and first[0] < second[1] and second[0] < first[1]:
            return other, f"`{other}` overlaps `{one}`, another option"
    return None


_Span = tuple[Decimal, Decimal, str] | None
"""The ends of a range of numbers and its unit. A single number has two equal ends."""


def _span(text: str) -> _Span:
    """Parse the ends and the unit of a range of numbers, except years."""
    found = _RANGE.fullmatch(text.strip())
    low, high = _ends(found) if found else (None, None)
    if not found or low is None or high is None or low.size >= high.size:
        return None
    unit = f"{high.unit or low.unit} {found['unit']}".strip().lower().removesuffix("s")
    return None if _is_year(low.size, unit) else (low.size, high.size, unit)


def _point(text: str) -> _Span:
    """Parse a single number and its unit."""
    found = sort_key(text)
    if not found or found.unit.startswith("(") or _is_year(found.size, found.unit):
        return None
    return found.size, found.size, found.unit


def _is_year(size: Decimal, unit: str) -> bool:
    return _YEARS[0] < size < _YEARS[1] and not unit


def _ends(found: re.Match[str]) -> tuple[Magnitude | None, Magnitude | None]:
    if not found["low"]:
        bound = sort_key(found["bound"])
        infinite = Magnitude("", Decimal("inf" if found["over"] else "-inf"))
        return (bound, infinite) if found["over"] else (infinite, bound)
    low, high = sort_key(found["low"]), sort_key(found["high"])
    scale = _SCALE.search(found["high"])
    if scale and not _SCALE.search(found["low"]):  # “5 to 10 million”
        low = sort_key(f"{found['low']}{scale[0]}")
    return low, high


RULE = Rule(
    code="Q305",
    name="overlapping-options",
    meaning="Two options are the same, or one is a part of the other.",
    kinds=frozenset({"choice"}),
    check=_check,
)
