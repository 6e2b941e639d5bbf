"""How the cards of a deck are laid out in the file that keeps it, so that each is read alone.

What many cards share (the works they cite, the timelines they draw from) stands there once. Cards
are found by their ids through a table of hashes in which a collision goes on to the next slot.
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
from coalition_quiz.library.checksummed_parts import LostError, checked

_T = TypeVar("_T")
_NONE = -1
_FIELDS = 3
_encode = msgspec.msgpack.Encoder().encode


class Shared(Struct, frozen=True, array_like=True):
    """What cards of a deck refer to by a number or a name."""

    sources: tuple[Source, ...]
    timelines: tuple[tuple[Happening, ...], ...]
    pools: dict[str, tuple[str, ...]]


class _Alone(NamedTuple):
    """A card without what it shares, and the numbers of that."""

    card: Card
    source: int
    place: str
    timeline: int


class DeckParts(NamedTuple):
    """The parts of a deck that hold its cards."""

    table: bytes
    slots: bytes
    shared: bytes
    cards: bytes


class CardPlaces:
    """Where each card of a deck stands."""

    def __init__(self, table: bytes, slots: bytes) -> None:
        self._table = array("I", table)
        self._slots = array("I", slots)

    def __len__(self) -> int:
        return len(self._table) // _FIELDS

    def place(self, number: int) -> tuple[int, int, int]:
        """The offset, the length and the checksum of a card."""
        offset, length, checksum = self._table[_FIELDS * number : _FIELDS * (number + 1)]
        return offset, length, checksum

    def candidates(self, card_id: str) -> Iterator[int]:
        """The numbers of the cards that may have an id; if any has it, it is among them."""
        at = _hash(card_id)
        while number := self._slots[at % len(self._slots)]:
            yield number - 1
            at += 1


def lay_out(cards: Sequence[Card], pools: Mapping[str, tuple[str, ...]]) -> DeckParts:
    """The parts in which the cards of a deck are kept."""
    sources, timelines = _Numbered[Source](), _Numbered[tuple[Happening, ...]]()
    table = array("I")
    blobs, at = [], 0
    for card in cards:
        blob = _encode(_alone(card, sources, timelines))
        table.extend((at, len(blob), zlib.crc32(blob)))
        blobs.append(blob)
        at += len(blob)
    shared = Shared(tuple(sources.things), tuple(timelines.things), dict(pools))
    slots = _slots([card.id for card in cards])
    return DeckParts(table.tobytes(), slots, _encode(shared), b"".join(blobs))


def read_shared(data: bytes) -> Shared:
    """What the cards of a deck share.

    Raises:
        LostError: if it is nothing that was laid out.
    """
    try:
        return msgspec.msgpack.decode(data, type=Shared)
    except msgspec.MsgspecError as error:
        raise LostError from error


def read_card(data: bytes, checksum: int, shared: Shared) -> Card:
    """A card as it was laid out.

    Raises:
        LostError: if it is not what was laid out there.
    """
    try:
        card, source, place, timeline = _decoder().decode(checked(data, checksum))
        if source != _NONE:
            cited = Citation(shared.sources[source], place)
            card = msgspec.structs.replace(card, source=cited)
        if timeline != _NONE:
            body = msgspec.structs.replace(card.body, timeline=shared.timelines[timeline])
            card = msgspec.structs.replace(card, body=body)
    except (msgspec.MsgspecError, IndexError) as error:
        raise LostError from error
    return card


class _Numbered(Generic[_T]):
    """Numbers things in the order they are met; the same thing has the same number."""

    def __init__(self) -> None:
        self.things: list[_T] = []
        self._numbers: dict[int, int] = {}

    def number(self, thing: _T) -> int:
        number = self._numbers.setdefault(id(thing), len(self.things))
        if number == len(self.things):
            self.things.append(thing)
        return number


def _alone(
    card: Card, sources: _Numbered[Source], timelines: _Numbered[tuple[Happening, ...]]
) -> _Alone:
    source, place, timeline = _NONE, "", _NONE
    if card.source is not None:
        source, place = sources.number(card.source.source), card.source.place
        card = msgspec.structs.replace(card, source=None)
    body = card.body
    if isinstance(body, Order) and body.timeline:
        timeline = timelines.number(body.timeline)
        card = msgspec.structs.replace(card, body=msgspec.structs.replace(body, timeline=()))
    return _Alone(card, source, place, timeline)


def _slots(ids: Sequence[str]) -> bytes:
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
def _decoder() -> msgspec.msgpack.Decoder[_Alone]:
    return msgspec.msgpack.Decoder(_Alone)
