"""Numbers and amounts in a text: 35,404 · thirty-five · 1.5 million · US$5bn · 3 × 10⁸ m/s."""

import re
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from functools import lru_cache

from msgspec import Struct

from coalition_quiz.core.grading.characters import Unclear
from coalition_quiz.core.grading.units import GROUPS, is_currency, is_measure

LONGEST = 80
# Wide enough that no difference of two readable numbers is rounded.
WIDE = Context(prec=2 * LONGEST + 40, Emax=MAX_EMAX, Emin=MIN_EMIN)
_ONE_MARK = re.compile(r"(\d*)([.,])(\d+)")
_TRIPLES = re.compile(r"\d{1,3}([.,' _])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_INDIAN_TRIPLES = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
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
_TRIPLE = 3
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
_LARGEST_ORDINAL = 100


def decimal_spellings(digits: str, decimal: str = ".") -> tuple[str, ...]:
    """Read digits with marks and gaps as plain decimals, the usual reading first.

    In English, a comma before three digits groups thousands and a dot marks decimals, unless only
    the other way makes sense. The result is empty if the digits are grouped in an unknown way.

    Args:
        digits: the digits, marks and gaps.
        decimal: the mark of decimals in the language.
    """
    if digits.isdecimal():
        return (digits,)
    if found := _ONE_MARK.fullmatch(digits):
        return _with_one_mark(found[1], found[2], found[3], usual=decimal)
    if found := _TRIPLES.fullmatch(digits):
        return (digits.replace(found[1], "").replace(",", "."),)
    return (digits.replace(",", ""),) if _INDIAN_TRIPLES.fullmatch(digits) else ()


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
    return WIDE.add(Decimal(whole), WIDE.divide(Decimal(above), Decimal(below)))


def _with_one_mark(before: str, mark: str, after: str, usual: str) -> tuple[str, ...]:
    decimal, grouped = f"{before or '0'}.{after}", before + after
    if len(after) != _TRIPLE or not 1 <= len(before) <= _TRIPLE or before.startswith("0"):
        return (decimal,)
    return (decimal, grouped) if mark == usual else (grouped, decimal)


def _room(group: int) -> int:
    """Return the limit for the next word: 10 after forty, 100 after three hundred."""
    tens, ones = divmod(group % _HUNDRED, 10)
    if not tens and not ones:
        return _HUNDRED
    return 0 if ones or tens == 1 else 10


NO_NUMBER = Unclear("Type the number in digits.")
_TOO_LARGE = Unclear("That number is too large.")
_TOO_LONG = Unclear("That is too long to be a number.")
_LARGEST_EXPONENT = 9999
_ONE_NUMBER = Unclear("Type one number, not a range.")
_RANGE = re.compile(r"-\s*\d|\b(?:to|and|or)\b\s*(?:\d|[a-z])", re.IGNORECASE)
_CURRENCY = re.compile(r"([^\W\d_]{0,3}\s?[$€£¥₹₽]|[^\W\d_]{2,3})\s*(?=[-+\d.])")
_FRACTION = re.compile(r"(?:(\d+)\s+)?(\d+)\s*/\s*(\d+)(?![\d/])\s*(.*)")
NUMERAL = re.compile(
    r"(?P<digits>[\d.,' _]*\d)"
    r"(?:\s*(?:[eE](?=[+-]?\d)|[x×*·]\s*10(?:\s*\^\s*|\s+))(?P<exponent>[+-]?\d+))?"
    r"(?P<rest>.*)"
)
_NEGATIVE = ("-", "minus ", "negative ")
_REPEATED = re.compile(r"(.+?)\s*\(\s*([^()]+?)\s*\)")
_LETTER = re.compile(r"([kKmMbB])(?![^\W\d_])\.?\s*(.*)")
_LETTERS = {"k": 3, "m": 6, "b": 9}
_GROUP = re.compile(rf"(?:a )?(?=(?:{'|'.join(GROUPS)})\b)", re.IGNORECASE)
_ONE = re.compile(r"an? ", re.IGNORECASE)
_JOINING = re.compile(r"^(?:of|-)\s*")


class Amount(Struct, frozen=True):
    """A number as typed.

    Attributes:
        values: the readings, the usual one first; a scale such as *million* is in them.
        unit: the unit or the thing counted, as typed.
        scale: the power of ten of a word such as *million*, or 0.
    """

    values: tuple[Decimal, ...]
    unit: str = ""
    scale: int = 0


def read_amount(said: str) -> Amount | Unclear:
    """Read a number with its unit.

    Args:
        said: the text as `plain` makes it, in its own case, because units need it.
    """
    if len(said) > LONGEST:
        return _TOO_LONG
    if found := _REPEATED.fullmatch(said):
        return _repeated(found)
    sign, size = split_sign(said)
    currency = ""
    if (found := _CURRENCY.match(size)) and is_currency(found[1].replace(" ", "")):
        currency, size = found[1].replace(" ", ""), size[found.end() :]
        sign, size = split_sign(size) if not sign else (sign, size)
    amount = _unsigned_amount(size)
    if isinstance(amount, Unclear):
        return amount
    unit = " ".join(filter(None, [currency, amount.unit]))
    if currency and amount.unit and is_currency(amount.unit):
        unit = amount.unit if len(amount.unit) >= len(currency) else currency
    values = amount.values if not sign else tuple(value.copy_negate() for value in amount.values)
    return Amount(values, unit, amount.scale)


def _repeated(found: re.Match[str]) -> Amount | Unclear:
    """Return a number with the same number in brackets: *8 (eight)*."""
    amount, again = read_amount(found[1]), read_amount(found[2])
    if isinstance(amount, Unclear) or isinstance(again, Unclear):
        return amount if isinstance(amount, Unclear) else Unclear("Leave out the brackets.")
    same = amount.values[0] == again.values[0] and again.unit in ("", amount.unit)
    return amount if same else Unclear("Type one number.")


def with_letter(amount: Amount) -> Amount | None:
    """Return the amount with a letter behind the number read as a scale: 35k, 1.5m."""
    found = _LETTER.fullmatch(amount.unit)
    currency, _, behind = amount.unit.partition(" ")
    if not found and is_currency(currency):
        found = _LETTER.fullmatch(behind)
    if not found:
        return None
    scale = _LETTERS[found[1].casefold()]
    unit = found[2] or (currency if behind else "")
    return Amount(tuple(value.scaleb(scale, WIDE) for value in amount.values), unit, scale)


def split_sign(said: str) -> tuple[str, str]:
    """Split a number into its minus, if it has one, and the rest."""
    for minus in _NEGATIVE:
        if said.casefold().startswith(minus):
            return "-", said[len(minus) :].strip()
    return "", said.removeprefix("+").strip()


def _unsigned_amount(size: str) -> Amount | Unclear:
    if fraction := _FRACTION.fullmatch(size):
        return _fraction(fraction)
    if (worded := _amount_in_words(size)) is not None:
        return worded
    if (one := _ONE.match(size)) and is_measure(size[one.end() :]):
        return Amount((Decimal(1),), size[one.end() :])
    if group := _GROUP.match(size):
        return _with_rest((Decimal(1),), size[group.end() :])
    found = NUMERAL.fullmatch(size)
    if not found:
        return NO_NUMBER
    values = numeral_values(found)
    return values if isinstance(values, Unclear) else _with_rest(values, found["rest"])


def _amount_in_words(size: str) -> Amount | Unclear | None:
    words = size.split()
    for count in range(len(words), 0, -1):
        value = number_in_words(" ".join(words[:count]).casefold())
        if value is not None:
            goes_on = words[count:] and number_in_words(words[count].casefold()) is not None
            return None if goes_on else _with_rest((value,), " ".join(words[count:]))
    return None


def _fraction(found: re.Match[str]) -> Amount | Unclear:
    whole, above, below, rest = found.groups(default="0")
    if not int(below):
        return Unclear("You cannot divide by zero. Type a number.")
    value = WIDE.add(Decimal(whole), WIDE.divide(Decimal(above), Decimal(below)))
    return _with_rest((value,), rest)


def numeral_values(found: re.Match[str], decimal: str = ".") -> tuple[Decimal, ...] | Unclear:
    """Return the readings of a match of `NUMERAL`, the usual one first."""
    rest = found["rest"].strip()
    if _RANGE.match(rest) and not is_measure(rest):
        return _ONE_NUMBER
    spellings = decimal_spellings(found["digits"], decimal)
    if not spellings:
        return Unclear("The digits are grouped in an unusual way. Type them without separators.")
    exponent = int(found["exponent"] or 0)
    if abs(exponent) > _LARGEST_EXPONENT:
        return _TOO_LARGE
    return tuple(Decimal(f"{one}E{exponent}") for one in spellings)


def _with_rest(values: tuple[Decimal, ...], rest: str) -> Amount | Unclear:
    """Return the amount, with the words of scale that follow the number taken into it."""
    unit, scale = split_scale(_JOINING.sub("", rest.strip()))
    if _RANGE.match(unit) and not is_measure(unit):
        return _ONE_NUMBER
    return Amount(tuple(value.scaleb(scale, WIDE) for value in values), unit, scale)


def split_scale(text: str) -> tuple[str, int]:
    """A unit without the words of scale in front, and their power of ten: ``million people``."""
    words, scale = text.split(), 0
    while words and (more := scale_of(words[0].casefold())) and len(words[0]) > 1:
        scale += more
        words = words[1:]
    if not scale and len(words) > 1 and (behind := scale_of(words[-1].casefold())):
        return " ".join(words[:-1]), behind  # as in “€ billion”
    return _JOINING.sub("", " ".join(words)), scale
