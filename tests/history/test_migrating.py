"""A history of an earlier version is brought up to date, after a copy was made and checked."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coalition_quiz.errors import HistoryError
from coalition_quiz.history import backup, connecting, schema
from coalition_quiz.history.agenda import read_agenda
from coalition_quiz.history.log import History
from coalition_quiz.history.working import Work
from coalition_quiz.learning.events import Draft, Event

Review = Callable[..., Draft]


@pytest.fixture
def older(path: Path, review: Review) -> tuple[Event, ...]:
    """The events of a history of version 1, which kept neither care nor answers."""
    with History.open(path) as history:
        events = history.append([review(f"d/{n}") for n in range(20)])
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 1")
        raw.execute("ALTER TABLE item_state DROP COLUMN told")
        raw.execute("DROP TABLE care")
        raw.execute("DROP TABLE answer")
        raw.execute("DROP TABLE answer_sum")
        raw.execute("UPDATE meta SET value = '1' WHERE key = 'fold_version'")
        raw.commit()
    return events


ONE = {1: schema.MIGRATIONS[1]}


def fail_halfway(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (done)")
    raise sqlite3.OperationalError("no more room")


def copies(path: Path) -> list[Path]:
    return sorted((path.parent / backup.FOLDER).iterdir())


def dump(path: Path) -> list[str]:
    """All that is in a database, version included."""
    with closing(sqlite3.connect(path)) as raw:
        return [str(connecting.version(raw)), *raw.iterdump()]


def open_with(
    monkeypatch: pytest.MonkeyPatch, migrations: dict[int, schema.Migration], path: Path
) -> History:
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    return History.open(path)


def test_an_older_history_is_copied_and_brought_up_to_date(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(path)
    with open_with(monkeypatch, ONE, path) as history:
        assert tuple(history.events()) == older
        assert len(history.all_progress()) == 20
        answers = history._connection.execute("SELECT count(*) FROM answer").fetchone()
        assert answers == (20,)
        assert connecting.version(history._connection) == connecting.SCHEMA_VERSION
    (copy,) = copies(path)
    assert "version-1" in copy.name
    assert dump(copy) == before
    with History.open(path):
        assert copies(path) == [copy]


class AnotherIsQuicker(dict[int, schema.Migration]):
    """Migrations that another window takes up just before this one would."""

    def __init__(self, path: Path) -> None:
        super().__init__(ONE)
        self.path = path

    def __contains__(self, version: object) -> bool:
        with closing(connecting.connect_writable(self.path)) as other:
            schema.migrate(other, self.path, ONE)
        return super().__contains__(version)


def test_of_two_windows_one_migrates(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_with(monkeypatch, AnotherIsQuicker(path), path) as history:
        assert tuple(history.events()) == older
    assert len(copies(path)) == 1


def test_a_migration_that_fails_changes_nothing(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert older
    before = path.read_bytes()
    with pytest.raises(HistoryError, match=r"history\.sqlite"):
        open_with(monkeypatch, {1: fail_halfway}, path)
    assert path.read_bytes() == before
    assert dump(copies(path)[0]) == dump(path)


def test_without_a_backup_nothing_is_migrated(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert older
    before = path.read_bytes()
    (path.parent / backup.FOLDER).write_text("in the way")
    with pytest.raises(HistoryError, match="No backup"):
        open_with(monkeypatch, ONE, path)
    assert path.read_bytes() == before


def test_a_copy_that_differs_is_thrown_away(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert older
    before = path.read_bytes()
    copy_all = backup.copy

    def lose_one(source: sqlite3.Connection, partial: Path, work: Work) -> None:
        copy_all(source, partial, work)
        with closing(sqlite3.connect(partial)) as copy:
            copy.execute("DROP TRIGGER event_is_never_deleted")
            copy.execute("DELETE FROM event WHERE seq = 20")
            copy.commit()

    monkeypatch.setattr(backup, "copy", lose_one)
    with pytest.raises(HistoryError, match="agree"):
        open_with(monkeypatch, ONE, path)
    assert copies(path) == []
    assert path.read_bytes() == before


def test_an_unknown_earlier_version_is_refused(path: Path, older: tuple[Event, ...]) -> None:
    assert older
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 0")
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="version 0"):
        History.open(path)
    assert path.read_bytes() == before


def test_readers_leave_an_older_history_to_the_app(path: Path, older: tuple[Event, ...]) -> None:
    assert older
    for way_in in (History.open_readonly, read_agenda):
        with pytest.raises(HistoryError, match="Start coalition-quiz once"):
            way_in(path)


def test_a_damaged_source_gives_no_backup(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review(f"d/{n}", response="x" * 500) for n in range(100)])
    damaged = bytearray(path.read_bytes())
    middle = len(damaged) // 2 // 4096 * 4096
    damaged[middle : middle + 4096] = bytes(4096)
    path.write_bytes(damaged)
    target = path.with_name("copy.sqlite")
    with closing(connecting.connect_to_copy(path)) as source, pytest.raises(HistoryError):
        backup.back_up(source, target)
    assert sorted(path.parent.iterdir()) == [path]
