"""Notices shown with a question: a changed fact, an old fact, an item that is hard to keep."""

from msgspec import Struct

from coalition_quiz.core.cards import Card
from coalition_quiz.core.edtf import span

LEECH_AT = 8
"""The number of lapses that make an item a leech: it costs more time than it is worth."""

LEECH_EVERY = 4
"""The number of further lapses before the notice is shown again."""


class Leech(Struct, frozen=True):
    """An item that was missed too often.

    Attributes:
        item: its id.
        prompt: the prompt of its card.
        lapses: the number of misses after it had been recalled.
    """

    item: str
    prompt: str
    lapses: int


class Notices(Struct, frozen=True):
    """The notices of one item.

    Attributes:
        changed: whether its fact has changed since the learner learnt it.
        stale: whether its author meant to review it by now.
        flagged: whether the learner has marked it.
        leech: the leech that this very answer made of it; None if it made none.
    """

    changed: bool = False
    stale: bool = False
    flagged: bool = False
    leech: Leech | None = None


NO_NOTICES = Notices()


def is_stale(card: Card, today: int) -> bool:
    """Check whether a card may be out of date: the last day of its `review_by` has passed.

    Args:
        card: the card.
        today: the day, as an ordinal (see `days.ordinal`).
    """
    return card.review_by is not None and span(card.review_by)[1] < today


def is_leech_now(before: int, after: int) -> bool:
    """Check whether a notice is due when an item's lapses go from `before` to `after`."""
    return after > before and after >= LEECH_AT and (after - LEECH_AT) % LEECH_EVERY == 0
