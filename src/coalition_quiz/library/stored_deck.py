"""Decks as they were read, opened without their cards: each card is fetched when it is wanted.

Where what is kept has gone or was damaged meanwhile, the file itself is read again.
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
    form_of,
    kept_at,
    kept_deck,
    touch,
)
from coalition_quiz.library.checksummed_parts import ChecksummedParts, LostError
from coalition_quiz.library.index import ids_kept
from coalition_quiz.system.cache_files import read_cache_file, sealed, unsealed, write_cache_file

if TYPE_CHECKING:
    from coalition_quiz.library.store import CardPlaces, Shared

_T = TypeVar("_T")
_REMEMBERED = 32
_AT_ONCE = 256


def open_deck(listed: DeckEntry, cache: Path) -> Deck:
    """A deck that is kept; nothing is read before something of it is looked at."""
    kept = _Kept(listed, cache)
    return Deck(
        id=listed.deck,
        title=listed.title,
        path=listed.path,
        cards=CachedCards(kept),
        language=listed.language,
        description=listed.description,
        author=listed.author,
        licence=listed.licence,
        as_of=parse_edtf(listed.as_of),
        pools=_KeptPools(kept),
    )


class _Kept:
    """What is kept of a deck, and the deck's file where that is lost."""

    def __init__(self, listed: DeckEntry, cache: Path) -> None:
        self.listed = listed
        self.cache = cache
        self._again: Deck | None = None

    @property
    def is_lost(self) -> bool:
        """Whether it had to be read again, and may be another deck by now."""
        return self._again is not None

    def ask(self, kept: Callable[[], _T], instead: Callable[[Deck], _T]) -> _T:
        """What is kept or, where that is lost, the same of the deck as its file has it now."""
        if self._again is None:
            try:
                return kept()
            except LostError:
                self._again = self._read_again()
        return instead(self._again)

    @cached_property
    def _file(self) -> ChecksummedParts:
        return kept_deck(self.listed.content, self.cache)

    @cached_property
    def places(self) -> "CardPlaces":
        """Where the cards stand."""
        from coalition_quiz.library.store import CardPlaces  # noqa: PLC0415 - home looks at no card

        touch(kept_at(self.listed.content, self.cache))
        return CardPlaces(self._file.part(TABLE), self._file.part(SLOTS))

    @cached_property
    def shared(self) -> "Shared":
        """What the cards share."""
        from coalition_quiz.library.store import read_shared  # noqa: PLC0415 - home looks at no card

        return read_shared(self._file.part(SHARED))

    def card(self, number: int) -> Card:
        """A card by its number."""
        from coalition_quiz.library.store import read_card  # noqa: PLC0415 - home looks at no card

        offset, length, checksum = self.places.place(number)
        return read_card(self._file.within(CARDS, offset, length), checksum, self.shared)

    def cards(self, first: int, end: int) -> Iterator[Card]:
        """Several cards, by one look at the file."""
        from coalition_quiz.library.store import read_card  # noqa: PLC0415 - home looks at no card

        places = [self.places.place(number) for number in range(first, end)]
        start, stop = places[0][0], places[-1][0] + places[-1][1]
        data = self._file.within(CARDS, start, stop - start)
        for offset, length, checksum in places:
            begins = offset - start
            yield read_card(data[begins : begins + length], checksum, self.shared)

    def _read_again(self) -> Deck:
        from coalition_quiz.library.reading import read_again  # noqa: PLC0415 - YAML, once in a while

        listed = self.listed
        found = read_again(Path(listed.path), self.cache).deck
        return found or Deck(listed.deck, listed.title, listed.path, ())


def cached_confusable_names(deck: Deck) -> frozenset[str]:
    """Return the names of a deck that typos may not confuse (see `confusable_names`)."""
    from coalition_quiz.core.grading.typed import confusable_names  # noqa: PLC0415 - home asks nothing

    if isinstance(deck.cards, CachedCards):
        return deck.cards.confusable_names(lambda: confusable_names(deck))
    return confusable_names(deck)


class CachedCards(StoredCards):
    """The cards of a kept deck; the last few that were wanted are remembered."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept

    @cached_property
    def _card(self) -> Callable[[int], Card]:
        return lru_cache(_REMEMBERED)(self._kept.card)

    def __len__(self) -> int:
        return self._kept.ask(lambda: self._kept.listed.cards, lambda deck: len(deck.cards))

    @overload
    def __getitem__(self, at: int) -> Card: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Card, ...]: ...
    def __getitem__(self, at: int | slice) -> Card | tuple[Card, ...]:
        numbers = range(len(self))[at]
        return self._at(numbers) if isinstance(numbers, int) else tuple(map(self._at, numbers))

    def __iter__(self) -> Iterator[Card]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self._several(first, first + _AT_ONCE)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | CachedCards):
            return NotImplemented
        return len(self) == len(other) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]  # it would have to be that of a tuple

    def __repr__(self) -> str:
        return f"<{len(self)} cards of {self._kept.listed.deck}>"

    @property
    def asked(self) -> int:
        """How many items are asked."""
        return self._kept.ask(lambda: self._kept.listed.items, lambda deck: len(asked_ids(deck)))

    def asked_ids(self) -> Sequence[str]:
        """The ids of those items, in the order of the cards."""
        listed, cache = self._kept.listed, self._kept.cache
        return self._kept.ask(lambda: ids_kept(listed.content, cache), asked_ids)

    def find(self, card_id: str) -> Card | None:
        """The card of this id."""
        return self._kept.ask(lambda: self._found(card_id), lambda deck: _in(deck, card_id))

    def confusable_names(self, gather: Callable[[], frozenset[str]]) -> frozenset[str]:
        """Return the names that typos may not confuse, gathered from all cards the first time."""
        content = self._kept.listed.content
        place, form = kept_at(content, self._kept.cache, "names"), form_of(content)
        known = _names(place, form)
        if known is not None:
            return known
        names = gather()
        if not self._kept.is_lost:
            write_cache_file(place, sealed(msgspec.json.encode(sorted(names)), form))
        return names

    def _at(self, number: int) -> Card:
        return self._kept.ask(lambda: self._card(number), lambda deck: deck.cards[number])

    def _found(self, card_id: str) -> Card | None:
        numbers = self._kept.places.candidates(card_id)
        return next((card for card in map(self._card, numbers) if card.id == card_id), None)

    def _several(self, first: int, end: int) -> Sequence[Card]:
        end = min(end, len(self))
        return self._kept.ask(
            lambda: tuple(self._kept.cards(first, end)), lambda deck: deck.cards[first:end]
        )


class _KeptPools(Mapping[str, tuple[str, ...]]):
    """The pools of a kept deck."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._pools[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pools)

    def __len__(self) -> int:
        return len(self._pools)

    @property
    def _pools(self) -> Mapping[str, tuple[str, ...]]:
        return self._kept.ask(lambda: self._kept.shared.pools, lambda deck: deck.pools)


def _names(place: Path, form: str) -> frozenset[str] | None:
    try:
        payload = unsealed(read_cache_file(place), form)
        return msgspec.json.decode(payload or b"", type=frozenset[str])
    except (OSError, msgspec.MsgspecError):
        return None


def _in(deck: Deck, card_id: str) -> Card | None:
    return next((card for card in deck.cards if card.id == card_id), None)


def _same(one: Card, other: Card) -> bool:
    return one == other
