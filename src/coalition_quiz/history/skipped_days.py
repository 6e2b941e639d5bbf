"""Days that a traveller skipped: the local clock jumped from one day to the day after the next.

The events have no index by day. Those of a device are in the order of writing, so a binary search
finds a day, and only single days without an answer are examined.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterator

from coalition_quiz.core.days import Moment, flew_past_a_day

_DEVICES = "SELECT DISTINCT device FROM event"
_LAST = "SELECT max(seq) FROM event WHERE device = ?"
_AFTER = "SELECT study_day FROM event WHERE device = ? AND seq >= ? ORDER BY seq LIMIT 1"
_MOMENTS = """
SELECT * FROM (SELECT at_ms, tz_min, study_day FROM event
    WHERE device = :device AND seq < :seq ORDER BY seq DESC LIMIT 1)
UNION ALL
SELECT * FROM (SELECT at_ms, tz_min, study_day FROM event
    WHERE device = :device AND seq >= :seq ORDER BY seq LIMIT 1)
"""


def skipped_days(
    connection: sqlite3.Connection, studied: Collection[int], now: Moment, day_start_min: int
) -> frozenset[int]:
    """Return the skipped days between these study days (see `History.skipped_days`)."""
    days = {*studied, now.study_day}
    alone = {day + 1 for day in days if day + 1 not in days and day + 2 in days}
    if not alone:
        return frozenset()
    ends = [
        (device, connection.execute(_LAST, (device,)).fetchone()[0])
        for (device,) in connection.execute(_DEVICES).fetchall()
    ]
    return frozenset(
        day
        for day in alone
        if _is_skipped(day, {now, *_around(connection, ends, day)}, day_start_min)
    )


def _is_skipped(day: int, moments: Collection[Moment], day_start_min: int) -> bool:
    if any(each.study_day == day for each in moments):
        return False
    before = max((each for each in moments if each.study_day == day - 1), default=None)
    after = min((each for each in moments if each.study_day == day + 1), default=None)
    return (
        before is not None and after is not None and flew_past_a_day(before, after, day_start_min)
    )


def _around(
    connection: sqlite3.Connection, ends: Collection[tuple[str, int]], day: int
) -> Iterator[Moment]:
    """Yield the last event of each device before a day, and the first on or after it."""
    for device, last in ends:

        def day_at(seq: int, device: str = device) -> int:
            return int(connection.execute(_AFTER, (device, seq)).fetchone()[0])

        first = 1 + bisect_left(range(1, last + 1), day, key=day_at)
        rows = connection.execute(_MOMENTS, {"device": device, "seq": first})
        yield from (Moment(*row) for row in rows)
