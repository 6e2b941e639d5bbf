"""Earlier states of cards: their first prompts, and hashes of their contents."""

from collections.abc import Mapping
from typing import Any, Self

from msgspec import Struct


class CardSnapshot(Struct, frozen=True):
    """The earlier states of a card.

    Attributes:
        prompt: its prompt when it was first learnt; empty if that was not recorded.
        contents: hashes of its first and last contents (see `items.content_hash`).
        answers: right answers, each with the part of the card that it answers (`gap2`, or empty
            for the card itself).
    """

    prompt: str
    contents: frozenset[str]
    answers: frozenset[tuple[str, str]] = frozenset()

    def with_review(self, payload: Mapping[str, Any], part: str = "") -> Self:
        """Add what a review of a part says, unless a newer program gave it other types."""
        prompt, content = payload.get("prompt"), payload.get("content")
        response = payload.get("response")
        typed = response.get("text") if isinstance(response, dict) else None
        is_right = payload.get("verdict") == "right" and isinstance(typed, str) and typed
        return type(self)(
            prompt=self.prompt or (prompt if isinstance(prompt, str) else ""),
            contents=self.contents | ({content} if isinstance(content, str) else set()),
            answers=self.answers | ({(part, str(typed))} if is_right else set()),
        )


Known = Mapping[str, CardSnapshot]
"""The snapshots of a deck's cards by their ids, including removed cards."""

_NOTHING = CardSnapshot("", frozenset())


def merged(one: Known, other: Known) -> dict[str, CardSnapshot]:
    """Merge snapshots from two places. If both have a prompt, the first wins."""
    cards = one.keys() | other.keys()
    return {card: _both(one.get(card, _NOTHING), other.get(card, _NOTHING)) for card in cards}


def _both(one: CardSnapshot, other: CardSnapshot) -> CardSnapshot:
    return CardSnapshot(
        prompt=one.prompt or other.prompt,
        contents=one.contents | other.contents,
        answers=one.answers | other.answers,
    )
