"""A backup once a study day: verified, never in the way, thinned, with nothing half done."""

import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.history import backups, verified_copy
from coalition_quiz.history.backups import KEPT_DAYS, KEPT_MONTHS, KEPT_WEEKS
from coalition_quiz.history.connection import connect_unchecked
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.locks import lock_folder
from coalition_quiz.system.progress import ProgressListener, StoppedError

from helpers.faulty import DAY_MS, at, change, events_of, killed_at, moments, review, steps_of

DAY_START = 240
posix = pytest.mark.skipif(os.name == "nt", reason="there are no such processes and limits")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A history with two answers."""
    path = tmp_path / "home" / "history.sqlite"
    answer(path, 0)
    return path


def answer(path: Path, day: int) -> None:
    with History.open(path) as history:
        history.append([review("d/a", day), review("d/b", day)])


def keep(path: Path, when: Moment, work: ProgressListener | None = None) -> Path | None:
    return backups.back_up_daily(path, when, DAY_START, work or ProgressListener())


def names(path: Path) -> list[str]:
    return sorted(each.name for each in backups.backup_folder(path).iterdir())


def test_a_backup_equals_the_history(path: Path) -> None:
    made = keep(path, at(0))
    assert made is not None
    assert events_of(made) == events_of(path)
    assert names(path) == ["history-20231114T120000Z-daily.sqlite"]


def test_a_backup_is_made_each_study_day_with_new_events(path: Path) -> None:
    assert keep(path, at(0))
    answer(path, 0)
    assert keep(path, at(0, hour=20)) is None
    assert keep(path, at(1, hour=3)._replace(study_day=at(0).study_day)) is None
    assert keep(path, at(1))
    assert keep(path, at(2)) is None
    answer(path, 2)
    assert keep(path, at(2))
    assert len(names(path)) == 3


def test_no_backup_is_made_of_a_history_without_answers(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    with History.open(path):
        assert keep(path, at(0)) is None
    assert names(path) == []


def test_a_damaged_latest_backup_does_not_prevent_a_new_one(path: Path) -> None:
    made = keep(path, at(0))
    assert made is not None
    made.write_bytes(b"SQLite format 3\0 and no more")
    assert keep(path, at(1))


def test_a_year_of_days_leaves_days_weeks_and_months(path: Path) -> None:
    for day in range(0, 800, 1):
        stamp = datetime.fromtimestamp(at(day).at_ms / 1000, tz=UTC).strftime("%Y%m%dT%H%M%SZ")
        backups.backup_folder(path).mkdir(exist_ok=True)
        (backups.backup_folder(path) / f"history-{stamp}-daily.sqlite").touch()
    assert keep(path, at(800))
    left = names(path)
    assert KEPT_DAYS + KEPT_MONTHS <= len(left) <= KEPT_DAYS + KEPT_WEEKS + KEPT_MONTHS
    assert left[-1].startswith("history-20260122")


STRANGERS = (
    *("notes.txt", "history.sqlite", "history-20200101T120000Z.sqlite", "my-history-daily.sqlite"),
    *("history-20201340T120000Z-daily.sqlite", "other-20200101T120000Z-daily.sqlite"),
    *("history-20200101T120000Z-daily.sqlite.zip", "history-20200101T120000Z-weekly.sqlite"),
)


def test_files_with_other_names_are_never_deleted(path: Path) -> None:
    folder = backups.backup_folder(path)
    folder.mkdir()
    for name in STRANGERS:
        (folder / name).touch()
    for day in range(20):
        answer(path, day)
        assert keep(path, at(day))
    assert set(STRANGERS) <= set(names(path))
    assert len(names(path)) < 20 + len(STRANGERS)


@posix
def test_a_pipe_with_the_name_of_a_backup_does_not_block(path: Path) -> None:
    backups.backup_folder(path).mkdir()
    os.mkfifo(backups.backup_folder(path) / "history-20231114T120000Z-daily.sqlite")
    assert backups.list_backups(path) == ()


@pytest.mark.parametrize("kind", ["version-1", "before-restore", "before-repair-as-it-was"])
def test_other_backups_are_kept_for_a_year(path: Path, kind: str) -> None:
    folder = backups.backup_folder(path)
    folder.mkdir()
    old = backups.new_backup_path(path, kind, at(-366).at_ms)
    young = backups.new_backup_path(path, kind, at(-364).at_ms)
    old.touch()
    young.touch()
    assert keep(path, at(0))
    assert not old.exists()
    assert young.exists()


def test_a_backup_dated_ahead_does_not_prevent_a_new_one(path: Path) -> None:
    for day in range(1000, 1030):
        answer(path, day)
        assert keep(path, at(day))
    answer(path, 1)
    made = keep(path, at(1))
    assert made is not None
    assert made.exists()


def test_answers_are_saved_while_a_backup_is_made(path: Path) -> None:
    with History.open(path) as history:
        history.append([review(f"d/{n}", 0, response="x" * 40_000) for n in range(250)])
        began, made = threading.Event(), list[Path | None]()

        def tell(what: str) -> None:
            if what.startswith("copying"):
                began.set()

        thread = threading.Thread(
            target=lambda: made.append(keep(path, at(0), ProgressListener(tell)))
        )
        thread.start()
        assert began.wait(10)
        answered = 0
        while thread.is_alive() or answered < 3:
            history.append([review("d/a", 1)])
            answered += 1
            time.sleep(0.02)  # as nobody answers, but several windows might
        thread.join()
    assert made[0] is not None
    kept = events_of(made[0])
    assert kept == events_of(path)[: len(kept)]
    assert len(kept) >= 252


def test_a_step_of_a_backup_does_not_delay_an_answer(path: Path) -> None:
    """Between two steps of copying, the history is free to be written."""
    with closing(connect_unchecked(path)) as raw:
        raw.execute("CREATE TABLE bulk (x)")
        raw.execute("INSERT INTO bulk VALUES (zeroblob(4000000))")
    steps = 0

    def answer_once(what: str) -> None:
        nonlocal steps
        steps += 1
        if what.startswith("copying") and steps == 3:
            with History.open(path) as history:
                history._connection.execute("PRAGMA busy_timeout = 0")
                history.append([review("d/a", 1)])

    made = keep(path, at(1), ProgressListener(answer_once))
    assert made is not None
    assert steps > 3
    assert events_of(made) == events_of(path)


@pytest.mark.parametrize("what", ["copying", "checking the c", "comparing", "checking the b"])
def test_a_stopped_backup_leaves_no_file(path: Path, what: str) -> None:
    over = threading.Event()
    work = ProgressListener(lambda said: said.startswith(what) and over.set(), over.is_set)
    with pytest.raises(StoppedError):
        keep(path, at(0), work)
    assert names(path) == []
    assert keep(path, at(0))


def test_the_age_of_the_last_backup_is_in_study_days(path: Path) -> None:
    assert backups.days_since_backup(path, at(0), DAY_START) is None
    for day in (0, 2, 9):  # the last while the clock was ahead
        answer(path, day)
        assert keep(path, at(day))
    assert backups.days_since_backup(path, at(2, hour=20), DAY_START) == 0
    assert backups.days_since_backup(path, at(5), DAY_START) == 3


def test_no_backup_is_made_while_another_window_makes_one(path: Path) -> None:
    folder = backups.backup_folder(path)
    folder.mkdir()
    partial = folder / ".history-20231113T090000Z-daily.sqlite.partial"
    partial.touch()
    with closing_lock(folder):
        assert keep(path, at(0)) is None
        assert partial.exists()
    assert keep(path, at(0))
    assert not partial.exists()


def closing_lock(folder: Path) -> "closing[Held]":
    return closing(Held(folder))


class Held:
    """A folder that another window holds."""

    def __init__(self, folder: Path) -> None:
        found = lock_folder(folder)
        assert found is not None
        self._lock = found

    def close(self) -> None:
        self._lock.release()


@pytest.fixture
def limited() -> Iterator[Callable[[int], None]]:
    """Lets no file grow beyond so many bytes, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_reported(path: Path, limited: Callable[[int], None]) -> None:
    limited(20_000)
    with pytest.raises(HistoryError, match=r"Could not make the backup .*history-.*\."):
        keep(path, at(0))
    limited(10**9)
    assert names(path) == []
    assert len(events_of(path)) == 2


def test_a_folder_that_cannot_be_created_is_reported(path: Path) -> None:
    backups.backup_folder(path).write_text("in the way")
    with pytest.raises(HistoryError, match="Could not make a backup in"):
        keep(path, at(0))


def test_a_damaged_history_deletes_no_backup(path: Path) -> None:
    first = keep(path, at(0))
    answer(path, 1)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("DELETE FROM sqlite_schema WHERE name = 'event_item'")
    with pytest.raises(HistoryError, match="the history is damaged"):
        keep(path, at(1))
    assert first is not None
    assert names(path) == [first.name]


def test_damaged_events_are_reported_and_delete_no_backup(path: Path) -> None:
    for day in range(9):
        answer(path, day)
        assert keep(path, at(day))
    before = names(path)
    answer(path, 9)
    change(path, "UPDATE event SET payload = '{}' WHERE seq = 2")
    with pytest.raises(HistoryError, match=r"damaged: event \w+:2: it was changed .* anyway"):
        keep(path, at(9))
    assert set(names(path)) > set(before)
    assert keep(path, at(9)) is None


@posix
def test_a_kill_at_any_moment_leaves_whole_backups_and_no_more(path: Path) -> None:
    answer(path, 1)
    before = events_of(path)
    assert keep(path, at(1))
    answer(path, 2)
    total = steps_of(lambda: keep(path, at(2)))
    for made in names(path)[1:]:
        (backups.backup_folder(path) / made).unlink()
    died = 0
    for moment in moments(total, 40):
        died += killed_at(moment, lambda: keep(path, at(2)))
        found = backups.list_backups(path)
        assert [events_of(each.path) for each in found[-1:]] == [before]
        for each in found[:-1]:
            assert events_of(each.path) == events_of(path)
            each.path.unlink()
    assert died >= 20
    assert keep(path, at(2))
    assert len(names(path)) == 2


def test_names_do_not_clash_and_are_read_back(path: Path) -> None:
    folder = backups.backup_folder(path)
    folder.mkdir()
    chance = random.Random(1)
    kinds = [chance.choice(["daily", "version-2", "before-restore"]) for _ in range(20)]
    for kind in kinds:
        backups.new_backup_path(path, kind, at(0).at_ms).touch()
    found = backups.list_backups(path)
    assert sorted(each.kind for each in found) == sorted(kinds)
    assert len({each.path for each in found}) == 20
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    assert found[-1].at_ms == at(0).at_ms


def test_a_truncated_copy_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = verified_copy.copy_database

    def lose_one(source: sqlite3.Connection, partial: Path, work: ProgressListener) -> None:
        whole(source, partial, work)
        with closing(sqlite3.connect(partial)) as copied, copied:
            copied.execute("DROP TRIGGER event_is_never_deleted")
            copied.execute("DELETE FROM event WHERE seq = 2")

    monkeypatch.setattr(verified_copy, "copy_database", lose_one)
    with pytest.raises(HistoryError, match="does not match"):
        keep(path, at(0))
    assert names(path) == []


def test_the_day_is_the_learners(path: Path) -> None:
    """Three in the morning is yesterday, in the time zone of the learner."""
    late = Moment(at(0).study_day * DAY_MS + 8 * 3_600_000, -300, at(0).study_day - 1)
    assert keep(path, late)
    answer(path, 1)
    assert keep(path, Moment(late.at_ms + 2 * 3_600_000, -300, at(0).study_day))
