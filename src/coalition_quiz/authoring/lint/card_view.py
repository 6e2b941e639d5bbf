"""A card as rules see it, with its question and answers as texts and words, computed once."""

from functools import cached_property

from coalition_quiz.authoring.words import words
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import Body

BLANK = "____"


class CardView:
    """One card of a deck.

    Attributes:
        number: the card's position in the deck, counted from 0.
        card: the card.
        deck: the deck of the card.
        today: the day of the check.
    """

    def __init__(self, number: int, card: Card, deck: Deck, today: Edtf) -> None:
        self.number = number
        self.card = card
        self.deck = deck
        self.today = today

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
