"""The forms of numerals: digits with their groups and decimal mark, scales, and words."""

import re
from decimal import Context, Decimal
from functools import lru_cache

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
_TEN = 10
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
_NOTHING = frozenset({"nought", "naught", "nil", "zilch"})
_MISSPELT = {"fourty": "forty", "ninty": "ninety", "forteen": "fourteen", "ninteen": "nineteen"}
_LEFT_OUT = {"a", "and", "an", "&"}
_OFTEN = {"once": 1, "twice": 2, "thrice": 3}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
    "thousandth": 1000,
}  # fmt: skip
_IRREGULAR_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_DOZEN = 12
_JOINED = re.compile(rf"\b({'|'.join(_TENS)})[ -]?({'|'.join(_SMALL[1:10])})\b|-")
_HALF = re.compile(r"(?:(.+) and )?(?:a |one )?half(?: an?)?(?: (.+))?")
_PIECES = re.compile(r"(?:(.+) and )?(an?|\S+)[ -](\S+)")
_POINT = re.compile(r"(.+?) (?:point|comma|dot) (\S+(?: \S+)*)")
_YEAR = re.compile(r"(\S+) (?:hundred(?: and)? )?(.+)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WIDE = Context(prec=200)
_LARGEST_ORDINAL = 100


def decimal_spellings(digits: str) -> tuple[str, ...]:
    """Read digits with marks and gaps as plain decimals, the usual English reading first.

    A comma before three digits groups thousands and a dot marks decimals, unless only the other
    way makes sense. The result is empty if the digits are grouped in an unknown way.
    """
    if digits.isdecimal():
        return (digits,)
    if found := _ONE_MARK.fullmatch(digits):
        return _with_one_mark(*found.groups())
    if found := _GROUPS.fullmatch(digits):
        return (digits.replace(found[1], "").replace(",", "."),)
    return (digits.replace(",", ""),) if _INDIAN_GROUPS.fullmatch(digits) else ()


def scale_of(word: str) -> int | None:
    """Return the power of ten of a word or letter (``k``, ``million``); 0 for an empty text."""
    return _SCALES.get(word.removesuffix("."))


def scale_in_words(word: str) -> int:
    """Return the power of ten of a scale that is written out, 0 for any other word or a letter."""
    return _SCALES.get(word, 0) if len(word) > len("mio") else 0


def is_number_word(word: str) -> bool:
    """Check whether a word says a number, or a part of one."""
    return word in _WORDS or scale_in_words(word) > 0


def in_words(text: str) -> int | None:
    """Return a number in English words, such as ``thirty-five thousand four hundred and four``."""
    said = (word for word in _JOINED.sub(r"\1 \2", text).split() if word not in _LEFT_OUT)
    words = [_MISSPELT.get(word, word) for word in said]
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


def number_in_words(text: str) -> Decimal | None:
    """A number in words: also ``three point five million``, ``two and a half``, ``a dozen``."""
    said = " ".join(text.replace("-", " ").split())
    if (whole := in_words(said)) is not None:
        return Decimal(whole)
    if said in _OFTEN:
        return Decimal(_OFTEN[said])
    if said in _NOTHING:
        return Decimal(0)
    for read in (_dozens, _with_point, _with_half, _part):
        if (value := read(said)) is not None:
            return value
    return None


def year_in_words(text: str) -> int | None:
    """A year as it is spoken: ``fourteen ninety-two``, ``nineteen oh five``, ``twenty twenty``."""
    found = _YEAR.fullmatch(" ".join(text.replace("-", " ").split()))
    if not found:
        return None
    century = in_words(found[1])
    rest = found[2].removeprefix("oh ").removeprefix("o ")
    decade = in_words(rest)
    if century is None or decade is None or not _TEN <= century < _HUNDRED or decade >= _HUNDRED:
        return None
    is_single = decade < _TEN and rest == found[2] and "hundred" not in text
    return None if is_single else _HUNDRED * century + decade


@lru_cache(maxsize=1)
def ordinals() -> dict[str, int]:
    """Return the ordinals from first to hundredth in words, with spaces."""
    words = {value: word for word, value in _WORDS.items()}
    found = dict[str, int]()
    for number in range(1, _LARGEST_ORDINAL):
        tens, ones = divmod(number, 10)
        if number in words:
            found[_ordinal(words[number])] = number
        else:
            found[f"{words[10 * tens]} {_ordinal(words[ones])}"] = number
    return {**found, "hundredth": _HUNDRED, "one hundredth": _HUNDRED}


def roman(text: str) -> int | None:
    """Return the value of a Roman numeral in capitals, written by the rules: XIV, not XIIII."""
    found = _ROMAN.fullmatch(text)
    if not text or not found:
        return None
    values = [_ROMAN_DIGITS[digit] for digit in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _ordinal(word: str) -> str:
    if word in _IRREGULAR_ORDINALS:
        return _IRREGULAR_ORDINALS[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"


def _dozens(said: str) -> Decimal | None:
    before = re.sub(r" ?dozens?$", "", said)
    if before == said:
        return None
    if before in ("half a", "half"):
        return Decimal(_DOZEN // 2)
    count = 1 if before in ("", "a", "one") else in_words(before)
    return None if count is None else Decimal(_DOZEN * count)


def _with_point(said: str) -> Decimal | None:
    found = _POINT.fullmatch(said)
    if not found:
        return None
    digits = found[2].split()
    scales = [scale_in_words(word) for word in digits if scale_in_words(word)]
    fraction = [_WORDS.get(word, _TEN) for word in digits[: len(digits) - len(scales)]]
    whole = in_words(found[1])
    if whole is None or not fraction or max(fraction) >= _TEN:
        return None
    value = Decimal(f"{whole}." + "".join(map(str, fraction)))
    return value.scaleb(sum(scales))


def _with_half(said: str) -> Decimal | None:
    found = _HALF.fullmatch(said)
    if not found:
        return None
    whole = in_words(found[1]) if found[1] else 0
    scale = scale_in_words(found[2]) if found[2] else 0
    if whole is None or (found[2] and not scale):
        return None
    return (Decimal(whole) + Decimal("0.5")).scaleb(scale)


def _part(said: str) -> Decimal | None:
    """Return a fraction: ``three quarters``, ``a third``, ``two and a quarter``."""
    found = _PIECES.fullmatch(said)
    below = _PARTS.get(found[3]) or _PARTS.get(found[3].removesuffix("s")) if found else None
    if not found or not below:
        return None
    above = 1 if found[2] in ("a", "an") else in_words(found[2])
    above = int(found[2]) if found[2].isdecimal() else above
    whole = in_words(found[1]) if found[1] else 0
    if above is None or whole is None or (not found[1] and above >= below):
        return None
    return _WIDE.add(Decimal(whole), _WIDE.divide(Decimal(above), Decimal(below)))


def _with_one_mark(before: str, mark: str, after: str) -> tuple[str, ...]:
    decimal, grouped = f"{before or '0'}.{after}", before + after
    if len(after) != _GROUP or not 1 <= len(before) <= _GROUP or before.startswith("0"):
        return (decimal,)
    return (grouped, decimal) if mark == "," else (decimal, grouped)


def _room(group: int) -> int:
    """Return the limit for the next word: 10 after forty, 100 after three hundred."""
    tens, ones = divmod(group % _HUNDRED, 10)
    if not tens and not ones:
        return _HUNDRED
    return 0 if ones or tens == 1 else 10
