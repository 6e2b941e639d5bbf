"""`coalition-quiz restore`: what it lists, what it says, and what it asks."""

import json
from pathlib import Path

import pytest

from coalition_quiz.history import backups
from coalition_quiz.history.history import History

from helpers.faulty import at, events_of, flip, live, review
from helpers.support import Run
from helpers.terminal import program


@pytest.fixture
def history(home: Path) -> Path:
    """A history with two backups, and two reviews beyond the later one."""
    path = home / "history.sqlite"
    live(path, days=2)
    assert backups.back_up_daily(path, at(2), 240)
    with History.open(path) as opened:
        opened.append([review("d/a", 3)])
        assert backups.back_up_daily(path, at(3), 240)
        opened.append([review("d/b", 4), review("d/c", 4)])
    return path


def test_backups_are_listed_the_latest_first(history: Path, run: Run) -> None:
    flip(backups.list_backups(history)[1].path, b'"sky":["clear')
    done = run("restore")
    assert done.returncode == 0
    first, second = done.stdout.splitlines()[1:]
    assert first.split()[0] == "1"
    assert first.endswith("daily")
    assert "DAMAGED: event" in second
    rows = json.loads(run("restore", "--json").stdout)["backups"]
    assert [row["whole"] for row in rows] == [True, False]
    assert rows[0]["reviews"] == rows[1]["reviews"] + 1
    assert rows[0]["kind"] == "daily"


def test_without_backups_there_is_a_note(home: Path, run: Run) -> None:
    done = run("restore")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no backups" in done.stderr
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["latest", "1", "2023-11-17", "file", "path"])
def test_a_backup_is_named_in_many_ways(history: Path, run: Run, name: str) -> None:
    backup = backups.list_backups(history)[0].path
    done = run("restore", {"file": backup.name, "path": str(backup)}.get(name, name), "--yes")
    assert done.returncode == 0, done.stderr
    assert "Warning: 2 reviews of your current history" in done.stderr
    assert events_of(history) == events_of(backup)
    kept = backups.list_backups(history)[0].path
    assert kept.name in done.stdout
    undone = run("restore", kept.name, "--yes", "--json")
    assert json.loads(undone.stdout)["brings"] == 2


@pytest.mark.parametrize("name", ["0", "9", "2020-01-01", "nothing.sqlite", "history.sqlite"])
def test_an_unknown_backup_is_misuse(history: Path, run: Run, name: str) -> None:
    before = history.read_bytes()
    done = run("restore", name, "--yes")
    assert done.returncode == 2
    assert "restore" in done.stderr or "no backup" in done.stderr or "not a backup" in done.stderr
    assert history.read_bytes() == before


def test_the_latest_whole_backup_is_restored(history: Path, run: Run) -> None:
    latest, before = (each.path for each in backups.list_backups(history))
    flip(latest, b'"sky":["clear')
    done = run("restore", "latest", "--yes")
    assert done.returncode == 0
    assert f"The backup {latest} was not restored" in done.stderr
    assert events_of(history) == events_of(before)
    flip(before, b'"sky":["clear')
    done = run("restore", "latest", "--yes")
    assert done.returncode == 2
    assert "no undamaged backup" in done.stderr


def test_salvage_needs_no_name_and_no_backup(history: Path, run: Run) -> None:
    before = events_of(history)
    flip(history, b'"sky":["clear')
    done = run("restore", "--salvage", "--yes", "--json")
    assert json.loads(done.stdout)["salvaged"] == 2
    assert events_of(history) == before
    for each in backups.list_backups(history):
        each.path.unlink()
    flip(history, b'"sky":["clear')
    done = run("restore", "--salvage", "--yes")
    assert done.returncode == 0, done.stderr
    assert len(events_of(history)) == len(before) - 1
    assert run("doctor").returncode == 0


def test_without_a_terminal_yes_is_required(history: Path, run: Run) -> None:
    before = history.read_bytes()
    done = run("restore", "latest")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert history.read_bytes() == before


@pytest.mark.parametrize(("answer", "restored"), [("y", True), ("n", False), ("", False)])
def test_on_a_terminal_it_asks(home: Path, history: Path, answer: str, restored: bool) -> None:
    before = history.read_bytes()
    with program(home, "restore", "latest", columns=200) as screen:
        screen.wait_for("Warning: 2 reviews of your current history", "[y/N]")
        screen.press(f"{answer}\r")
        assert screen.end() == 0
    assert (history.read_bytes() != before) == restored
    assert len(backups.list_backups(history)) == 2 + restored


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("7", "There is no backup 7. There are no backups yet."),
        ("2020-01-01", "There is no backup 2020-01-01."),
        ("gone.sqlite", "There is no backup gone.sqlite."),
        ("latest", "There is no backup yet."),
    ],
)
def test_a_missing_backup_is_reported_before_confirmation(run: Run, name: str, says: str) -> None:
    done = run("restore", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "--yes" not in done.stderr
