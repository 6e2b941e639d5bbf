"""The items of an edited file, and how to find one after an edit. Pure."""

from functools import cached_property

from msgspec import Struct

from coalition_quiz.authoring.check import DeckCheck
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import confusable_names
from coalition_quiz.core.items import Item, items_of
from coalition_quiz.decks.diagnostics import Diagnostic, Lines
from coalition_quiz.decks.reading import ReadResult


class CardPlace(Struct, frozen=True):
    """The position of a card in a deck: id and part, or the line if the id is gone."""

    card: str
    part: str
    first: int
    last: int


class Cards:
    """The items of one reading of a file, in its order.

    Attributes:
        deck: the deck, or None if it could not be read.
        items: the items that learners are asked.
    """

    def __init__(self, result: ReadResult) -> None:
        self.deck = result.deck
        self.items: tuple[Item, ...] = tuple(items_of(result.deck)) if result.deck else ()
        self._spans = _spans(result)
        self._numbers = _numbers(self.items)

    @cached_property
    def rivals(self) -> frozenset[str]:
        """The names that are easily confused in this deck."""
        return confusable_names(self.deck) if self.deck else frozenset()

    @property
    def count(self) -> int:
        """The number of cards with questions."""
        return len(self._numbers)

    def number(self, item: Item) -> int:
        """Return the number of an item's card, from 1."""
        return self._numbers[item.card.id]

    def place(self, item: Item) -> CardPlace:
        """Return the position of an item."""
        first, last = self._spans[item.card.id]
        return CardPlace(item.card.id, item.part, first, last)

    def find(self, place: CardPlace) -> int | None:
        """Return the item at a position: by its id, by its former id, or the nearest."""
        card = self._card(place)
        if card is None:
            return None
        of_card = [at for at, item in enumerate(self.items) if item.card is card]
        same = (at for at in of_card if self.items[at].part == place.part)
        return next(same, of_card[0])

    def has(self, place: CardPlace) -> bool:
        """Return whether the card of a position exists, under its id or a new one."""
        return self._same(place) is not None

    def at_line(self, line: int) -> int | None:
        """Return the first item of the card at a line."""
        for at, item in enumerate(self.items):
            first, last = self._spans[item.card.id]
            if first <= line <= last:
                return at
        return None

    def _card(self, place: CardPlace) -> Card | None:
        same = self._same(place)
        if same is not None or not self.items:
            return same
        asked = [item.card for item in self.items]
        return min(asked, key=lambda card: abs(self._spans[card.id][0] - place.first))

    def _same(self, place: CardPlace) -> Card | None:
        asked = [item.card for item in self.items]
        by_id = (card for card in asked if card.id == place.card)
        renamed = (card for card in asked if self.deck and _was(card, place.card, self.deck))
        return next(by_id, None) or next(renamed, None)


def own_first(shown: tuple[Diagnostic, ...], place: CardPlace | None) -> tuple[Diagnostic, ...]:
    """Return problems in the order of the file, those of the current card first."""
    return tuple(sorted(shown, key=lambda each: not is_of(each, place)))


def is_of(problem: Diagnostic, place: CardPlace | None) -> bool:
    """Return whether a problem is within a card."""
    return place is not None and place.first <= problem.line <= place.last


def can_be_shown(checked: DeckCheck) -> bool:
    """Return whether a reading gave cards, or has none although nothing is wrong."""
    wrong = any(each.severity == "error" for each in checked.diagnostics)
    deck = checked.result.deck
    return deck is not None and (any(items_of(deck)) or not wrong)


def _numbers(items: tuple[Item, ...]) -> dict[str, int]:
    ids = dict.fromkeys(item.card.id for item in items)
    return {card: number for number, card in enumerate(ids, start=1)}


def _spans(result: ReadResult) -> dict[str, tuple[int, int]]:
    """Return the first and last line of each card."""
    lines = Lines(result.text)
    spans = {}
    for card, node in zip(result.deck.cards if result.deck else (), result.nodes, strict=False):
        # A YAML mapping ends at the next key. Lines between two cards belong to neither.
        written = result.text[node.at : node.end].rstrip()
        spans[card.id] = (card.line, max(card.line, lines.number(node.at + len(written) - 1)))
    return spans


def _was(card: Card, earlier: str, deck: Deck) -> bool:
    return earlier in card.was or f"{deck.id}/{earlier}" in card.was
