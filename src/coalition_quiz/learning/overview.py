"""What is to be done today and how well each deck is known: the figures of the home screen."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from coalition_quiz.learning import memory as fsrs_memory
from coalition_quiz.learning.cards import Deck
from coalition_quiz.learning.ids import deck_of
from coalition_quiz.learning.items import items_of
from coalition_quiz.learning.memory import Rating
from coalition_quiz.learning.progress import Progress
from coalition_quiz.learning.queue import Entry, Reason

FORECAST_DAYS = 14
USUAL_MS = 15_000
"""Milliseconds an answer takes, before the learner's own pace is known."""

_MS_A_MINUTE = 60_000


class Standing(Struct, frozen=True):
    """Where a deck stands.

    Attributes:
        items: how many items it asks.
        due: items to review today.
        new: items never asked.
        known: the share (0-1) of its items that would be recalled today, as FSRS expects it.
    """

    deck: Deck
    items: int
    due: int
    new: int
    known: float


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

    decks: tuple[Standing, ...]
    due: int
    new: int
    new_today: int
    minutes: int
    forecast: tuple[int, ...]
    changed: int = 0


def overview(
    decks: Sequence[Deck],
    progress: Mapping[str, Progress],
    today: Sequence[Entry],
    day: int,
    pace_ms: int = USUAL_MS,
    resting: Mapping[str, int | None] = MappingProxyType({}),
) -> Overview:
    """The figures for `day`, on which the queue `today` is to be asked.

    Items at rest count as neither due nor new. `resting` has for each the day until which it rests,
    or None where no day is set.
    """
    due = Counter(deck_of(entry.item) for entry in today if entry.reason is not Reason.NEW)
    standings = tuple(_standing(deck, progress, due[deck.id], day, resting) for deck in decks)
    return Overview(
        decks=standings,
        due=due.total(),
        new=sum(standing.new for standing in standings),
        new_today=len(today) - due.total(),
        minutes=-(-len(today) * pace_ms // _MS_A_MINUTE),
        forecast=forecast((i.id for deck in decks for i in items_of(deck)), progress, day, resting),
        changed=sum(entry.reason is Reason.CHANGED for entry in today),
    )


def forecast(
    items: Iterable[str],
    progress: Mapping[str, Progress],
    day: int,
    resting: Mapping[str, int | None] = MappingProxyType({}),
) -> tuple[int, ...]:
    """How many items come due on each of the next 14 days; those overdue count today.

    One that rests until a day comes due then at the earliest; one that rests until further notice
    does not come.
    """
    days: Counter[int] = Counter()
    for item in items:
        rests_until = resting.get(item, day)
        if item in progress and rests_until is not None:
            days[max(rests_until, progress[item].due_day) - day] += 1
    return tuple(days[ahead] for ahead in range(FORECAST_DAYS))


def _standing(
    deck: Deck, progress: Mapping[str, Progress], due: int, day: int, resting: Collection[str]
) -> Standing:
    ids = [item.id for item in items_of(deck)]
    reviewed = [progress[item] for item in ids if item in progress]
    recalled = sum(_recall(item, day) for item in reviewed)
    return Standing(
        deck=deck,
        items=len(ids),
        due=due,
        new=sum(item not in progress and item not in resting for item in ids),
        known=recalled / len(ids) if ids else 0.0,
    )


def _recall(progress: Progress, day: int) -> float:
    # FSRS expects what was just shown to be recalled; a miss not yet made good is not known.
    if progress.last_rating == Rating.AGAIN:
        return 0.0
    return fsrs_memory.retrievability(progress.memory, day)
