"""Short answers in other languages than English.

Nothing here depends on how English is spelt or built. A text is right if it is a spelling of the
answer apart from case, accents, punctuation and spaces, if only an article is left out or added, if
it is the same number or date, or if it has a small typo. Few words may be around it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from coalition_quiz.core.grading import places
from coalition_quiz.core.grading.amounts import roman
from coalition_quiz.core.grading.characters import Unclear, plain
from coalition_quiz.core.grading.languages.articles import (
    Articles,
    articles_of,
    has_article,
    may_replace,
    split_article,
)
from coalition_quiz.core.grading.languages.numerals import number_in_words, ordinal_value
from coalition_quiz.core.grading.languages.phrases import phrases_of
from coalition_quiz.core.grading.languages.values import read_amount, read_date_in
from coalition_quiz.core.grading.matched import MatchedSpelling
from coalition_quiz.core.grading.normalise import all_words_of, compact
from coalition_quiz.core.grading.typos import edits, slips
from coalition_quiz.core.questions import Context, Entry

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "œ": "oe"})
_APART = re.compile(r"\s*[,;،؛、；/|()\[\]=:]+\s*|\s+[-–—]+\s+")
_MOST_PIECES = 6
_LONGEST_VALUE = 60
_MOST_UNKNOWN = 10_000
_ENDING = re.compile(r"[\s.!?。！？،؟।]+$")
_DAY_NEEDS = re.compile(r"\d")


def fold(text: str) -> str:
    """Return a text without its case, accents, punctuation and spaces; its articles stay."""
    return compact(all_words_of(text))


def spelling_meant(
    text: str, entry: Entry, rivals: frozenset[str], context: Context
) -> MatchedSpelling | None:
    """Return the spelling of an entry that a text matches, perhaps with a typo, or None.

    Args:
        text: what was typed.
        entry: the answer.
        rivals: the folded names that a text may not be taken for the answer from.
        context: the question, with its language and the articles of the deck.
    """
    said = plain(text)
    matcher = _Matcher(entry, rivals, context)
    for candidate in dict.fromkeys(_without_small_words(said, context)):
        if meant := matcher.match(candidate):
            return meant
    pieces = [piece for piece in _APART.split(said) if piece]
    if not 1 < len(pieces) <= _MOST_PIECES:
        return None
    meant_by = [matcher.match(piece) for piece in pieces]
    named = [each for each in meant_by if each]
    others = [piece for piece, each in zip(pieces, meant_by, strict=True) if not each]
    is_place = named and all(_lies_in(named[0].spelling, each) for each in others)
    return named[0] if is_place else None


def _lies_in(place: str, region: str) -> bool:
    """Check whether a place is known to lie in a region, so that the region may be added."""
    codes = places.named(fold(region))
    return bool(codes) and places.may_lie_in(fold(place), codes) is True


class _Matcher:
    """An answer with its spellings, folded once."""

    def __init__(self, entry: Entry, rivals: frozenset[str], context: Context) -> None:
        own = (entry.text, *entry.accept)
        bare = (_without_preposition(plain(each), context) for each in own)
        self._spellings = tuple(dict.fromkeys((*own, *bare)))
        self._own = set(map(fold, self._spellings))
        self._rivals = rivals
        self._context = context
        self._articles = articles_of(context.language, context.articles)

    def match(self, text: str) -> MatchedSpelling | None:
        given = fold(text)
        if not given or (given in self._rivals and given not in self._own):
            return None
        for each in self._spellings:
            if (
                _is_same(text, each, self._articles)
                or self._has_other_article(text, each)
                or self._has_same_value(text, each)
            ):
                return MatchedSpelling(each)
        return self._misspelt(text)

    def _has_other_article(self, text: str, spelling: str) -> bool:
        """Check whether *une gare* stands for *la gare*, and the question has no article."""
        (ours, said), (theirs, name) = (
            split_article(each, self._articles) for each in (text, spelling)
        )
        return (
            may_replace(ours, theirs, self._context.language)
            and fold(said) == fold(name)
            and not has_article(self._context.prompt)
        )

    def _has_same_value(self, text: str, spelling: str) -> bool:
        """Check whether two texts are one number or date; repeating the question is no answer."""
        if "spelling" in self._context.strict or fold(text) == fold(self._context.prompt):
            return False
        language = self._context.language
        value = value_of(spelling, language)
        return bool(value) and value == value_of(text, language)

    def _misspelt(self, text: str) -> MatchedSpelling | None:
        numbers = _numbers_in(text, self._context.language)
        found = [
            (count, each)
            for each in self._spellings
            if (count := _typos(text, each, self._articles))
            and _numbers_in(each, self._context.language) == numbers
        ]
        if not found:
            return None
        count, spelling = min(found, key=lambda pair: pair[0])
        given = fold(text)
        others = self._rivals - self._own
        near = (name for name in others if abs(len(name) - len(given)) <= count)
        if any(edits(given, name, count) is not None for name in near):
            return None
        return MatchedSpelling(spelling, typo=True)


def _is_same(text: str, spelling: str, articles: Articles) -> bool:
    """Check whether two texts are one name: an article may be left out, not exchanged."""
    if fold(text) == fold(spelling) or _with_umlauts(text) == _with_umlauts(spelling):
        return True
    (ours, said), (theirs, name) = (split_article(each, articles) for each in (text, spelling))
    return not (ours and theirs) and bool(ours or theirs) and fold(said) == fold(name)


def _with_umlauts(text: str) -> str:
    return fold(text.casefold().translate(_UMLAUTS))


def _typos(text: str, spelling: str, articles: Articles) -> int:
    """Return the number of wrong letters in a name; 0 if it is not a mere typo."""
    (ours, said), (theirs, name) = (split_article(each, articles) for each in (text, spelling))
    if ours and theirs and ours != theirs:
        return 0
    return slips(all_words_of(said), all_words_of(name), is_english=False) or 0


def names_of(entry: Entry, articles: Articles) -> Iterator[str]:
    """Yield the folded names of an entry, without variants that are the name but for a typo."""
    yield fold(entry.text)
    for variant in entry.accept:
        if not _is_same(variant, entry.text, articles) and not _typos(
            variant, entry.text, articles
        ):
            yield fold(variant)


def names_in(entries: Iterable[Entry], language: str, more: Articles) -> frozenset[str]:
    """Gather the folded names of entries that a typo may never turn into one another."""
    articles = articles_of(language, more)
    return frozenset(name for entry in entries for name in names_of(entry, articles))


# Words around an answer.


def _without_small_words(said: str, context: Context) -> Iterator[str]:
    """Yield a text, and the text with fewer and fewer of the harmless words in front of it."""
    yield said
    said = _ENDING.sub("", said)
    yield said
    for shorten in (_without_lead, _without_gap_words, _without_preposition, _without_noun):
        said = shorten(said, context)
        yield said


def _without_lead(said: str, context: Context) -> str:
    """Return a text without *c'est* or *es ist* in front."""
    tokens = _tokens(said)
    for lead in phrases_of(context.language).leads:
        words = lead.split()
        if words and len(tokens) > len(words) and [fold(t) for t in tokens[: len(words)]] == words:
            return said[_start_of(said, tokens, len(words)) :]
    return said


def _without_gap_words(said: str, context: Context) -> str:
    """Return a text without the words on both sides of the gap that it repeats."""
    if not context.is_gap:
        return said
    tokens = said.split()
    before = [fold(each) for each in context.before.split()]
    after = [fold(each) for each in context.after.split()]
    for count in range(min(len(tokens) - 1, len(before)), 0, -1):
        if [fold(each) for each in tokens[:count]] == before[-count:]:
            tokens = tokens[count:]
            break
    for count in range(min(len(tokens) - 1, len(after)), 0, -1):
        if [fold(each) for each in tokens[-count:]] == after[:count]:
            tokens = tokens[:-count]
            break
    return " ".join(tokens)


def _without_preposition(said: str, context: Context) -> str:
    """Return a text without a preposition of place, if the question asks for a place."""
    phrases = phrases_of(context.language)
    words = [fold(each) for each in _tokens(context.lead)]
    asks_with_one = bool(words) and words[0] in phrases.places  # dans quel …? au …
    asked = set(words)
    first, _, rest = said.partition(" ")
    is_asked = asks_with_one or fold(first) in asked or not asked.isdisjoint(phrases.where)
    fits = fold(first) in phrases.places and (is_asked or places.is_known(fold(rest)))
    return rest if fits and rest else said


def _without_noun(said: str, context: Context) -> str:
    """Return a text without the noun of the question: *le fleuve Nil*, *Красное море*."""
    phrases = phrases_of(context.language)
    words = [fold(each) for each in _tokens(context.prompt)]
    nouns = {words[n + 1] for n, word in enumerate(words[:-1]) if word in phrases.asking}
    articles = articles_of(context.language, context.articles)
    _, bare = split_article(said, articles)
    first, _, rest = bare.partition(" ")
    if rest and fold(first) in nouns:
        return rest
    before, _, last = bare.rpartition(" ")
    return before if before and fold(last) in nouns else said


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(text))


def _start_of(said: str, tokens: Sequence[str], number: int) -> int:
    """Return the index of a token in a text."""
    at = 0
    for token in tokens[: number + 1]:
        at = said.index(token, at) + len(token)
    return at - len(tokens[number])


# Numbers and dates.


@lru_cache(maxsize=512)
def value_of(text: str, language: str) -> str:
    """Write a text that is a number, an ordinal or a date in one form; empty for any other text."""
    said = _ENDING.sub("", plain(text)) if not text.strip().endswith(".") else plain(text).strip()
    if not said or len(said) > _LONGEST_VALUE:
        return ""
    number = _number(said, language)
    if number is not None:
        return f"= {number}"
    ordinal = ordinal_value(said, language)
    if ordinal is not None:
        return f"# {ordinal}"
    if _DAY_NEEDS.search(said):
        readings = read_date_in(said, language)
        if isinstance(readings, tuple) and len(readings) == 1:
            return f"= {readings[0]}"
    bare = split_article(said, articles_of(language))[1]
    words = list(_valued_words(bare, language))
    return " ".join(words) if len(words) > 1 and any(map(_is_value, words)) else ""


def _number(said: str, language: str) -> str | None:
    if said.isdecimal():
        return f"{int(said)}"
    whole = number_in_words(said, language)
    if whole is not None:
        return f"{whole}"
    amount = read_amount(said, language)
    if isinstance(amount, Unclear) or amount.unit or len(amount.values) > 1:
        return None
    return f"{amount.values[0].normalize():f}"


def _valued_words(said: str, language: str) -> Iterator[str]:
    """Yield the folded words, with their numbers in digits: *Louis XIV*, *Louis quatorze*."""
    for word in said.split():
        ordinal = ordinal_value(word, language)
        digits = roman(re.sub("[^A-Z]+$", "", word)) if word[:2].isupper() else None
        number = number_in_words(word, language) if digits is None else digits
        if ordinal is not None or (digits is not None and word != word.upper()):
            yield f"#{ordinal or digits}"
        else:
            yield f"#{number}" if number is not None else _digits(word)


def _numbers_in(text: str, language: str) -> list[str]:
    return [*filter(_is_value, _valued_words(plain(text), language))]


def _digits(word: str) -> str:
    return f"#{int(word)}" if word.isdecimal() else fold(word)


def _is_value(word: str) -> bool:
    return word.startswith("#")


class NameIndex:
    """The spellings of a list in another language, folded once however often something is named.

    Attributes:
        entries: the entries of the list.
        rivals: all names that a typo may not turn into one another, the entries' among them.
    """

    def __init__(self, entries: Iterable[Entry], rivals: frozenset[str], context: Context) -> None:
        self.entries = tuple(entries)
        self._context = context
        self._articles = articles_of(context.language, context.articles)
        self._exact: dict[str, list[int]] = {}
        self._initials: dict[str, list[int]] = {}
        self._unknown: set[str] = set()
        for number, entry in enumerate(self.entries):
            for each in (entry.text, *entry.accept):
                for form in self._forms(each):
                    self._exact.setdefault(form, []).append(number)
                initial = fold(split_article(each, self._articles)[1])[:1]
                self._initials.setdefault(initial, []).append(number)
        names = {fold(each) for entry in self.entries for each in (entry.text, *entry.accept)}
        self.rivals = rivals | names

    def _forms(self, text: str) -> set[str]:
        value = value_of(text, self._context.language)
        bare = split_article(text, self._articles)[1]
        return {fold(text), fold(bare), _with_umlauts(text), *([value] if value else [])}

    def has(self, text: str) -> bool:
        """Check whether a text is exactly an entry."""
        return any(form in self._exact for form in self._forms(text))

    def is_one_name(self, text: str) -> bool:
        """Check whether a text is one name of the deck, though not an entry."""
        return fold(text) in self.rivals

    def in_a_row(self, text: str) -> tuple[str, ...]:
        """Return nothing: names that follow each other need a comma."""
        del text
        return ()

    def meant(self, text: str, named: Iterable[str]) -> tuple[Entry | None, MatchedSpelling]:
        """Find the entry that a text means, and its spelling. Prefer one not yet named."""
        said = plain(text)
        if said in self._unknown:
            return None, MatchedSpelling("")
        for candidate in dict.fromkeys(_without_small_words(said, self._context)):
            near = self._near(candidate)
            found = [
                (entry, meant)
                for entry in near
                if (meant := _Matcher(entry, self.rivals, self._context).match(candidate))
            ]
            found.sort(key=lambda pair: pair[1].typo)
            if found:
                new = [pair for pair in found if pair[0].text not in set(named)]
                return new[0] if new else found[0]
        # Earlier names decide between entries, not whether the text means any.
        if len(self._unknown) < _MOST_UNKNOWN:
            self._unknown.add(said)
        return None, MatchedSpelling("")

    def _near(self, text: str) -> list[Entry]:
        exact = {n for form in self._forms(text) for n in self._exact.get(form, ())}
        initial = fold(split_article(text, self._articles)[1])[:1]
        numbers = exact or set(self._initials.get(initial, ()))
        return [self.entries[number] for number in sorted(numbers)]
