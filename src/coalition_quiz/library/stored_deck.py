"""Cached decks that are opened without their cards: each card is fetched when it is needed.

If the cache was lost or damaged meanwhile, the deck file itself is read again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, overload

import msgspec

from coalition_quiz.core.cards import Card, Deck, StoredCards
from coalition_quiz.core.edtf import parse_edtf
from coalition_quiz.core.items import asked_ids
from coalition_quiz.library.cached_deck import (
    CARDS,
    SHARED,
    SLOTS,
    TABLE,
    DeckEntry,
    cache_path,
    cached_parts,
    header_for,
    mark_used,
)
from coalition_quiz.library.checksummed_parts import CacheMissError, ChecksummedParts
from coalition_quiz.library.index import cached_item_ids
from coalition_quiz.system.files import read_cache_file, sealed, unsealed, write_cache_file

if TYPE_CHECKING:
    from coalition_quiz.library.store import CardPlaces, Shared

_T = TypeVar("_T")
_CARDS_IN_MEMORY = 32
_CARDS_PER_READ = 256


def open_cached_deck(entry: DeckEntry, cache: Path) -> Deck:
    """Open a cached deck; nothing is read before it is needed."""
    cached_deck = _DeckCache(entry, cache)
    return Deck(
        id=entry.deck,
        title=entry.title,
        path=entry.path,
        cards=CachedCards(cached_deck),
        language=entry.language,
        description=entry.description,
        author=entry.author,
        licence=entry.licence,
        as_of=parse_edtf(entry.as_of),
        pools=_CachedPools(cached_deck),
    )


class _DeckCache:
    """The cache of a deck, or the deck read again if the cache is lost."""

    def __init__(self, entry: DeckEntry, cache: Path) -> None:
        self.entry = entry
        self.cache = cache
        self._again: Deck | None = None

    @property
    def is_lost(self) -> bool:
        """True if the deck was read again. It may have changed since it was cached."""
        return self._again is not None

    def ask(self, cached: Callable[[], _T], fallback: Callable[[Deck], _T]) -> _T:
        """Return a cached value or, if the cache is lost, the same of the deck read again."""
        if self._again is None:
            try:
                return cached()
            except CacheMissError:
                self._again = self._read_again()
        return fallback(self._again)

    @cached_property
    def _file(self) -> ChecksummedParts:
        return cached_parts(self.entry.content, self.cache)

    @cached_property
    def places(self) -> "CardPlaces":
        """The positions of the cards."""
        from coalition_quiz.library.store import CardPlaces  # noqa: PLC0415 - home reads no card

        mark_used(cache_path(self.entry.content, self.cache))
        return CardPlaces(self._file.part(TABLE), self._file.part(SLOTS))

    @cached_property
    def shared(self) -> "Shared":
        """The data that the cards share."""
        from coalition_quiz.library.store import decode_shared  # noqa: PLC0415 - home reads no card

        return decode_shared(self._file.part(SHARED))

    def card(self, number: int) -> Card:
        """Return a card by its number."""
        from coalition_quiz.library.store import decode_card  # noqa: PLC0415 - home reads no card

        offset, length, checksum = self.places.place(number)
        return decode_card(self._file.within(CARDS, offset, length), checksum, self.shared)

    def cards(self, first: int, end: int) -> Iterator[Card]:
        """Yield several cards, read at once."""
        from coalition_quiz.library.store import decode_card  # noqa: PLC0415 - home reads no card

        places = [self.places.place(number) for number in range(first, end)]
        start, stop = places[0][0], places[-1][0] + places[-1][1]
        data = self._file.within(CARDS, start, stop - start)
        for offset, length, checksum in places:
            begin = offset - start
            yield decode_card(data[begin : begin + length], checksum, self.shared)

    def _read_again(self) -> Deck:
        from coalition_quiz.library.reading import reread_deck  # noqa: PLC0415 - loads YAML, and is rarely needed

        entry = self.entry
        found = reread_deck(Path(entry.path), self.cache).deck
        return found or Deck(entry.deck, entry.title, entry.path, ())


def cached_confusable_names(deck: Deck) -> frozenset[str]:
    """Return the names of a deck that typos may not confuse (see `confusable_names`)."""
    from coalition_quiz.core.draw_question import confusable_names  # noqa: PLC0415 - home asks nothing

    if isinstance(deck.cards, CachedCards):
        return deck.cards.confusable_names(lambda: confusable_names(deck))
    return confusable_names(deck)


class CachedCards(StoredCards):
    """The cards of a cached deck; the last few are kept in memory."""

    def __init__(self, cached_deck: _DeckCache) -> None:
        self._deck_cache = cached_deck

    @cached_property
    def _card(self) -> Callable[[int], Card]:
        return lru_cache(_CARDS_IN_MEMORY)(self._deck_cache.card)

    def __len__(self) -> int:
        return self._deck_cache.ask(
            lambda: self._deck_cache.entry.cards, lambda deck: len(deck.cards)
        )

    @overload
    def __getitem__(self, at: int) -> Card: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Card, ...]: ...
    def __getitem__(self, at: int | slice) -> Card | tuple[Card, ...]:
        numbers = range(len(self))[at]
        return self._at(numbers) if isinstance(numbers, int) else tuple(map(self._at, numbers))

    def __iter__(self) -> Iterator[Card]:
        for first in range(0, len(self), _CARDS_PER_READ):
            yield from self._several(first, first + _CARDS_PER_READ)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | CachedCards):
            return NotImplemented
        return len(self) == len(other) and all(map(_are_equal, self, other))

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, so it would need a tuple's hash

    def __repr__(self) -> str:
        return f"<{len(self)} cards of {self._deck_cache.entry.deck}>"

    @property
    def asked(self) -> int:
        """The number of asked items."""
        return self._deck_cache.ask(
            lambda: self._deck_cache.entry.items, lambda deck: len(asked_ids(deck))
        )

    def asked_ids(self) -> Sequence[str]:
        """Return the ids of the asked items, in the order of the cards."""
        entry, cache = self._deck_cache.entry, self._deck_cache.cache
        return self._deck_cache.ask(lambda: cached_item_ids(entry.content, cache), asked_ids)

    def find(self, card_id: str) -> Card | None:
        """Return the card with this id."""
        return self._deck_cache.ask(
            lambda: self._found(card_id), lambda deck: _find_in(deck, card_id)
        )

    def confusable_names(self, gather: Callable[[], frozenset[str]]) -> frozenset[str]:
        """Return the names that typos may not confuse, gathered from all cards the first time."""
        content = self._deck_cache.entry.content
        place, form = cache_path(content, self._deck_cache.cache, "names"), header_for(content)
        known = _cached_names(place, form)
        if known is not None:
            return known
        names = gather()
        if not self._deck_cache.is_lost:
            write_cache_file(place, sealed(msgspec.json.encode(sorted(names)), form))
        return names

    def _at(self, number: int) -> Card:
        return self._deck_cache.ask(lambda: self._card(number), lambda deck: deck.cards[number])

    def _found(self, card_id: str) -> Card | None:
        numbers = self._deck_cache.places.candidates(card_id)
        return next((card for card in map(self._card, numbers) if card.id == card_id), None)

    def _several(self, first: int, end: int) -> Sequence[Card]:
        end = min(end, len(self))
        return self._deck_cache.ask(
            lambda: tuple(self._deck_cache.cards(first, end)), lambda deck: deck.cards[first:end]
        )


class _CachedPools(Mapping[str, tuple[str, ...]]):
    """The pools of a cached deck."""

    def __init__(self, cached_deck: _DeckCache) -> None:
        self._deck_cache = cached_deck

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._pools[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pools)

    def __len__(self) -> int:
        return len(self._pools)

    @property
    def _pools(self) -> Mapping[str, tuple[str, ...]]:
        return self._deck_cache.ask(lambda: self._deck_cache.shared.pools, lambda deck: deck.pools)


def _cached_names(place: Path, form: str) -> frozenset[str] | None:
    try:
        payload = unsealed(read_cache_file(place), form)
        return msgspec.json.decode(payload or b"", type=frozenset[str])
    except (OSError, msgspec.MsgspecError):
        return None


def _find_in(deck: Deck, card_id: str) -> Card | None:
    return next((card for card in deck.cards if card.id == card_id), None)


def _are_equal(one: Card, other: Card) -> bool:
    return one == other
