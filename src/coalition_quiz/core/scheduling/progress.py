"""The fold: what the events of an item amount to. The one place that says so."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec import Struct

from coalition_quiz.core.events import RESET, REVIEW, UNDO, EventLike, ReviewPayload
from coalition_quiz.core.scheduling import fsrs as fsrs_memory
from coalition_quiz.core.scheduling.fsrs import RETENTION_MAX, RETENTION_MIN, Memory, Rating

FOLD_VERSION = 2
"""Raised whenever the fold of the same events would come out otherwise."""

DEFAULT_RETENTION = 0.90

QUIZ = "quiz"
"""The `mode` of an answer given in a quiz: practice, unless its `counts` is true."""

_RATINGS = list(Rating)  # and no mapping: what a newer log holds may not hash
_AGAIN = Rating.AGAIN
_NUMBERS = (int, float)
_FARTHEST_DAY = 2_000_000  # in the year 7445: beyond it the calendar ends, and damage begins


class Progress(Struct, frozen=True, gc=False):
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
        """Days in which the probability of recall falls to 90%."""
        return self.memory.stability


def fold_progress(events: Iterable[EventLike]) -> Progress | None:
    """What the events of one item amount to, whatever order they are given in.

    Kinds that are not known here are ignored, as is what was taken back by an undo. After a reset
    the item is as new.
    """
    progress: Progress | None = None
    for step in steps(events):
        progress = step.after
    return progress


class ProgressStep(NamedTuple):
    """An event that stands, and where the item stood before and after it."""

    event: EventLike
    before: Progress | None
    after: Progress | None


def steps(events: Iterable[EventLike]) -> Iterator[ProgressStep]:
    """Each answer and each reset of one item that stands, in the total order."""
    ordered = sorted(events, key=lambda event: event.order)
    undone = taken_back(ordered)
    progress: Progress | None = None
    for event in ordered:
        if event.ref not in undone and (is_answer(event) or event.kind == RESET):
            after = after_next(progress, event)
            yield ProgressStep(event, progress, after)
            progress = after


def after_next(progress: Progress | None, event: EventLike) -> Progress | None:
    """The progress after an answer or a reset that stands and comes next (see `comes_next`)."""
    if event.kind == RESET:
        return None
    return progress if is_practice(event.given) else advance(progress, event)


def comes_next(progress: Progress | None, event: EventLike) -> bool:
    """Whether an answer comes after all that the progress was made of; practice always does."""
    return (
        progress is None
        or event.study_day > progress.last[0]  # which saves making the order, most often
        or event.order > progress.last
        or is_practice(event.given)
    )


def advance(progress: Progress | None, event: EventLike) -> Progress:
    """The progress after one more review, which must be the last in the total order."""
    given = event.given
    rating = _RATINGS[_RATINGS.index(given.rating)]
    retention = _retention(given)
    if progress is None:
        after = fsrs_memory.review(None, rating, event.study_day, retention)
        first, reviews, lapses, told = event.study_day, 0, 0, ""
    else:
        after = fsrs_memory.review(progress.memory, rating, event.study_day, retention)
        first, reviews, told = progress.first_day, progress.reviews, progress.told
        lapses = progress.lapses + (rating == _AGAIN and progress.last_rating > _AGAIN)
    return Progress(
        memory=after.memory,
        due_day=after.due_day,
        first_day=first,
        reviews=reviews + 1,
        lapses=lapses,
        last_rating=rating,
        last=event.order,
        told=word(given.changed) or told,
    )


def taken_back(events: Iterable[EventLike]) -> set[str]:
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


def counts(event: EventLike) -> bool:
    """Whether an event is a review that moves the schedule.

    A rating that is not known here is a newer version's: kept, and ignored like its kinds.
    """
    return is_answer(event) and not is_practice(event.given)


def is_answer(event: EventLike) -> bool:
    """Whether an event is an answer that can be understood."""
    return (
        event.kind == REVIEW
        and event.given.rating in _RATINGS
        and -_FARTHEST_DAY <= event.study_day <= _FARTHEST_DAY
    )


def is_practice(given: ReviewPayload) -> bool:
    """Whether an answer leaves the schedule alone: one of a quiz, most often."""
    return bool(given.mode == QUIZ and given.counts is not True)


def word(found: Any) -> str:
    """A date or a name as we write them; empty for anything else, which a table may not hold."""
    return found if isinstance(found, str) and found.isascii() else ""


def _retention(given: ReviewPayload) -> float:
    # The retention aimed at is frozen in the event, so that a rebuild under other settings
    # gives the same state to the last digit.
    scheduler = given.scheduler
    wanted = scheduler.get("retention") if isinstance(scheduler, dict) else None
    if not isinstance(wanted, _NUMBERS):
        return DEFAULT_RETENTION
    if RETENTION_MIN <= wanted <= RETENTION_MAX:
        return wanted
    return float(max(RETENTION_MIN, min(RETENTION_MAX, wanted)))
