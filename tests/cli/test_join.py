"""`join` as learners without the screen use it, and what names it to them."""

import json
import os
from pathlib import Path

import pytest

from coalition_quiz.history.history import History

from helpers.faulty import review
from helpers.support import Run, imported_by
from helpers.terminal import program

DECK = """\
format: 1
deck: rivers
title: Rivers \N{WATER WAVE}
cards:
  - id: rhine
    typed: Into which sea does the Rhine flow?
    answer: North Sea
  - id: danube
    typed: Into which sea does the Danube flow?
    answer: Black Sea
  - id: ebro
    truth: The Ebro flows to the east.
    answer: true
"""
EDITED = DECK.replace("id: rhine", "id: rhein").replace("id: danube", "id: donau")
SAID = (
    "2 new questions look like ones that you learnt and that were removed. "
    "Run `coalition-quiz join`"
)


@pytest.fixture
def deck(home: Path) -> Path:
    """A deck of which two cards were learnt, and then got other ids."""
    path = home / "decks" / "rivers.yaml"
    path.parent.mkdir()
    path.write_text(EDITED, encoding="utf-8")
    with History.open(home / "history.sqlite") as history:
        for card, sea in (("rhine", "Rhine"), ("danube", "Danube")):
            prompt = f"Into which sea does the {sea} flow?"
            history.append([review(f"rivers/{card}", 1, prompt=prompt)])
    os.utime(path, (1_700_000_000, 1_700_000_000))  # a file written just now is read every time
    return path


def progress(home: Path, item: str) -> int:
    """How many reviews an item has."""
    with History.open_readonly(home / "history.sqlite") as history:
        found = history.progress(item)
        return found.reviews if found else 0


@pytest.mark.usefixtures("deck")
def test_without_a_terminal_it_lists(run: Run, home: Path) -> None:
    done = run("join")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:3] == [
        "rivers/rhine → rivers/rhein (Rivers \N{WATER WAVE})",
        "  old: Into which sea does the Rhine flow?",
        "  new: Into which sea does the Rhine flow?",
    ]
    assert "join --yes" in done.stderr
    assert progress(home, "rivers/rhein") == 0
    pairs = [json.loads(line) for line in run("join", "--json").stdout.splitlines()]
    assert [(pair["old"], pair["new"]) for pair in pairs] == [
        ("rivers/rhine", "rivers/rhein"),
        ("rivers/danube", "rivers/donau"),
    ]


@pytest.mark.usefixtures("deck")
def test_yes_joins_and_undo_takes_it_back(run: Run, home: Path) -> None:
    done = run("join", "rivers", "--yes")
    assert "Joined 2 pairs." in done.stderr
    assert progress(home, "rivers/rhein") == progress(home, "rivers/donau") == 1
    assert "No new question" in run("join").stderr
    assert "is now rivers/rhein" in run("log").stdout
    done = run("join", "--undo")
    assert "rivers/rhine is no longer joined with rivers/rhein." in done.stderr
    assert "rivers/danube is no longer joined with rivers/donau." in done.stderr
    assert progress(home, "rivers/rhein") == progress(home, "rivers/donau") == 0
    assert "There is no decision" in run("join", "--undo").stderr
    assert run("join").stdout.count("old:") == 2


@pytest.mark.usefixtures("deck")
def test_due_names_it_once_it_is_known(run: Run) -> None:
    assert run("due").stderr == ""
    assert SAID in run("study", "--plain").stdout
    assert SAID in run("due").stderr
    assert run("due", "--json").stderr == ""
    run("join", "--yes")
    assert run("due").stderr == ""
    run("join", "--undo")
    assert SAID in run("due").stderr


def test_due_offers_nothing_for_a_deck_edited_since(run: Run, deck: Path) -> None:
    run("join")
    assert SAID in run("due").stderr
    deck.write_text(DECK, encoding="utf-8")
    assert run("due").stderr == ""


@pytest.mark.usefixtures("deck")
def test_due_still_loads_little(run: Run, home: Path) -> None:
    run("join")
    assert SAID in run("due").stderr
    loaded = imported_by(["due"], home)
    assert loaded.isdisjoint({"msgspec", "yaml", "textual", "rich", "argparse", "difflib"})


@pytest.mark.usefixtures("deck")
def test_on_a_terminal_it_asks_for_each(run: Run, home: Path) -> None:
    with program(home, "join") as screen:
        screen.wait_for("Rhine", "Join them?", without="Danube")
        screen.press("n\r")
        screen.wait_for("Danube")
        screen.press("y\r")
        screen.wait_for("Joined 1 pair.", "Kept 1 pair apart.", "join --undo")
        assert screen.end() == 0
    assert (progress(home, "rivers/rhein"), progress(home, "rivers/donau")) == (0, 1)
    assert "is not rivers/rhein" in run("log").stdout
    assert "No new question" in run("join").stderr
    told = run("join", "--undo").stderr
    assert "rivers/rhine is no longer kept apart from rivers/rhein." in told
    assert "rivers/danube is no longer joined with rivers/donau." in told


@pytest.mark.usefixtures("deck")
def test_not_now_changes_nothing(run: Run, home: Path) -> None:
    with program(home, "join") as screen:
        screen.wait_for("Join them?")
        screen.press("\r")
        screen.wait_for("Danube")
        screen.press("\x04")
        assert screen.end() == 0
    assert "is now" not in run("log").stdout
    assert run("join").stdout.count("old:") == 2


@pytest.mark.usefixtures("deck")
def test_no_deck_of_that_name(run: Run) -> None:
    done = run("join", "seas")
    assert done.returncode == 2
    assert "Unknown deck `seas`" in done.stderr


@pytest.mark.usefixtures("deck")
def test_a_deck_by_its_path(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.yaml"
    path.write_text(EDITED.replace("id: ebro", "id: other"), encoding="utf-8")
    assert run("join", path).stdout.count("old:") == 2


def test_before_any_answer(run: Run) -> None:
    done = run("join")
    assert (done.returncode, done.stdout) == (0, "")
    assert "No new question" in done.stderr
    assert "There is no decision" in run("join", "--undo").stderr


def test_texts_of_decks_are_printed_literally(run: Run, deck: Path) -> None:
    deck.write_text(EDITED.replace("Rivers \N{WATER WAVE}", "'[red]Rivers'"), encoding="utf-8")
    done = run("join")
    assert "([red]Rivers)" in done.stdout
