"""Items: what is scheduled. A card gives one, or one for each of its gaps or sides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, ValuesView
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from coalition_quiz.core.deck import Deck, StoredCards
from coalition_quiz.core.ids import deck_of

if TYPE_CHECKING:
    from coalition_quiz.core.cards import Card


class Item(Struct, frozen=True):
    """One thing to remember.

    Attributes:
        id: ``deck/card``, ``deck/card/back`` or ``deck/card/gap2``.
        part: the last piece of the id where there is one, else empty.
    """

    id: str
    part: str
    card: "Card"
    deck: Deck


def parts_of(card: "Card") -> tuple[str, ...]:
    """Return the parts a card is asked in: an empty name for the card itself."""
    return card.body.item_parts


def item_ids(deck_id: str, card: "Card") -> Iterator[str]:
    """Yield the ids of a card's items."""
    for part in parts_of(card):
        yield f"{deck_id}/{card.id}/{part}" if part else f"{deck_id}/{card.id}"


def items_of(deck: Deck) -> Iterator[Item]:
    """The items of a deck that are asked, in the order of the file; retired cards have none."""
    for card in deck.cards:
        if card.retired is None:
            for item_id, part in zip(item_ids(deck.id, card), parts_of(card), strict=True):
                yield Item(item_id, part, card, deck)


def asked_ids(deck: Deck) -> Sequence[str]:
    """Return the ids of the items of a deck that are asked, in the order of the file."""
    if isinstance(deck.cards, StoredCards):
        return deck.cards.asked_ids()
    asked = [card for card in deck.cards if card.retired is None]
    return [item_id for card in asked for item_id in item_ids(deck.id, card)]


def asked_count(deck: Deck) -> int:
    """Count the items of a deck that are asked."""
    return deck.cards.asked if isinstance(deck.cards, StoredCards) else len(asked_ids(deck))


class Items(Mapping[str, Item]):
    """The items of some decks that are asked, in the order they are taught.

    Each is made of its card when it is looked up; nothing here grows with the decks.
    """

    def __init__(self, decks: Iterable[Deck]) -> None:
        self._decks = {deck.id: deck for deck in decks}
        self._numbers: dict[str, dict[str, int]] = {}

    def __getitem__(self, item_id: str) -> Item:
        deck = self._decks.get(deck_of(item_id))
        card = self._card(deck, item_id.split("/")[1]) if deck and "/" in item_id else None
        if deck and card and card.retired is None:
            for own_id, part in zip(item_ids(deck.id, card), parts_of(card), strict=True):
                if own_id == item_id:
                    return Item(item_id, part, card, deck)
        raise KeyError(item_id)

    def __iter__(self) -> Iterator[str]:
        for deck in self._decks.values():
            yield from asked_ids(deck)

    def __len__(self) -> int:
        return sum(map(asked_count, self._decks.values()))

    def values(self) -> "ItemValues":
        """Every item, one after another: in one pass over the cards."""
        return ItemValues(self, self._decks.values())

    def _card(self, deck: Deck, card_id: str) -> "Card | None":
        if isinstance(deck.cards, StoredCards):
            return deck.cards.find(card_id)
        if deck.id not in self._numbers:
            self._numbers[deck.id] = {card.id: at for at, card in enumerate(deck.cards)}
        at = self._numbers[deck.id].get(card_id)
        return None if at is None else deck.cards[at]


class ItemValues(ValuesView[Item]):
    """The items of a mapping, read deck by deck instead of id by id."""

    def __init__(self, items: Items, decks: Iterable[Deck]) -> None:
        super().__init__(items)
        self._decks = decks

    def __iter__(self) -> Iterator[Item]:
        for deck in self._decks:
            yield from items_of(deck)


def renames_of(deck: Deck) -> Iterator[tuple[str, str]]:
    """Pairs of an earlier item id and the one it has now, from the cards' `was`."""
    for card in deck.cards:
        for earlier in earlier_names(deck.id, card):
            yield from renamed(deck.id, card, earlier)


def earlier_names(deck_id: str, card: "Card") -> Iterator[str]:
    """Yield the ids, as ``deck/card``, that a card had before by its `was`."""
    for earlier in card.was:
        yield earlier if "/" in earlier else f"{deck_id}/{earlier}"


def renamed(deck_id: str, card: "Card", old: str) -> Iterator[tuple[str, str]]:
    """Pairs of item ids, if the card had the id `old`, as ``deck/card``, and the ids of today."""
    for part, new in zip(parts_of(card), item_ids(deck_id, card), strict=True):
        yield (f"{old}/{part}" if part else old), new


def changes_of(deck: Deck) -> Iterator[tuple[str, str]]:
    """Yield the items of a deck whose facts have changed, and since when, in EDTF."""
    for card in deck.cards:
        if card.changed is not None and card.retired is None:
            for item_id in item_ids(deck.id, card):
                yield item_id, str(card.changed.on)


def content_hash(card: "Card") -> str:
    """Twelve hex digits that change when what a card teaches changes."""
    import hashlib  # noqa: PLC0415 - it costs a start, and only answers need it

    return hashlib.sha256(msgspec.json.encode(card.body)).hexdigest()[:12]
