"""The format of cached cards. Data that many of them share is stored once."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from coalition_quiz.core.cards import Card, Citation, Source
from coalition_quiz.core.kinds.order import Happening, Order
from coalition_quiz.core.markdown.formats import Formats, Markup

_T = TypeVar("_T")
_NONE = -1
_encode = msgspec.msgpack.Encoder().encode


class Shared(Struct, frozen=True, array_like=True):
    """Data that cards of a deck refer to by number or name."""

    sources: tuple[Source, ...]
    timelines: tuple[tuple[Happening, ...], ...]
    pools: dict[str, tuple[str, ...]]
    formats: dict[str, Markup] = {}


class _CardRecord(NamedTuple):
    """A card without shared data, and the numbers of that data."""

    card: Card
    source: int
    place: str
    timeline: int


class CardDecoder:
    """Decodes the cards of a deck.

    Attributes:
        shared: the data that they share.
    """

    def __init__(self, shared: bytes) -> None:
        self.shared = msgspec.msgpack.decode(shared, type=Shared)
        self._decode = _decoder().decode

    def card(self, data: bytes) -> Card:
        """Decode a card, and put the shared data into it."""
        card, source, place, timeline = self._decode(data)
        if source != _NONE:
            cited = Citation(self.shared.sources[source], place)
            card = msgspec.structs.replace(card, source=cited)
        if timeline != _NONE:
            body = msgspec.structs.replace(card.body, timeline=self.shared.timelines[timeline])
            card = msgspec.structs.replace(card, body=body)
        return card


def encode_cards(
    cards: Sequence[Card], pools: Mapping[str, tuple[str, ...]], formats: Formats
) -> tuple[list[tuple[str, bytes]], dict[str, bytes]]:
    """Encode the cards of a deck.

    Returns:
        The id and data of each card, and the parts of the cached deck that its cards need.
    """
    sources, timelines = _Numbered[Source](), _Numbered[tuple[Happening, ...]]()
    rows = [(card.id, _encode(_without_shared(card, sources, timelines))) for card in cards]
    shared = Shared(tuple(sources.things), tuple(timelines.things), dict(pools), dict(formats))
    return rows, {"shared": _encode(shared), "ids": _encode([card.id for card in cards])}


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


@cache
def _decoder() -> msgspec.msgpack.Decoder[_CardRecord]:
    return msgspec.msgpack.Decoder(_CardRecord)
