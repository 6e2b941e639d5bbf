"""What is known of cards as they were: how they were asked, and what they taught."""

from collections.abc import Mapping
from typing import Any, Self

from msgspec import Struct


class CardSnapshot(Struct, frozen=True):
    """What is known of a card as it was.

    Attributes:
        prompt: its prompt when it was first learnt; empty where that was not recorded.
        contents: hashes of what it taught, at first and last (see `items.content_hash`).
    """

    prompt: str
    contents: frozenset[str]

    def with_review(self, payload: Mapping[str, Any]) -> Self:
        """The same, with what a review says of its card; a newer program may say it otherwise."""
        prompt, content = payload.get("prompt"), payload.get("content")
        return type(self)(
            prompt=self.prompt or (prompt if isinstance(prompt, str) else ""),
            contents=self.contents | ({content} if isinstance(content, str) else set()),
        )


Known = Mapping[str, CardSnapshot]
"""What is known of a deck: its cards by their ids, those that are gone among them."""

_NOTHING = CardSnapshot("", frozenset())


def merged(one: Known, other: Known) -> dict[str, CardSnapshot]:
    """What is known from two places: of prompts, those of the first."""
    cards = one.keys() | other.keys()
    return {card: _both(one.get(card, _NOTHING), other.get(card, _NOTHING)) for card in cards}


def _both(one: CardSnapshot, other: CardSnapshot) -> CardSnapshot:
    return CardSnapshot(one.prompt or other.prompt, one.contents | other.contents)
