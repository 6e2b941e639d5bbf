"""A history of an earlier version is brought up to date, after a copy was made and checked."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.deck_summary import DeckSummary
from coalition_quiz.core.events import Draft, Event
from coalition_quiz.history import connection as connecting
from coalition_quiz.history import schema
from coalition_quiz.history.backups import copy as backup
from coalition_quiz.history.history import History
from coalition_quiz.history.progress import ProgressListener
from coalition_quiz.system.errors import HistoryError

from helpers.support import seen_on

Review = Callable[..., Draft]


SCHEMA_2 = Path(__file__).parents[1] / "data" / "history-version-2.sql"
ANSWER = "device, seq, item, study_day, practice, kind, rating, ms, elapsed, stability"
KEPT = {**dict.fromkeys(("event", "item_state", "care", "alias", "meta"), "*"), "answer": ANSWER}
DAY = Moment(0, 60, 100)


@pytest.fixture
def older(path: Path, review: Review) -> tuple[Event, ...]:
    """The events of a history of version 2, which did not know what decks ask."""
    newer = path.with_name("newer.sqlite")
    with History.open(newer) as history:
        history.append([review(f"d/{n}") for n in range(20)])
        history.append([Draft("suspend", "d/3", DAY), Draft("bury", "d/new", DAY)])
        history.adopt([("d/4", "d/four")], DAY)
        events = tuple(history.events())
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(SCHEMA_2.read_text("utf-8"))
        raw.execute(f"PRAGMA application_id = {connecting.APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 2")
        raw.execute("ATTACH ? AS newer", (str(newer),))
        for table, columns in KEPT.items():
            names = f"({columns})" if columns != "*" else ""
            raw.execute(f"INSERT INTO {table}{names} SELECT {columns} FROM newer.{table}")  # noqa: S608 - names of our own
        raw.commit()
    newer.unlink()
    return events


@pytest.fixture
def oldest(path: Path, older: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events of a history of version 1, which kept neither care nor answers."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 1")
        raw.execute("ALTER TABLE item_state DROP COLUMN told")
        raw.execute("DROP TABLE care")
        raw.execute("DROP TABLE answer")
        raw.execute("DROP TABLE answer_sum")
        raw.execute("UPDATE meta SET value = '1' WHERE key = 'fold_version'")
        raw.commit()
    return older


STEPS = {version: schema.MIGRATIONS[version] for version in (2, 3)}


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
    with open_with(monkeypatch, STEPS, path) as history:
        assert tuple(history.events()) == older
        check_current(history)
    copy, later = copies(path)
    assert "version-2" in copy.name
    assert "version-3" in later.name
    assert dump(copy) == before
    with History.open(path):
        assert copies(path) == [copy, later]


def test_how_far_the_backup_is_is_told(path: Path, older: tuple[Event, ...]) -> None:
    assert older
    told: list[str] = []
    History.open(path, work=ProgressListener(told.append)).close()
    assert told[0].startswith("copying the history: ")
    assert told[-2:] == ["checking the copy", "comparing the copy"]


def check_current(history: History) -> None:
    """See that a history is as one that was always of this version."""
    assert len(history.all_progress()) == 21  # one of them under two ids
    assert history._connection.execute("SELECT count(*) FROM answer").fetchone() == (20,)
    assert connecting.version(history._connection) == connecting.SCHEMA_VERSION
    with closing(connecting.connect_nowhere()) as new:
        schema.create(new)
        query = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
        assert history._connection.execute(query).fetchall() == new.execute(query).fetchall()
    ids = ["d/1", "d/3", "d/four", "d/new", "d/never"]
    history.note_asked([DeckSummary("d", "of five", 5, lambda: ids)])
    found = history._connection.execute("SELECT item, day, reviews FROM asked").fetchall()
    due = history.all_progress()["d/1"].due_day
    assert sorted(found) == [
        *(("d/1", due, 1), ("d/3", None, 1), ("d/four", due, 1)),
        *(("d/never", -9_000_000, 0), ("d/new", 101, 0)),
    ]


def test_the_oldest_takes_every_step(path: Path, oldest: tuple[Event, ...]) -> None:
    with History.open(path) as history:
        assert tuple(history.events()) == oldest
        check_current(history)
    assert [copy.stem[-9:] for copy in copies(path)] == [f"version-{n}" for n in (1, 2, 3)]


class AnotherIsQuicker(dict[int, schema.Migration]):
    """Migrations that another window takes up just before this one would."""

    def __init__(self, path: Path) -> None:
        super().__init__(STEPS)
        self.path = path

    def __contains__(self, version: object) -> bool:
        with closing(connecting.connect_writable(self.path)) as other:
            schema.migrate(other, self.path, STEPS)
        return super().__contains__(version)


def test_of_two_windows_one_migrates(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_with(monkeypatch, AnotherIsQuicker(path), path) as history:
        assert tuple(history.events()) == older
    assert len(copies(path)) == len(STEPS)


def test_a_migration_that_fails_changes_nothing(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert older
    before = path.read_bytes()
    with pytest.raises(HistoryError, match=r"history\.sqlite"):
        open_with(monkeypatch, {2: fail_halfway}, path)
    assert path.read_bytes() == before
    assert dump(copies(path)[0]) == dump(path)


def test_without_a_backup_nothing_is_migrated(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert older
    before = path.read_bytes()
    (path.parent / backup.FOLDER).write_text("in the way")
    with pytest.raises(HistoryError, match="No backup"):
        open_with(monkeypatch, STEPS, path)
    assert path.read_bytes() == before


def test_a_copy_that_differs_is_thrown_away(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert older
    before = path.read_bytes()
    copy_all = backup.copy

    def lose_one(source: sqlite3.Connection, partial: Path, work: ProgressListener) -> None:
        copy_all(source, partial, work)
        with closing(sqlite3.connect(partial)) as copy:
            copy.execute("DROP TRIGGER event_is_never_deleted")
            copy.execute("DELETE FROM event WHERE seq = 23")
            copy.commit()

    monkeypatch.setattr(backup, "copy", lose_one)
    with pytest.raises(HistoryError, match="agree"):
        open_with(monkeypatch, STEPS, path)
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
    for way_in in (History.open_readonly, seen_on):
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


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_version_that_says_less_than_the_file_is_does_no_harm(
    path: Path, review: Review, version: int
) -> None:
    """What a migration makes is there already, where flipped bits make the version say less."""
    with History.open(path) as history:
        events = history.append([review(f"d/{n}") for n in range(9)])
        known = history.all_progress()
    with closing(sqlite3.connect(path)) as raw:
        schema_before = raw.execute("SELECT name, sql FROM sqlite_schema ORDER BY 1").fetchall()
        raw.execute(f"PRAGMA user_version = {version}")
    with History.open(path) as history:
        assert tuple(history.events()) == events
        assert history.all_progress() == known
        history.append([review("d/1", day=130)])
    with closing(sqlite3.connect(path)) as raw:
        schema_now = raw.execute("SELECT name, sql FROM sqlite_schema ORDER BY 1").fetchall()
        assert schema_now == schema_before
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
