"""The daily backup beside studying: on the screen and line by line, and never in the way."""

import time
from pathlib import Path

import pytest

from coalition_quiz.clock import SystemClock
from coalition_quiz.commands import safekeeping
from coalition_quiz.commands.safekeeping import kept_safe
from coalition_quiz.history import copies
from coalition_quiz.history.log import History
from faulty import at, events_of, live, review

from support import Run
from terminal import program


@pytest.fixture
def history(home: Path) -> Path:
    """A history of another day."""
    path = home / "history.sqlite"
    live(path, days=1)
    return path


def test_studying_line_by_line_makes_one(history: Path, own_deck: Path, run: Run) -> None:
    for _ in range(2):
        done = run("study", "--plain", str(own_deck))
        assert (done.returncode, done.stderr) == (0, "")
    (made,) = copies.backups(history)
    assert made.kind == "daily"
    assert events_of(made.path) == events_of(history)


def test_a_history_that_is_gone_is_told_where_there_are_backups(
    home: Path, history: Path, own_deck: Path, run: Run
) -> None:
    before = events_of(history)
    assert run("study", "--plain", str(own_deck)).stderr == ""
    history.unlink()
    with program(home, columns=160) as screen:
        screen.wait_for("1 problem")
        screen.press("p")
        screen.wait_for("though there are backups")
        screen.press("\x11")
        assert screen.end() == 0
    assert run("restore", "--salvage", "--yes").returncode == 0
    assert events_of(history) == before
    assert run("study", "--plain", str(own_deck)).stderr == ""


def test_the_app_makes_one(home: Path, history: Path) -> None:
    with program(home) as screen:
        screen.wait_for("Study")
        screen.press("q")
        assert screen.end() == 0
    (made,) = copies.backups(history)
    assert events_of(made.path) == events_of(history)


def test_commands_that_only_tell_make_none(history: Path, run: Run) -> None:
    for command in ("due", "log", "decks", "stats"):
        assert run(command).returncode == 0
    assert copies.backups(history) == ()


def test_what_hinders_it_is_told_once_and_studying_goes_on(
    history: Path, own_deck: Path, run: Run
) -> None:
    copies.folder_of(history).write_text("in the way")
    done = run("study", "--plain", str(own_deck))
    assert done.returncode == 0
    assert done.stderr.count("No backup could be made") == 1
    assert "your answers are saved" in done.stderr


def test_it_is_made_while_a_long_session_goes_on(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safekeeping, "DELAY_S", 0)
    with History.open(history) as opened, kept_safe(history, SystemClock(240), 240):
        while not copies.backups(history):
            opened.append([review("d/a", 2)])
            time.sleep(0.02)
    assert len(copies.backups(history)) == 1


def test_a_session_that_ends_in_an_error_waits_for_no_backup(history: Path) -> None:
    with pytest.raises(RuntimeError), kept_safe(history, SystemClock(240), 240):
        raise RuntimeError
    assert copies.backups(history) == ()
    assert copies.leftovers(history) == ()


def test_none_is_made_where_nothing_is_new(history: Path) -> None:
    assert copies.back_up_daily(history, at(1), 240)
    with kept_safe(history, SystemClock(240), 240):
        pass
    assert len(copies.backups(history)) == 1
