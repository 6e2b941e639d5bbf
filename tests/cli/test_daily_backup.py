"""The daily backup beside studying: on the screen and line by line, and never in the way."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from coalition_quiz.cli import opening as backup_module
from coalition_quiz.cli.opening import daily_backup
from coalition_quiz.core.days import Moment
from coalition_quiz.history import backups
from coalition_quiz.history.history import History
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.progress import ProgressListener

from helpers.faulty import DAY_MS, at, events_of, live, review
from helpers.support import Run
from helpers.terminal import program


@pytest.fixture
def history(home: Path) -> Path:
    """A history of another day."""
    path = home / "history.sqlite"
    live(path, days=1)
    return path


def test_studying_line_by_line_makes_one(history: Path, own_deck: Path, run: Run) -> None:
    for _ in range(2):
        done = run("study", "--plain", str(own_deck))
        assert done.returncode == 0
        assert "Could not" not in done.stderr  # on a busy machine, a note says what takes long
    (made,) = backups.list_backups(history)
    assert made.kind == "daily"
    assert events_of(made.path) == events_of(history)


def test_a_missing_history_with_backups_is_reported(
    home: Path, history: Path, own_deck: Path, run: Run
) -> None:
    before = events_of(history)
    assert "Could not" not in run("study", "--plain", str(own_deck)).stderr
    history.unlink()
    with program(home, columns=160) as screen:
        screen.wait_for("1 problem")
        screen.press("p")
        screen.wait_for("You have backups")
        screen.press("\x11")
        assert screen.end() == 0
    assert run("restore", "--salvage", "--yes").returncode == 0
    assert events_of(history) == before
    assert "Could not" not in run("study", "--plain", str(own_deck)).stderr


def test_the_app_makes_one(home: Path, history: Path) -> None:
    with program(home) as screen:
        screen.wait_for("All decks")
        screen.press("q")
        assert screen.end() == 0
    (made,) = backups.list_backups(history)
    assert events_of(made.path) == events_of(history)


def test_commands_that_only_tell_make_none(history: Path, run: Run) -> None:
    for command in ("due", "log", "decks", "stats"):
        assert run(command).returncode == 0
    assert backups.list_backups(history) == ()


def test_a_failure_is_reported_once_and_studying_continues(
    history: Path, own_deck: Path, run: Run
) -> None:
    backups.backup_folder(history).write_text("in the way")
    done = run("study", "--plain", str(own_deck))
    assert done.returncode == 0
    assert done.stderr.count("Could not make a backup") == 1
    assert "your answers are saved" in done.stderr


def test_it_is_made_while_a_long_session_goes_on(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_module, "DELAY_S", 0)
    with History.open(history) as opened, daily_backup(history, SystemClock(240), 240):
        while not backups.list_backups(history):
            opened.append([review("d/a", 2)])
            time.sleep(0.02)
    assert len(backups.list_backups(history)) == 1


def test_a_session_that_ends_in_an_error_waits_for_no_backup(history: Path) -> None:
    with pytest.raises(RuntimeError), daily_backup(history, SystemClock(240), 240):
        raise RuntimeError
    assert backups.list_backups(history) == ()
    assert backups.unfinished_backups(history) == ()


def test_none_is_made_where_nothing_is_new(history: Path) -> None:
    assert backups.back_up_daily(history, at(1), 240)
    with daily_backup(history, SystemClock(240), 240):
        pass
    assert len(backups.list_backups(history)) == 1


@pytest.mark.parametrize(
    ("age", "is_large", "is_made"),
    [(2, True, False), (3, True, True), (None, True, True), (2, False, True)],
)
def test_a_short_session_waits_for_a_quick_or_overdue_backup(
    history: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    age: int | None,
    is_large: bool,
    is_made: bool,
) -> None:
    if age is not None:
        assert backups.back_up_daily(history, days_ago(age), 240)
    with History.open(history) as opened:
        opened.append([review("d/a", 2)])
    before = len(backups.list_backups(history))
    if is_large:
        monkeypatch.setattr(backup_module, "_BYTES_PER_S", 1)
    with daily_backup(history, SystemClock(240), 240):
        pass
    assert len(backups.list_backups(history)) == before + is_made
    assert backups.unfinished_backups(history) == ()


def test_waiting_for_a_backup_is_shown_and_can_be_skipped(
    history: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tell = backup_module.print_note

    def tell_and_be_interrupted(told: str) -> None:
        tell(told)
        raise KeyboardInterrupt

    monkeypatch.setattr(backup_module, "_UNNOTICED_S", 0)
    backups.back_up_daily(history, days_ago(4), 240)
    with History.open(history) as opened:
        opened.append([review("d/a", 2)])
    monkeypatch.setattr(backup_module, "print_note", tell_and_be_interrupted)
    with daily_backup(history, SystemClock(240), 240):
        pass
    assert "Making a backup (the last one is 4 days old). Press Ctrl+C" in capsys.readouterr().err
    assert backups.unfinished_backups(history) == ()


@pytest.mark.skipif(os.name == "nt", reason="no signal is sent to a thread there")
def test_a_skipped_backup_leaves_nothing(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = threading.get_ident()

    def walk_and_be_interrupted(_: Path, work: ProgressListener) -> str:
        assert len(backups.unfinished_backups(history)) == 1
        signal.pthread_kill(main, signal.SIGINT)
        while True:
            time.sleep(0.2)
            work.at("checking the backup")

    monkeypatch.setattr(backups, "chain_problem", walk_and_be_interrupted)
    with daily_backup(history, SystemClock(240), 240):
        pass
    assert backups.list_backups(history) == ()
    assert backups.unfinished_backups(history) == ()


def days_ago(days: int) -> Moment:
    now = SystemClock(240).now()
    return now._replace(at_ms=now.at_ms - days * DAY_MS, study_day=now.study_day - days)
