"""What the history has counted for statistics: sums over the tables of answers and states.

Nothing is walked that grows with every answer: triggers keep `answer_sum` up to date.
"""

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import Any

from coalition_quiz.core.statistics.statistics import (
    DIFFICULTY_FROM,
    HARDEST,
    STABILITY_FROM,
    AnswerCounts,
    HardItem,
    RawStatistics,
)


def _below(column: str, starts: Sequence[int]) -> str:
    """SQL for how many values lie below the end of each bin but the last."""
    return ", ".join(f"total({column} < {end})" for end in starts[1:])


# Two ways to tell whose answers count: said apart, because each has an index of its own.
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

# A suspended item does not come due, and a buried one not before it is asked again.
_DUE = """
SELECT max(due_day, coalesce(buried_until, 0)), count(*)
FROM {states} LEFT JOIN care USING (item)
WHERE NOT coalesce(suspended, 0) GROUP BY 1
"""

# Counted below each bound and not grouped by bin, because grouping sorts.
_BINS = f"""
SELECT count(*), {_below("stability", STABILITY_FROM)}, {_below("difficulty", DIFFICULTY_FROM)}
FROM {{states}}
"""  # noqa: S608 - likewise

_HARDEST = f"""
SELECT item, difficulty, stability, reviews, lapses FROM {{states}}
ORDER BY difficulty DESC, lapses DESC, item LIMIT {HARDEST}
"""  # noqa: S608 - likewise

# Three ways to come by where the items stand that are asked: of all that are written down, of
# some decks of them, of a collection at hand.
_WRITTEN = "(SELECT item_state.* FROM asked CROSS JOIN item_state USING (item))"
_WRITTEN_OF_FEW = f"""
(SELECT item_state.* FROM asked CROSS JOIN item_state USING (item)
WHERE asked.{_FEW} AND asked.reviews > 0)
"""  # noqa: S608 - likewise
_AT_HAND = "(SELECT * FROM item_state WHERE is_asked(item))"

_EARLIEST = -(2**62)


def read(
    connection: sqlite3.Connection,
    decks: Sequence[str],
    asked: Collection[str] | None,
    since: int | None,
) -> RawStatistics:
    """Count.

    Args:
        connection: to a history.
        decks: the decks whose answers count; none for all there ever were.
        asked: the items that are asked, under their present ids: others do not come due. None
            for those of the decks as they are written down (see `asked`).
        since: the first study day of the span.
    """
    # Deck ids are ASCII once they are JSON, however odd, and compare as the texts they are.
    few = json.dumps(list(decks)) if decks else None
    start = _EARLIEST if since is None else since
    if asked is not None:
        connection.create_function("is_asked", 1, asked.__contains__, deterministic=True)
    written = _WRITTEN_OF_FEW if decks else _WRITTEN
    which = {"states": written if asked is None else _AT_HAND, "whose": _FEW if decks else _EVERY}
    values = {"decks": few, "since": start}

    def found(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query.format_map(which), values).fetchall()

    ((items, *below),) = found(_BINS)
    split = len(STABILITY_FROM) - 1
    return RawStatistics(
        days=tuple((day, AnswerCounts(*rest)) for day, *rest in found(_DAYS)),
        works=tuple((deck, kind, AnswerCounts(*rest)) for deck, kind, *rest in found(_WORKS)),
        due=tuple(found(_DUE)),
        stability=_between([*map(int, below[:split])], items),
        difficulty=_between([*map(int, below[split:])], items),
        hardest=tuple(HardItem(*row) for row in found(_HARDEST)),
    )


def _between(below: Sequence[int], items: int) -> dict[int, int]:
    """How many are in each bin, of how many are below the bounds between bins."""
    bounds = zip((0, *below), (*below, items), strict=True)
    return {number: high - low for number, (low, high) in enumerate(bounds) if high > low}
