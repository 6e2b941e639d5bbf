"""The figures of the home screen: today's work and how well each deck is known."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.scheduling import fsrs as fsrs_memory
from coalition_quiz.core.scheduling.fsrs import Memory
from coalition_quiz.core.scheduling.queue import ReviewedItem, is_missed

FORECAST_DAYS = 14
USUAL_MS = 15_000
"""The time per answer in milliseconds, until the learner's pace is known."""

_MS_A_MINUTE = 60_000
_ANY_DIFFICULTY = 5.0


class Counts(NamedTuple):
    """The counts of some decks, by deck id.

    Attributes:
        items: the items that each deck asks.
        due: the items to review today, for decks with any.
        new: the new items that are not suspended or buried.
        known: the share (0-1) of items that would be recalled, as far as it is measured.
        forecast: items that come due on each of the next 14 days, today first.
        new_today: the new items of today.
        changed: the due items whose fact has changed.
    """

    items: Mapping[str, int]
    due: Mapping[str, int]
    new: Mapping[str, int]
    known: Mapping[str, float]
    forecast: tuple[int, ...]
    new_today: int
    changed: int


class DeckOverview(Struct, frozen=True):
    """The figures of a deck.

    Attributes:
        items: the items that it asks.
        due: items to review today.
        new: new items.
        known: the share (0-1) of its items that would be recalled today, as predicted by FSRS;
            None until it is measured.
    """

    deck: Deck
    items: int
    due: int
    new: int
    known: float | None


class Overview(Struct, frozen=True):
    """Today's work and the forecast.

    Attributes:
        due: items to review today, of all decks.
        new: new items, of all decks.
        new_today: the new items of today.
        changed: the due items whose fact has changed since they were learnt.
        minutes: the time for today's work at the learner's pace.
        forecast: items that come due on each of the next 14 days, today first.
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
        """Whether it is measured how well every deck is known."""
        return all(each.known is not None for each in self.decks)

    def measured(self, known: Mapping[str, float]) -> "Overview":
        """Return the overview with the shares that are now measured."""
        decks = tuple(replace(each, known=known.get(each.deck.id)) for each in self.decks)
        return replace(self, decks=decks)


def compute_overview(decks: Sequence[Deck], counts: Counts, pace_ms: int = USUAL_MS) -> Overview:
    """Compute the figures of decks from their counts."""
    figures = tuple(
        DeckOverview(
            deck=deck,
            items=counts.items[deck.id],
            due=counts.due.get(deck.id, 0),
            new=counts.new[deck.id],
            known=counts.known.get(deck.id),
        )
        for deck in decks
    )
    due = sum(each.due for each in figures)
    return Overview(
        decks=figures,
        due=due,
        new=sum(each.new for each in figures),
        new_today=counts.new_today,
        minutes=-(-(due + counts.new_today) * pace_ms // _MS_A_MINUTE),
        forecast=counts.forecast,
        changed=counts.changed,
    )


def known_share(reviewed: Iterable[ReviewedItem], items: int, day: int) -> float:
    """Compute the share (0-1) of a deck's items that would be recalled on `day`.

    Args:
        reviewed: the progress of its items that were ever reviewed.
        items: the number of all its items.
        day: the study day.
    """
    return fsum(_recall(standing, day) for standing in reviewed) / items if items else 0.0


def _recall(standing: ReviewedItem, day: int) -> float:
    # FSRS predicts recall of anything just shown, but a missed item is not known.
    if is_missed(standing):
        return 0.0
    memory = Memory(standing.stability, _ANY_DIFFICULTY, standing.last_day)
    return fsrs_memory.retrievability(memory, day)
