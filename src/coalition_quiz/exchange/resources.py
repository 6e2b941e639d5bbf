"""Cards that need nothing of their deck: pools and timelines become the card's own texts."""

from collections.abc import Iterator

from msgspec.structs import replace

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import span
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.order import Order


def resolved(card: Card, deck: Deck) -> Card:
    """Return a card whose wrong options and rows are its own.

    All options of a pool become wrong options, and the events of a timeline rows.
    """
    body = card.body
    if isinstance(body, Choice) and body.pool:
        options = (each for each in deck.pools.get(body.pool, ()) if each not in body.answers)
        own = replace(body, wrong=tuple(map(Wrong, dict.fromkeys(options))), pool="", options=0)
        return replace(card, body=own)
    if isinstance(body, Order) and body.timeline:
        return replace(card, body=Order(body.prompt, tuple(_apart(body))))
    return card


def _apart(order: Order) -> Iterator[str]:
    """Yield the events of a timeline, earliest first, without those whose dates overlap."""
    latest = 0
    for happening in sorted(order.timeline, key=lambda each: span(each.date)[::-1]):
        begins, ends = span(happening.date)
        if begins > latest:
            yield happening.event
            latest = ends
