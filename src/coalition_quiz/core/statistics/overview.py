"""The figures of the home screen: today's work and how well each deck is known."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from msgspec import Struct

from coalition_quiz.core.deck import Deck

FORECAST_DAYS = 14
WEAKEST = 12
"""The most of the weakest items that are listed."""
USUAL_MS = 15_000
"""The time per answer in milliseconds, until the learner's pace is known."""

_MS_A_MINUTE = 60_000


class Counts(NamedTuple):
    """The counts of some decks, by deck id.

    Attributes:
        items: the items that each deck asks.
        due: the items to review today, for decks with any.
        new: the new items that are not suspended or buried.
        forecast: items whose day comes on each of the next 14 days, today first.
        new_today: the new items of today.
        changed: the due items whose fact has changed.
    """

    items: Mapping[str, int]
    due: Mapping[str, int]
    new: Mapping[str, int]
    forecast: Mapping[str, tuple[int, ...]]
    new_today: int
    changed: int


class DeckOverview(Struct, frozen=True):
    """The figures of a deck.

    Attributes:
        items: the items that it asks.
        due: items to review today.
        new: new items.
        forecast: items to review on each of the next 14 days, today first.
    """

    deck: Deck
    items: int
    due: int
    new: int
    forecast: tuple[int, ...]


class Overview(Struct, frozen=True):
    """Today's work and the forecast.

    Attributes:
        new_today: the new items of today.
        changed: the due items whose fact has changed since they were learnt.
        pace_ms: the learner's time per answer.
    """

    decks: tuple[DeckOverview, ...]
    new_today: int
    pace_ms: int = USUAL_MS
    changed: int = 0

    @property
    def items(self) -> int:
        """The items that all decks ask."""
        return sum(each.items for each in self.decks)

    @property
    def due(self) -> int:
        """Items to review today, of all decks."""
        return sum(each.due for each in self.decks)

    @property
    def new(self) -> int:
        """New items of all decks."""
        return sum(each.new for each in self.decks)

    @property
    def forecast(self) -> tuple[int, ...]:
        """Items to review on each of the next 14 days, of all decks."""
        return sum_forecasts(each.forecast for each in self.decks)

    def minutes(self, items: int) -> int:
        """Return the minutes that these items take at the learner's pace, rounded up."""
        return -(-items * self.pace_ms // _MS_A_MINUTE)


class DeckMemory(NamedTuple):
    """What the learner remembers of a deck.

    Attributes:
        seen: its items that were ever reviewed.
        learned: the items that were answered rightly a day or more after the answer before.
        recalled: the items of `seen` that would be recalled now, as predicted by FSRS.
        weakest: the items least likely recalled, with the probability, the weakest first.
        last_day: the study day of the last answer; None without any.
        answers: the answers of that day.
        right_at_first: those that were right at the first try of the day.
    """

    seen: int = 0
    learned: int = 0
    recalled: float = 0.0
    weakest: tuple[tuple[str, float], ...] = ()
    last_day: int | None = None
    answers: int = 0
    right_at_first: int = 0

    @property
    def recall(self) -> float | None:
        """The share (0-1) of the seen items that would be recalled now; None if none was seen."""
        return self.recalled / self.seen if self.seen else None


def compute_overview(decks: Sequence[Deck], counts: Counts, pace_ms: int = USUAL_MS) -> Overview:
    """Compute the figures of decks from their counts."""
    figures = tuple(
        DeckOverview(
            deck=deck,
            items=counts.items[deck.id],
            due=(due := counts.due.get(deck.id, 0)),
            new=counts.new[deck.id],
            forecast=_as_asked(counts.forecast[deck.id], due),
        )
        for deck in decks
    )
    return Overview(figures, counts.new_today, pace_ms, counts.changed)


def _as_asked(forecast: Sequence[int], due: int) -> tuple[int, ...]:
    """Return a forecast in which today has what is asked today.

    What is due and not asked waits for tomorrow, because another gap or side of its card was asked.
    """
    today, tomorrow, *later = forecast
    return (due, tomorrow + max(0, today - due), *later)


def sum_forecasts(forecasts: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """Add up forecasts day by day."""
    return tuple(map(sum, zip(*forecasts, strict=True))) or (0,) * FORECAST_DAYS


def sum_memories(memories: Iterable[DeckMemory]) -> DeckMemory:
    """Add up what is remembered of several decks; the days of the last answers are left out."""
    found = list(memories)
    weakest = sorted((each for one in found for each in one.weakest), key=lambda each: each[1])
    return DeckMemory(
        seen=sum(each.seen for each in found),
        learned=sum(each.learned for each in found),
        recalled=fsum(each.recalled for each in found),
        weakest=tuple(weakest[:WEAKEST]),
    )
