"""Decks of which no question can be asked: every way in says why, and what to do."""

import json
from pathlib import Path

import pytest

from helpers.support import SMALL_DECK, Run
from helpers.terminal import program

BROKEN = """\
format: 1
deck: broken
title: A broken deck
cards:
  - id: a
    choice: What?
  - id: b
    typed: Which?
"""
RETIRED = """\
format: 1
deck: retired
title: A retired deck
cards:
  - id: a
    typed: Which one was it?
    answer: This
    retired: {on: 2020, why: It is gone.}
"""
WHY = {
    "broken.yaml": (BROKEN, "3 problems, the first in line 5: `answer` is missing"),
    "empty.yaml": ("", "1 problem, in line 1: the file is empty"),
    "cut.yaml": ("format: 1\ncards: [", "1: "),
    "header.yaml": ("format: 1\n", "in line 1: "),
    "retired.yaml": (RETIRED, "Every card of "),
}


@pytest.mark.parametrize("name", WHY)
@pytest.mark.parametrize("command", ["study", "quiz", "study --limit 1", "quiz --plain"])
def test_a_deck_without_questions_is_reported_with_the_reason(
    run: Run, tmp_path: Path, name: str, command: str
) -> None:
    text, why = WHY[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    verb, *options = command.split()
    for path in (name, str(tmp_path / name)):
        done = run(verb, path, *options)
        assert (done.returncode, done.stdout) == (1, "")
        assert why in done.stderr
        assert path in done.stderr
        assert name == "retired.yaml" or f"Run `coalition-quiz check {path}`" in done.stderr


def test_an_installed_deck_without_questions_is_reported(run: Run, home: Path) -> None:
    (home / "decks").mkdir()
    path = home / "decks" / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    done = run("study", "broken")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"No card of {path} can be asked: 3 problems" in done.stderr
    assert f"No card of {path} can be asked" in run("study", "--limit", "1").stderr
    for command in ("due", "decks"):
        done = run(command, "--json")
        assert done.returncode == 0
        assert f"{path} has problems (3), so none of its cards can be asked" in done.stderr
        decks = json.loads(done.stdout)
        rows = decks["decks"] if command == "due" else decks
        assert "broken" in {each["deck"] for each in rows}


def test_a_broken_deck_next_to_a_good_one_is_a_note(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(SMALL_DECK, encoding="utf-8")
    done = run("study", "broken.yaml", "good.yaml")
    assert done.returncode == 0
    assert "Which city is the capital of France?" in done.stdout
    assert "No card of broken.yaml can be asked" in done.stderr


@pytest.mark.parametrize("command", ["study", "quiz"])
def test_a_missing_file_or_a_folder_without_decks_is_misuse(
    run: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "folder").mkdir()
    assert run(command, "none.yaml").returncode == 2
    assert run(command, "folder").returncode == 2


def test_home_shows_that_a_deck_is_broken(home: Path) -> None:
    (home / "decks").mkdir()
    (home / "decks" / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    with program(home, columns=100, rows=40) as screen:
        screen.wait_for("3 problems in decks or settings")
        screen.press("q")
        assert screen.end() == 0
