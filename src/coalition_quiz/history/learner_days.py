"""Figures of a learner's days: answers per day, what has lasted, and what was answered late.

Statistics add up all answers of a span. These figures are smaller, for the screens that one sees
every day.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from coalition_quiz.core.statistics.study_days import DayFigures

_DAYS = """
SELECT study_day, sum(answers), total(answers) FILTER (WHERE sort IN ('first', 'young', 'mature')),
    total(answers - misses) FILTER (WHERE sort IN ('first', 'young', 'mature')), sum(ms)
FROM answer_sum WHERE {whose} GROUP BY study_day
"""

# The last answer before a day that came a day or more after the answer before it.
_LEARNED = """
SELECT count(*) FROM json_each(:ids) AS given
LEFT JOIN alias ON alias.old = given.value
CROSS JOIN item_state AS state ON state.item = coalesce(alias.new, given.value)
WHERE state.last_day > state.first_day AND (
    SELECT rating > 1
    FROM (
        SELECT device, seq FROM event
        WHERE item IN (SELECT state.item UNION ALL SELECT old FROM alias WHERE new = state.item)
    ) CROSS JOIN answer USING (device, seq)
    WHERE answer.item = state.item AND elapsed > 0 AND (:before IS NULL OR study_day < :before)
    ORDER BY study_day DESC LIMIT 1
)
"""

_DEVICES = "SELECT device, max(seq) FROM event GROUP BY device"
_DAY_AT = "SELECT study_day FROM event WHERE device = ? AND seq = ?"
_LATE = """
SELECT item, study_day FROM answer
WHERE device = :device AND seq > :low AND seq <= :high
    AND elapsed > 1 AND elapsed > CAST(stability * :per_day AS INTEGER)
ORDER BY study_day DESC
"""
_CHUNK = 5_000
_FEW = 500
"""Items at once: while they are read, an answer in another window waits."""

# The parts of a card share its id up to the slash, and 0 follows the slash in ASCII.
_ASKED = """
SELECT EXISTS (
    SELECT 1 FROM event
    WHERE item > :card || '/' AND item < :card || '0' AND kind = 'review' AND study_day = :day
)
"""


class LateAnswer(NamedTuple):
    """An answer that may have come after the day when it was due."""

    item: str
    day: int


def answers_per_day(connection: sqlite3.Connection, deck: str) -> dict[int, DayFigures]:
    """Return the figures of each day with an answer, of a deck or (empty) of all."""
    # Two queries, because each uses a different index.
    query = _DAYS.format(whose="deck = ?" if deck else "TRUE")
    found = connection.execute(query, (deck,) if deck else ())
    return {day: DayFigures(*map(int, rest)) for day, *rest in found}


def count_learned(connection: sqlite3.Connection, items: Sequence[str], before: int | None) -> int:
    """Count the items whose last answer a day or more after the one before was right.

    Args:
        connection: to a history.
        items: their ids.
        before: only answers before this study day count; None for all.
    """
    return sum(
        connection.execute(
            _LEARNED, {"ids": json.dumps(items[at : at + _FEW]), "before": before}
        ).fetchone()[0]
        for at in range(0, len(items), _FEW)
    )


def late_answers(
    connection: sqlite3.Connection, per_day: float, until: Callable[[], int]
) -> Iterator[LateAnswer]:
    """Yield answers that may have been late, roughly the latest first.

    Args:
        connection: to a history.
        per_day: the days of an interval per day of stability.
        until: called now and then; answers up to this study day are not needed.
    """
    for device, last in connection.execute(_DEVICES).fetchall():
        for high in range(last, 0, -_CHUNK):
            (day,) = connection.execute(_DAY_AT, (device, high)).fetchone()
            if day <= until():
                break
            span = {"device": device, "low": high - _CHUNK, "high": high, "per_day": per_day}
            yield from map(LateAnswer._make, connection.execute(_LATE, span).fetchall())


def is_card_asked(connection: sqlite3.Connection, card: str, day: int) -> bool:
    """Return whether a gap or side of a card was answered on a day."""
    return bool(connection.execute(_ASKED, {"card": card, "day": day}).fetchone()[0])
