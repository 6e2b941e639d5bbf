"""Cached decks that are opened without their cards: each card is fetched when it is needed.

If the cache was lost or damaged meanwhile, the deck file itself is read again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, overload

import msgspec

from coalition_quiz.core.deck import Deck, StoredCards
from coalition_quiz.core.edtf import parse_edtf
from coalition_quiz.core.items import asked_ids
from coalition_quiz.core.strictness import Strictness
from coalition_quiz.library.cache import Cache, CacheMissError, DeckEntry

if TYPE_CHECKING:
    from coalition_quiz.core.cards import Card
    from coalition_quiz.core.markdown.formats import Formats
    from coalition_quiz.library.card_format import CardDecoder

_T = TypeVar("_T")
Reread = Callable[[DeckEntry, Path], Deck | None]
"""Reads a deck file again, whatever the cache says."""

_CARDS_IN_MEMORY = 32


def open_cached_deck(entry: DeckEntry, cache: Cache, reread: Reread) -> Deck:
    """Open a cached deck; nothing is read before it is needed.

    Args:
        entry: the deck's entry.
        cache: the cache.
        reread: called with the entry and the cache folder if the cache is lost.
    """
    cards = CachedCards(entry, cache, reread)
    return Deck(
        id=entry.deck,
        title=entry.title,
        path=entry.path,
        cards=cards,
        language=entry.language,
        description=entry.description,
        introduction=entry.introduction,
        author=entry.author,
        licence=entry.licence,
        as_of=parse_edtf(entry.as_of) if entry.as_of else None,
        pools=_Fetched(lambda: cards.pools),
        formats=_Fetched(lambda: cards.formats),
        meanings=entry.meanings,
        articles=tuple(entry.articles),
        strict=Strictness(*map(tuple, entry.strict)),
    )


def cached_confusable_names(deck: Deck) -> frozenset[str]:
    """Return the names of a deck that typos may not confuse (see `confusable_names`)."""
    from coalition_quiz.core.draw_question import confusable_names  # noqa: PLC0415 - home asks nothing

    if isinstance(deck.cards, CachedCards):
        return deck.cards.confusable_names(lambda: confusable_names(deck))
    return confusable_names(deck)


class CachedCards(StoredCards):
    """The cards of a cached deck; the last few are kept in memory.

    If the cache is lost, those of the deck file read again. It may have changed since.
    """

    def __init__(self, entry: DeckEntry, cache: Cache, reread: Reread) -> None:
        self._entry = entry
        self._cache = cache
        self._reread = reread
        self._again: Deck | None = None

    def __len__(self) -> int:
        return self.ask(lambda: self._entry.cards, lambda deck: len(deck.cards))

    @overload
    def __getitem__(self, at: int) -> "Card": ...
    @overload
    def __getitem__(self, at: slice) -> "tuple[Card, ...]": ...
    def __getitem__(self, at: int | slice) -> "Card | tuple[Card, ...]":
        if isinstance(at, int):
            return self.ask(lambda: self._number(at), lambda deck: deck.cards[at])
        return tuple(self[number] for number in range(len(self))[at])

    def __iter__(self) -> "Iterator[Card]":
        yield from self.ask(self._all, lambda deck: iter(deck.cards))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | CachedCards):
            return NotImplemented
        return len(self) == len(other) and all(map(_are_equal, self, other))

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, so it would need a tuple's hash

    def __repr__(self) -> str:
        return f"<{len(self)} cards of {self._entry.deck}>"

    @property
    def asked(self) -> int:
        """The number of asked items."""
        return self.ask(lambda: self._entry.items, lambda deck: len(asked_ids(deck)))

    def asked_ids(self) -> Sequence[str]:
        """Return the ids of the asked items, in the order of the cards."""
        return self.ask(lambda: self._cache.item_ids(self._entry.content), asked_ids)

    def find(self, card_id: str) -> "Card | None":
        """Return the card with this id."""
        return self.ask(lambda: self._fetch(card_id), lambda deck: _find_in(deck, card_id))

    def confusable_names(self, gather: Callable[[], frozenset[str]]) -> frozenset[str]:
        """Return the names that typos may not confuse, gathered from all cards the first time."""
        try:
            return self._part("names", frozenset[str])
        except CacheMissError:
            names = gather()
        if self._again is None:
            self._cache.store_part(
                self._entry.content, "names", msgspec.msgpack.encode(sorted(names))
            )
        return names

    def ask(self, from_cache: Callable[[], _T], fallback: Callable[[Deck], _T]) -> _T:
        """Return a cached value or, if the cache is lost, the same of the deck read again."""
        if self._again is None:
            try:
                return from_cache()
            except CacheMissError:
                entry = self._entry
                again = self._reread(entry, self._cache.folder)
                self._again = again or Deck(entry.deck, entry.title, entry.path, ())
        return fallback(self._again)

    @cached_property
    def pools(self) -> Mapping[str, tuple[str, ...]]:
        """The texts of each pool."""
        return self.ask(lambda: self._decoder.shared.pools, lambda deck: deck.pools)

    @cached_property
    def formats(self) -> "Formats":
        """The formatted texts of pools and timelines."""
        return self.ask(lambda: self._decoder.shared.formats, lambda deck: deck.formats)

    @cached_property
    def _decoder(self) -> "CardDecoder":
        from coalition_quiz.library.card_format import CardDecoder  # noqa: PLC0415 - home reads no card

        return CardDecoder(self._cache.part(self._entry.content, "shared"))

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return self._part("ids", tuple[str, ...])

    @cached_property
    def _fetch(self) -> "Callable[[str], Card | None]":
        return lru_cache(_CARDS_IN_MEMORY)(self._fetch_anew)

    def _fetch_anew(self, card_id: str) -> "Card | None":
        data = self._cache.find_card(self._entry.content, card_id)
        if data is not None:
            return self._decoder.card(data)
        if card_id in self._ids:
            raise CacheMissError
        return None

    def _number(self, number: int) -> "Card":
        card = self._fetch(self._ids[number])
        assert card is not None
        return card

    def _all(self) -> "Iterator[Card]":
        """Fetch all cards; each is decoded when its turn comes."""
        return map(self._decoder.card, self._cache.cards(self._entry.content, self._ids))

    def _part(self, name: str, form: type[_T]) -> _T:
        return msgspec.msgpack.decode(self._cache.part(self._entry.content, name), type=form)


class _Fetched(Mapping[str, _T]):
    """A mapping that is fetched when it is first used."""

    def __init__(self, fetch: Callable[[], Mapping[str, _T]]) -> None:
        self._fetch = fetch

    def __getitem__(self, name: str) -> _T:
        return self._fetch()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fetch())

    def __len__(self) -> int:
        return len(self._fetch())


def _find_in(deck: Deck, card_id: str) -> "Card | None":
    return next((card for card in deck.cards if card.id == card_id), None)


def _are_equal(one: "Card", other: "Card") -> bool:
    return one == other
