"""A history of an earlier version is brought up to date, after a copy was made and checked."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft, Event
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.history import connection, schema
from coalition_quiz.history import verified_copy as backup
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.progress import ProgressListener

from helpers.support import seen_on

Review = Callable[..., Draft]


DATA = Path(__file__).parents[1] / "data"
VERSIONS = (1, 2, 3, 4)
DAY = Moment(0, 60, 100)


def make_older(path: Path, newer: Path, version: int) -> None:
    """Make a history of an earlier version with the events of a newer one and outdated caches."""
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(
            (DATA / f"history-version-{4 if version == 3 else version}.sql").read_text("utf-8")
        )
        if version == 3:
            raw.execute("DROP INDEX event_accept")
        raw.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version = {version}")
        raw.execute("ATTACH ? AS newer", (str(newer),))
        for table in ("event", "meta"):
            raw.execute(f"INSERT INTO {table} SELECT * FROM newer.{table}")  # noqa: S608 - constants
        (columns,) = raw.execute(
            "SELECT group_concat(name) FROM pragma_table_info('item_state') WHERE name <> 'told'"
        ).fetchone()
        told, empty = (", told", ", ''") if version > 1 else ("", "")
        raw.execute(
            f"INSERT INTO item_state ({columns}{told}) "  # noqa: S608 - constants
            f"SELECT {columns}{empty} FROM newer.item_state WHERE item <> 'd/1'"
        )
        raw.execute("UPDATE item_state SET due_day = 7")
        raw.execute("INSERT INTO alias VALUES ('d/5', 'd/6')")
        raw.commit()


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    """An earlier version of the schema."""
    number: int = request.param
    return number


@pytest.fixture
def states() -> dict[str, object]:
    """The states of the items of `older`, as a history of this version has them."""
    return {}


@pytest.fixture
def older(path: Path, review: Review, version: int, states: dict[str, object]) -> tuple[Event, ...]:
    """The events of a history of an earlier version."""
    newer = path.with_name("newer.sqlite")
    with History.open(newer) as history:
        history.append([review(f"d/{n}") for n in range(20)])
        history.append([Draft("suspend", "d/3", DAY), Draft("bury", "d/new", DAY)])
        history.append([Draft("accept", "d/2", DAY, payload={"text": "also right"})])
        history.record_renames([("d/4", "d/four")], DAY)
        events = tuple(history.events())
        states.update(all_states(history))
    make_older(path, newer, version)
    newer.unlink()
    return events


def all_states(history: History) -> dict[str, object]:
    """Everything that is computed from the events."""
    return {
        "progress": history.all_progress(),
        "flags": history.all_flags(),
        "accepted": history.all_accepted(),
        "statistics": history.raw_statistics((), ("d/1", "d/3", "d/four"), None),
    }


def fail_halfway(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (done)")
    raise sqlite3.OperationalError("no more room")


def copies(path: Path) -> list[Path]:
    return sorted((path.parent / backup.FOLDER).iterdir())


def dump(path: Path) -> list[str]:
    """All that is in a database, version included."""
    with closing(sqlite3.connect(path)) as raw:
        return [str(connection.schema_version(raw)), *raw.iterdump()]


def check_current(history: History) -> None:
    """See that a history is as one that was always of this version."""
    assert len(history.all_progress()) == 21  # one of them under two ids
    assert history._connection.execute("SELECT count(*) FROM answer").fetchone() == (20,)
    assert connection.schema_version(history._connection) == connection.SCHEMA_VERSION
    with closing(connection.connect_in_memory()) as new:
        schema.create_tables(new)
        query = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
        assert history._connection.execute(query).fetchall() == new.execute(query).fetchall()
    ids = ["d/1", "d/3", "d/four", "d/new", "d/never"]
    history.store_decks([DeckSummary("d", "of five", 5, lambda: ids)])
    found = history._connection.execute("SELECT item, ask_from, reviews FROM deck_item").fetchall()
    due = history.all_progress()["d/1"].due_day
    assert sorted(found) == [
        *(("d/1", due, 1), ("d/3", None, 1), ("d/four", due, 1)),
        *(("d/never", -9_000_000, 0), ("d/new", 101, 0)),
    ]


def test_an_older_history_is_backed_up_and_migrated_to_the_same_states(
    path: Path, older: tuple[Event, ...], version: int, states: dict[str, object]
) -> None:
    before = dump(path)
    with History.open(path) as history:
        assert tuple(history.events()) == older
        assert all_states(history) == states
        check_current(history)
    (copy,) = copies(path)
    assert copy.stem.endswith(f"-version-{version}")
    assert dump(copy) == before
    with History.open(path):
        assert copies(path) == [copy]


def test_a_migration_shows_its_progress(path: Path, older: tuple[Event, ...]) -> None:
    assert older
    shown: list[str] = []
    History.open(path, ProgressListener(shown.append)).close()
    assert shown[0].startswith("Backing up before the upgrade: copying the history: ")
    assert [text.rpartition(": ")[2] for text in shown[-3:-1]] == [
        "checking the copy",
        "comparing the copy",
    ]
    assert shown[-1] == "Rebuilding statistics: 24 of 24 events"


def test_of_two_windows_one_migrates(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def another_is_quicker(raw: sqlite3.Connection) -> int:
        found = connection.schema_version(raw)
        asked.append(found)
        if len(asked) == 1:
            with closing(connection.connect_writable(path)) as other:
                schema.migrate(other, path)
        return found

    monkeypatch.setattr(schema, "schema_version", another_is_quicker)
    with History.open(path) as history:
        assert tuple(history.events()) == older
    assert len(copies(path)) == 1


def test_a_migration_that_fails_changes_nothing(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert older
    before = path.read_bytes()
    monkeypatch.setattr(schema, "_recreate_caches", fail_halfway)
    with pytest.raises(HistoryError, match=r"history\.sqlite"):
        History.open(path)
    assert path.read_bytes() == before
    assert dump(copies(path)[0]) == dump(path)


def test_without_a_backup_nothing_is_migrated(path: Path, older: tuple[Event, ...]) -> None:
    assert older
    before = path.read_bytes()
    (path.parent / backup.FOLDER).write_text("in the way")
    with pytest.raises(HistoryError, match="Could not make"):
        History.open(path)
    assert path.read_bytes() == before


def test_a_copy_that_differs_is_removed(
    path: Path, older: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert older
    before = path.read_bytes()
    copy_all = backup.copy_database

    def lose_one(source: sqlite3.Connection, partial: Path, work: ProgressListener) -> None:
        copy_all(source, partial, work)
        with closing(sqlite3.connect(partial)) as copy:
            copy.execute("DROP TRIGGER event_is_never_deleted")
            copy.execute("DELETE FROM event WHERE seq = 24")
            copy.commit()

    monkeypatch.setattr(backup, "copy_database", lose_one)
    with pytest.raises(HistoryError, match="does not match"):
        History.open(path)
    assert copies(path) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [2], indirect=True)
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
    with closing(connection.connect_unchecked(path)) as source, pytest.raises(HistoryError):
        backup.copy_verified(source, target)
    assert sorted(path.parent.iterdir()) == [path]


def test_a_version_number_that_is_too_low_does_no_harm(
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
