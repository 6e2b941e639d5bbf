"""Texts that are a whole number or a date, made comparable: *Jan 2019* and *1/2019*."""

import re
from functools import lru_cache

from coalition_quiz.core.grading.calendars import MONTHS, read_date
from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.grading.numerals import in_words

_LONGEST = 40
_DATED = re.compile(rf".*(?:{'|'.join(name[:3] for name in MONTHS)}|[/-]).*\d{{4}}.*|\d{{4}}\D.*")
_WHOLE = re.compile(r"[1-9]\d{0,11}|0")


@lru_cache(maxsize=1024)
def value_of(text: str) -> str:
    """The number or the date that a whole text is, in one form; nothing if it may be a name."""
    if len(text) > _LONGEST:
        return ""
    said = plain(text).casefold().strip(" .")
    if _WHOLE.fullmatch(said):
        return f"= {said}"
    if _DATED.fullmatch(said):
        readings = read_date(said)
        return f"= {readings[0]}" if isinstance(readings, tuple) and len(readings) == 1 else ""
    number = in_words(said) if said.replace(" ", "").replace("-", "").isalpha() else None
    return "" if number is None else f"= {number}"
