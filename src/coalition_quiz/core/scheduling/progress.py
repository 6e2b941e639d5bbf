"""The progress of an item, folded from its events. Only this module defines that fold."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from coalition_quiz.core.events import IMPORT, RESET, REVIEW, UNDO, EventLike, ReviewPayload
from coalition_quiz.core.scheduling import fsrs as fsrs_memory
from coalition_quiz.core.scheduling.fsrs import (
    DEFAULT_PARAMETERS,
    RETENTION_MAX,
    RETENTION_MIN,
    SCHEDULER,
    Memory,
    Parameters,
    Rating,
)

FOLD_VERSION = 3
"""Raised whenever the same events would give another progress."""

DEFAULT_RETENTION = 0.90

QUIZ = "quiz"
"""The `mode` of an answer given in a quiz. It is practice, unless its `counts` is true."""

ParametersById = Mapping[str, Parameters]

NO_OTHER_PARAMETERS: ParametersById = {}
"""No parameters but the default ones."""

_RATINGS = list(Rating)  # not a mapping: a newer version's rating may not be hashable
_AGAIN = Rating.AGAIN
_NUMBERS = (int, float)
_FARTHEST_DAY = 2_000_000  # in the year 7445: a later day is damage


class Progress(Struct, frozen=True, gc=False):
    """The progress of an item.

    Attributes:
        due_day: the study day when it is due; after a miss, the day of the miss.
        first_day: the study day of its first review.
        reviews: the number of reviews that count.
        lapses: the number of misses after a pass.
        last_rating: the last rating, 1 to 4.
        last: the position of the last review in the total order (`Event.order`).
        change_seen: the EDTF date of the latest change of its fact that the learner has seen;
            empty if its fact has not changed.
    """

    memory: Memory
    due_day: int
    first_day: int
    reviews: int
    lapses: int
    last_rating: int
    last: tuple[int, int, str, int]
    change_seen: str = ""

    @property
    def last_day(self) -> int:
        """The study day of the last review."""
        return self.memory.last_day

    @property
    def stability(self) -> float:
        """Days until the probability of recall falls to 90%."""
        return self.memory.stability


def fold_progress(
    events: Iterable[EventLike], others: ParametersById = NO_OTHER_PARAMETERS
) -> Progress | None:
    """Fold the events of one item, given in any order.

    Unknown kinds and events that were undone are ignored. A reset makes the item new again.

    Args:
        events: the events of one item.
        others: parameters other than the default ones that reviews may name.
    """
    progress: Progress | None = None
    for step in progress_steps(events, others):
        progress = step.after
    return progress


class ProgressStep(NamedTuple):
    """An event that was not undone, with the progress before and after it."""

    event: EventLike
    before: Progress | None
    after: Progress | None


def progress_steps(
    events: Iterable[EventLike], others: ParametersById = NO_OTHER_PARAMETERS
) -> Iterator[ProgressStep]:
    """Go through the answers and resets of one item that were not undone, in the total order."""
    ordered = sorted(events, key=lambda event: event.order)
    undone = undone_refs(ordered)
    progress: Progress | None = None
    for event in ordered:
        if not is_undone(event, undone) and (is_answer(event) or event.kind == RESET):
            after = next_progress(progress, event, others)
            yield ProgressStep(event, progress, after)
            progress = after


def next_progress(
    progress: Progress | None, event: EventLike, others: ParametersById = NO_OTHER_PARAMETERS
) -> Progress | None:
    """Compute the progress after the next answer or reset (see `is_next`)."""
    if event.kind == RESET:
        return None
    return progress if is_practice(event.given) else advance(progress, event, others)


def is_next(progress: Progress | None, event: EventLike) -> bool:
    """Check that an answer comes after every event in the progress. Practice always does."""
    return (
        progress is None
        or event.study_day > progress.last[0]  # usually enough, and quicker than the order
        or event.order > progress.last
        or is_practice(event.given)
    )


def advance(
    progress: Progress | None, event: EventLike, others: ParametersById = NO_OTHER_PARAMETERS
) -> Progress:
    """Compute the progress after one more review, which must be the last in the total order.

    Retention and parameters are those recorded with the event. So a rebuild under other settings
    gives the same progress to the last digit.
    """
    given = event.given
    rating = _RATINGS[_RATINGS.index(given.rating)]
    retention, parameters = _scheduler_of(given, others)
    if progress is None:
        after = fsrs_memory.review(None, rating, event.study_day, retention, parameters)
        first, reviews, lapses, seen = event.study_day, 0, 0, ""
    else:
        memory = progress.memory
        after = fsrs_memory.review(memory, rating, event.study_day, retention, parameters)
        first, reviews, seen = progress.first_day, progress.reviews, progress.change_seen
        lapses = progress.lapses + (rating == _AGAIN and progress.last_rating > _AGAIN)
    return Progress(
        memory=after.memory,
        due_day=after.due_day,
        first_day=first,
        reviews=reviews + 1,
        lapses=lapses,
        last_rating=rating,
        last=event.order,
        change_seen=ascii_or_empty(given.changed) or seen,
    )


def undone_refs(events: Iterable[EventLike]) -> set[str]:
    """Find the refs of undone events. An undo that is undone itself has no effect.

    An undo is matched by the ref it names, not by its time. The clock may have been set back
    between an undo and the undo of that undo.
    """
    undos = {event.ref: event.target for event in events if event.kind == UNDO}
    unsettled = Counter(undos.values())
    settled = [ref for ref in undos if not unsettled[ref]]
    undone: set[str] = set()
    for ref in settled:  # the loop appends to it
        target = undos[ref]
        if ref not in undone:
            undone.add(target)
        unsettled[target] -= 1
        if target in undos and not unsettled[target]:
            settled.append(target)
    return undone


def is_undone(event: EventLike, undone: Collection[str]) -> bool:
    """Check whether an event was undone, by itself or with the import that it came with."""
    return event.ref in undone or event.target in undone


def counts(event: EventLike) -> bool:
    """Check whether an event is a review that moves the schedule.

    A rating of a newer version is ignored, like an unknown kind.
    """
    return is_answer(event) and not is_practice(event.given)


def is_answer(event: EventLike) -> bool:
    """Check whether an event is an answer that this version understands."""
    return (
        (event.kind in (REVIEW, IMPORT))
        and event.given.rating in _RATINGS
        and -_FARTHEST_DAY <= event.study_day <= _FARTHEST_DAY
    )


def is_practice(given: ReviewPayload) -> bool:
    """Check whether an answer leaves the schedule alone, as most quiz answers do."""
    return bool(given.mode == QUIZ and given.counts is not True)


def ascii_or_empty(found: Any) -> str:
    """Return an ASCII text as it is. Other values, which a table may refuse, become empty."""
    return found if isinstance(found, str) and found.isascii() else ""


def scheduler_payload(retention: float, parameters: Parameters) -> dict[str, Any]:
    """Build the `scheduler` of a review's payload. The default parameters need no id."""
    payload: dict[str, Any] = {"name": SCHEDULER, "retention": retention}
    return payload | {"parameters": parameters.id} if parameters.id else payload


def _scheduler_of(given: ReviewPayload, others: ParametersById) -> tuple[float, Parameters]:
    """Read the retention and the parameters of a review.

    An id that is not in `others` stands for the default parameters, until it is known.
    """
    scheduler = given.scheduler
    if not isinstance(scheduler, dict):
        return DEFAULT_RETENTION, DEFAULT_PARAMETERS
    named = scheduler.get("parameters")
    parameters = others.get(named) if isinstance(named, str) else None
    return _clamped_retention(scheduler.get("retention")), parameters or DEFAULT_PARAMETERS


def _clamped_retention(found: Any) -> float:
    if not isinstance(found, _NUMBERS):
        return DEFAULT_RETENTION
    if RETENTION_MIN <= found <= RETENTION_MAX:
        return found
    return float(max(RETENTION_MIN, min(RETENTION_MAX, found)))


class PastAnswer(NamedTuple):
    """An earlier answer that was not undone.

    Attributes:
        study_day: the study day of the answer.
        rating: 1 (Again) to 4 (Easy).
        ms: milliseconds taken.
        elapsed: days since the previous review; -1 for a first review and for practice.
        stability: the stability before it, in days; 0 for a first review and for practice.
        practice: 1 if it left the schedule alone, as most quiz answers do; else 0.
    """

    study_day: int
    rating: int
    ms: int
    elapsed: int
    stability: float
    practice: int
