"""The table of events: what it refuses, how it is set up, how it is searched."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from coalition_quiz.core.events import Draft
from coalition_quiz.history import event_rows
from coalition_quiz.history.history import History

Review = Callable[..., Draft]


def test_the_table_refuses_every_change(history: History, review: Review) -> None:
    history.append([review(), review()])
    before = list(history.events())
    rest = "seq, kind, item, target, at_ms, tz_min, study_day, payload, prev, hash"
    columns = f"device, {rest}"
    for statement in (
        "UPDATE event SET item = 'x'",
        "UPDATE event SET rowid = 7 WHERE seq = 1",
        "DELETE FROM event",
        "DELETE FROM event WHERE seq = 2",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 2",
        f"REPLACE INTO event(rowid, {columns}) SELECT rowid, 'x', {rest} FROM event WHERE seq = 2",  # noqa: S608
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            history._connection.execute(statement)
    assert list(history.events()) == before


def test_replacing_is_refused_on_connections_without_our_settings(
    history: History, review: Review
) -> None:
    history.append([review()])
    with closing(sqlite3.connect(history.path)) as raw:
        for statement in (
            "DELETE FROM event",
            "INSERT OR REPLACE INTO event SELECT * FROM event",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                raw.execute(statement)


def test_every_connection_is_set_up_for_durability(history: History) -> None:
    found = {
        name: history._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "recursive_triggers", "foreign_keys")
    }
    assert found == {
        "journal_mode": "delete",
        "synchronous": 3,
        "recursive_triggers": 1,
        "foreign_keys": 1,
    }
    assert history._connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert history._connection.execute("PRAGMA busy_timeout").fetchone()[0] >= 5000


@pytest.mark.parametrize(
    "query",
    [
        "SELECT seq, hash FROM event WHERE device = 'x' ORDER BY seq DESC LIMIT 1",
        "SELECT * FROM item_state WHERE item = 'x'",
        "SELECT new FROM alias WHERE old = 'x'",
        "SELECT count(*) FROM item_state WHERE first_day = 1",
        "SELECT * FROM event ORDER BY rowid DESC LIMIT 100",
    ],
)
def test_appending_an_answer_scans_no_table(history: History, query: str) -> None:
    plan = history._connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    steps = [step[-1] for step in plan]
    assert all("SEARCH" in step or "LIMIT" in query for step in steps), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps


def test_events_and_their_undos_are_found_by_indexes(history: History) -> None:
    walks = []
    for query, values in (
        (event_rows._OF_ITEM, {"item": "x"}),
        (event_rows._ALIASES, ()),
        (event_rows._REPLIES, ("x", 1)),
        (event_rows._ROOT, ("x", 1)),
    ):
        plan = history._connection.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
        walks += [step[-1] for step in plan if step[-1].startswith("SCAN event")]
    assert walks == []
