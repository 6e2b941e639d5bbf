"""A card as rules see it, with its question and answers as texts and words, computed once."""

from functools import cached_property

from coalition_quiz.authoring.words import words
from coalition_quiz.core.cards import (
    Body,
    Card,
    Choice,
    Cloze,
    Date,
    Deck,
    Flip,
    Gap,
    Kind,
    List,
    Match,
    Number,
    Order,
    TrueFalse,
    Typed,
)
from coalition_quiz.core.edtf import Edtf

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
    def kind(self) -> Kind:
        """The kind of the card, which is also the key of its prompt."""
        return self.card.body.kind

    @cached_property
    def prompt(self) -> str:
        """The prompt; for a cloze, with its gaps filled in."""
        return self.card.body.prompt

    @cached_property
    def shown(self) -> str:
        """The prompt as a learner sees it; for a cloze, with blanks for its gaps."""
        body = self.card.body
        if not isinstance(body, Cloze):
            return self.prompt
        return "".join([BLANK if isinstance(part, Gap) else part for part in body.parts])

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the visible prompt in lower case, without blanks."""
        return words(self.shown)

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """The right answers as they are shown: one, or those of all rows, gaps and entries."""
        return _answers(self.card.body)

    @cached_property
    def distractors(self) -> tuple[str, ...]:
        """The author's wrong options, without those of a pool."""
        body = self.card.body
        return tuple([wrong.text for wrong in body.wrong]) if isinstance(body, Choice) else ()


def _answers(body: Body) -> tuple[str, ...]:
    match body:
        case Flip(back=back):
            return (back,)
        case Choice(answers=answers) | Order(answer=answers):
            return answers
        case Typed(answer=entry):
            return (entry.text,)
        case Number(written=written):
            return (written,)
        case Date(answer=date):
            return (date.in_words(),)
        case Match(pairs=pairs):
            return tuple([right for _, right in pairs])
        case List(answer=entries):
            return tuple([entry.text for entry in entries])
        case Cloze() as cloze:
            return tuple([gap.entry.text for gap in cloze.gaps])
        case TrueFalse():
            return ()
