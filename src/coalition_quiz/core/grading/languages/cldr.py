"""What Unicode's CLDR knows of a language: months, weekdays, the signs in numbers.

Babel has the data. It is loaded with the first answer or value of a deck in another language, and
each language once.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from coalition_quiz.core.grading.languages.names import code_of

if TYPE_CHECKING:
    from babel import Locale

_FORMS = ("wide", "abbreviated")
_REGIONS = {"ar": ("ar_SY", "ar_DZ", "ar_MA")}
"""Regions whose months have other names."""


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})


class LocaleData(Struct, frozen=True):
    """The data of a language.

    Attributes:
        months: the numbers of the months by their folded names, whole and short.
        days: the numbers of the weekdays (Monday is 1) by their folded names.
        decimal: the sign in front of decimals.
        day_first: whether the day is in front of the month in digits.
    """

    months: Mapping[str, int]
    days: Mapping[str, int]
    decimal: str
    day_first: bool


def locale_data(tag: str) -> LocaleData:
    """Return the data of a language. It has no names if CLDR does not know the language."""
    return _of_code(code_of(tag))


@lru_cache(maxsize=8)
def _of_code(code: str) -> LocaleData:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only other languages need it

    try:
        locale = Locale.parse(code)
        others = [Locale.parse(each) for each in _REGIONS.get(code, ())]
    except (UnknownLocaleError, ValueError):
        return LocaleData({}, {}, ".", day_first=False)
    months = {name: n for each in (*others, locale) for name, n in _names(each, "months")}
    days = {name: n + 1 for name, n in _names(locale, "days")}
    symbols = locale.number_symbols.get("latn", {})
    pattern = locale.date_formats["short"].pattern
    day_first = 0 <= pattern.find("d") < pattern.find("M")
    return LocaleData(months, days, symbols.get("decimal", "."), day_first)


def _names(locale: "Locale", what: str) -> Iterator[tuple[str, int]]:
    """Yield the names of months or weekdays with their numbers."""
    tables = getattr(locale, what)
    for use in ("format", "stand-alone"):
        for form in _FORMS:
            for number, name in tables[use][form].items():
                if not name[:1].isdecimal():
                    yield folded_name(name), number
                    yield folded_name(name.lower().translate(_UMLAUTS)), number


def folded_name(name: str) -> str:
    """Fold the name of a month or a weekday: no case, accents, or signs at its end."""
    marked = unicodedata.normalize("NFD", name.casefold().strip(" .׳'॰"))
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f\u064b-\u0655]", "", marked))
