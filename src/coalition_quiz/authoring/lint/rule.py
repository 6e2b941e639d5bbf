"""Rules, what they look at (cards, decks) and what they find."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Protocol

from msgspec import Struct

from coalition_quiz.authoring.renames.detect import Rename, find_renames
from coalition_quiz.authoring.words import words
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import KINDS, Body
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.codes import Code, Severity
from coalition_quiz.decks.written_values import OtherForm

BLANK = "____"
EVERY_KIND: frozenset[str] = frozenset(KINDS)
_MOST_OPTIONS = 100
"""The greatest number of options that are shown at once."""
_LONGEST = 1_000


class LintContext(Struct, frozen=True, dict=True):
    """Everything besides the card that rules can use.

    Attributes:
        deck: the deck as it was read.
        text: the whole file.
        today: the day of the check.
        known: the cards that the deck had, from a history or an earlier version of the file.
        other_forms: the values that are not in the format's own form.
        is_whole: whether the file has no errors, so that no card is missing because of one.
        originals: the texts that the deck was made from.
    """

    deck: Deck
    text: str
    today: Edtf
    known: Known
    other_forms: tuple[OtherForm, ...] = ()
    is_whole: bool = True
    originals: tuple[str, ...] = ()

    @cached_property
    def renames(self) -> tuple[Rename, ...]:
        """The cards that were learnt under ids that are gone; computed once for all rules."""
        return tuple(find_renames(self.deck, self.known))

    @cached_property
    def taught(self) -> dict[str, str]:
        """The ids that all known contents were learnt under, by the contents' hashes."""
        return {contents: name for name, known in self.known.items() for contents in known.contents}


class CardView:
    """A card as rules see it: its question and answers as texts and words, computed once.

    Attributes:
        number: the card's position in the deck, counted from 0.
        card: the card.
        context: the deck of the card, and everything else that rules can use.
    """

    def __init__(self, number: int, card: Card, context: LintContext) -> None:
        self.number = number
        self.card = card
        self.context = context

    @property
    def body(self) -> Body:
        """The part of the card that depends on its kind."""
        return self.card.body

    @property
    def kind(self) -> str:
        """The kind of the card, which is also the key of its prompt."""
        return self.card.body.kind

    @cached_property
    def prompt(self) -> str:
        """The prompt; for a cloze, with its gaps filled in."""
        return self.card.body.prompt

    @cached_property
    def shown(self) -> str:
        """The question as a learner sees it: a cloze with blanks for its gaps."""
        return self.card.body.shown(BLANK)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the visible prompt in lower case, without blanks."""
        return words(self.shown)

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """The right answers as they are shown: one, or those of all rows, gaps and entries."""
        return self.card.body.answers

    @cached_property
    def distractors(self) -> tuple[str, ...]:
        """The author's wrong options, without those of a pool."""
        return tuple([wrong.text for wrong in self.card.body.wrong])

    @cached_property
    def options(self) -> tuple[str, ...]:
        """The right options, then the author's wrong ones, limited in number and length."""
        return _shortened(self.answers) + self.wrong_options

    @cached_property
    def option_lines(self) -> str:
        """All options in lower case, one per line."""
        return "\n".join(self.options).lower()

    @cached_property
    def wrong_options(self) -> tuple[str, ...]:
        """The author's wrong options, limited in number and length."""
        return _shortened(self.distractors)

    @property
    def single_answer(self) -> str:
        """The right option; empty if there are several."""
        return self.answers[0][:_LONGEST] if len(self.answers) == 1 else ""

    @property
    def short_prompt(self) -> str:
        """The prompt, or only the end of a long one, which usually holds the question."""
        return self.prompt[-_LONGEST:]

    def field_of(self, option: str) -> str:
        """Return the field that holds an option."""
        return "answer" if any(text.startswith(option) for text in self.answers) else "wrong"


def _shortened(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Shorten a list of options and its texts: no learner reads more."""
    if len(texts) <= _MOST_OPTIONS and max(map(len, texts), default=0) <= _LONGEST:
        return texts
    return tuple([text[:_LONGEST] for text in texts[:_MOST_OPTIONS]])


class Finding(Struct, frozen=True):
    """A problem that a rule has found in a card.

    Attributes:
        message: the problem, in lower case and without a full stop.
        remedy: the advice, as a sentence.
        key: the field with the problem; empty for the whole card.
        text: the piece of the field, as written; empty for the whole field.
        at: the index in the file, if the problem is not in a card; else -1.
        length: the number of characters after that index.
        lines: the lines of other cards that have to do with the problem.
    """

    message: str
    remedy: str
    key: str = ""
    text: str = ""
    at: int = -1
    length: int = 1
    lines: tuple[int, ...] = ()


class DeckRule(Protocol):
    """A running rule that compares cards: it sees each card once, then reports its findings."""

    def see(self, view: CardView) -> None:
        """Take note of a card, in the order of the deck."""

    def found(self) -> Iterable[tuple[int, Finding]]:
        """Report the findings, each with the number of its card."""


class Rule(Code, frozen=True, kw_only=True):
    """A check of questions: a code, and how to find its problem.

    It is explained under its code in the YAML file of its module. The examples there are the
    rule's tests and its documentation.

    Attributes:
        kinds: the kinds of card that the rule checks.
        language: the language of the decks that it understands; empty for any language.
        check: finds the problems of one card.
        deck_rule: makes a rule that compares all cards of a deck.
    """

    kinds: frozenset[str]
    language: str
    check: Callable[[CardView], Iterable[Finding]] | None = None
    deck_rule: Callable[[LintContext], DeckRule] | None = None


def card_rule(
    code: str,
    name: str,
    meaning: str,
    *,
    kinds: Iterable[str] = EVERY_KIND,
    language: str = "",
    severity: Severity = "warning",
) -> Callable[[Callable[[CardView], Iterable[Finding]]], Rule]:
    """Make a rule of a function that finds the problems of one card.

    It is an error if the problem costs learners their history.
    """
    of = frozenset(kinds)
    return lambda check: Rule(
        code, name, meaning, severity, kinds=of, language=language, check=check
    )


def deck_rule(
    code: str,
    name: str,
    meaning: str,
    *,
    kinds: Iterable[str] = EVERY_KIND,
    language: str = "",
    severity: Severity = "warning",
) -> Callable[[Callable[[LintContext], DeckRule]], Rule]:
    """Make a rule of a class that compares all cards of a deck; see also `card_rule`."""
    of = frozenset(kinds)
    return lambda make: Rule(
        code, name, meaning, severity, kinds=of, language=language, deck_rule=make
    )
