"""Reading a date: 24 October 2023 · Oct 24th, 2023 · 24/10/2023 · 08/2014 · summer of 2014."""

import re

from coalition_quiz.learning.answers.characters import Unclear, hedge_in, plain
from coalition_quiz.learning.edtf import Edtf, parse_edtf

_LONGEST = 80
# fmt: off
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# fmt: on
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_LEFT_OUT = {"of", "the", "in", "on", "year", "ad", "ce"}
_SHORTEST_NAME = 3
_PIECE = re.compile(r"(\d+)(?:(?:st|nd|rd|th)\b)?|([^\W\d_]+)")
_NUMERIC = re.compile(r"\d+(?:([-/. ])\d+)?(?:\1\d+)?")
_TWO_YEARS = re.compile(r"\b\d{4}\s*(?:-|to|and|or|/)\s*\d{4}\b")
_SHORT = 2
"""The digits of a day, a month, or a year that lacks its century."""
_NOTHING = Unclear("Type a date, or ask to see it.")
_NO_DATE = Unclear("That is not a date: write it like 14 May 1998, or 1998-05-14.")
_NO_SUCH_DAY = Unclear("There is no such day in the calendar.")
_ONE_YEAR = Unclear("Write the season and one year.")
_NO_YEAR = Unclear("Say the year too, with all its digits.")


def read_date(text: str) -> tuple[Edtf, ...] | Unclear:
    """Read a date.

    Returns:
        The readings, one unless day and month can be told apart only by asking; or why there is
        none. A year of one or two digits is read as it stands: what century is not guessed.
    """
    said = plain(text).casefold().rstrip(".?!, ")
    if not said:
        return _NOTHING
    if len(said) > _LONGEST:
        return _NO_DATE
    if hedge := hedge_in(said):
        return Unclear(f"Leave out “{hedge}”: write the date itself.")
    if _TWO_YEARS.search(said):
        return Unclear("Write one date, not a span of time.")
    if _NUMERIC.fullmatch(said):
        return _in_digits(re.split(r"[-/. ]", said), dashed="-" in said)
    return _in_words(said)


def _in_digits(pieces: list[str], *, dashed: bool) -> tuple[Edtf, ...] | Unclear:
    """Read digits only: the year is where more than two digits stand."""
    match [len(piece) > _SHORT for piece in pieces]:
        case [_] if len(pieces[0]) == len("20231024"):
            return _existing(pieces[0][:4], pieces[0][4:6], pieces[0][6:])
        case [_]:
            return _existing(pieces[0])
        case [True, False]:
            return _month_or_season(*pieces, season=dashed)
        case [False, False] if not _is_month(pieces[0]):
            return _NO_YEAR
        case [_, _]:
            return _month_or_season(pieces[1], pieces[0], season=False)
        case [True, False, False]:
            return _existing(*pieces)
        case [False, False, _]:
            return _day_or_month_first(*pieces)
        case _:
            return _NO_DATE


def _in_words(said: str) -> tuple[Edtf, ...] | Unclear:
    """Read a date whose month or season is a word, in whatever order it stands."""
    pieces = _PIECE.findall(said)
    numbers = [digits for digits, _ in pieces if digits]
    words = [word for _, word in pieces if word and not _passed_over(word)]
    if len(words) > 1 or _PIECE.sub("", said).strip(" .,-/'"):
        return _NO_DATE
    if not words:
        return _in_digits(numbers, dashed=False)
    month = _SEASONS.get(words[0]) or position(words[0], MONTHS)
    return _with_month(f"{month}", numbers) if month else _unknown(words[0])


def _unknown(word: str) -> Unclear:
    return Unclear(f"“{word}” is neither a month nor a season.")


def _with_month(month: str, numbers: list[str]) -> tuple[Edtf, ...] | Unclear:
    """Read the numbers beside a month's or a season's name: a year, or a day and a year."""
    match numbers:
        case []:
            return _NO_YEAR
        case [year]:
            return _existing(year, month)
        case [_, _] if int(month) in _SEASONS.values():
            return _ONE_YEAR
        case [year, day] if len(year) > _SHORT:
            return _existing(year, month, day)
        case [day, year]:
            return _existing(year, month, day)
        case _:
            return _NO_DATE


def _month_or_season(year: str, month: str, *, season: bool) -> tuple[Edtf, ...] | Unclear:
    if _is_month(month) or (season and int(month) in _SEASONS.values()):
        return _existing(year, month)
    return Unclear(f"There is no month {month}.")


def _day_or_month_first(one: str, other: str, year: str) -> tuple[Edtf, ...] | Unclear:
    """Both readings of 04/05/2014, or the only one of 24/10/2023."""
    day_first, month_first = _existing(year, other, one), _existing(year, one, other)
    if isinstance(day_first, Unclear):
        return month_first
    if isinstance(month_first, Unclear) or day_first == month_first:
        return day_first
    return day_first + month_first


def _existing(*parts: str) -> tuple[Edtf, ...] | Unclear:
    """The date of a year, or a year and a month, or all three, if it exists."""
    year, *rest = map(int, parts)
    if not year:
        return _NO_YEAR
    date = parse_edtf("-".join([f"{year:04}", *(f"{part:02}" for part in rest)]))
    if date:
        return (date,)
    return _NO_SUCH_DAY if len(rest) > 1 else _NO_DATE


def _is_month(digits: str) -> bool:
    return 1 <= int(digits) <= len(MONTHS)


def _passed_over(word: str) -> bool:
    """Whether a word adds nothing: *of*, or the day of the week."""
    return word in _LEFT_OUT or position(word, DAYS) > 0


def position(word: str, names: tuple[str, ...]) -> int:
    """Where a name stands, counted from 1, that a word of three letters or more begins; or 0."""
    if len(word) < _SHORTEST_NAME:
        return 0
    return next((n for n, name in enumerate(names, 1) if name.startswith(word)), 0)
