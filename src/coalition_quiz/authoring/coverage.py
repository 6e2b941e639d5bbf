"""Which facts of a text the cards of decks ask, and which answers the text does not have.

A card asks a fact if its answer says it: the same date or number, the same name or a part of it.
The cards count in the order of their ids, so the order of the decks does not matter.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from coalition_quiz.authoring.words import content_words
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf, parse_edtf, span
from coalition_quiz.core.facts.fact import Fact, FactKind, Sentence
from coalition_quiz.core.facts.find import find_facts
from coalition_quiz.core.grading.normalise import words_of
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse

_STEM = 5
_SMALL_NUMBER = 1000
"""Whole numbers below it also need a word in common with the card: many things come in threes."""
_FEWEST_SHARED = 2
_LONG_ANSWER = 4
"""Answers of more words may say a fact of the text in other words."""
_SHORTEST_PART = 3
_LONGEST = 2000
_PEOPLE = (FactKind.NAME, FactKind.PLACE)
_NO_ANSWERS = (TrueFalse, Order)
_WORD = re.compile(r"\w+")


class Asking(Struct, frozen=True, order=True):
    """A card that asks a fact."""

    deck: str
    card: str
    kind: str
    prompt: str


class AskedFact(Struct, frozen=True):
    """A fact with the cards that ask it, in the order of their ids."""

    fact: Fact
    askings: tuple[Asking, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of card that ask it."""
        return tuple(sorted({asking.kind for asking in self.askings}))


class CoveredSentence(Struct, frozen=True):
    """A sentence of the text, with its facts."""

    line: int
    sentence: Sentence
    facts: tuple[AskedFact, ...]


class StrayAnswer(Struct, frozen=True, order=True):
    """An answer of a card that appears nowhere in the text."""

    deck: str
    card: str
    answer: str


class Coverage(Struct, frozen=True, dict=True):
    """A text, sentence by sentence, with the cards that ask its facts.

    Attributes:
        sentences: all sentences in their order.
        strays: the answers that appear nowhere in the text.
        cards: the number of cards compared.
    """

    sentences: tuple[CoveredSentence, ...]
    strays: tuple[StrayAnswer, ...]
    cards: int

    @cached_property
    def distinct(self) -> tuple[tuple[AskedFact, int], ...]:
        """Each fact once, where it is first said, with its line. Claims are all different."""
        seen: dict[tuple[str, str], tuple[AskedFact, int]] = {}
        for sentence in self.sentences:
            for each in sentence.facts:
                key = identity(each.fact)
                if key not in seen or len(each.askings) > len(seen[key][0].askings):
                    line = seen[key][1] if key in seen else sentence.line
                    seen[key] = each, line
        return tuple(seen.values())

    def asked(self, fewest: int, most: int | None = None) -> tuple[tuple[AskedFact, int], ...]:
        """Return the distinct facts that at least, and at most, so many cards ask."""
        return tuple(
            [
                (each, line)
                for each, line in self.distinct
                if fewest <= len(each.askings) and (most is None or len(each.askings) <= most)
            ]
        )


def identity(fact: Fact) -> tuple[str, str]:
    """Return what two facts have in common that say the same. Claims are all different."""
    thing = fact.about.casefold() if fact.kind is FactKind.NUMBER else ""
    kind = "name" if fact.kind in _PEOPLE else fact.kind.value
    return kind, f"{fact.key} {thing}".strip()


def cover(text: str, decks: Iterable[Deck]) -> Coverage:
    """Compare the facts of a text with the cards of decks that are asked."""
    sentences = find_facts(text)
    cards = sorted(
        (_CardFacts(deck, card) for deck in decks for card in deck.cards if card.retired is None),
        key=lambda each: (each.deck.id, each.card.id),
    )
    index = _CardIndex(cards)
    lines = _LineCounter(text)
    covered = tuple([_covered(sentence, lines, index) for sentence in sentences])
    strays = _strays(text, sentences, cards)
    return Coverage(covered, tuple(sorted(strays)), len(cards))


class _LineCounter:
    """Counts lines up to places that come in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    def line_at(self, place: int) -> int:
        """Return the line of a place, counted from 1."""
        self._line += self._text.count("\n", self._at, place)
        self._at = place
        return self._line


def _covered(sentence: Sentence, lines: _LineCounter, index: "_CardIndex") -> CoveredSentence:
    stems = _stems(sentence.text) if sentence.facts else frozenset[str]()
    asked = tuple([AskedFact(fact, index.askings(fact, stems)) for fact in sentence.facts])
    return CoveredSentence(lines.line_at(sentence.start), sentence, asked)


class _CardFacts:
    """A card with the facts that its answers say.

    For a true statement, these are the facts of the statement; for a false one, those of `why`.
    """

    def __init__(self, deck: Deck, card: Card) -> None:
        self.deck = deck
        self.card = card
        self.answers = tuple([text[:_LONGEST] for text in _answers(card)])
        found = [fact for text in self.answers for each in find_facts(text) for fact in each.facts]
        self.spans = [span(date) for fact in found if (date := _date(fact)) is not None]
        self.days = {fact.key for fact in found if fact.kind is FactKind.DATE}
        self.numbers = {fact.key for fact in found if fact.kind is FactKind.NUMBER}
        self.names = {words for text in self.answers if (words := words_of(text))}
        body = card.body
        self.question = body.prompt[:_LONGEST]
        about = (
            self.question,
            *self.answers,
            card.according_to,
            getattr(body, "unit", ""),
            card.why,
        )
        self.stems = _stems(" ".join(about))
        self.speakers = set(words_of(" ".join((self.question, card.according_to, *self.answers))))

    @cached_property
    def asking(self) -> Asking:
        """The card, as it is reported."""
        return Asking(self.deck.id, self.card.id, self.card.kind, self.question)


def _answers(card: Card) -> Iterator[str]:
    body = card.body
    if isinstance(body, TrueFalse):
        yield body.prompt if body.answer else card.why
    elif isinstance(body, Match):
        yield from body.searched
    elif isinstance(body, Order):
        yield from body.answer
        for each in body.timeline:
            yield from (each.date.in_words(), each.event)
    else:
        yield from body.answers
        yield from (spelling for entry in body.entries for spelling in entry.accept)
        for part in body.item_parts:
            yield from body.answers_of(part)


class _CardIndex:
    """Cards by the facts of their answers, so that a fact is compared with few of them."""

    def __init__(self, cards: Sequence[_CardFacts]) -> None:
        self._cards = cards
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_day: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._spans = sorted(
            (*dates, number) for number, each in enumerate(cards) for dates in each.spans
        )
        for number, each in enumerate(cards):
            for key in sorted(each.numbers):
                self._by_number[key].append(number)
            for key in sorted(each.days):
                self._by_day[key[-5:]].append(number)
            for word in sorted({word for name in each.names for word in name}):
                self._by_word[word].append(number)
            for stem in sorted(each.stems):
                self._by_stem[stem].append(number)
        self._found: dict[tuple[FactKind, str], tuple[int, ...]] = {}

    def askings(self, fact: Fact, stems: frozenset[str]) -> tuple[Asking, ...]:
        """Return the cards that ask a fact of a sentence with these stems, in their order."""
        found = self._matching(fact, stems)
        return tuple([self._cards[number].asking for number in found])

    def _matching(self, fact: Fact, stems: frozenset[str]) -> Sequence[int]:
        if fact.kind is FactKind.QUOTATION:
            return self._quoting(fact)
        if fact.kind is FactKind.CLAIM:
            return self._claiming(fact, stems)
        key = fact.kind, fact.key
        if key not in self._found:
            find = {FactKind.DATE: self._on, FactKind.NUMBER: self._counting}
            self._found[key] = tuple(find.get(fact.kind, self._naming)(fact))
        found = self._found[key]
        if fact.kind is FactKind.NUMBER and _is_small(fact.key):
            return [number for number in found if self._cards[number].stems & stems]
        return found

    def _on(self, fact: Fact) -> Iterator[int]:
        date = _date(fact)
        if date is None:
            yield from self._by_day.get(fact.key[-5:], ())
            return
        begins, ends = span(date)
        first = bisect_left(self._spans, (begins,))
        last = bisect_right(self._spans, (ends, ends, len(self._cards)))
        found = {number for _, until, number in self._spans[first:last] if until <= ends}
        if date.day:
            yearless = f"-{fact.key[4:]}"
            same = self._by_day.get(fact.key[-5:], ())
            found |= {number for number in same if yearless in self._cards[number].days}
        yield from sorted(found)

    def _counting(self, fact: Fact) -> Sequence[int]:
        return self._by_number.get(fact.key, ())

    def _naming(self, fact: Fact) -> Iterator[int]:
        words = tuple(fact.key.split())
        if not words:
            return
        candidates = {*self._by_word.get(words[0], ()), *self._by_word.get(words[-1], ())}
        for number in sorted(candidates):
            names = self._cards[number].names
            if any(_is_within(words, name) or _is_part(name, words) for name in names):
                yield number

    def _quoting(self, fact: Fact) -> list[int]:
        """Find the cards that quote at least half of the words, or ask some of them."""
        stems = _stems(fact.text)
        fewest = max(min(_FEWEST_SHARED, len(stems)), (len(stems) + 1) // 2)
        return self._sharing(stems, fewest) if stems else []

    def _claiming(self, fact: Fact, stems: frozenset[str]) -> list[int]:
        """Find the cards that name the speaker and share two more words with the sentence."""
        speaker = {word for word in words_of(fact.about) if len(word) >= _SHORTEST_PART}
        others = stems - _stems(fact.about)
        found = self._sharing(others, min(_FEWEST_SHARED, max(1, len(others))))
        return [each for each in found if speaker and speaker & self._cards[each].speakers]

    def _sharing(self, stems: Iterable[str], fewest: int) -> list[int]:
        shared: dict[int, int] = defaultdict(int)
        for stem in stems:
            for number in self._by_stem.get(stem, ()):
                shared[number] += 1
        return sorted(number for number, count in shared.items() if count >= fewest)


def _is_small(key: str) -> bool:
    return key.isdecimal() and int(key) < _SMALL_NUMBER


def _date(fact: Fact) -> Edtf | None:
    return parse_edtf(fact.key) if fact.kind is FactKind.DATE else None


def _is_within(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Check whether words stand one after another in a longer text."""
    size = len(words)
    return any(name[at : at + size] == words for at in range(len(name) - size + 1))


def _is_part(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Check whether a name is the beginning or the end of a longer one: *Macron*."""
    is_short = len(name) < len(words) and len("".join(name)) >= _SHORTEST_PART
    return is_short and (words[: len(name)] == name or words[-len(name) :] == name)


def _stems(text: str) -> frozenset[str]:
    return frozenset([word[:_STEM] for word in content_words(text) if len(word) >= _SHORTEST_PART])


def _strays(
    text: str, sentences: Sequence[Sentence], cards: Sequence[_CardFacts]
) -> Iterator[StrayAnswer]:
    """Yield the answers that are nowhere in the text, in any accepted spelling."""
    facts = [fact for sentence in sentences for fact in sentence.facts]
    said = _Said(text, facts)
    for each in cards:
        if not isinstance(each.card.body, _NO_ANSWERS):
            for spellings in _spellings(each.card):
                if not any(map(said.has, spellings)):
                    yield StrayAnswer(each.deck.id, each.card.id, spellings[0])


def _spellings(card: Card) -> Iterator[tuple[str, ...]]:
    body = card.body
    if body.entries:
        yield from ((entry.text, *entry.accept) for entry in body.entries)
    else:
        yield from ((answer,) for answer in dict.fromkeys(body.answers))


class _Said:
    """The words and the facts of a text, for looking up answers."""

    def __init__(self, text: str, facts: Iterable[Fact]) -> None:
        self._text = f" {' '.join(_WORD.findall(text.casefold()))} "
        self._stems = _stems(text)
        self._keys = {(fact.kind, fact.key) for fact in facts}
        dates = {fact.key for fact in facts if fact.kind is FactKind.DATE}
        self._dates = [*map(span, filter(None, map(parse_edtf, sorted(dates))))]

    def has(self, answer: str) -> bool:
        """Check whether a text has an answer: its words, its facts, or most words of a long one."""
        words = _WORD.findall(answer[:_LONGEST].casefold())
        if not words or f" {' '.join(words)} " in self._text:
            return True
        facts = [fact for each in find_facts(answer[:_LONGEST]) for fact in each.facts]
        values = [fact for fact in facts if fact.kind in (FactKind.DATE, FactKind.NUMBER)]
        if values and not all(map(self._has_value, values)):
            return False
        if values and len(words) <= _LONG_ANSWER:
            return True
        stems = _stems(answer)
        is_long = bool(stems) and len(words) > _LONG_ANSWER
        return is_long and 2 * len(stems & self._stems) >= len(stems)

    def _has_value(self, fact: Fact) -> bool:
        if (fact.kind, fact.key) in self._keys:
            return True
        date = _date(fact)
        if date is None or (FactKind.DATE, f"-{fact.key[4:]}") in self._keys:
            return date is not None
        begins, ends = span(date)
        return any(begins <= first and last <= ends for first, last in self._dates)
