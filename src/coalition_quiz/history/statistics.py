"""Raw statistics: sums over the tables of answers and states.

Triggers keep `answer_sum` up to date, so no query reads every answer.
"""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from coalition_quiz.core.days import Moment, flew_past_a_day
from coalition_quiz.core.statistics.statistics import (
    DIFFICULTY_FROM,
    HARDEST,
    STABILITY_FROM,
    AnswerCounts,
    HardItem,
    RawStatistics,
)


def _counts_below(column: str, starts: Sequence[int]) -> str:
    """Return SQL that counts the values below the end of each bin but the last."""
    return ", ".join(f"total({column} < {end})" for end in starts[1:])


# Two conditions for the decks, because each uses a different index.
_EVERY = "TRUE"
_FEW = "deck IN (SELECT value FROM json_each(:decks))"

_DAYS = """
SELECT study_day, sort, sum(answers), sum(misses), sum(ms) FROM answer_sum
WHERE {whose} GROUP BY study_day, sort
"""

_WORKS = """
SELECT deck, kind, sort, sum(answers), sum(misses), sum(ms) FROM answer_sum
WHERE study_day >= :since AND {whose} GROUP BY deck, kind, sort
"""

# A suspended item does not come due, and a buried one no earlier than it is unburied.
_DUE = """
SELECT max(due_day, coalesce(buried_until, 0)), count(*)
FROM {states} LEFT JOIN item_flags USING (item)
WHERE NOT coalesce(suspended, 0) GROUP BY 1
"""

# Counts below each bound; grouping by bin would sort.
_BINS = f"""
SELECT count(*), {_counts_below("stability", STABILITY_FROM)},
    {_counts_below("difficulty", DIFFICULTY_FROM)}
FROM {{states}}
"""  # noqa: S608 - likewise

_HARDEST = f"""
SELECT item, difficulty, stability, reviews, lapses FROM {{states}}
ORDER BY difficulty DESC, lapses DESC, item LIMIT {HARDEST}
"""  # noqa: S608 - likewise

# Three sources of item states: all stored items, the stored items of some decks, and the items of a
# collection.
_STORED = "(SELECT item_state.* FROM deck_item CROSS JOIN item_state USING (item))"
_STORED_OF_FEW = f"""
(SELECT item_state.* FROM deck_item CROSS JOIN item_state USING (item)
WHERE deck_item.{_FEW} AND deck_item.reviews > 0)
"""  # noqa: S608 - likewise
_IN_COLLECTION = "(SELECT * FROM item_state WHERE is_asked(item))"

_EARLIEST = -(2**62)


def read_statistics(
    connection: sqlite3.Connection,
    decks: Sequence[str],
    asked: Collection[str] | None,
    since: int | None,
) -> RawStatistics:
    """Count answers and due items.

    Args:
        connection: to a history.
        decks: the decks whose answers count; empty for all there ever were.
        asked: the current ids of the items that can come due. None for those of the stored decks
            (see `deck_items`).
        since: the first study day of the span; None for all.
    """
    # JSON makes any deck id ASCII, and SQLite compares the decoded texts.
    deck_ids = json.dumps(list(decks)) if decks else None
    start = _EARLIEST if since is None else since
    if asked is not None:
        connection.create_function("is_asked", 1, asked.__contains__, deterministic=True)
    stored = _STORED_OF_FEW if decks else _STORED
    which = {
        "states": stored if asked is None else _IN_COLLECTION,
        "whose": _FEW if decks else _EVERY,
    }
    values = {"decks": deck_ids, "since": start}

    def found(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query.format_map(which), values).fetchall()

    ((items, *below),) = found(_BINS)
    split = len(STABILITY_FROM) - 1
    return RawStatistics(
        days=tuple((day, AnswerCounts(*rest)) for day, *rest in found(_DAYS)),
        works=tuple((deck, kind, AnswerCounts(*rest)) for deck, kind, *rest in found(_WORKS)),
        due=tuple(found(_DUE)),
        stability=_counts_per_bin([*map(int, below[:split])], items),
        difficulty=_counts_per_bin([*map(int, below[split:])], items),
        hardest=tuple(HardItem(*row) for row in found(_HARDEST)),
    )


def _counts_per_bin(below: Sequence[int], items: int) -> dict[int, int]:
    """Return the number of values per bin, from the numbers below each bound."""
    bounds = zip((0, *below), (*below, items), strict=True)
    return {number: high - low for number, (low, high) in enumerate(bounds) if high > low}


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
