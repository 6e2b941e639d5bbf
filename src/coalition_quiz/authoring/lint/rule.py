"""Rules and their findings."""

from collections.abc import Callable, Iterable
from functools import cached_property
from importlib.resources import files
from typing import Protocol

from msgspec import Struct, yaml

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.renames.detect import Rename, find_renames
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.codes import Code, Severity
from coalition_quiz.decks.explanations import Explanation

_RULES = "coalition_quiz.authoring.lint.rules"
EVERY_KIND: frozenset[str] = frozenset(KINDS)


class Finding(Struct, frozen=True):
    """A problem that a rule has found in a card.

    Attributes:
        message: the problem, in lower case and without a full stop.
        remedy: the advice, as a sentence.
        key: the field with the problem; empty for the whole card.
        text: the piece of the field, as written; empty for the whole field.
        at: the index in the file, if the problem is not in a card; else -1.
        length: the number of characters after that index.
    """

    message: str
    remedy: str
    key: str = ""
    text: str = ""
    at: int = -1
    length: int = 1


class LintContext(Struct, frozen=True, dict=True):
    """Everything besides the card that rules can use.

    Attributes:
        deck: the deck as it was read.
        text: the whole file.
        today: the day of the check.
        known: the cards that the deck had, from a history or an earlier version of the file.
    """

    deck: Deck
    text: str
    today: Edtf
    known: Known

    @cached_property
    def renames(self) -> tuple[Rename, ...]:
        """The cards that were learnt under ids that are gone; computed once for all rules."""
        return tuple(find_renames(self.deck, self.known))


class DeckRule(Protocol):
    """A running rule that compares cards: it sees each card once, then reports its findings."""

    def see(self, view: CardView) -> None:
        """Take note of a card, in the order of the deck."""

    def found(self) -> Iterable[tuple[int, Finding]]:
        """Report the findings, each with the number of its card."""


class Rule(Struct, frozen=True, kw_only=True, dict=True):
    """A check of questions.

    Its explanation is in `rules/`, in the YAML file with the rule's name. The examples there
    are the rule's tests and its documentation.

    Attributes:
        code: a letter and three digits, stable.
        name: words joined by hyphens, stable too.
        meaning: the problem, in one sentence.
        kinds: the kinds of card that the rule checks.
        language: the language of the decks that it understands; empty for any language.
        severity: an error if the problem costs learners their history.
        check: finds the problems of one card.
        deck_rule: makes a rule that compares all cards of a deck.
    """

    code: str
    name: str
    meaning: str
    kinds: frozenset[str] = EVERY_KIND
    language: str = ""
    severity: Severity = "warning"
    check: Callable[[CardView], Iterable[Finding]] | None = None
    deck_rule: Callable[[LintContext], DeckRule] | None = None

    @property
    def as_code(self) -> Code:
        """The rule's entry in the list of all codes."""
        return Code(self.code, self.name, self.meaning, self.severity)

    @cached_property
    def explanation(self) -> Explanation:
        """The reason for the rule, its examples and its origin."""
        file = files(_RULES).joinpath(f"{self.name.replace('-', '_')}.yaml")
        return yaml.decode(file.read_bytes(), type=Explanation)
