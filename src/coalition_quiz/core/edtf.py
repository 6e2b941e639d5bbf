"""Dates as the Library of Congress writes them (EDTF): a year, month, season or day.

Source: https://www.loc.gov/standards/datetime/ (level 0, and the seasons of level 1).
"""

import datetime as dt
import re
from enum import StrEnum

from msgspec import Struct

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MONTHS_SPANNED = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 14)}
_WINTER_MONTHS = (12, 1, 2)
_DECEMBER = 12
_LONGEST_YEAR = 9999
_LAST_MONTH = (_LONGEST_YEAR, _DECEMBER)


class Precision(StrEnum):
    """The precision of a date, the finest first."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


class Edtf(Struct, frozen=True, order=True):
    """A date of some precision.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, 21 to 24 for spring to winter, or 0 where only the year is said.
        day: 1 to 31, or 0 where no day is said.
    """

    year: int
    month: int = 0
    day: int = 0

    @property
    def precision(self) -> Precision:
        """The finest part that is said."""
        if self.day:
            return Precision.DAY
        if self.month in _SEASONS:
            return Precision.SEASON
        return Precision.MONTH if self.month else Precision.YEAR

    def __str__(self) -> str:
        """Return the date as EDTF writes it, such as ``2014-22`` or ``2023-10-24``."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def in_words(self) -> str:
        """Return the date as people write it: ``24 October 2023``, ``summer of 2014``."""
        match self.precision:
            case Precision.YEAR:
                return f"{self.year}"
            case Precision.SEASON:
                return f"{_SEASONS[self.month]} of {self.year}"
            case Precision.MONTH:
                return f"{_MONTHS[self.month]} {self.year}"
            case Precision.DAY:
                return f"{self.day} {_MONTHS[self.month]} {self.year}"


def parse_edtf(text: str) -> Edtf | None:
    """Read ``2023``, ``2023-10``, ``2023-10-24`` or a season such as ``2014-22``.

    Returns:
        The date, or None where the text is no such date or no day of the calendar.
    """
    found = _EDTF.fullmatch(text.strip())
    if not found:
        return None
    date = Edtf(*(int(part) for part in found.groups(default="0")))
    return date if _exists(date, says_month=bool(found[2]), says_day=bool(found[3])) else None


def example_unlike(date: Edtf) -> Edtf:
    """Return a date of the same precision for an example. No part of it is that of the date."""
    months = (21, 23) if date.month in _SEASONS else (5, 10)
    return Edtf(
        _unlike(date.year, 1998, 1985),
        _unlike(date.month, *months),
        _unlike(date.day, 14, 27),
    )


def _unlike(part: int, *examples: int) -> int:
    """Return the first example that differs from a part of a date; 0 if it has no such part."""
    return next(each for each in examples if each != part) if part else 0


def span(date: Edtf) -> tuple[int, int]:
    """The first and the last day that a date can mean, as ordinals (1 January of year 1 is 1).

    Seasons are those of the northern half of the Earth and begin with March, June, September and
    December, as in meteorology. The winter of a year may begin it or end it, so that it spans
    the whole of it and the two months that follow.
    """
    first, last = _MONTHS_SPANNED.get(date.month, (date.month or 1, date.month or 12))
    years, months = divmod(last - 1, _DECEMBER)
    year, last = min((date.year + years, months + 1), _LAST_MONTH)
    begins = dt.date(date.year, first, date.day or 1)
    ends = dt.date(year, last, date.day or _days_in(year, last))
    return begins.toordinal(), ends.toordinal()


def in_season(date: Edtf, season: Edtf) -> bool:
    """Check whether a month or a day lies within a season (see `span`)."""
    (begins, ends), (first, last) = span(date), span(season)
    in_its_months = date.month in _WINTER_MONTHS or _SEASONS[season.month] != "winter"
    return in_its_months and first <= begins and ends <= last


def _exists(date: Edtf, *, says_month: bool, says_day: bool) -> bool:
    if not 1 <= date.year <= _LONGEST_YEAR:
        return False
    if says_day:
        return 1 <= date.month <= _DECEMBER and 1 <= date.day <= _days_in(date.year, date.month)
    return not says_month or 1 <= date.month <= _DECEMBER or date.month in _SEASONS


def _days_in(year: int, month: int) -> int:
    if month == _DECEMBER:
        return 31
    return (dt.date(year, month + 1, 1) - dt.date(year, month, 1)).days
