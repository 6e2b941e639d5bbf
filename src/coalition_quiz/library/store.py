"""The layout of a cached deck's cards, so that each can be read alone.

Data that many cards share (cited works, timelines) is stored once. Cards are found by id in a hash
table; on a collision the next slot is used.
"""

import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from coalition_quiz.core.cards import Card, Citation, Source
from coalition_quiz.core.kinds.order import Happening, Order
from coalition_quiz.library.checksummed_parts import CacheMissError, require_checksum

_T = TypeVar("_T")
_NONE = -1
_FIELDS = 3
_encode = msgspec.msgpack.Encoder().encode


class Shared(Struct, frozen=True, array_like=True):
    """Data that cards of a deck refer to by number or name."""

    sources: tuple[Source, ...]
    timelines: tuple[tuple[Happening, ...], ...]
    pools: dict[str, tuple[str, ...]]


class _CardRecord(NamedTuple):
    """A card without shared data, and the numbers of that data."""

    card: Card
    source: int
    place: str
    timeline: int


class DeckParts(NamedTuple):
    """The parts of a cached deck that hold its cards."""

    table: bytes
    slots: bytes
    shared: bytes
    cards: bytes


class CardPlaces:
    """The positions of a deck's cards."""

    def __init__(self, table: bytes, slots: bytes) -> None:
        self._table = array("I", table)
        self._slots = array("I", slots)

    def __len__(self) -> int:
        return len(self._table) // _FIELDS

    def place(self, number: int) -> tuple[int, int, int]:
        """Return the offset, length and checksum of a card."""
        offset, length, checksum = self._table[_FIELDS * number : _FIELDS * (number + 1)]
        return offset, length, checksum

    def candidates(self, card_id: str) -> Iterator[int]:
        """Yield the numbers of the cards that may have an id, at least of the one that has it."""
        at = _hash(card_id)
        while number := self._slots[at % len(self._slots)]:
            yield number - 1
            at += 1


def encode_cards(cards: Sequence[Card], pools: Mapping[str, tuple[str, ...]]) -> DeckParts:
    """Return the parts that hold the cards of a deck."""
    sources, timelines = _Numbered[Source](), _Numbered[tuple[Happening, ...]]()
    table = array("I")
    blobs, at = [], 0
    for card in cards:
        blob = _encode(_without_shared(card, sources, timelines))
        table.extend((at, len(blob), zlib.crc32(blob)))
        blobs.append(blob)
        at += len(blob)
    shared = Shared(tuple(sources.things), tuple(timelines.things), dict(pools))
    slots = _hash_table([card.id for card in cards])
    return DeckParts(table.tobytes(), slots, _encode(shared), b"".join(blobs))


def decode_shared(data: bytes) -> Shared:
    """Decode the data that the cards of a deck share.

    Raises:
        CacheMissError: if it is not valid.
    """
    try:
        return msgspec.msgpack.decode(data, type=Shared)
    except msgspec.MsgspecError as error:
        raise CacheMissError from error


def decode_card(data: bytes, checksum: int, shared: Shared) -> Card:
    """Decode a card.

    Raises:
        CacheMissError: if it is not valid.
    """
    try:
        card, source, place, timeline = _decoder().decode(require_checksum(data, checksum))
        if source != _NONE:
            cited = Citation(shared.sources[source], place)
            card = msgspec.structs.replace(card, source=cited)
        if timeline != _NONE:
            body = msgspec.structs.replace(card.body, timeline=shared.timelines[timeline])
            card = msgspec.structs.replace(card, body=body)
    except (msgspec.MsgspecError, IndexError) as error:
        raise CacheMissError from error
    return card


class _Numbered(Generic[_T]):
    """Numbers objects in order of first appearance."""

    def __init__(self) -> None:
        self.things: list[_T] = []
        self._numbers: dict[int, int] = {}

    def number(self, thing: _T) -> int:
        number = self._numbers.setdefault(id(thing), len(self.things))
        if number == len(self.things):
            self.things.append(thing)
        return number


def _without_shared(
    card: Card, sources: _Numbered[Source], timelines: _Numbered[tuple[Happening, ...]]
) -> _CardRecord:
    source, place, timeline = _NONE, "", _NONE
    if card.source is not None:
        source, place = sources.number(card.source.source), card.source.place
        card = msgspec.structs.replace(card, source=None)
    body = card.body
    if isinstance(body, Order) and body.timeline:
        timeline = timelines.number(body.timeline)
        card = msgspec.structs.replace(card, body=msgspec.structs.replace(body, timeline=()))
    return _CardRecord(card, source, place, timeline)


def _hash_table(ids: Sequence[str]) -> bytes:
    size = 1 << (2 * len(ids)).bit_length()
    slots = array("I", bytes(4 * size))
    for number, card_id in enumerate(ids, start=1):
        at = _hash(card_id) % size
        while slots[at]:
            at = (at + 1) % size
        slots[at] = number
    return slots.tobytes()


def _hash(card_id: str) -> int:
    return zlib.crc32(card_id.encode(errors="surrogatepass"))


@cache
def _decoder() -> msgspec.msgpack.Decoder[_CardRecord]:
    return msgspec.msgpack.Decoder(_CardRecord)
