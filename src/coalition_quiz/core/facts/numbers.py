"""Numbers of a text: their places, read by the parser that reads learners' numbers."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from coalition_quiz.core.facts.fact import Fact, FactKind, Word
from coalition_quiz.core.facts.word_lists import FUNCTION_WORDS
from coalition_quiz.core.grading.amounts import (
    is_number_word,
    number_in_words,
    ordinals,
    read_amount,
    scale_of,
)
from coalition_quiz.core.grading.characters import plain

_DIGITS = re.compile(
    r"(?<![\w.,:/'’-])(?:[$€£¥₹₽]\s?)?[-−+]?"
    r"(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?:\s?(?:%|per cent|percent|[^\W\d_]{2,9}))?(?![\d:/])"
)
_NUMERAL = re.compile(r"(?:[$€£¥₹₽]\s?)?[-−+]?[\d.,'’ \u00a0\u202f]*\d")
_ORDINAL = re.compile(r"(?<![\w.,:/-])(\d{1,4})(?:st|nd|rd|th)\b")
_LIST_MARK = re.compile(r"[.)]\s")
_ABOUT = re.compile(r"[\s-]*(?:of\s+)?(?:the\s+)?((?:[^\W\d_]+(?:['’-][^\W\d_]+)*\s*){1,4})")
_LONGEST = 60
_JOINING = frozenset(
    {"and", "a", "hundred", "point", "half", "halves", "thirds", "quarter", "quarters", "fifths"}
)
_STARTING = frozenset({"half", "dozen", "hundred"})
_FEWEST = 2
_FIRST_ORDINAL = 3
_MOST_WORDS = 12
_MOST_ABOUT = 3


def find_numbers(text: str, words: Sequence[Word]) -> Iterator[Fact]:
    """Yield the numbers of a text, in digits and in words.

    Args:
        text: the text.
        words: its words.
    """
    for found in _DIGITS.finditer(text):
        yield from _in_digits(text, found)
    for found in _ORDINAL.finditer(text):
        if int(found[1]) >= _FIRST_ORDINAL:
            yield _fact(text, found.start(), found.end(), Decimal(int(found[1])))
    for start, end in _runs(text, words):
        yield from _in_words(text, words[start:end])


def _in_digits(text: str, found: re.Match[str]) -> Iterator[Fact]:
    numeral = _NUMERAL.match(text, found.start(), found.end())
    if not numeral or _is_list_mark(text, numeral):
        return
    end = numeral.end()
    scale = text[end : found.end()].strip()
    if scale and (scale in {"%", "per cent", "percent"} or scale_of(scale.casefold())):
        end = found.end()
    value = _value(text[found.start() : end])
    if value is not None:
        yield _fact(text, found.start(), end, value)


def _is_list_mark(text: str, numeral: re.Match[str]) -> bool:
    """Check whether a number begins a line and numbers it: *3. The third point*."""
    begins = numeral.start() == 0 or text[numeral.start() - 1] == "\n"
    return begins and bool(_LIST_MARK.match(text, numeral.end()))


@lru_cache(maxsize=4096)
def _value(said: str) -> Decimal | None:
    amount = read_amount(plain(said).replace("+", ""))
    values = getattr(amount, "values", ())
    return values[0] if values else None


def _fact(text: str, start: int, end: int, value: Decimal) -> Fact:
    key = f"{value.normalize():f}"
    return Fact(FactKind.NUMBER, start, end, text[start:end], key, _thing(text, end))


def _thing(text: str, end: int) -> str:
    """Return up to three words behind a number, which name what is counted."""
    found = _ABOUT.match(text, end, end + _LONGEST)
    kept: list[str] = []
    for word in found[1].split() if found else ():
        if word.casefold() in FUNCTION_WORDS or len(kept) == _MOST_ABOUT:
            break
        kept.append(word)
    return " ".join(kept)


def _runs(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of runs of words that say a number."""
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and end - place < _MOST_WORDS and _goes_on(text, words, place, end):
            end += 1
        if end > place:
            yield place, end
        place = max(end, place + 1)


def _goes_on(text: str, words: Sequence[Word], start: int, end: int) -> bool:
    word = words[end].text.casefold()
    if end > start and text[words[end - 1].end : words[end].start].strip(" -\n"):
        return False
    return _says_number(word) or (end > start and word in _JOINING) or word in _STARTING


@lru_cache(maxsize=8192)
def _says_number(word: str) -> bool:
    pieces = word.split("-")
    return all(is_number_word(piece) or piece in ordinals() for piece in pieces if piece != "and")


def _in_words(text: str, run: Sequence[Word]) -> Iterator[Fact]:
    """Yield the number of a run: as many words as can be read as one, then the rest."""
    while run:
        for count in range(len(run), 0, -1):
            said = text[run[0].start : run[count - 1].end]
            value = _spoken(" ".join(said.casefold().replace("-", " ").split()))
            if value is not None:
                if value >= _FEWEST or value % 1:
                    yield _fact(text, run[0].start, run[count - 1].end, value)
                run = run[count:]
                break
        else:
            run = run[1:]


@lru_cache(maxsize=4096)
def _spoken(said: str) -> Decimal | None:
    if said in ordinals():
        return Decimal(ordinals()[said]) if ordinals()[said] >= _FIRST_ORDINAL else None
    if said.endswith((" and", " a")) or said in {"a", "and", "point", "half"}:
        return None
    return number_in_words(said)
