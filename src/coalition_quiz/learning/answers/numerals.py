"""The forms of numerals: digits with their groups and decimal mark, scales, and words."""

import re

_ONE_MARK = re.compile(r"(\d*)([.,])(\d+)")
_GROUPS = re.compile(r"\d{1,3}([.,' _])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_INDIAN_GROUPS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_SCALES = {
    "": 0,
    "hundred": 2,
    **dict.fromkeys(("k", "thousand", "thousands"), 3),
    **dict.fromkeys(("m", "mn", "mio", "mln", "million", "millions"), 6),
    **dict.fromkeys(("bn", "bln", "billion", "billions"), 9),
    **dict.fromkeys(("tn", "trn", "trillion", "trillions"), 12),
}
_ABOVE_ALL_SCALES = 15
_HUNDRED = 100
_GROUP = 3
"""The digits of a group of thousands."""
# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_WORDS = {word: value for value, word in enumerate(_SMALL)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_LEFT_OUT = {"a", "and", "an"}


def decimal_spellings(digits: str) -> tuple[str, ...]:
    """Digits with marks and gaps, as plain decimals; the usual reading in English comes first.

    A comma before three digits groups thousands and a dot marks decimals, unless nothing but the
    other way makes sense. None are given where the digits are grouped in no known way.
    """
    if digits.isdecimal():
        return (digits,)
    if found := _ONE_MARK.fullmatch(digits):
        return _with_one_mark(*found.groups())
    if found := _GROUPS.fullmatch(digits):
        return (digits.replace(found[1], "").replace(",", "."),)
    return (digits.replace(",", ""),) if _INDIAN_GROUPS.fullmatch(digits) else ()


def scale_of(word: str) -> int | None:
    """The power of ten that a word or letter stands for (``k``, ``million``), 0 for no word."""
    return _SCALES.get(word.removesuffix("."))


def scale_in_words(word: str) -> int:
    """The power of ten of a scale that is written out, 0 for any other word or a letter."""
    return _SCALES.get(word, 0) if len(word) > len("mio") else 0


def in_words(text: str) -> int | None:
    """A number in English words, such as ``thirty-five thousand four hundred and four``."""
    words = [word for word in text.replace("-", " ").split() if word not in _LEFT_OUT]
    total, group, ceiling = 0, 0, _ABOVE_ALL_SCALES
    for word in words:
        scale = scale_in_words(word)
        if word in _WORDS and _WORDS[word] < _room(group):
            group += _WORDS[word]
        elif word == "hundred" and group < _HUNDRED:
            group = _HUNDRED * max(group, 1)
        elif _SCALES["hundred"] < scale < ceiling:
            total, group, ceiling = total + max(group, 1) * 10**scale, 0, scale
        else:
            return None
    return total + group if words else None


def _with_one_mark(before: str, mark: str, after: str) -> tuple[str, ...]:
    decimal, grouped = f"{before or '0'}.{after}", before + after
    if len(after) != _GROUP or not 1 <= len(before) <= _GROUP or before.startswith("0"):
        return (decimal,)
    return (grouped, decimal) if mark == "," else (decimal, grouped)


def _room(group: int) -> int:
    """What the next word must stay below: ten after forty, a hundred after three hundred."""
    tens, ones = divmod(group % _HUNDRED, 10)
    if not tens and not ones:
        return _HUNDRED
    return 0 if ones or tens == 1 else 10
