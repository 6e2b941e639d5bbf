"""A card as rules look at it: its question and answers as texts and words, each made once."""

from functools import cached_property

from coalition_quiz.authoring.words import words
from coalition_quiz.core.cards import Card, Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import Body

BLANK = "____"


class CardView:
    """One card of a deck.

    Attributes:
        number: its place in the deck, counted from 0.
        card: the card.
        deck: the deck it is part of.
        today: the day of the check.
    """

    def __init__(self, number: int, card: Card, deck: Deck, today: Edtf) -> None:
        self.number = number
        self.card = card
        self.deck = deck
        self.today = today

    @property
    def body(self) -> Body:
        """What the card's kind makes of it."""
        return self.card.body

    @property
    def kind(self) -> str:
        """The kind of the card, which is also the key that holds its prompt."""
        return self.card.body.kind

    @cached_property
    def prompt(self) -> str:
        """The question; a cloze with its gaps filled in."""
        return self.card.body.prompt

    @cached_property
    def shown(self) -> str:
        """The question as a learner sees it: a cloze with blanks for its gaps."""
        return self.card.body.shown(BLANK)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of what is shown, in lower case; a blank is none."""
        return words(self.shown)

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """The right answers as they are shown: one, or those of all rows, gaps and entries."""
        return self.card.body.answers

    @cached_property
    def distractors(self) -> tuple[str, ...]:
        """The author's wrong options; those of a pool are not among them."""
        return tuple([wrong.text for wrong in self.card.body.wrong])
