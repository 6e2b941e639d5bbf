"""A backup in the place of a history: the old or the new, whole, whatever happens."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.events import Event
from coalition_quiz.history import backups
from coalition_quiz.history import restore as restoring
from coalition_quiz.history.backups import back_up_before_change
from coalition_quiz.history.history import History
from coalition_quiz.history.in_use_lock import InUseError
from coalition_quiz.history.restore import (
    NotWholeError,
    RestoreDraft,
    replace_history,
    unfinished_drafts,
)
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.progress import QUIET, ProgressListener, StoppedError

from helpers.faulty import (
    age,
    around_the_turn,
    at,
    change,
    events_of,
    flip,
    killed_at,
    live,
    review,
    steps_of,
)

Script = Callable[..., Any]
posix = pytest.mark.skipif(os.name == "nt", reason="there are no such processes")

HOLD = """
import sys
from pathlib import Path
from coalition_quiz.history.history import History
history = History.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""

DIE_HALFWAY = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("DELETE FROM item_state")
for number in range(3000):
    connection.execute("INSERT INTO alias VALUES (?, 'x')", (f"{number} {'y' * 100}",))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A history that was lived with, before and after its backup."""
    path = tmp_path / "home" / "history.sqlite"
    live(path)
    return path


@pytest.fixture
def saved(path: Path) -> Path:
    """Its backup; three reviews came afterwards."""
    made = backups.back_up_daily(path, at(8), 240)
    assert made is not None
    with History.open(path) as history:
        history.append([review(f"d/late{number}", 9) for number in range(3)])
    return made


def restore(path: Path, source: Path | None, *, salvage: bool = False) -> RestoreDraft:
    with restoring.restored_draft(path, source, QUIET, salvage=salvage) as ready:
        replace_history(path, ready.draft)
        return ready


def device(path: Path) -> str:
    with History.open_readonly(path) as history:
        return history.device


def rebuilt(path: Path) -> bool:
    """Whether the states are those that a rebuild gives."""
    with History.open(path) as history:
        before = history.all_progress(), history.all_flags()
        history.rebuild()
        return before == (history.all_progress(), history.all_flags())


def clean(path: Path) -> None:
    """See that nothing but the history and its backups is left."""
    assert sorted(each.name for each in path.parent.iterdir()) == ["backups", path.name]
    assert backups.unfinished_backups(path) == ()


def test_a_restore_brings_back_the_events_under_a_new_device(path: Path, saved: Path) -> None:
    before, devices = events_of(path), {device(path), device(saved)}
    ready = restore(path, saved)
    assert events_of(path) == events_of(saved) == before[:-3]
    assert (ready.lacks, ready.brings) == (3, 0)
    assert device(path) not in devices
    assert rebuilt(path)
    with History.open(path) as history:
        (added,) = history.append([review("d/new", 10)])
    assert added.ref not in {event.ref for event in before}
    clean(path)


def test_a_restore_is_undone_by_a_restore(path: Path, saved: Path) -> None:
    before = events_of(path)
    kept = restore(path, saved).backup
    assert kept is not None
    assert events_of(kept) == before
    ready = restore(path, kept)
    assert (ready.lacks, ready.brings) == (0, 3)
    assert events_of(path) == before


def test_a_draft_that_is_not_put_in_place_changes_nothing(path: Path, saved: Path) -> None:
    before = path.read_bytes()
    with restoring.restored_draft(path, saved, QUIET):
        pass
    assert path.read_bytes() == before
    assert [each.path for each in backups.list_backups(path)] == [saved]
    clean(path)


def test_a_restore_can_be_stopped_at_any_step(path: Path, saved: Path) -> None:
    before, told = path.read_bytes(), list[str]()
    restore_to = path.with_name("elsewhere.sqlite")
    shutil.copyfile(path, restore_to)
    with restoring.restored_draft(restore_to, saved, ProgressListener(told.append)):
        pass
    restore_to.unlink()
    assert len(told) >= 6
    for step in range(len(told)):
        heard: list[str] = []
        work = ProgressListener(heard.append, lambda heard=heard, step=step: len(heard) > step)
        with pytest.raises(StoppedError), restoring.restored_draft(path, saved, work):
            pass
        assert path.read_bytes() == before
        clean(path)


def test_an_open_history_is_not_replaced(path: Path, saved: Path, script: Script) -> None:
    before = path.read_bytes()
    window = script(HOLD, path, stdin=-1)
    assert window.stdout.readline() == "open\n"
    with pytest.raises(InUseError, match="open in another window"):
        restore(path, saved)
    assert path.read_bytes() == before
    window.kill()
    window.wait()
    restore(path, saved)


def test_no_window_opens_a_history_while_it_is_restored(
    path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coalition_quiz.history.in_use_lock._WAIT_S", 0)
    with restoring.restored_draft(path, saved, QUIET):
        with pytest.raises(InUseError, match="being restored"):
            History.open(path)
        with History.open_readonly(path) as history:
            assert list(history.events())
    with History.open(path):
        pass


def test_restoring_is_refused_while_another_program_reads(path: Path, saved: Path) -> None:
    before = events_of(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM event").fetchone()
        with pytest.raises(InUseError, match="Another program"):
            restore(path, saved)
    assert events_of(path) == before


GARBAGE = [b"", b"x", b"SQLite format 3\0", b"not a database at all, but long" * 400, bytes(9000)]


@pytest.mark.parametrize("garbage", GARBAGE, ids=["empty", "byte", "magic", "text", "zeros"])
def test_any_present_file_is_replaced_and_backed_up(
    path: Path, saved: Path, garbage: bytes
) -> None:
    path.write_bytes(garbage)
    ready = restore(path, saved)
    assert events_of(path) == events_of(saved)
    if garbage:
        assert ready.backup is not None
        assert ready.backup.read_bytes() == garbage
        assert backups.list_backups(path)[0].is_raw
    clean(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_truncated_history_is_replaced_and_kept(path: Path, saved: Path, share: float) -> None:
    cut = path.read_bytes()[: int(path.stat().st_size * share)]
    path.write_bytes(cut)
    ready = restore(path, saved)
    assert events_of(path) == events_of(saved)
    assert ready.backup is not None
    assert ready.backup.read_bytes() == cut


def test_a_missing_history_is_restored(path: Path, saved: Path) -> None:
    path.unlink()
    ready = restore(path, saved)
    assert events_of(path) == events_of(saved)
    assert (ready.backup, ready.lacks) == (None, 0)


def test_another_programs_database_is_backed_up(path: Path, saved: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE recipes (name)")
        other.execute("INSERT INTO recipes VALUES ('bread')")
    ready = restore(path, saved)
    assert ready.backup is not None
    with closing(sqlite3.connect(ready.backup)) as other:
        assert other.execute("SELECT * FROM recipes").fetchall() == [("bread",)]


def test_a_symbolic_link_stays_one(path: Path, saved: Path, tmp_path: Path) -> None:
    real = tmp_path / "disk" / "real.sqlite"
    real.parent.mkdir()
    path.rename(real)
    path.symlink_to(real)
    restore(path, saved)
    assert path.is_symlink()
    assert events_of(real) == events_of(saved)


def test_a_journal_of_the_old_file_is_not_applied_to_the_new_one(
    path: Path, saved: Path, script: Script
) -> None:
    before = events_of(path)
    assert script(DIE_HALFWAY, path).wait(60) == -signal.SIGKILL
    assert path.with_name(f"{path.name}-journal").stat().st_size > 0
    ready = restore(path, saved)
    assert ready.backup is not None
    assert events_of(ready.backup) == before
    assert events_of(path) == events_of(saved)
    clean(path)


def test_a_damaged_file_is_backed_up_with_its_journal(
    path: Path, saved: Path, script: Script
) -> None:
    assert script(DIE_HALFWAY, path).wait(60) == -signal.SIGKILL
    journal = path.with_name(f"{path.name}-journal")
    path.write_bytes(b"no database file" + path.read_bytes()[16:])
    there = path.read_bytes(), journal.read_bytes()
    ready = restore(path, saved)
    assert ready.backup is not None
    assert ready.backup.read_bytes() == there[0]
    assert ready.backup.with_name(f"{ready.backup.name}-journal").read_bytes() == there[1]
    assert events_of(path) == events_of(saved)
    clean(path)


def test_a_damaged_backup_is_refused(path: Path, saved: Path) -> None:
    before = path.read_bytes()
    flip(saved, b'"rating":')
    with pytest.raises(NotWholeError, match="changed after it was written"):
        restore(path, saved)
    saved.write_bytes(saved.read_bytes()[:5000])
    with pytest.raises(NotWholeError, match="not restored"):
        restore(path, saved)
    assert path.read_bytes() == before
    clean(path)


def test_restoring_an_older_version_migrates_it(path: Path, saved: Path) -> None:
    before = events_of(saved)
    age(saved)
    restore(path, saved)
    assert events_of(path) == before
    assert rebuilt(path)


def test_without_room_nothing_is_changed(path: Path, saved: Path) -> None:
    resource = pytest.importorskip("resource")
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for room in (0, 20_000, len(before) - 1):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            with pytest.raises(HistoryError):
                restore(path, saved)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert path.read_bytes() == before
        clean(path)


@posix
@pytest.mark.parametrize("is_damaged", [False, True], ids=["whole", "damaged"])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(
    path: Path, saved: Path, is_damaged: bool
) -> None:
    if is_damaged:
        path.write_bytes(path.read_bytes()[:-4096])
    old = path.read_bytes()
    new = events_of(saved)
    seen = set()

    def is_old_after(moment: int) -> bool:
        backups.remove_files(each.path for each in backups.list_backups(path) if each.path != saved)
        path.write_bytes(old)
        killed_at(moment, lambda: restore(path, saved))
        is_old = path.read_bytes() == old
        seen.add(is_old)
        assert is_old or events_of(path) == new
        if not is_old:  # then what was there is safe
            kept = backups.list_backups(path)[0].path
            assert kept.read_bytes() == old if is_damaged else events_of(kept)
        return is_old

    total = steps_of(lambda: restore(path, saved))
    around_the_turn(total, is_old_after)
    assert seen == {True, False}
    restore(path, saved)
    assert unfinished_drafts(path) == ()
    clean(path)


# Salvage


def lose(path: Path, seq: int) -> tuple[Event, ...]:
    """Damage an event of the second device; the events as they were."""
    before = events_of(path)
    name = before[-1].device
    change(path, f"UPDATE event SET payload = '{{}}' WHERE device = '{name}' AND seq = {seq}")  # noqa: S608
    return before


def test_salvage_adds_what_came_after_the_backup(path: Path, saved: Path) -> None:
    before = lose(path, 3)  # which the backup has
    ready = restore(path, saved, salvage=True)
    assert (ready.salvaged, ready.lacks) == (3, 0)
    assert events_of(path) == before
    assert rebuilt(path)
    assert device(path) != before[-1].device


def test_events_after_a_lost_one_are_recorded_again(path: Path, saved: Path) -> None:
    last = events_of(path)[-1]
    with History.open(path) as history:
        done = history.append([review("d/more", 9)])
        history.append(
            [review("d/kept", 10, 1), review("d/undone", 10), review("d/again", 10)],
        )
        undone = list(history.events())[-2]
        history.append([Draft_undo(undone, 10)])
        states = history.all_progress()
    lose(path, done[0].seq)
    ready = restore(path, saved, salvage=True)
    assert ready.salvaged == 3 + 4
    assert ready.lacks == 1
    events = events_of(path)
    assert [event.payload.get("from") for event in events[-4:]] == [
        f"{last.device}:{done[0].seq + step}" for step in range(1, 5)
    ]
    with History.open(path) as history:
        after = history.all_progress()
    del states["d/more"]
    assert after.keys() == states.keys()
    assert "d/undone" not in after
    assert after["d/kept"].memory == states["d/kept"].memory
    assert rebuilt(path)


def Draft_undo(event: Event, day: int) -> Any:  # noqa: N802 - as the drafts beside it
    from coalition_quiz.core.events import Draft

    return Draft("undo", event.item, at(day), target=event.ref)


def test_without_a_backup_the_readable_events_are_salvaged(path: Path) -> None:
    before = lose(path, 6)
    ready = restore(path, None, salvage=True)
    assert ready.salvaged == len(before) - 1
    assert len(events_of(path)) == len(before) - 1
    assert ready.lacks == 1
    assert rebuilt(path)


@pytest.mark.parametrize("page", [1, 2, 4, 6, 8, -1])
def test_a_zeroed_page_loses_only_its_own_events(path: Path, saved: Path, page: int) -> None:
    before = {event.ref: event for event in events_of(path)}
    damaged = bytearray(path.read_bytes())
    start = page * 4096 if page > 0 else len(damaged) - 4096
    damaged[start : start + 4096] = bytes(4096)
    path.write_bytes(damaged)
    ready = restore(path, saved, salvage=True)
    after = events_of(path)
    assert {event.ref for event in events_of(saved)} <= {event.ref for event in after}
    assert all(before[event.ref] == event for event in after if event.ref in before)
    assert ready.lacks is None or ready.lacks <= 3
    assert rebuilt(path)


@pytest.mark.parametrize("span", [(0, 16), (0, 100), (100, 4096), (0, 4096)])
def test_a_lost_first_page_does_not_hide_the_other_pages(
    path: Path, saved: Path, span: tuple[int, int]
) -> None:
    before = events_of(path)
    damaged = bytearray(path.read_bytes())
    damaged[slice(*span)] = b"#" * (span[1] - span[0])
    path.write_bytes(damaged)
    ready = restore(path, saved, salvage=True)
    assert ready.salvaged == 3
    assert events_of(path) == before
    clean(path)


def test_events_of_a_diverged_chain_are_recorded_again(path: Path, saved: Path) -> None:
    """Two files that each went on from one past, under one device: a copy that was put back."""
    forked = saved.with_name("forked.sqlite")
    shutil.copyfile(saved, forked)
    with History.open(forked) as history:
        history.append([review("d/other", 9)])
    ready = restore(path, forked, salvage=True)
    assert (ready.salvaged, ready.lacks) == (3, 0)
    items = {event.item for event in events_of(path)}
    assert {"d/other", "d/late0", "d/late1", "d/late2"} <= items
    assert rebuilt(path)


def test_backing_up_a_missing_history_makes_no_file(path: Path) -> None:
    path.unlink()
    assert back_up_before_change(path, backups.BEFORE_REPAIR, QUIET) is None
