"""Anki's review log as reviews of items.

Under these rules the fold of the reviews equals what Anki's own engine computes from its log.
"""

from collections.abc import Iterable, Iterator, Mapping

from coalition_quiz.core.days import study_day
from coalition_quiz.exchange.anki.collection import LogRow, Settings
from coalition_quiz.exchange.model import ImportedReview

Place = tuple[str, str]
"""The key of an imported card, and the part of it."""

LEARN, REVIEW, RELEARN, FILTERED, MANUAL = range(5)
_HARDEST_EASE = 4
_OLD_EASE = {2: 3, 3: 4}
RESET = 0
"""The rating of a review that makes its item new."""


def reviews_in(
    log: Iterable[LogRow], places: Mapping[int, Place], settings: Settings
) -> Iterator[ImportedReview]:
    """Yield the reviews of a log, which must be in the order of time.

    Args:
        log: the rows.
        places: by the id of Anki's card.
        settings: of the collection.
    """
    learnt: set[int] = set()
    for row in log:
        place = places.get(row.card)
        if place is None:
            continue
        if row.type == MANUAL and row.factor == 0:
            learnt.discard(row.card)
            yield _review(row, place, settings, RESET)
        if not 1 <= row.ease <= _HARDEST_EASE:
            continue
        if row.type == LEARN and row.card in learnt:  # Anki writes no row for "forget"
            learnt.discard(row.card)
            yield _review(row, place, settings, RESET, earlier_ms=1)
        if row.type != LEARN and not _is_practice(row):
            learnt.add(row.card)
        yield _review(row, place, settings, _rating(row, settings))


def _rating(row: LogRow, settings: Settings) -> int:
    """Return the rating. The first scheduler had three buttons while a card was learnt."""
    is_old = settings.scheduler == 1 and row.type in {LEARN, RELEARN}
    return _OLD_EASE.get(row.ease, row.ease) if is_old else row.ease


def _is_practice(row: LogRow) -> bool:
    return row.type == FILTERED and row.factor == 0


def _review(
    row: LogRow, place: Place, settings: Settings, rating: int, earlier_ms: int = 0
) -> ImportedReview:
    east_min = -settings.west_min
    return ImportedReview(
        *place,
        at_ms=row.at_ms - earlier_ms,
        tz_min=east_min,
        day=study_day(row.at_ms, east_min, settings.rollover_h * 60),
        rating=rating,
        ms=max(0, row.ms),
        practice=_is_practice(row),
    )
