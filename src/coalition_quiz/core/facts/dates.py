"""Dates of a text: their places, read by the parser that reads learners' dates."""

import re
from collections.abc import Iterator
from functools import lru_cache

from coalition_quiz.core.edtf import Edtf, Precision
from coalition_quiz.core.facts.fact import Fact, FactKind
from coalition_quiz.core.facts.word_lists import YEAR_PREPOSITIONS
from coalition_quiz.core.grading.amounts import ordinals
from coalition_quiz.core.grading.calendars import read_date

_OF = r"(?:(?:of|de|del|d['’])\s*)?"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th|er|ère|[.ºª]))?"
_NAME = r"[^\W\d_]{3,14}"
_YEAR = r"\d{4}(?![\d])"
_AND_YEAR = rf"(?:,?\s+{_OF}{_YEAR}(?!\s?[%°]))"
_WRITTEN_DAY = r"[a-z]+(?:[- ][a-z]+)?"
_WORDED = re.compile(
    rf"(?<![\w.,:/-]){_DAY}\s+{_OF}({_NAME})\b\.?{_AND_YEAR}?"
    rf"|(?<![\w-])({_NAME})\.?,?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?![\w:]|[.,]\d){_AND_YEAR}?"
    rf"|(?<![\w-])({_NAME})\.?,?\s+{_OF}(?:the\s+year\s+)?{_YEAR}(?![.,:]\d|\s?[%°])"
    rf"|\b({_WRITTEN_DAY})\s+of\s+([A-Z]{_NAME})\b{_AND_YEAR}?"
)
_DIGITS = re.compile(
    r"(?<![\w.,:/-])(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2}([./-])\d{1,2}\1\d{4})(?![\w/-]|[.,]\d)"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
)
_BARE = re.compile(r"(?<![\w.,:/$€£¥+-])((?:1\d|20|21)\d\d)(?![\w%°/:]|[.,]\d|\s?[€$£¥%°])")
_RANGE = re.compile(r"\b((?:1\d|20)\d\d)\s?[–-]\s?((?:1\d|20)\d\d)\b")
_BEFORE = re.compile(r"([^\W\d_]+)[\s(]*$")
_BEHIND = re.compile(r"\s*$|\s*[.,;:!?)\]–—\"”»'’]|\s+[-–—]|[-–]|\s+([^\W\d_]+)")
_WINDOW = 24
_SHORTEST_YEAR = 100
_ANY_YEAR = 2000
"""A leap year, so that 29 February is a date."""
_PLURAL_ENDS = ("s", "en", "er", "people", "men", "women", "children")
_AFTER_YEAR = frozenset(
    "as was is has does s this his its us thus the that to towards always besides perhaps across"
    " them when often then between over under after never however whereas her their other otherwise"
    " later earlier hundreds thousands dans sous plus vers mais les des ses ces ils elles nous vous"
    " wurden waren den einen hatten haben werden wegen seinen los las sus unos".split()
)


def find_dates(text: str) -> Iterator[Fact]:
    """Yield the dates of a text; a day and a month without a year have a key like ``--10-24``."""
    for found in _WORDED.finditer(text):
        yield from _worded(found)
    for found in _DIGITS.finditer(text):
        yield from _dated(found.start(), found[0])
    for found in _RANGE.finditer(text):
        yield from (_year(found, 1), _year(found, 2))
    for found in _BARE.finditer(text):
        if _is_year(text, found):
            yield _year(found, 1)


def _worded(found: re.Match[str]) -> Iterator[Fact]:
    if found[4]:
        month, day = found[5], found[4].split()[-2:]
        if not _is_month(month) or " ".join(day).replace("-", " ") not in ordinals():
            return
    else:
        month = found[1] or found[2] or found[3]
        is_plain = month[:1].islower() and not found[1]
        if not _is_month(month) or (is_plain and month.casefold() in {"may", "march"}):
            return
    yield from _dated(found.start(), found[0].rstrip(". "))


def _dated(start: int, said: str) -> Iterator[Fact]:
    """Yield a date if it can be read in one way; without a year, read it in a leap year."""
    spoken = said.replace("’", "'").replace("d'", "")
    date = _read(spoken)
    if date and date.year >= _SHORTEST_YEAR:
        yield Fact(FactKind.DATE, start, start + len(said), said, str(date))
    elif date := _read(f"{spoken} {_ANY_YEAR}"):
        yield Fact(FactKind.DATE, start, start + len(said), said, f"-{str(date)[len(str(_ANY_YEAR)) :]}")


@lru_cache(maxsize=4096)
def _read(said: str) -> Edtf | None:
    readings = read_date(said)
    return readings[0] if isinstance(readings, tuple) and len(readings) == 1 else None


@lru_cache(maxsize=4096)
def _is_month(word: str) -> bool:
    date = _read(f"{word} {_ANY_YEAR}")
    return date is not None and date.precision in (Precision.MONTH, Precision.SEASON)


def _year(found: re.Match[str], group: int) -> Fact:
    return Fact(FactKind.DATE, found.start(group), found.end(group), found[group], found[group])


def _is_year(text: str, found: re.Match[str]) -> bool:
    """Check whether four digits are a year: *in 1542*, not *1542 ships*."""
    before = _BEFORE.search(text, max(0, found.start() - _WINDOW), found.start())
    behind = _BEHIND.match(text, found.end(), found.end() + _WINDOW)
    word = (behind[1] or "").casefold() if behind else ""
    counts = word.endswith(_PLURAL_ENDS) and word not in _AFTER_YEAR
    if before and before[1].casefold() in YEAR_PREPOSITIONS:
        return not counts
    return behind is not None and not word
