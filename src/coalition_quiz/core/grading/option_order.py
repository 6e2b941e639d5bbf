"""The size of an option, to sort numbers, amounts with a unit, and dates."""

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from coalition_quiz.core.grading.amounts import decimal_spellings, in_words, scale_in_words
from coalition_quiz.core.grading.calendars import read_date
from coalition_quiz.core.grading.characters import plain

_LONGEST = 40
_AMOUNT = re.compile(
    r"(?P<era>ad )?(?P<sign>[-+])?(?P<currency>[$€£¥₹])? ?(?P<digits>\d[\d.,' ]*(?<=\d)|\d)"
    r"(?:(?:st|nd|rd|th)\b)? ?(?P<unit>\D*)"
)
_YEAR = re.compile(r"\d{3}")
_BEFORE_CHRIST = frozenset({"bc", "bce", "b.c", "b.c.e"})
_ANNO_DOMINI = frozenset({"ad", "ce", "a.d", "c.e"})


class Magnitude(Struct, frozen=True, order=True):
    """A number, an amount or a date. Only those of one unit can be sorted.

    Attributes:
        unit: the thing counted, in the singular and in lower case; empty for a plain number or a
            year, and the precision in brackets for a date.
        size: the number; a date as its digits.
    """

    unit: str
    size: Decimal


def sort_key(text: str) -> Magnitude | None:
    """Return the number, the amount or the date that a whole text writes, or None."""
    if len(text) > _LONGEST:
        return None
    said = plain(text).casefold().rstrip(".")
    if found := _AMOUNT.fullmatch(said):
        return _amount(found) or _date(said)
    if (worded := in_words(said)) is not None:
        return Magnitude("", Decimal(worded))
    return _date(said)


def ascending(texts: Sequence[str]) -> tuple[int, ...] | None:
    """The places of texts from the least to the greatest, where all are amounts of one unit."""
    keys: list[Magnitude] = []
    for text in texts:
        key = sort_key(text)
        if key is None or (keys and key.unit != keys[0].unit):
            return None
        keys.append(key)
    return tuple(sorted(range(len(keys)), key=keys.__getitem__))


def _amount(found: re.Match[str]) -> Magnitude | None:
    """Return the usual reading of a number, with the scale and the unit behind it."""
    spellings = decimal_spellings(found["digits"].strip())
    if not spellings:
        return None
    unit, scale = _without_scale(found["unit"].rstrip())
    size = Decimal(spellings[0]).scaleb(scale)
    if unit in _BEFORE_CHRIST:
        return Magnitude("", -size)
    unit = "" if unit in _ANNO_DOMINI else (found["currency"] or "") + unit.removesuffix("s")
    return Magnitude(unit, -size if found["sign"] == "-" else size)


def _without_scale(unit: str) -> tuple[str, int]:
    """Return a unit without a scale such as *million* in front, and the power of ten of that."""
    first, _, rest = unit.partition(" ")
    scale = scale_in_words(first)
    return (rest, scale) if scale else (unit, 0)


def _date(said: str) -> Magnitude | None:
    # Without a year of three digits, 1/2 is a half and 10-20 a range.
    readings = read_date(said) if _YEAR.search(said) else None
    if not isinstance(readings, tuple) or len(readings) > 1:
        return None
    date = readings[0]
    digits = 10_000 * date.year + 100 * date.month + date.day
    return Magnitude(f"({date.precision})", Decimal(digits))
