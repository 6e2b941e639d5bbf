"""What a rule is: when it speaks, what it says, where it comes from, and an example each way."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Protocol

from msgspec import Struct

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.renames.detect import Rename, renames
from coalition_quiz.core.cards import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.codes import Code, Severity

EVERY_KIND: frozenset[str] = frozenset(KINDS)


class Finding(Struct, frozen=True):
    """What a rule has to say of a card.

    Attributes:
        message: what is the matter, in lower case and without a full stop.
        remedy: what to do, as a sentence.
        key: the field it is about; empty for the card as a whole.
        text: the piece of the field that is meant, as it stands there; empty for all of it.
        at: the index in the file, where it is about the file and no card; else -1.
        length: of how many characters it is about then.
    """

    message: str
    remedy: str
    key: str = ""
    text: str = ""
    at: int = -1
    length: int = 1


class LintContext(Struct, frozen=True, dict=True):
    """What rules may ask about beside the card.

    Attributes:
        deck: the deck as it was read.
        text: the whole file.
        today: the day of the check.
        known: the cards that the deck had, by a history or an earlier version of the file.
    """

    deck: Deck
    text: str
    today: Edtf
    known: Known

    @cached_property
    def renames(self) -> tuple[Rename, ...]:
        """The cards that were learnt under ids that are gone; found once, for all who ask."""
        return tuple(renames(self.deck, self.known))


class DeckRule(Protocol):
    """A rule at work that compares cards: it sees each once, in order, and speaks at the end."""

    def see(self, view: CardView) -> None:
        """Take note of a card."""

    def found(self) -> Iterable[tuple[int, Finding]]:
        """The numbers of the cards found wanting, and why."""


class Rule(Struct, frozen=True, kw_only=True):
    """One check of questions; its examples are its tests and its documentation.

    Attributes:
        code: a letter and three digits, stable.
        name: words joined by hyphens, stable too.
        meaning: in one sentence what is found.
        why: in a few sentences why it teaches badly and what to do instead.
        origin: where the rule comes from.
        bad: cards (or a whole deck) that it speaks of.
        good: the same, mended.
        kinds: the kinds of card it looks at.
        language: the language of decks it understands; empty for any.
        severity: an error where what it finds costs learners their history.
        check: finds what is the matter with one card.
        deck_rule: makes what compares all cards of a deck.
    """

    code: str
    name: str
    meaning: str
    why: str
    origin: str
    bad: str
    good: str
    kinds: frozenset[str] = EVERY_KIND
    language: str = ""
    severity: Severity = "warning"
    check: Callable[[CardView], Iterable[Finding]] | None = None
    deck_rule: Callable[[LintContext], DeckRule] | None = None

    @property
    def as_code(self) -> Code:
        """The rule among the codes of all problems."""
        return Code(self.code, self.name, self.meaning, self.severity)
