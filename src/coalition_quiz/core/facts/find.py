"""Find the sentences of a text with their facts."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from coalition_quiz.core.facts.claims import find_claims
from coalition_quiz.core.facts.dates import find_dates
from coalition_quiz.core.facts.fact import Fact, FactKind, Sentence, Word
from coalition_quiz.core.facts.names import find_names
from coalition_quiz.core.facts.numbers import find_numbers
from coalition_quiz.core.facts.quotations import find_quotations
from coalition_quiz.core.facts.sentences import split_sentences

_WORD = re.compile(
    r"[a-zß-öø-ÿ]+(?=-[A-ZÀ-ÖØ-Þ])|[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?(?<![-])|[^\W\d_](?:\.[^\W\d_])+\.?"
)
_IN_PLACE = attrgetter("start", "end")

T = TypeVar("T", Fact, Word)


def find_facts(text: str) -> tuple[Sentence, ...]:
    """Find the facts of a text, sentence by sentence. The time is linear in its length.

    A number within a date or a name is no fact of its own. Facts within a quotation are.
    """
    words = [Word(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]
    spans = [*split_sentences(text)]
    by_sentence = [*_split(words, spans)]
    quotations = [*find_quotations(text)]
    titles = [fact for fact in quotations if fact.kind is FactKind.NAME]
    dates = [*_apart(find_dates(text), ())]
    names = [*_apart(find_names(text, by_sentence), [*dates, *titles])]
    numbers = [*_apart(find_numbers(text, words), [*dates, *names, *titles])]
    found = sorted([*quotations, *dates, *names, *numbers], key=_IN_PLACE)
    facts = _split(found, spans)
    sentences = zip(spans, by_sentence, facts, strict=True)
    return tuple([_sentence(text, *each) for each in sentences])


def _sentence(
    text: str, span: tuple[int, int], words: Sequence[Word], facts: Sequence[Fact]
) -> Sentence:
    start, end = span
    claims = find_claims(text, words, facts)
    return Sentence(start, end, text[start:end], tuple(sorted([*facts, *claims], key=_IN_PLACE)))


def _split(things: Sequence[T], spans: Sequence[tuple[int, int]]) -> Iterator[Sequence[T]]:
    """Yield for each sentence the things that begin in it."""
    starts = [thing.start for thing in things]
    for start, end in spans:
        yield things[bisect_left(starts, start) : bisect_left(starts, end)]


def _apart(found: Iterator[Fact], taken: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts that overlap no taken one, the longer of two that overlap."""
    others = sorted(taken, key=_IN_PLACE)
    starts = [each.start for each in others]
    end = 0
    for fact in sorted(found, key=lambda each: (each.start, -each.end)):
        before = bisect_left(starts, fact.end) - 1
        if fact.start >= end and (before < 0 or others[before].end <= fact.start):
            yield fact
            end = fact.end
