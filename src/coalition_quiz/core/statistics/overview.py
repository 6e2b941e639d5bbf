"""What is to be done today and how well each deck is known: the figures of the home screen."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from coalition_quiz.core.cards import Deck
from coalition_quiz.core.scheduling import fsrs as fsrs_memory
from coalition_quiz.core.scheduling.fsrs import Memory
from coalition_quiz.core.scheduling.queue import ReviewedItem, is_missed

FORECAST_DAYS = 14
USUAL_MS = 15_000
"""Milliseconds an answer takes, before the learner's own pace is known."""

_MS_A_MINUTE = 60_000
_ANY_DIFFICULTY = 5.0


class Counts(NamedTuple):
    """What was counted of some decks.

    Attributes:
        items: how many each asks.
        due: how many are to be reviewed today, of decks that have any.
        new: how many of them were never asked and do not rest.
        known: the share of each that would be recalled, where that is at hand.
        forecast: items coming due on each of the next 14 days, today first.
        new_today: how many new ones today brings.
        changed: how many of those to review teach what has changed.
    """

    items: Mapping[str, int]
    due: Mapping[str, int]
    new: Mapping[str, int]
    known: Mapping[str, float]
    forecast: tuple[int, ...]
    new_today: int
    changed: int


class DeckOverview(Struct, frozen=True):
    """Where a deck stands.

    Attributes:
        items: how many items it asks.
        due: items to review today.
        new: items never asked.
        known: the share (0-1) of its items that would be recalled today, as FSRS expects it; None
            while that is not at hand.
    """

    deck: Deck
    items: int
    due: int
    new: int
    known: float | None


class Overview(Struct, frozen=True):
    """Today's work and what comes.

    Attributes:
        due: items to review today; the sum of the decks'.
        new: items never asked; the sum of the decks'.
        new_today: how many of those today brings.
        changed: how many of the due ones teach what has changed since they were learnt.
        minutes: how long today's work takes at the learner's pace.
        forecast: items coming due on each of the next 14 days, today first.
    """

    decks: tuple[DeckOverview, ...]
    due: int
    new: int
    new_today: int
    minutes: int
    forecast: tuple[int, ...]
    changed: int = 0

    @property
    def is_measured(self) -> bool:
        """Whether it is at hand how well every deck is known."""
        return all(each.known is not None for each in self.decks)

    def measured(self, known: Mapping[str, float]) -> "Overview":
        """The same with how well decks are known, where that is at hand now."""
        decks = tuple(replace(each, known=known.get(each.deck.id)) for each in self.decks)
        return replace(self, decks=decks)


def compute_overview(decks: Sequence[Deck], counts: Counts, pace_ms: int = USUAL_MS) -> Overview:
    """The figures of decks of which so much was counted."""
    standings = tuple(
        DeckOverview(
            deck=deck,
            items=counts.items[deck.id],
            due=counts.due.get(deck.id, 0),
            new=counts.new[deck.id],
            known=counts.known.get(deck.id),
        )
        for deck in decks
    )
    due = sum(standing.due for standing in standings)
    return Overview(
        decks=standings,
        due=due,
        new=sum(standing.new for standing in standings),
        new_today=counts.new_today,
        minutes=-(-(due + counts.new_today) * pace_ms // _MS_A_MINUTE),
        forecast=counts.forecast,
        changed=counts.changed,
    )


def known_share(reviewed: Iterable[ReviewedItem], items: int, day: int) -> float:
    """The share (0-1) of a deck's items that would be recalled on `day`.

    Args:
        reviewed: where its items stand that were ever reviewed.
        items: how many it has in all.
        day: the study day.
    """
    return fsum(_recall(standing, day) for standing in reviewed) / items if items else 0.0


def _recall(standing: ReviewedItem, day: int) -> float:
    # FSRS expects what was just shown to be recalled; a miss not yet made good is not known.
    if is_missed(standing):
        return 0.0
    memory = Memory(standing.stability, _ANY_DIFFICULTY, standing.last_day)
    return fsrs_memory.retrievability(memory, day)
