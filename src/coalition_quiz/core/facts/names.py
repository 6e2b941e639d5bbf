"""Names of people, groups, works and places, by their capitals and by lists."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from coalition_quiz.core.facts.fact import Fact, FactKind, Word
from coalition_quiz.core.facts.word_lists import (
    ADJECTIVES,
    CONNECTORS,
    FUNCTION_WORDS,
    GERMAN,
    NATURE,
    NOT_NAMES,
    PLACE_PREPOSITIONS,
    SETTLEMENTS,
    SITES,
    TITLES_ABBREVIATED,
)
from coalition_quiz.core.grading import places
from coalition_quiz.core.grading.normalise import normalise, words_of
from coalition_quiz.core.grading.word_lists import OF, TITLES, WEAK_TITLES

_POSSESSIVE = re.compile(r"['’]s?$")
_ELIDED = re.compile(r"^(?:[dlDL]|qu|Qu)['’](?=\w)")
_MOST_CONNECTORS = 2
_MOST_WORDS = 8
_LONGEST_ACRONYM = 5
_GERMAN_SHARE = 8
"""In German, at least one word in so many is one of these."""
_FEWEST_WORDS = 12


class _Candidate(Struct, frozen=True):
    """Words with capitals that may be a name, with the word before them.

    Attributes:
        is_first: whether a sentence begins with it.
        has_title: whether a title stands before it.
    """

    words: tuple[Word, ...]
    before: str
    is_first: bool
    has_title: bool = False

    def text(self, text: str) -> str:
        """Return the candidate as it is in the text."""
        return text[self.words[0].start : self.words[-1].end]


def find_names(text: str, sentences: Iterable[Sequence[Word]]) -> Iterator[Fact]:
    """Yield the names and places of a text.

    A word that begins a sentence counts only if it has a capital elsewhere too, is a known place,
    or a second capital follows. In German, where all nouns have capitals, a name has two words, a
    title before it, or is a known place.

    Args:
        text: the text.
        sentences: the words of each sentence.
    """
    words = [*sentences]
    candidates = [
        found for sentence in words for run in _runs(text, sentence) if (found := _trimmed(run))
    ]
    inside = (each for each in candidates if not each.is_first)
    known = {_folded(word.text) for each in inside for word in each.words}
    nouns = _has_capital_nouns(words)
    kept = [each for each in candidates if _is_name(text, each, known, nouns=nouns)]
    located = {_folded(each.text(text)) for each in kept if each.before in PLACE_PREPOSITIONS}
    for each in kept:
        yield _fact(text, each, located)


def _fact(text: str, found: _Candidate, located: set[str]) -> Fact:
    said = found.text(text)
    is_place = not found.has_title and is_place_name(said, located)
    kind = FactKind.PLACE if is_place else FactKind.NAME
    return Fact(kind, found.words[0].start, found.words[-1].end, said, " ".join(words_of(said)))


def is_place_name(said: str, located: Iterable[str] = ()) -> bool:
    """Check whether a name is a place: by the lists, its words, or where else it stands.

    Args:
        said: the name.
        located: the folded names that stand behind a word such as *in*.
    """
    folded = _folded(said)
    if folded in NATURE or places.named(folded) or places.is_city(folded):
        return True
    words = said.casefold().replace("-", " ").split()
    if words[0] in SITES or words[-1] in SITES:
        return True
    is_acronym = said.isupper() and len(said) <= _LONGEST_ACRONYM
    return folded in located and not is_acronym


def _runs(text: str, words: Sequence[Word]) -> Iterator[_Candidate]:
    """Yield runs of words with capitals, joined by small words such as *of*."""
    place = 0
    is_loud = sum(word.text.isupper() for word in words) * 2 > len(words) > 1
    while place < len(words):
        if not words[place].text[:1].isupper():
            place += 1
            continue
        end = _end_of_run(text, words, place)
        before = _word_before(words, place)
        pieces = [(at, at + 1) for at in range(place, end)] if is_loud else [(place, end)]
        for first, last in pieces:
            yield _Candidate(
                tuple(words[first:last]), before, is_first=is_loud or _begins(text, words, place)
            )
        place = end


def _word_before(words: Sequence[Word], place: int) -> str:
    """Return the word before a name; *in* for a kind of place, as in *the city of Mosul*."""
    before = [word.text.casefold() for word in words[max(0, place - 2) : place]]
    kind, last = ["", "", *before][-2:]
    return "in" if last in OF and kind in SITES | SETTLEMENTS else last


def _begins(text: str, words: Sequence[Word], place: int) -> bool:
    """Check whether a word begins a sentence, or a quotation within one."""
    if not place:
        return True
    between = text[words[place - 1].end : words[place].start]
    return (
        any(mark in between for mark in '“«„"‘:;')
        or " '" in between
        or between.strip() in {"--", "—", "–"}
    )


def _end_of_run(text: str, words: Sequence[Word], place: int) -> int:
    end = place + 1
    while end < len(words) and end - place < _MOST_WORDS:
        step = next(
            (
                ahead
                for ahead in range(_MOST_CONNECTORS + 1)
                if end + ahead < len(words) and words[end + ahead].text[:1].isupper()
            ),
            None,
        )
        if step is None or not _is_joined(text, words, end, step):
            break
        end += step + 1
    return end


def _is_joined(text: str, words: Sequence[Word], end: int, step: int) -> bool:
    """Check that only connectors and spaces lie between two words of a name."""
    small = [word.text.casefold() for word in words[end : end + step]]
    if any(word not in CONNECTORS for word in small) or small[:1] in (["the"], ["der"], ["den"]):
        return False
    if _POSSESSIVE.search(words[end - 1].text) and words[end - 1].text[-1] == "s" and small:
        return False
    chain = words[end - 1 : end + step + 1]
    gaps = (text[one.end : other.start] for one, other in pairwise(chain))
    return all(_is_gap(gap, one.text) for gap, one in zip(gaps, chain, strict=False))


def _is_gap(gap: str, before: str) -> bool:
    if gap.strip(" \t\n\u00a0") in {"", "-"}:
        return True
    is_short = len(before) == 1 or before.casefold() in TITLES_ABBREVIATED | TITLES | {"jr", "st"}
    return gap.strip() in {".", "'"} and is_short


def _trimmed(found: _Candidate) -> _Candidate | None:
    """Return a name without a title, an adjective or a small word at its ends, or None."""
    words = [_bare(word) for word in found.words]
    has_title, before = found.has_title, found.before
    while words and _leads(words):
        before = words[0].text.casefold()
        has_title = has_title or _is_title(before)
        words = words[1:]
    while words and _is_small(words[-1].text):
        words = words[:-1]
    if all(_describes(_folded(word.text)) for word in words):
        return None
    if len(words) == 1 and _folded(words[0].text) in NOT_NAMES:
        return None
    is_first = found.is_first and len(words) == len(found.words)
    return _Candidate(tuple(words), before, is_first, has_title)


def _leads(words: Sequence[Word]) -> bool:
    """Check whether the first word is a title, a small word, or an adjective before a title."""
    first = words[0].text.casefold()
    following = words[1].text.casefold() if len(words) > 1 else ""
    is_title = _is_title(first) and not (first == "st" and following)
    return is_title or _is_small(words[0].text) or (_is_title(following) and _describes(first))


def _is_small(word: str) -> bool:
    is_acronym = word.isupper() and len(word) > 1
    return not is_acronym and (word.casefold() in FUNCTION_WORDS or word.casefold() in CONNECTORS)


def _bare(word: Word) -> Word:
    """Return a word without a possessive ending or an elided article."""
    text = word.text
    start = word.start
    if elided := _ELIDED.match(text):
        start += elided.end()
        text = text[elided.end() :]
    text = _POSSESSIVE.sub("", text)
    return Word(text, start, start + len(text))


def _is_title(folded: str) -> bool:
    return folded in TITLES or folded in WEAK_TITLES or folded in TITLES_ABBREVIATED


def _describes(folded: str) -> bool:
    """Check whether a folded word is an adjective of a place or a people, or the people itself."""
    if not folded or folded in ADJECTIVES:
        return True
    if places.named(folded) or places.is_city(folded):
        return False
    adjectives = (folded, folded.removesuffix("s"))
    return any(places.described(each) or places.adjective(each) for each in adjectives)


def _is_name(text: str, found: _Candidate, known: set[str], *, nouns: bool) -> bool:
    said = found.text(text)
    if nouns:
        return found.has_title or len(found.words) > 1 or is_place_name(said)
    if not found.is_first or found.has_title or len(found.words) > 1:
        return True
    return _folded(said) in known or is_place_name(said)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return normalise(text)


def _has_capital_nouns(sentences: Sequence[Sequence[Word]]) -> bool:
    """Check whether a text is in German, where all nouns have capitals."""
    words = [word.text for sentence in sentences for word in sentence]
    german = sum(word in GERMAN for word in words)
    return len(words) >= _FEWEST_WORDS and german * _GERMAN_SHARE >= len(words)
