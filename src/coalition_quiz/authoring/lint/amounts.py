"""Options that write the same amount in two ways, or times that contain one another."""

import re
from fractions import Fraction
from itertools import combinations

from coalition_quiz.core.grading.option_order import Magnitude, sort_key
from coalition_quiz.core.grading.units import is_measure, units_of

Pair = tuple[str, str] | None
"""The second of two options and what is the matter with it, or None."""

Dimensions = tuple[tuple[str, int], ...]
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


def find_equal_amounts(prompt: str, texts: tuple[str, ...]) -> Pair:
    """Two options that write one amount: in two units, as two fractions, or as a percentage."""
    seen: dict[tuple[Dimensions, Fraction], tuple[str, str]] = {}
    for text in texts:
        read = _amount(text.strip())
        if read:
            kind, amount, form = read
            other, other_form = seen.setdefault((kind, amount), (text, form))
            if other_form != form:
                silent = _ASKS_FOR_A_FORM.search(prompt) or (not kind and _NO_SHARE.search(prompt))
                return None if silent else (text, f"`{text}` is as much as `{other}`")
    return None


def _amount(text: str) -> tuple[Dimensions, Fraction, str] | None:
    """The kind of an amount, how much it is, and the form it is written in."""
    if parts := _FRACTION.fullmatch(text):
        over, under = int(parts[1]), int(parts[2])
        return ((), Fraction(over, under), f"{over}/{under}") if 0 < over < under else None
    if _PLAIN.fullmatch(text):
        size = _size(text)
        return None if size is None else ((), size, "")
    found = _AMOUNT.fullmatch(text)
    size = _size(found["digits"]) if found else None
    return None if not found or size is None else _in_unit(size, found["unit"])


def _in_unit(size: Fraction, unit: str) -> tuple[Dimensions, Fraction, str] | None:
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


def find_nested_times(prompt: str, texts: tuple[str, ...]) -> Pair:
    """A year and its decade, or one of them and its century."""
    times = [(text, span) for text in texts if (span := _time(text.strip()))]
    if len({last - first for _, (first, last) in times}) < len(("year", "decade")):
        return None
    for one, other in combinations(times, 2):
        (inner, (first, last)), (outer, (begin, end)) = sorted((one, other), key=_length_of)
        if begin <= first and last <= end and (begin, end) != (first, last):
            found = (other[0], f"`{inner}` is a part of `{outer}`, another option")
            return found if _TIME.search(prompt) else None
    return None


def _length_of(each: tuple[str, tuple[int, int]]) -> int:
    first, last = each[1]
    return last - first


def _time(text: str) -> tuple[int, int] | None:
    """The first and the last year of a year, a decade or a century."""
    if _YEAR.fullmatch(text):
        return int(text), int(text)
    if decade := _DECADE.fullmatch(text):
        return int(decade[1]), int(decade[1]) + 9
    century = _CENTURY.fullmatch(text)
    return (100 * int(century[1]) - 99, 100 * int(century[1])) if century else None
