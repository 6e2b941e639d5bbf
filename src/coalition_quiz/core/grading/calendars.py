"""Reading a date: 24 October 2023 · Oct 24th, 2023 · 24/10/2023 · 08/2014 · summer of 2014."""

import datetime as dt
import re
from functools import lru_cache

from coalition_quiz.core.edtf import Edtf, parse_edtf
from coalition_quiz.core.grading.amounts import in_words, ordinals, year_in_words
from coalition_quiz.core.grading.characters import Unclear, plain
from coalition_quiz.core.grading.hedges import Lean, unhedged

_LONGEST = 80
# fmt: off
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# fmt: on
_ABROAD = {
    word: number
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        (
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
            " dicembre"
        ),
        "januari februari maart april mei juni juli augustus september oktober november december",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    )
    for number, word in enumerate(names.split(), 1)
}
"""The months in German, French, Spanish, Italian, Dutch and Russian."""
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_LEFT_OUT = {
    "of",
    "the",
    "in",
    "on",
    "year",
    "ad",
    "ce",
    "month",
    "day",
    "season",
    "and",
    "de",
    "del",
}
_SHORTEST_NAME = 3
_PIECE = re.compile(r"(\d+)(?:(?:st|nd|rd|th)\b)?|([^\W\d_]+)")
_NUMERIC = re.compile(r"\d+(?:([-/. ])\d+)?(?:\1\d+)?")
_WRITTEN_ORDINAL = re.compile(r"[a-z](?:st|nd|rd|th)\b")
_TWO_YEARS = re.compile(r"\b\d{4}\s*(?:-|to|and|or|/|until|till)\s*\d{4}\b")
_LEADING = re.compile(
    r"(?:(?:it|that|this) (?:is|was)|in|on|at|from|since|during|within|as (?:of|from)|starting"
    r"|beginning|by|(?:up )?(?:until|till|to)|through(?:out)?|the|year:?|(?:the )?(?:very )?"
    r"(?:end|beginning|start|middle|close|(?:first|second) half) of|(?:very )?(?:early|late)"
    r"|mid(?=[ -]))[ -]+"
)
_ERA = re.compile(r"\b(?:a\.? ?d|c\.? ?e)\b\.?")
_BEFORE_CHRIST = re.compile(r"\d\s*(?:b\.? ?c\.?(?: ?e\.?)?)(?![a-z])")
_LONG = re.compile(r"\b\d{3,4}'?s\b|\bcentur(?:y|ies)\b|\bdecade\b")
_GROUPED_YEAR = re.compile(r"(\d),(\d{3})")
_RELATIVE = re.compile(
    r"(?:just |shortly |soon |not |no )?(?:before|after|later than|earlier than)\b"
)
_SHORT = 2
"""The digits of a day, a month, or a year that lacks its century."""
_NOTHING = Unclear("Type a date first.")
NO_DATE = Unclear("Type a date.")
_NO_SUCH_DAY = Unclear("That date does not exist. Check the day and the month.")
_ONE_YEAR = Unclear("Write a season and one year.")
_NO_YEAR = Unclear("Add the year in four digits.")
_MOST_LEADING = 5
_LONGEST_VALUE = 40
_DATED = re.compile(rf".*(?:{'|'.join(name[:3] for name in MONTHS)}|[/-]).*\d{{4}}.*|\d{{4}}\D.*")
_WHOLE = re.compile(r"[1-9]\d{0,11}|0")


def read_date(text: str) -> tuple[Edtf, ...] | Unclear:
    """Read a date.

    Returns:
        The readings, or the reason why the text cannot be read. There are two readings only if
        day and month could be swapped. A year of one or two digits is taken literally: its
        century is not guessed.
    """
    said = _bare(text)
    if not said:
        return _NOTHING
    if len(said) > _LONGEST:
        return NO_DATE
    if found := _RELATIVE.match(said):
        return Unclear(f"Leave out “{found[0]}” and write only the date.")
    hedged = unhedged(said)
    if hedged.lean is not Lean.EXACT:
        return Unclear(f"Leave out “{hedged.word}” and write only the date.")
    if _TWO_YEARS.search(said) or said.startswith("between "):
        return Unclear("Write a single date, not a range.")
    if _LONG.search(said):
        return Unclear("Write one year, not a decade or a century.")
    return _read(said)


def is_before_christ(text: str) -> bool:
    """Check whether a text says a year before the year 1."""
    return bool(_BEFORE_CHRIST.search(plain(text).casefold()))


def _bare(text: str) -> str:
    """Return the text without words such as *from* or *by the end of* in front."""
    said = plain(text[: 2 * _LONGEST]).casefold().strip(".?!, ")
    said = re.sub("[年月]", "/", said).rstrip("日/")
    for _ in range(_MOST_LEADING):
        said = _LEADING.sub("", said, count=1) if _LEADING.match(said) else said
    said = _GROUPED_YEAR.sub(r"\1\2", said) if _GROUPED_YEAR.fullmatch(said) else said
    return _ERA.sub(" ", said).strip(" ,")


def _read(said: str) -> tuple[Edtf, ...] | Unclear:
    if _NUMERIC.fullmatch(said):
        return in_digits(re.split(r"[-/. ]", said), dashed="-" in said)
    return _on_its_weekday(said, _in_words(_with_digits(said)))


def _with_digits(said: str) -> str:
    """Return the text with the days that are written out as digits: *the ninth of December*."""
    if not _WRITTEN_ORDINAL.search(said):
        return said
    for words, number in sorted(ordinals().items(), key=lambda pair: -len(pair[0])):
        if words.split()[-1] in said and number <= 31:  # noqa: PLR2004 - the longest month
            said = re.sub(rf"\b{words.replace(' ', '[ -]')}\b", f"{number}", said)
    return said


def _on_its_weekday(said: str, readings: tuple[Edtf, ...] | Unclear) -> tuple[Edtf, ...] | Unclear:
    """Return the readings that fall on the day of the week that was said."""
    weekday = max((position(word, DAYS) for word in re.findall(r"[^\W\d_]+", said)), default=0)
    if not weekday or isinstance(readings, Unclear) or not readings[0].day:
        return readings
    fitting = [each for each in readings if _weekday(each) == weekday]
    named = DAYS[weekday - 1].capitalize()
    return tuple(fitting) or Unclear(f"{readings[0].in_words()} was not a {named}.")


def _weekday(date: Edtf) -> int:
    return dt.date(date.year, date.month, date.day).isoweekday()


def in_digits(pieces: list[str], *, dashed: bool) -> tuple[Edtf, ...] | Unclear:
    """Read digits only. The number with more than two digits is the year."""
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
            return NO_DATE


def _in_words(said: str) -> tuple[Edtf, ...] | Unclear:
    """Read a date whose month or season is a word, in any order."""
    pieces = _PIECE.findall(said)
    numbers = [digits for digits, _ in pieces if digits]
    words = [word for _, word in pieces if word and not _passed_over(word)]
    named = [number for word in words if (number := _month_or_season_named(word))]
    others = [word for word in words if not _month_or_season_named(word)]
    if others and (year := _spoken_year(" ".join(others))):
        numbers, others = [*numbers, f"{year}"], []
    if len(named) == 1 and others:
        return Unclear(f"“{others[0]}” does not belong in a date.")
    if others:
        return Unclear(f"“{others[0]}” is not a month or a season.") if numbers else NO_DATE
    if len(named) > 1 or _PIECE.sub("", said).strip(" .,-/'"):
        return NO_DATE
    return with_month(f"{named[0]}", numbers) if named else in_digits(numbers, dashed=False)


def _month_or_season_named(word: str) -> int:
    return SEASONS.get(word, 0) or _ABROAD.get(word, 0) or position(word, MONTHS)


def _spoken_year(words: str) -> int | None:
    """Return a year in words; None for a number below 100."""
    year = year_in_words(words) or in_words(words)
    return year if year is not None and year >= 100 else None  # noqa: PLR2004 - see _SHORT


def with_month(month: str, numbers: list[str]) -> tuple[Edtf, ...] | Unclear:
    """Read the numbers given with a month or a season: a year, or a day and a year."""
    match numbers:
        case []:
            return _NO_YEAR
        case [year]:
            return _existing(year, month)
        case [_, _] if int(month) in SEASONS.values():
            return _ONE_YEAR
        case [_, _] if all(len(number) > _SHORT for number in numbers):
            return NO_DATE
        case [year, day] if len(year) > _SHORT:
            return _existing(year, month, day)
        case [day, year]:
            return _existing(year, month, day)
        case _:
            return NO_DATE


def _month_or_season(year: str, month: str, *, season: bool) -> tuple[Edtf, ...] | Unclear:
    if _is_month(month) or (season and int(month) in SEASONS.values()):
        return _existing(year, month)
    return Unclear(f"There is no month {month}. Months go from 1 to 12.")


def _day_or_month_first(one: str, other: str, year: str) -> tuple[Edtf, ...] | Unclear:
    """Both readings of 04/05/2014, or the only one of 24/10/2023."""
    day_first, month_first = _existing(year, other, one), _existing(year, one, other)
    if isinstance(day_first, Unclear):
        return month_first
    if isinstance(month_first, Unclear) or day_first == month_first:
        return day_first
    return day_first + month_first


def _existing(*parts: str) -> tuple[Edtf, ...] | Unclear:
    """Return the date of a year, or a year and a month, or all three, if it exists."""
    year, *rest = map(int, parts)
    if not year:
        return _NO_YEAR
    date = parse_edtf("-".join([f"{year:04}", *(f"{part:02}" for part in rest)]))
    if date:
        return (date,)
    return _NO_SUCH_DAY if len(rest) > 1 else NO_DATE


def _is_month(digits: str) -> bool:
    return 1 <= int(digits) <= len(MONTHS)


def _passed_over(word: str) -> bool:
    """Check whether a word adds nothing: *of*, or the day of the week."""
    return word in _LEFT_OUT or position(word, DAYS) > 0


def position(word: str, names: tuple[str, ...]) -> int:
    """Return the position (from 1) of the name that a word of 3 letters or more starts, or 0."""
    if len(word) < _SHORTEST_NAME:
        return 0
    return next((n for n, name in enumerate(names, 1) if name.startswith(word)), 0)


@lru_cache(maxsize=1024)
def value_of(text: str) -> str:
    """Write a text that is a number or a date in one form; empty if it may be a name."""
    if len(text) > _LONGEST_VALUE:
        return ""
    said = plain(text).casefold().strip(" .")
    if _WHOLE.fullmatch(said):
        return f"= {said}"
    if _DATED.fullmatch(said):
        readings = read_date(said)
        return f"= {readings[0]}" if isinstance(readings, tuple) and len(readings) == 1 else ""
    number = in_words(said) if said.replace(" ", "").replace("-", "").isalpha() else None
    return "" if number is None else f"= {number}"
