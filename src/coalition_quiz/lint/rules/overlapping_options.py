"""Q305: options of which two can be right at once."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from coalition_quiz.learning.answers.folding import fold
from coalition_quiz.learning.magnitudes import sort_key
from coalition_quiz.lint.options import field_of, lines_of_options, options, short_prompt
from coalition_quiz.lint.rule import Finding, Rule
from coalition_quiz.lint.subject import Subject

_MOST = 12
"""Of more options than this, ranges and parts are not compared."""

_LETTERS_ONLY = re.compile(r"[^\W\d_][\w ,.'’&-]+")
_ABOUT_SPELLING = re.compile(
    r"[()\[\]{}<>=`\"“]|\b(?:accents?|capital letters?|code|outputs?|pronounced?|spel(?:t|l\w*)"
    r"|written|returns?|prints?|punctuat\w*)\b",
    re.IGNORECASE,
)
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_APART = str.maketrans("", "", " .,'’&-")

_DIGIT = re.compile(r"\d")
# With a capital, the word is part of a name: Northern Ireland is no part of Ireland.
_PART = re.compile(
    r"(?:(?:[Tt]he )?(?:(?:north|south)?(?:east|west)ern|northern|southern|central)"
    r"|[Tt]he (?:north|south|east|west|centre|rest) of|(?:[Aa] )?[Pp]arts? of|[Mm]ost of)"
    r" (?:the )?(\S.*)"
)
_NUMBER = r"[$€£]? ?\d[\d.,]*(?: ?%| (?:thousand|million|billion))?"
_RANGE = re.compile(
    rf"(?:(?P<low>{_NUMBER}) ?(?:-|–|—|to) ?(?P<high>{_NUMBER})"
    rf"|(?:(?P<over>over|above|more than|greater than|at least|>|≥)"
    rf"|less than|fewer than|below|under|at most|up to|<|≤) ?(?P<bound>{_NUMBER}))"
    r"(?P<unit>(?: ?[^\W\d_]{1,12}\.?){0,3})",
    re.IGNORECASE,
)
# Where a range is asked for, any may overlap: one number lies in one of them only.
_ASKS_FOR_NUMBER = re.compile(
    r"\bhow (?:many|much|far|long|old|high|deep|tall|large|big|heavy|fast|often)\b"
    r"|\bnumber of\b|\b(?:chances?|per ?cent|percentage|proportion|share)\b",
    re.IGNORECASE,
)
_YEARS = (1000, 2100)


def _check(subject: Subject) -> Iterator[Finding]:
    texts = options(subject)
    lines = lines_of_options(subject)
    pair = _equal(subject, texts, lines) or _overlapping(subject, texts, lines)
    if pair:
        other, message = pair
        yield Finding(
            message,
            "Replace one of them, so that exactly one option can be right.",
            field_of(subject, other),
            other,
        )


_Pair = tuple[str, str] | None
"""The second of two options and what is the matter with it, or None."""


def _equal(subject: Subject, texts: tuple[str, ...], lines: str) -> _Pair:
    """Two options that are the same name but for case, accents, articles and the like."""
    names = _roughly(lines).split("\n")
    if len(set(names)) == len(names) or _ABOUT_SPELLING.search(short_prompt(subject)):
        return None
    seen: dict[str, str] = {}
    for text in filter(_LETTERS_ONLY.fullmatch, texts):
        if (other := seen.setdefault(fold(text), text)) is not text:
            return text, f"`{text}` is the same as `{other}`"
    return None


def _roughly(lines: str) -> str:
    """Lines in which names that fold alike are alike too, and few others; made at once."""
    if not lines.isascii():
        lines = _ACCENTS.sub("", unicodedata.normalize("NFD", lines))
    return lines.replace("the ", "").translate(_APART)


def _overlapping(subject: Subject, texts: tuple[str, ...], lines: str) -> _Pair:
    if len(texts) > _MOST:
        return None
    may_be_parts = "ern " in lines or " of " in lines or "central " in lines
    parts = _part(texts) if may_be_parts else None
    return parts or (_ranges(subject, texts) if _DIGIT.search(lines) else None)


def _part(texts: tuple[str, ...]) -> _Pair:
    """A region and a part of it."""
    for text in texts:
        found = _PART.match(text)
        if found and found[1] in texts:
            return text, f"`{text}` is a part of `{found[1]}`, another option"
    return None


def _ranges(subject: Subject, texts: tuple[str, ...]) -> _Pair:
    """Two ranges that share more than an end."""
    spans = [(text, span) for text in texts if (span := _span(text))]
    if len(spans) < len(texts) - 1 or not _ASKS_FOR_NUMBER.search(short_prompt(subject)):
        return None
    for (one, first), (other, second) in combinations(spans, 2):
        if first[2] == second[2] and first[0] < second[1] and second[0] < first[1]:
            return other, f"`{other}` overlaps `{one}`, another option"
    return None


def _span(text: str) -> tuple[Decimal, Decimal, str] | None:
    """The ends of a range of numbers, but for years, and its unit."""
    found = _RANGE.fullmatch(text.strip())
    low, high = _ends(found) if found else (None, None)
    if not found or low is None or high is None or low >= high:
        return None
    are_years = _YEARS[0] < low < _YEARS[1] and not found["unit"]
    return None if are_years else (low, high, found["unit"].strip().lower())


def _ends(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    if found["low"]:
        return _size(found["low"]), _size(found["high"])
    bound = _size(found["bound"])
    return (bound, Decimal("inf")) if found["over"] else (Decimal("-inf"), bound)


def _size(text: str) -> Decimal | None:
    magnitude = sort_key(text)
    return magnitude.size if magnitude else None


RULE = Rule(
    code="Q305",
    name="overlapping-options",
    meaning="Two options are the same, or one is a part of the other.",
    why=(
        "Where two options can be right at once, whoever knows the fact is graded by chance; and "
        "of two options that say the same, neither can be the one right answer, which gives both "
        "away as wrong."
    ),
    origin="Haladyna, Downing and Rodriguez 2002, guideline 22 (keep choices independent; choices "
    "should not be overlapping).",
    bad="""\
- id: alps-countries
  choice: About how many countries do the Alps reach into?
  answer: 5 to 10
  wrong:
    - 1 to 4
    - 8 to 15
    - 16 to 20
""",
    good="""\
- id: alps-countries
  choice: About how many countries do the Alps reach into?
  answer: 6 to 10
  wrong:
    - 1 to 5
    - 11 to 15
    - 16 to 20
""",
    kinds=frozenset({"choice"}),
    check=_check,
)
