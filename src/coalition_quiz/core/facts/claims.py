"""Who says something: a verb of saying with its speaker."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coalition_quiz.core.facts.fact import Fact, FactKind, Word
from coalition_quiz.core.facts.word_lists import FUNCTION_WORDS, REPORTING, SELDOM_REPORTING
from coalition_quiz.core.grading.normalise import words_of
from coalition_quiz.core.grading.word_lists import ARTICLES, OF

_NEAR = 2
"""How many words may lie between a name and its verb."""
_FAR = 60
"""How many characters may lie between a verb and the words that were said."""
_PHRASE = 3
_CLAUSE = 4
_NO_SPEAKERS = OF | ARTICLES | {"to"}
_CLAUSES = frozenset({"that", "que", "qu", "dass", "daß", "che", "dat", "что"})
_AND = frozenset({"and", "et", "und", "y", "e", "en", "и"})


class _Sentence(Struct, frozen=True):
    """A sentence with the facts that a speaker is found by."""

    text: str
    words: Sequence[Word]
    names: Sequence[Fact]
    quotes: Sequence[Fact]


def find_claims(text: str, words: Sequence[Word], found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the claims of a sentence: a verb of saying, with the name or the words of its speaker.

    Args:
        text: the text.
        words: the words of the sentence.
        found: the other facts of the sentence, in their order.
    """
    names = [fact for fact in found if fact.kind in (FactKind.NAME, FactKind.PLACE)]
    quotes = [fact for fact in found if fact.kind is FactKind.QUOTATION]
    sentence = _Sentence(text, words, names, quotes)
    for place, word in enumerate(words):
        if word.text in REPORTING and (speaker := _speaker(sentence, place)):
            start, end = min(speaker[0], word.start), max(speaker[1], word.end)
            who = text[slice(*speaker)]
            key = f"{' '.join(words_of(who))}: {word.text} {start}"
            yield Fact(FactKind.CLAIM, start, end, text[start:end], key, who)


def _speaker(sentence: _Sentence, place: int) -> tuple[int, int] | None:
    """Find the speaker of a verb: a name near it, or the words before it if it leads to a claim."""
    verb = sentence.words[place]
    before = [name for name in sentence.names if name.end <= verb.start]
    if before and _words_between(sentence, before[-1].end, place) <= _NEAR:
        return before[-1].start, before[-1].end
    is_quoting = any(_is_near(quote, verb) for quote in sentence.quotes)
    behind = [name for name in sentence.names if name.start >= verb.end]
    if is_quoting and behind and _is_behind(sentence, behind[0], place):
        return behind[0].start, behind[0].end
    previous = sentence.words[place - 1] if place else None
    if previous and previous.text.casefold() in _NO_SPEAKERS:
        return None
    if before and previous and previous.text in _AND and verb.text not in SELDOM_REPORTING:
        return before[-1].start, before[-1].end
    if previous and (is_quoting or _leads_to_clause(sentence, place) or _has_noun(sentence, place)):
        return _phrase(sentence, place)
    return (verb.start, verb.end) if is_quoting else None


def _words_between(sentence: _Sentence, start: int, place: int) -> int:
    between = sentence.text[start : sentence.words[place].start]
    return len(between.split()) + 9 * any(mark in between for mark in ",;:(")


def _is_near(quote: Fact, verb: Word) -> bool:
    if quote.start <= verb.start < quote.end:
        return True  # as in « Bien, dit Mr. Fogg. »
    gap = quote.start - verb.end if quote.start >= verb.end else verb.start - quote.end
    return 0 <= gap <= _FAR


def _is_behind(sentence: _Sentence, name: Fact, place: int) -> bool:
    between = sentence.text[sentence.words[place].end : name.start]
    return len(between.split()) <= 1 and len(between) < _FAR


def _leads_to_clause(sentence: _Sentence, place: int) -> bool:
    following = sentence.words[place + 1 : place + 1 + _CLAUSE]
    return any(word.text in _CLAUSES for word in following)


def _has_noun(sentence: _Sentence, place: int) -> bool:
    """Check whether a noun with its article stands before the verb: *the coalition announced*."""
    verb, words = sentence.words[place], sentence.words[max(0, place - _PHRASE) : place]
    if verb.text in SELDOM_REPORTING or not words or words[-1].text.casefold() in FUNCTION_WORDS:
        return False
    gap = sentence.text[words[0].start : verb.start]
    return any(word.text.casefold() in ARTICLES for word in words[:-1]) and "," not in gap


def _phrase(sentence: _Sentence, place: int) -> tuple[int, int]:
    """Return the words before a verb, from the last article or comma on."""
    verb = sentence.words[place]
    first = place - 1
    while first > max(0, place - _PHRASE) and sentence.words[first].text.casefold() not in ARTICLES:
        if "," in sentence.text[sentence.words[first - 1].end : sentence.words[first].start]:
            break
        first -= 1
    return sentence.words[first].start, sentence.words[place - 1].end if place else verb.end
