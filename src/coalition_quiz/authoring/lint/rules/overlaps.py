"""Rules about options that can be right at once."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from coalition_quiz.authoring.lint.rule import CardView, Finding, card_rule
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.grading.option_order import Magnitude, sort_key
from coalition_quiz.core.grading.units import is_measure, units_of

# Q305 overlapping-options: two options that can be right at once.

_Pair = tuple[str, str] | None
"""The second of two options and what is the matter with it, or None."""
_Dimensions = tuple[tuple[str, int], ...]

_MOST = 12
"""The most options whose ranges and parts are compared."""

_LETTERS_ONLY = re.compile(r"[^\W\d_][\w ,.'’&-]+")
ABOUT_SPELLING = re.compile(
    r"[()\[\]{}<>=`\"“]|\b(?:accents?|capital letters?|code|outputs?|pronounced?|spel(?:t|l\w*)"
    r"|written|returns?|prints?|punctuat\w*|keywords?|syntax|Python|Java(?:Script)?|SQL|HTML|CSS)\b",
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


@card_rule(
    "Q305",
    "overlapping-options",
    "Two options say the same thing, or one is part of the other.",
    kinds={"choice"},
)
def _overlapping_options(view: CardView) -> Iterator[Finding]:
    texts = view.options
    lines = view.option_lines
    pair = _equal(view, texts, lines) or _overlapping(view, texts, lines)
    if pair:
        other, message = pair
        yield Finding(
            message,
            "Replace one of them, so that only one option can be right.",
            view.field_of(other),
            other,
        )


def _equal(view: CardView, texts: tuple[str, ...], lines: str) -> _Pair:
    """Find two options with the same name except for case, accents, articles and so on."""
    names = _roughly(lines).split("\n")
    if len(set(names)) == len(names) or ABOUT_SPELLING.search(view.short_prompt):
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


def _overlapping(view: CardView, texts: tuple[str, ...], lines: str) -> _Pair:
    if len(texts) > _MOST:
        return None
    may_be_parts = "ern " in lines or " of " in lines or "central " in lines
    parts = _part(texts) if may_be_parts else None
    return parts or (_amounts(view, texts, lines) if _DIGIT.search(lines) else None)


def _amounts(view: CardView, texts: tuple[str, ...], lines: str) -> _Pair:
    prompt = view.short_prompt
    if ranges := _ranges(prompt, texts):
        return ranges
    if not _MORE_THAN_DIGITS.search(lines) or ABOUT_SPELLING.search(prompt):
        return None
    return _find_equal_amounts(prompt, texts) or _find_nested_times(prompt, texts)


def _part(texts: tuple[str, ...]) -> _Pair:
    """Find a region and a part of it."""
    for text in texts:
        found = _PART.match(text)
        if found and found[1] in texts:
            return text, f"`{text}` is part of another option, `{found[1]}`"
    return None


def _ranges(prompt: str, texts: tuple[str, ...]) -> _Pair:
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
            return other, f"`{other}` overlaps another option, `{one}`"
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


# Amounts that are written in two ways, and times that contain one another.

_IN_CAPITALS = frozenset({"L", "mL"})
_LONGEST_SYMBOL = 3
_AMOUNT = re.compile(r"(?P<digits>\d[\d.,]*) ?(?P<unit>%|per ?cent|[^\W\d_]+)")
_FRACTION = re.compile(r"(\d{1,3}) ?[/⁄] ?(\d{1,3})")
_PLAIN = re.compile(r"\d[\d.,]*")
_ASKS_FOR_A_FORM = re.compile(
    r"\b(?:convert\w*|express\w*|simpl\w+|lowest|reduc\w+|decimals?|notation|significant|precis\w+"
    r"|round\w*|digits?|units?)\b",
    re.IGNORECASE,
)
_NO_SHARE = re.compile(
    r"\b(?:signatures?|metre|meter|beats?|rhythms?|music\w*|waltz\w*|march\w*|polka|bars?|dances?"
    r"|dates?|days?|scores?|odds|pressure|acuity|vision|ratios?)\b",
    re.IGNORECASE,
)

_TIME = re.compile(
    r"\b(?:when|years?|decades?|centur(?:y|ies)|dates?|dated|period)\b", re.IGNORECASE
)
_DECADE = re.compile(r"(?:[Tt]he )?(\d{3}0)['’]?s")
_CENTURY = re.compile(r"(?:[Tt]he )?(\d\d?)(?:st|nd|rd|th) century")
_YEAR = re.compile(r"1\d{3}|20\d\d")


def _find_equal_amounts(prompt: str, texts: tuple[str, ...]) -> _Pair:
    """Two options that write one amount: in two units, as two fractions, or as a percentage."""
    seen: dict[tuple[_Dimensions, Fraction], tuple[str, str]] = {}
    for text in texts:
        read = _amount(text.strip())
        if read:
            kind, amount, form = read
            other, other_form = seen.setdefault((kind, amount), (text, form))
            if other_form != form:
                silent = _ASKS_FOR_A_FORM.search(prompt) or (not kind and _NO_SHARE.search(prompt))
                return None if silent else (text, f"`{text}` is the same amount as `{other}`")
    return None


def _amount(text: str) -> tuple[_Dimensions, Fraction, str] | None:
    """Return the kind of an amount, its size and its form."""
    if parts := _FRACTION.fullmatch(text):
        over, under = int(parts[1]), int(parts[2])
        return ((), Fraction(over, under), f"{over}/{under}") if 0 < over < under else None
    if _PLAIN.fullmatch(text):
        size = _size(text)
        return None if size is None else ((), size, "")
    found = _AMOUNT.fullmatch(text)
    size = _size(found["digits"]) if found else None
    return None if not found or size is None else _in_unit(size, found["unit"])


def _in_unit(size: Fraction, unit: str) -> tuple[_Dimensions, Fraction, str] | None:
    if unit in ("%", "percent", "per cent"):
        return (), size / 100, "%"
    # A capital letter makes another symbol, and no other word.
    is_symbol = len(unit) <= _LONGEST_SYMBOL and unit.casefold() != "day"
    if not is_measure(unit) or (is_symbol and not (unit.islower() or unit in _IN_CAPITALS)):
        return None
    found = units_of(unit)[0]
    return found.dimensions, size * found.factor, f"{found.factor}"


def _size(digits: str) -> Fraction | None:
    read: Magnitude | None = sort_key(digits)
    return Fraction(read.size) if read and not read.unit else None


def _find_nested_times(prompt: str, texts: tuple[str, ...]) -> _Pair:
    """Find a year and its decade, or one of them and its century."""
    times = [(text, span) for text in texts if (span := _time(text.strip()))]
    if len({last - first for _, (first, last) in times}) < len(("year", "decade")):
        return None
    for one, other in combinations(times, 2):
        (inner, (first, last)), (outer, (begin, end)) = sorted((one, other), key=_length_of)
        if begin <= first and last <= end and (begin, end) != (first, last):
            found = (other[0], f"`{inner}` is part of another option, `{outer}`")
            return found if _TIME.search(prompt) else None
    return None


def _length_of(each: tuple[str, tuple[int, int]]) -> int:
    first, last = each[1]
    return last - first


def _time(text: str) -> tuple[int, int] | None:
    """Return the first and last year of a year, a decade or a century."""
    if _YEAR.fullmatch(text):
        return int(text), int(text)
    if decade := _DECADE.fullmatch(text):
        return int(decade[1]), int(decade[1]) + 9
    century = _CENTURY.fullmatch(text)
    return (100 * int(century[1]) - 99, 100 * int(century[1])) if century else None
