"""Q208: a spelling of a name that one card accepts and another does not."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.authoring.words import STOP_WORDS
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.grading.normalise import bare, normalise, words_of
from coalition_quiz.core.grading.typed import spelling_meant
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.questions.tasks import Entry

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


class _DeckRule:
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
                    yield number, _finding(body, entry, missing)

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


def _finding(body: Body, entry: Entry, missing: Sequence[_Variant]) -> Finding:
    names = ", ".join([f"`{each.text}`" for each in missing[:_MOST_NAMED]])
    return Finding(
        f"the card of line {missing[0].line} accepts {names} for `{entry.text}`, and this one "
        "does not",
        "Add what is right here too to `accept:`.",
        "cloze" if isinstance(body, Cloze) else "answer",
        f"[{entry.text}" if isinstance(body, Cloze) else entry.text,
    )


RULE = Rule(
    code="Q208",
    name="missing-variant",
    meaning="A name is accepted in another spelling on one card, and not on another.",
    kinds=frozenset({"typed", "list", "cloze"}),
    deck_rule=_DeckRule,
)
