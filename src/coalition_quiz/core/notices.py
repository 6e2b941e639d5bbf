"""What a learner is told beside a question: that a fact changed or is old, an item hard to keep."""

from msgspec import Struct

from coalition_quiz.core.cards import Card
from coalition_quiz.core.edtf import span

LEECH_AT = 8
"""So many lapses make an item a leech: it costs more time than it is worth as it stands."""

LEECH_EVERY = 4
"""After so many further lapses it is said again."""


class Leech(Struct, frozen=True):
    """An item that was missed once too often.

    Attributes:
        item: its id.
        prompt: what its card asks.
        lapses: how often it was missed after it had been recalled.
    """

    item: str
    prompt: str
    lapses: int


class Notices(Struct, frozen=True):
    """What goes with the item at hand.

    Attributes:
        changed: its fact has changed since the learner learnt it.
        stale: its author meant to look at it again by now.
        flagged: the learner has marked it.
        leech: it was missed once too often with this very answer.
    """

    changed: bool = False
    stale: bool = False
    flagged: bool = False
    leech: Leech | None = None


NO_NOTICES = Notices()


def is_stale(card: Card, today: int) -> bool:
    """Whether a card may be out of date: the last day of its `review_by` has passed.

    Args:
        card: the card.
        today: the day, as an ordinal (see `days.ordinal`).
    """
    return card.review_by is not None and span(card.review_by)[1] < today


def is_leech_now(before: int, after: int) -> bool:
    """Whether an answer that took an item's lapses from `before` to `after` calls for a word."""
    return after > before and after >= LEECH_AT and (after - LEECH_AT) % LEECH_EVERY == 0
