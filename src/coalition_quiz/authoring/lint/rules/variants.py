"""Rules about variants of an answer that some cards accept and others do not."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.words import STOP_WORDS, content_words
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.grading.normalise import bare, normalise, words_of
from coalition_quiz.core.grading.typed import spelling_meant
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.questions import Entry

# Q208 missing-variant: a spelling of a name that one card accepts and another does not.

_MOST_SPELLINGS = 40
_LONGEST_NAME = 60
_MOST_GRADED = 10_000
_AGREED = 2
_ALIKE = 0.6
_LONGEST_PROMPT = 1000
_MOST_NAMED = 3
_DIGIT = re.compile(r"\d")
_NO_RIVALS: frozenset[str] = frozenset()


class _Variant:
    """Another spelling of a name, the line of the first card that accepts it, and their number."""

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line
        self.cards = 0


class _Name:
    """A name in the deck: how often it is an answer, and the spellings that cards accept."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.answers = 0
        self.variants: dict[str, _Variant] = {}

    def add(self, entry: Entry, line: int) -> None:
        """Note the spellings that a card accepts."""
        for text in filter(_is_name, entry.accept):
            if len(self.variants) < _MOST_SPELLINGS:
                self.variants.setdefault(text.casefold(), _Variant(text, line)).cards += 1

    @cached_property
    def spellings(self) -> tuple[_Variant, ...]:
        """Return the spellings that are the name itself, whatever the question.

        `accept` may hold texts that are right for one question only. A spelling counts if it is
        similar to the name, or if two cards of the deck accept it.
        """
        every = self.variants.values()
        return tuple([one for one in every if one.cards >= _AGREED or _like(one.text, self.text)])


@deck_rule(
    "Q208",
    "missing-variant",
    "One card accepts a spelling of a name that another card does not accept.",
    kinds={"typed", "list", "cloze"},
)
class _MissingVariant:
    """A comparison of each answer with the spellings that the deck accepts for it elsewhere."""

    def __init__(self, context: LintContext) -> None:
        self._names = _names(context.deck)
        self._cards = context.deck.cards
        self._concerned = array("q")

    def see(self, view: CardView) -> None:
        concerned = False
        for entry in view.body.entries if self._names else ():
            if name := self._names.get(entry.text.casefold()):
                name.answers += 1
                concerned = True
        if concerned:
            self._concerned.append(view.number)

    def found(self) -> Iterator[tuple[int, Finding]]:
        left = _MOST_GRADED
        for number in self._concerned:
            body = self._cards[number].body
            for entry, name in self._named(body.entries):
                left -= len(name.variants)
                if left < 0:
                    return
                if missing := list(_missing(entry, name.spellings, body)):
                    yield number, _missing_finding(body, entry, missing)

    def _named(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, _Name]]:
        """Return the answers that other cards have too, with the spellings accepted there."""
        if len(entries) <= _MOST_SPELLINGS:
            for entry in entries:
                name = self._names.get(entry.text.casefold())
                if name and name.answers > 1 and len(entry.accept) <= _MOST_SPELLINGS:
                    yield entry, name


def _names(deck: Deck) -> dict[str, _Name]:
    """Return the names that some card accepts in other spellings, in lower case."""
    found: dict[str, _Name] = {}
    for card in deck.cards:
        for entry in () if card.retired else card.body.entries:
            if entry.accept and len(entry.accept) <= _MOST_SPELLINGS and _is_name(entry.text):
                found.setdefault(entry.text.casefold(), _Name(entry.text)).add(entry, card.line)
    return found


def _is_name(text: str) -> bool:
    """Whether a text is written as a name. Synonyms of other words depend on the question."""
    return len(text) <= _LONGEST_NAME and not text.islower() and not _DIGIT.search(text)


def _like(variant: str, name: str) -> bool:
    """Whether a spelling is similar to its name, by its letters, words or initials."""
    ours, theirs = words_of(variant), words_of(name)
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if _initials(ours) == "".join(theirs) or _initials(theirs) == "".join(ours):
        return True
    likeness = SequenceMatcher(None, "".join(bare(ours)), "".join(bare(theirs)), autojunk=False)
    return likeness.ratio() >= _ALIKE


def _initials(words: Iterable[str]) -> str:
    return "".join([word[0] for word in words if word not in STOP_WORDS])


def _missing(entry: Entry, spellings: Iterable[_Variant], body: Body) -> Iterator[_Variant]:
    """Find the spellings that would be graded wrong, except those used in the question."""
    if not _is_name(entry.text):
        return
    asked = normalise(body.prompt[:_LONGEST_PROMPT])
    others = {normalise(each.text) for each in body.entries if each is not entry}
    for spelling in spellings:
        name = normalise(spelling.text)
        elsewhere = name in asked or name in others
        if not elsewhere and spelling_meant(spelling.text, entry, _NO_RIVALS) is None:
            yield spelling


def _missing_finding(body: Body, entry: Entry, missing: Sequence[_Variant]) -> Finding:
    names = ", ".join([f"`{each.text}`" for each in missing[:_MOST_NAMED]])
    return Finding(
        f"the card on line {missing[0].line} also accepts {names} for `{entry.text}`; this one "
        "does not",
        "If these are right here too, add them to `accept:`.",
        "cloze" if isinstance(body, Cloze) else "answer",
        f"[{entry.text}" if isinstance(body, Cloze) else entry.text,
        lines=(missing[0].line,),
    )


# Q210 sister-variants: cards with the same answer that accept different variants of it.

_MOST_CARDS = 20_000
_MOST_ENTRIES = 40
_STEM = 4
_LONGEST = 60
_SHARED = 2
_DIGITS = re.compile(r"[\d.,\s]+")


class _Sister(NamedTuple):
    """An answer of a card. A number has no entry, but may have a tolerance."""

    number: int
    line: int
    prompt: str
    kind: str
    entry: Entry
    within: bool


@deck_rule(
    "Q210",
    "sister-variants",
    "Two cards have the same answer, but accept different forms of the word or a different "
    "tolerance.",
    kinds={"typed", "list", "cloze", "number"},
)
class _SisterVariants:
    """A comparison of each answer with the first card that has the same answer."""

    def __init__(self, context: LintContext) -> None:
        del context
        self._sisters: dict[str, list[_Sister]] = {}
        self._left = _MOST_CARDS

    def see(self, view: CardView) -> None:
        if self._left <= 0:
            return
        for entry, within in _answers(view.body)[:_MOST_ENTRIES]:
            self._left -= 1
            prompt = view.shown[:_LONGEST_PROMPT]
            sister = _Sister(view.number, view.card.line, prompt, view.kind, entry, within)
            self._sisters.setdefault(normalise(entry.text), []).append(sister)

    def found(self) -> Iterator[tuple[int, Finding]]:
        for sisters in self._sisters.values():
            if len(sisters) > 1:
                for one in sisters[:_MOST_ENTRIES]:
                    finding = next(filter(None, (_compared(one, each) for each in sisters)), None)
                    if finding:
                        yield one.number, finding


def _compared(one: _Sister, other: _Sister) -> Finding | None:
    """Find a text that the other card accepts and this one would grade wrong."""
    if one.number == other.number:
        return None
    if other.within and not one.within:
        return _tolerance(one, other) if _ask_alike(one, other) else None
    for text in other.entry.accept[:_MOST_ENTRIES]:
        is_form = _is_common(text) and _begins_alike(text, other.entry.text)
        if is_form and not _is_taken(text, one):
            return _form_finding(one, other, text)
    return None


def _is_common(text: str) -> bool:
    """Whether a text is a word in lower case; Q208 checks names."""
    return text.islower() and len(text) <= _LONGEST and not _DIGITS.fullmatch(text)


def _begins_alike(one: str, other: str) -> bool:
    """Whether two texts are forms of one word; a synonym may be right for one question only."""
    return len(one) >= _STEM and one[:_STEM].lower() == other[:_STEM].lower()


def _is_taken(text: str, sister: _Sister) -> bool:
    shown = normalise(text) in normalise(sister.prompt)
    return shown or spelling_meant(text, sister.entry, _NO_RIVALS) is not None


def _ask_alike(one: _Sister, other: _Sister) -> bool:
    """Whether two questions share words; one number may answer quite different questions."""
    return len(set(content_words(one.prompt)) & set(content_words(other.prompt))) >= _SHARED


def _answers(body: Body) -> tuple[tuple[Entry, bool], ...]:
    if isinstance(body, Number):
        return ((Entry(body.written), body.within is not None),)
    return tuple([(entry, False) for entry in body.entries])


def _form_finding(one: _Sister, other: _Sister, text: str) -> Finding:
    return Finding(
        f"the card on line {other.line} also accepts `{text}` for `{one.entry.text}`; this one "
        "does not",
        "If it is right here too, add it to `accept:`.",
        *_place(one),
        lines=(other.line,),
    )


def _tolerance(one: _Sister, other: _Sister) -> Finding:
    return Finding(
        f"the card on line {other.line} accepts numbers near `{one.entry.text}`; this one does not",
        "Give both cards the same tolerance, with `within:` on a `number` card.",
        *_place(one),
        lines=(other.line,),
    )


def _place(one: _Sister) -> tuple[str, str]:
    """Return the key that holds the answer, and the text there."""
    in_gap = one.kind == "cloze"
    return ("cloze", f"[{one.entry.text}") if in_gap else ("answer", one.entry.text)


# Q211 form-in-why: a form of the answer in `why` that would be graded wrong.

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_ENDS = re.compile(r"[^\w\s'’-]")
_MOST_FORMS = 20
_MOST_WORDS = 5
_FEWEST_WORDS = 2
_BETWEEN = 2
"""The most small words in between: capacity building, the building *of* capacities."""
_LONGEST_WHY = 2_000
_SHORTEST_STEM = 4
_ENDING = 2
_SMALL = frozenset(("a", "an", "for", "in", "of", "the", "to"))


@card_rule(
    "Q211",
    "form-in-why",
    "The explanation (`why`) has the answer in a form that would be marked wrong.",
    kinds={"typed", "list", "cloze"},
    language="en",
)
def _form_in_why(view: CardView) -> Iterator[Finding]:
    why = view.card.why[:_LONGEST_WHY]
    if not why:
        return
    words = [(found[0].lower(), found.start(), found.end()) for found in _WORD.finditer(why)]
    for entry in view.body.entries[:_MOST_FORMS]:
        form = _form(entry, why, words)
        if form:
            yield Finding(
                f"`why` says `{form}` for `{entry.text}`, which would be marked wrong",
                "Add it to `accept:`, or use the answer's wording in `why`.",
                "why",
                form,
            )
            return


def _form(entry: Entry, why: str, words: Sequence[tuple[str, int, int]]) -> str:
    """Find the first piece of `why` with the words of an answer that would be graded wrong."""
    answer_words = [word for word in _WORD.findall(entry.text.lower()) if word not in STOP_WORDS]
    if not _FEWEST_WORDS <= len(answer_words) <= _MOST_WORDS:
        return ""
    for first in range(len(words)):
        for last in range(first + len(answer_words), first + len(answer_words) + _BETWEEN + 1):
            piece = words[first:last]
            if _has_words([word for word, _, _ in piece], answer_words):
                text = why[piece[0][1] : piece[-1][2]]
                if _is_one_phrase(text) and spelling_meant(text, entry, _NO_RIVALS) is None:
                    return text
    return ""


def _has_words(piece: Sequence[str], answer_words: Sequence[str]) -> bool:
    """Whether a piece consists of forms of the answer's words and small words in between."""
    if not piece or piece[0] in _SMALL or piece[-1] in _SMALL:
        return False
    content = [word for word in piece if word not in _SMALL]
    if len(content) != len(answer_words):
        return False
    left = list(answer_words)
    for word in content:
        mine = next((each for each in left if _is_form(word, each)), None)
        if mine is None:
            return False
        left.remove(mine)
    return True


def _is_one_phrase(text: str) -> bool:
    return not _ENDS.search(text)


def _is_form(one: str, other: str) -> bool:
    """Whether two words are the same except for an ending."""
    if one == other:
        return True
    shortest = min(len(one), len(other))
    stem = max(_SHORTEST_STEM, shortest - _ENDING)
    return shortest >= stem and one[:stem] == other[:stem]
