"""Items: what is scheduled. A card gives one, or one for each of its gaps or sides."""

import hashlib
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from coalition_quiz.learning.cards import Card, Cloze, Deck, Front


class Item(Struct, frozen=True):
    """One thing to remember.

    Attributes:
        id: ``deck/card``, ``deck/card/back`` or ``deck/card/gap2``.
        part: the last piece of the id where there is one, else empty.
    """

    id: str
    part: str
    card: Card
    deck: Deck


def parts_of(card: Card) -> tuple[str, ...]:
    """The parts a card is asked in: an empty name for the card itself."""
    match card.body:
        case Front(both=True):
            return ("", "back")
        case Cloze() as cloze:
            return tuple(f"gap{number}" for number in range(1, len(cloze.gaps) + 1))
        case _:
            return ("",)


def item_ids(deck_id: str, card: Card) -> Iterator[str]:
    """The ids of a card's items."""
    for part in parts_of(card):
        yield f"{deck_id}/{card.id}/{part}" if part else f"{deck_id}/{card.id}"


def items_of(deck: Deck) -> Iterator[Item]:
    """The items of a deck that are asked, in the order of the file; retired cards have none."""
    for card in deck.cards:
        if card.retired is None:
            for item_id, part in zip(item_ids(deck.id, card), parts_of(card), strict=True):
                yield Item(item_id, part, card, deck)


def renames_of(deck: Deck) -> Iterator[tuple[str, str]]:
    """Pairs of an earlier item id and the one it has now, from the cards' `was`."""
    for card in deck.cards:
        for earlier in card.was:
            old = earlier if "/" in earlier else f"{deck.id}/{earlier}"
            for part, new in zip(parts_of(card), item_ids(deck.id, card), strict=True):
                yield (f"{old}/{part}" if part else old), new


def changes_of(deck: Deck) -> Iterator[tuple[str, str]]:
    """The items of a deck whose facts have changed, and since when, in EDTF."""
    for card in deck.cards:
        if card.changed is not None and card.retired is None:
            for item_id in item_ids(deck.id, card):
                yield item_id, str(card.changed.on)


def content_hash(card: Card) -> str:
    """Twelve hex digits that change when what a card teaches changes."""
    return hashlib.sha256(msgspec.json.encode(card.body)).hexdigest()[:12]
