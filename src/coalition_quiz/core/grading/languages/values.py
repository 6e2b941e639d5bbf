"""Numbers and dates as people write them in other languages than English."""

import re
import unicodedata
from decimal import Decimal

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.grading.amounts import (
    LONGEST,
    NO_NUMBER,
    NUMERAL,
    WIDE,
    Amount,
    numeral_values,
    split_sign,
)
from coalition_quiz.core.grading.calendars import (
    MONTHS,
    NO_DATE,
    SEASONS,
    in_digits,
    is_before_christ,
    position,
    read_date,
    with_month,
)
from coalition_quiz.core.grading.characters import Unclear, plain
from coalition_quiz.core.grading.languages.articles import articles_of
from coalition_quiz.core.grading.languages.cldr import folded_name, locale_data
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.grading.languages.numerals import (
    number_in_words,
    scale_of,
    without_ordinal_endings,
)
from coalition_quiz.core.grading.units import is_currency

_CURRENCY = re.compile(r"([^\W\d_]{0,3}\s?[$€£¥₹₽])\s*(?=[-+\d.])")
_SMALL_WORDS = """
de del den do da di d der dem van von vom am im in en em no na on op het le el il of año anno ano an
année jahr jaar г год года году року שנת בשנת שנה سنة عام في م
"""
_LEFT_OUT = frozenset(map(folded_name, _SMALL_WORDS.split()))
_SEASONS = {
    word: number
    for names in (
        "printemps été automne hiver", "frühling sommer herbst winter",
        "frühjahr sommer herbst winter", "primavera verano otoño invierno",
        "primavera estate autunno inverno", "primavera verão outono inverno",
        "lente zomer herfst winter", "весна лето осень зима", "весной летом осенью зимой",
        "אביב קיץ סתיו חורף", "春 夏 秋 冬", "ربيع صيف خريف شتاء", "vår sommar höst vinter",
        "forår sommer efterår vinter",
    )
    for number, word in enumerate(map(folded_name, names.split()), 21)
}  # fmt: skip
"""Spring to winter, as EDTF numbers them. CLDR does not name seasons."""
_IDEOGRAPHS = re.compile(r"[年月년월]\s*")
_LAST_IDEOGRAPH = re.compile(r"[日일]")
_PIECE = re.compile(r"(\d+)|([^\W\d_]+)")
_NUMERIC = re.compile(r"\d+(?:([-/. ])\d+)?(?:\1\d+)?")
_LONGEST_DATE = 80
_HEBREW_IN = "ב"
_MOST_WORDS = 12


def read_amount(said: str, tag: str) -> Amount | Unclear:
    """Read a number with its unit in a language other than English.

    Args:
        said: the text as `plain` makes it, in its own case, because units need it.
        tag: the language.
    """
    if len(said) > LONGEST:
        return Unclear("That is too long to be a number.")
    currency, size = "", said
    if (found := _CURRENCY.match(size)) and is_currency(found[1].replace(" ", "")):
        currency, size = found[1].replace(" ", ""), size[found.end() :]
    sign, size = split_sign(size)
    found = NUMERAL.fullmatch(size)
    if found is None:
        return _in_words(size, tag)
    values = numeral_values(found, locale_data(tag).decimal)
    if isinstance(values, Unclear):
        return values
    power, rest = _scale(found["rest"].split(), tag)
    values = tuple(value.scaleb(power, WIDE) for value in values)
    unit = " ".join(filter(None, [currency, rest]))
    return Amount(tuple(map(_negative, values)) if sign else values, unit, power)


def _negative(value: Decimal) -> Decimal:
    return value.copy_negate()


def _scale(words: list[str], tag: str) -> tuple[int, str]:
    """Return the power of ten of the words of scale behind a number, and the other words."""
    power = 0
    while words and (more := scale_of(words[0], tag)):
        power, words = power + more, words[1:]
    return power, " ".join(words)


def _in_words(said: str, tag: str) -> Amount | Unclear:
    words = said.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        number = number_in_words(" ".join(words[:count]), tag)
        if number is not None:
            return Amount((Decimal(number),), " ".join(words[count:]))
    return NO_NUMBER


def read_date_in(text: str, tag: str) -> tuple[Edtf, ...] | Unclear:
    """Read a date in a language. English is read by `read_date`.

    Months and seasons may also be named in English, which is the language of the program.

    Returns:
        The readings, or the reason why the text cannot be read.
    """
    if is_english(tag):
        return read_date(text)
    said = plain(text[: 2 * _LONGEST_DATE]).casefold().strip(".?!, 。")
    if not said:
        return Unclear("Type a date first.")
    if len(said) > _LONGEST_DATE or is_before_christ(text):
        return NO_DATE
    if _IDEOGRAPHS.search(said) or _LAST_IDEOGRAPH.search(said):
        said = _LAST_IDEOGRAPH.sub("", _IDEOGRAPHS.sub("/", said)).strip("/ ")
        said = "/".join(map(_digits_of_ideographs, said.split("/")))
    if _NUMERIC.fullmatch(said):
        return in_digits(re.split(r"[-/. ]", said), dashed="-" in said)
    return _with_named_month(without_ordinal_endings(_unaccented(said), tag), tag)


def _digits_of_ideographs(part: str) -> str:
    number = None if part.isdecimal() else number_in_words(part, "ja")
    return part if number is None else f"{number}"


def _with_named_month(said: str, tag: str) -> tuple[Edtf, ...] | Unclear:
    data = locale_data(tag)
    pieces = _PIECE.findall(said)
    numbers = [digits for digits, _ in pieces if digits]
    left_out = _LEFT_OUT.union(map(_stem, articles_of(tag)))
    words = [word for _, word in pieces if word and folded_name(word) not in left_out]
    words = [word for word in words if folded_name(word) not in data.days]
    if not words and len(numbers) == 1:
        return in_digits(numbers, dashed=False)
    months = [_month(word, tag) for word in words]
    if len(months) != 1 or not months[0] or not numbers or _PIECE.sub("", said).strip(" .,-/'’"):
        unknown = next((w for w, month in zip(words, months, strict=True) if not month), "")
        return Unclear(f"“{unknown}” is not a month.") if unknown and numbers else NO_DATE
    return with_month(f"{months[0]}", numbers)


def _stem(article: str) -> str:
    return _unaccented(article.strip("'-"))


def _month(word: str, tag: str) -> int:
    months = locale_data(tag).months
    forms = (folded_name(word), folded_name(word.removeprefix(_HEBREW_IN)))
    found = (months.get(form) or _SEASONS.get(form) for form in forms)
    return next(filter(None, found), 0) or SEASONS.get(word, 0) or position(word, MONTHS)


def _unaccented(text: str) -> str:
    marked = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", marked))
