"""Dates of a text: their places, read by the parser that reads learners' dates."""

import re
from collections.abc import Iterator
from functools import lru_cache

from coalition_quiz.core.edtf import Edtf, Precision
from coalition_quiz.core.facts.fact import Fact, FactKind
from coalition_quiz.core.facts.word_lists import AFTER_YEAR, YEAR_PREPOSITIONS
from coalition_quiz.core.grading.amounts import ordinals
from coalition_quiz.core.grading.calendars import read_date

_OF = r"(?:(?:of|de|del|d['’])\s*)?"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th|er|ère|[.ºª]))?"
_NAME = r"[^\W\d_]{3,14}+"
_YEAR = r"\d{4}(?![\d])"
_AND_YEAR = rf"(?:,?\s+{_OF}{_YEAR}(?!\s?[%°]))"
_WRITTEN_DAY = r"[a-z]++(?:[- ][a-z]+)?"
_DAY_FIRST = re.compile(rf"(?<![\w.,:/-]){_DAY}\s+{_OF}({_NAME})\b\.?{_AND_YEAR}?")
_MONTH_FIRST = re.compile(
    rf"(?<![\w-])({_NAME})\.?,?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?![\w:]|[.,]\d){_AND_YEAR}?"
)
_MONTH_AND_YEAR = re.compile(
    rf"(?<![\w-])({_NAME})\.?,?\s+{_OF}(?:the\s+year\s+)?{_YEAR}(?![.,:]\d|\s?[%°])"
)
_WRITTEN_OUT = re.compile(rf"\b({_WRITTEN_DAY})\s+of\s+([A-Z]{_NAME})\b{_AND_YEAR}?")
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
_VERBS = frozenset({"may", "march"})
_ANY_YEAR = 2000
"""A leap year, so that 29 February is a date."""
_PLURAL_ENDS = ("s", "en", "er", "people", "men", "women", "children")


def find_dates(text: str) -> Iterator[Fact]:
    """Yield the dates of a text; a day and a month without a year have a key like ``--10-24``."""
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH_AND_YEAR):
        for found in pattern.finditer(text):
            if _is_month(found[1]) and not (pattern is not _DAY_FIRST and found[1] in _VERBS):
                yield from _dated(found.start(), found[0].rstrip(". "))
    for found in _WRITTEN_OUT.finditer(text):
        if _is_month(found[2]) and (day := _written_day(found[1])):
            start = found.start() + found[1].rindex(day)
            yield from _dated(start, text[start : found.end()].rstrip(". "))
    for found in _DIGITS.finditer(text):
        yield from _dated(found.start(), found[0])
    for found in _RANGE.finditer(text):
        yield from (_year(found, 1), _year(found, 2))
    for found in _BARE.finditer(text):
        if _is_year(text, found):
            yield _year(found, 1)


def _written_day(words: str) -> str:
    """Return the ordinal that words end with: *fourth* of *the fourth*; empty if there is none."""
    last = words.rsplit(" ", maxsplit=1)[-1]
    spoken = (words, last)
    return next((each for each in spoken if each.replace("-", " ") in ordinals()), "")


def _dated(start: int, said: str) -> Iterator[Fact]:
    """Yield a date if it can be read in one way; without a year, read it in a leap year."""
    spoken = said.replace("’", "'").replace("d'", "")
    date = _read(spoken)
    if date and date.year >= _SHORTEST_YEAR:
        yield Fact(FactKind.DATE, start, start + len(said), said, str(date))
    elif date := _read(f"{spoken} {_ANY_YEAR}"):
        yield Fact(
            FactKind.DATE, start, start + len(said), said, f"-{str(date)[len(str(_ANY_YEAR)) :]}"
        )


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
    counts = word.endswith(_PLURAL_ENDS) and word not in AFTER_YEAR
    if before and before[1].casefold() in YEAR_PREPOSITIONS:
        return not counts
    return behind is not None and not word
