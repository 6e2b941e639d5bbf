"""The fold: what the events of an item amount to. The one place that says so."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from coalition_quiz.learning import memory as fsrs_memory
from coalition_quiz.learning.events import RESET, REVIEW, UNDO, Event
from coalition_quiz.learning.memory import RETENTION_MAX, RETENTION_MIN, Memory, Rating

FOLD_VERSION = 2
"""Raised whenever the fold of the same events would come out otherwise."""

DEFAULT_RETENTION = 0.90

QUIZ = "quiz"
"""The `mode` of an answer given in a quiz: practice, unless its `counts` is true."""

_RATINGS = [int(rating) for rating in Rating]  # what a newer log holds may not hash
_FARTHEST_DAY = 2_000_000  # in the year 7445: beyond it the calendar ends, and damage begins


class Progress(Struct, frozen=True):
    """Where an item stands.

    Attributes:
        due_day: the study day on which it is due; the day of the miss while it is missed.
        first_day: the study day on which it was first reviewed.
        reviews: how many reviews count.
        lapses: how many of them were misses of an item recalled before.
        last_rating: the last rating, 1 to 4.
        last: the total order of the last review (`Event.order`).
        told: the date, in EDTF, of the change of the fact that the learner was told of last;
            empty before any.
    """

    memory: Memory
    due_day: int
    first_day: int
    reviews: int
    lapses: int
    last_rating: int
    last: tuple[int, int, str, int]
    told: str = ""

    @property
    def last_day(self) -> int:
        """The study day of the last review."""
        return self.memory.last_day

    @property
    def stability(self) -> float:
        """Days in which the probability of recall falls to 90 %."""
        return self.memory.stability


def fold(events: Iterable[Event]) -> Progress | None:
    """What the events of one item amount to, whatever order they are given in.

    Kinds that are not known here are ignored, as is what was taken back by an undo. After a reset
    the item is as new.
    """
    progress: Progress | None = None
    for step in steps(events):
        progress = step.after
    return progress


class Step(NamedTuple):
    """An event that stands, and where the item stood before and after it."""

    event: Event
    before: Progress | None
    after: Progress | None


def steps(events: Iterable[Event]) -> Iterator[Step]:
    """Each answer and each reset of one item that stands, in the total order."""
    ordered = sorted(events, key=lambda event: event.order)
    undone = taken_back(ordered)
    progress: Progress | None = None
    for event in ordered:
        if event.ref not in undone and (counts(event) or practises(event) or event.kind == RESET):
            after = _after(progress, event)
            yield Step(event, progress, after)
            progress = after


def _after(progress: Progress | None, event: Event) -> Progress | None:
    if event.kind == RESET:
        return None
    return advance(progress, event) if counts(event) else progress


def advance(progress: Progress | None, event: Event) -> Progress:
    """The progress after one more review, which must be the last in the total order."""
    rating = Rating(event.payload["rating"])
    before = progress.memory if progress else None
    after = fsrs_memory.review(before, rating, event.study_day, _retention(event))
    lapsed = rating is Rating.AGAIN and progress is not None and progress.last_rating > 1
    return Progress(
        memory=after.memory,
        due_day=after.due_day,
        first_day=progress.first_day if progress else event.study_day,
        reviews=(progress.reviews if progress else 0) + 1,
        lapses=(progress.lapses if progress else 0) + lapsed,
        last_rating=rating,
        last=event.order,
        told=_told(event) or (progress.told if progress else ""),
    )


def taken_back(events: Iterable[Event]) -> set[str]:
    """The refs of what undos among `events` take back; one taken back itself takes none.

    An undo is followed by what it names and not by its time: the clock may have been set back
    between an undo and the undo of that undo.
    """
    undos = {event.ref: event.target for event in events if event.kind == UNDO}
    unsettled = Counter(undos.values())
    settled = [ref for ref in undos if not unsettled[ref]]
    undone: set[str] = set()
    for ref in settled:  # which grows meanwhile
        target = undos[ref]
        if ref not in undone:
            undone.add(target)
        unsettled[target] -= 1
        if target in undos and not unsettled[target]:
            settled.append(target)
    return undone


def counts(event: Event) -> bool:
    """Whether an event is a review that moves the schedule.

    A rating that is not known here is a newer version's: kept, and ignored like its kinds.
    """
    return _is_answer(event) and not _is_practice(event)


def practises(event: Event) -> bool:
    """Whether an event is an answer that leaves the schedule alone: of a quiz, most often."""
    return _is_answer(event) and _is_practice(event)


def _is_answer(event: Event) -> bool:
    return (
        event.kind == REVIEW
        and event.payload.get("rating") in _RATINGS
        and abs(event.study_day) <= _FARTHEST_DAY
    )


def _is_practice(event: Event) -> bool:
    return event.payload.get("mode") == QUIZ and event.payload.get("counts") is not True


def _told(event: Event) -> str:
    changed = event.payload.get("changed")
    return changed if isinstance(changed, str) else ""


def _retention(event: Event) -> float:
    # The retention aimed at is frozen in the event, so that a rebuild under other settings
    # gives the same state to the last digit.
    scheduler = event.payload.get("scheduler")
    wanted = scheduler.get("retention") if isinstance(scheduler, dict) else None
    if not isinstance(wanted, int | float):
        return DEFAULT_RETENTION
    return max(RETENTION_MIN, min(RETENTION_MAX, float(wanted)))
