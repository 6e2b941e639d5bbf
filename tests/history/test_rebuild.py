"""Making the caches anew: from nothing, from wrong ones, and not at all where it is cut short."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.history.history import History
from coalition_quiz.system.progress import ProgressListener

TABLES = ("item_state", "item_flags", "answer", "answer_sum", "alias", "sqlite_schema")
MANY = 2500


def draft(number: int, kind: str = "review", item: str = "", target: str = "") -> Draft:
    """The event of that number: of one of a hundred items, an hour after the one before."""
    when = Moment(number * 3_600_000, 0, 18_000 + number // 24)
    payload = {"rating": 1 + number * 7 % 4, "ms": number, "kind": "typed"}
    item = item or f"d{number % 3}/c{number * 31 % 100}"
    return Draft(kind, item, when, target, payload if kind == "review" else {})


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history of many reviews, with undos, care, resets, renames and a clock set back."""
    path = tmp_path_factory.mktemp("studied") / "history.sqlite"
    with History.open(path) as history:
        events = history.append([draft(number) for number in range(MANY)])
        for number in range(0, MANY, 50):
            undone = draft(MANY + number, "undo", events[number].item, events[number].ref)
            history.append([undone, draft(number // 2)])
        kinds = ("suspend", "bury", "flag", "reset", "alias", "apart", "loan")
        for number, kind in enumerate(kinds):
            history.append([draft(2 * MANY + number, kind, f"d0/c{number}", f"d0/renamed{number}")])
    return path


@pytest.fixture
def history(studied: Path, tmp_path: Path) -> Any:
    """A copy of it, opened."""
    path = Path(shutil.copy(studied, tmp_path))
    with History.open(path) as opened:
        yield opened


def contents(connection: sqlite3.Connection) -> dict[str, set[tuple[Any, ...]]]:
    """All rows of the caches, and what there is around them."""
    schema = "type, name, tbl_name, sql"
    return {
        table: set(
            connection.execute(
                f"SELECT {schema if table == 'sqlite_schema' else '*'} FROM {table}"  # noqa: S608
            )
        )
        for table in TABLES
    }


WRONG = {
    "nothing": [f"DELETE FROM {table}" for table in TABLES[:-1]],  # noqa: S608
    "other numbers": [
        "UPDATE item_state SET stability = stability * 2, due_day = 7",
        "UPDATE item_flags SET suspended = 1 - suspended",
        "UPDATE answer SET rating = 4, ms = 1",
        "UPDATE answer_sum SET answers = 1",
        "UPDATE alias SET new = 'd9/nobody'",
    ],
    "more than there is": [
        "INSERT INTO item_state VALUES ('d9/c', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, '', 1, '')",
        "INSERT INTO item_flags VALUES ('d9/c', 1, 7, 1)",
        "INSERT INTO answer SELECT 'x', seq, item, 1, 0, '', 1, 1, 1, 1.0 FROM answer",
        "INSERT INTO answer_sum VALUES (1, 'd9', '', 'first', 1, 1, 1)",
        "INSERT INTO alias VALUES ('d1/c1', 'd1/c2')",
    ],
    "bytes that are no text": [
        "UPDATE item_state SET change_seen = CAST(x'ff' AS TEXT)",
        "UPDATE item_flags SET item = CAST(x'ff' AS TEXT) WHERE flagged",
        "UPDATE answer SET kind = CAST(x'ff' AS TEXT)",
        "UPDATE alias SET new = CAST(x'ff' AS TEXT)",
    ],
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_rebuild_repairs_any_damage_of_the_caches(history: History, wrong: list[str]) -> None:
    connection = history._connection
    before = contents(connection)
    for statement in wrong:
        connection.execute(statement)
    history.rebuild()
    assert contents(connection) == before
    assert history.verify_chain() == ()


def test_answers_after_a_rebuild_are_counted(history: History, studied: Path) -> None:
    history.rebuild()
    more = [draft(3 * MANY + number) for number in range(20)]
    (*_, last) = history.append(more)
    history.append([draft(4 * MANY, "undo", last.item, last.ref)])
    before = contents(history._connection)
    history.rebuild()
    assert contents(history._connection) == before
    with History.open(studied) as untouched:
        assert contents(untouched._connection)["answer_sum"] != before["answer_sum"]


def test_a_restore_shows_its_progress(history: History) -> None:
    for work in (history.rebuild, history.verify_chain):
        told: list[tuple[int, int]] = []
        work(lambda done, count, told=told: told.append((done, count)))
        count = len(list(history.events()))
        assert [done for done, _ in told] == [1000, 2000, count]
        assert {of for _, of in told} == {count}


def test_an_interrupted_rebuild_changes_nothing(history: History) -> None:
    connection = history._connection
    connection.execute("UPDATE item_state SET due_day = 7")
    before = contents(connection)

    def cut(done: int, _: int) -> None:
        if done > 1000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        history.rebuild(cut)
    assert contents(connection) == before
    assert not connection.in_transaction


def test_opening_rebuilds_caches_of_another_fold_and_shows_its_progress(
    studied: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(studied, tmp_path))
    with History.open(path) as history:
        history._connection.execute("UPDATE meta SET value = '1' WHERE key = 'fold_version'")
    shown: list[str] = []
    for _ in range(2):
        History.open(path, ProgressListener(shown.append)).close()
    assert len(shown) == 3
    assert shown[0].startswith("Rebuilding statistics: 1,000 of 2,")


@pytest.mark.parametrize("name", ["changed", "kind", "mode", "scheduler", "ms"])
def test_a_lone_surrogate_in_a_payload_does_not_prevent_a_rebuild(
    history: History, name: str
) -> None:
    for number in range(2):  # one step, and folded anew
        odd = Draft("review", "d/odd", Moment(1 - number, 0, 1), "", {"rating": 3, name: "\ud800"})
        history.append([odd])
    before = contents(history._connection)
    history.rebuild()
    assert contents(history._connection) == before
