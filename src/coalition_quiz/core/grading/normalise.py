"""Texts made equal that differ only in case, accents, articles, punctuation or spaces."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile, pairwise

from coalition_quiz.core.grading.characters import plain

_POINTS = re.compile(
    r"[\u034f\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed\ufe00-\ufe0f]"
)
"""Hebrew points, Arabic vowel signs and the stroke that stretches a word."""

_MARKED = re.compile(r"([^\u0300-\u036f]?)([\u0300-\u036f]+)")
_STRESS = re.compile(r"(?<=[аеиоуыэюяіїєѣ])[\u0300\u0301]+|(?<=е)\u0308")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_WITHOUT_STROKES = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i",
        "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ə": "a",
        "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
    }
)  # fmt: skip
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d.])")
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_ARROW = re.compile(r"-+>|=+>|[→⟶⟹⇒➔➝]")
_INITIAL_L = re.compile(r"\s*L(?:\.|\s)")
"""L. Mozart is somebody else than Mozart."""

_TELLING = "#%"
"""Punctuation that distinguishes names: C# is not C."""
_LEADING = frozenset(
    {"le", "la", "les", "l", "der", "die", "das", "los", "las", "il", "une", "eine", "ο", "η", "το"}
)
_ANYWHERE = frozenset({"al", "el"})
_ASSIMILATED = frozenset({"ad", "an", "ar", "as", "ash", "at", "az"})
"""The Arabic article before a letter that it takes on: ar-Raqqa, ash-Sham."""


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Return a text without its case, accents, English articles, punctuation and spaces.

    Digits never run together: 1.5 and 15 stay two things, and so do 1, 2 and 12, while the
    thousands of 35,404 may be grouped by commas, spaces or apostrophes. Folding twice is folding
    once.
    """
    return compact(words_of(text))


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words that count in a text. Only an invisible text has none."""
    return _without_articles(all_words_of(text))


@lru_cache(maxsize=1024)
def all_words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, with its articles."""
    seen = _ARROW.sub("→", plain(text)).casefold()
    letters = unaccented(seen)
    if letters.replace(" ", "").isalpha():  # most names: nothing to part, drop or group
        return tuple(letters.split())
    if letters[:2] == "l'":
        letters = f"l {letters[2:]}"
    around = zip(["", *letters], letters, [*letters[1:], ""], strict=False)
    spaced = "".join(_counting(*three) for three in around)
    words = _GROUPED.sub(lambda found: found[0].replace(" ", ""), " ".join(spaced.split())).split()
    return tuple(words or letters.split() or seen.split())


def bare(words: Sequence[str]) -> tuple[str, ...]:
    """Words without a foreign article in front, or an Arabic or Spanish one before a name."""
    led = words[1:] if len(words) > 1 and words[0] in _LEADING else words
    pairs = pairwise(led)
    return (*(word for word, following in pairs if not is_article(word, following)), *led[-1:])


def is_article(word: str, following: str) -> bool:
    """Check whether a word is the Arabic or Spanish article of the one behind it."""
    return word in _ANYWHERE or (word in _ASSIMILATED and following.startswith(word[1:]))


def compact(words: Sequence[str]) -> str:
    """Words run together, but for digits, which a point keeps apart."""
    joined = "".join(words)
    return (
        joined if joined.isalpha() else _BETWEEN_DIGITS.sub(".", " ".join(words)).replace(" ", "")
    )


def same(one: str, other: str) -> bool:
    """Check whether two texts are one name: a foreign article may be left out, not exchanged."""
    ours, theirs = words_of(one), words_of(other)
    return (
        compact(ours) == compact(theirs)
        or (compact(bare(ours)) == compact(theirs) and not _INITIAL_L.match(one))
        or (compact(ours) == compact(bare(theirs)) and not _INITIAL_L.match(other))
    )


def unaccented(letters: str) -> str:
    """Return letters in lower case without their accents, strokes and points."""
    if letters.isascii():
        return letters
    # NFC last: NFD takes Korean and Japanese letters apart, but their parts are not accents.
    stripped = _POINTS.sub("", unicodedata.normalize("NFD", letters))
    plainer = _MARKED.sub(_unmarked, stripped).translate(_WITHOUT_STROKES)
    return unicodedata.normalize("NFC", plainer)


def _unmarked(found: re.Match[str]) -> str:
    """A letter without its accents. In Cyrillic, marks make letters: й is not и, but ё is е."""
    if _CYRILLIC.match(found[1]):
        return _STRESS.sub("", found[0])
    return found[1]


def _counting(before: str, character: str, after: str) -> str:
    """Return a character, a space if it separates words, or nothing if it does not count."""
    if character == "'":
        return " " if before.isdecimal() and after.isdecimal() else ""
    if character in "./:-" and before.isdecimal() and after.isdecimal():
        return "/" if character == "/" else "."
    if character in "-." and not before and after.isdecimal():
        return character
    if character == "-" and before.isalnum() and not after:
        return character  # an ion, a blood group: Cl- is not Cl
    if character == "&" or (character == "+" and before == after == " "):
        return " and "
    parts_words = unicodedata.category(character)[0] in "PZ" and character not in _TELLING
    return " " if parts_words else character


def _without_articles(words: Sequence[str]) -> tuple[str, ...]:
    kept = [word for word in words if word != "the"] or words[-1:]
    return tuple(dropwhile(("a", "an").__contains__, kept)) or tuple(kept[-1:])
