"""`coalition-quiz browse`: lines and JSON for programs, the screen on a terminal."""

import json
from pathlib import Path

import pytest

from helpers.support import Run, imported_by
from helpers.terminal import program

EVIL = """\
format: 1
deck: evil
title: Evil
cards:
  - id: one
    front: "A\\tB\\n  C [/x]"
    back: 'it [b'
    tags: [t]
"""


def test_a_line_a_card(run: Run, own_deck: Path) -> None:
    done = run("browse", "deck:capitals")
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "capitals/france\tnew\t\tWhich city is the capital of France?",
        "capitals/river\tnew\t\tThe Seine flows through Paris.",
    ]
    assert done.returncode == 0
    assert run("browse", "--plain", "deck:capitals", "france").stdout.count("\n") == 1
    assert run("browse", "--", "-is:new", "-is:retired").stdout == ""
    assert own_deck.exists()


@pytest.mark.usefixtures("own_deck")
def test_the_bundled_decks_are_there_too(run: Run) -> None:
    listed = json.loads(run("decks", "--json").stdout)
    lines = run("browse").stdout.splitlines()
    assert len(lines) == sum(deck["cards"] for deck in listed)
    assert all(line.count("\t") == 3 for line in lines)


@pytest.mark.usefixtures("own_deck")
def test_json_has_a_card_a_line(run: Run) -> None:
    (line,) = run("browse", "kind:cloze", "deck:capitals", "--json").stdout.splitlines()
    card = json.loads(line)
    assert card["card"] == "capitals/river"
    assert card["answers"] == ["Seine", "Paris"]
    assert (card["state"], card["is"], card["due_in_days"]) == ("new", ["new"], None)
    assert [item["item"] for item in card["items"]] == [
        "capitals/river/gap1",
        "capitals/river/gap2",
    ]
    assert (card["as_of"], card["line"], Path(card["path"]).name) == (
        "2023-10",
        10,
        "capitals.yaml",
    )


def test_nothing_in_a_deck_breaks_a_line(run: Run, home: Path) -> None:
    (home / "decks").mkdir()
    (home / "decks" / "evil.yaml").write_text(EVIL, encoding="utf-8")
    assert run("browse", "deck:evil").stdout == "evil/one\tnew\t\tA B C [/x]\n"


@pytest.mark.parametrize("words", [["is:dew"], ["tags:x"], ["deck:nowhere"]])
def test_a_query_that_means_nothing_is_misuse(run: Run, words: list[str]) -> None:
    done = run("browse", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("coalition-quiz: There is no `")
    assert "Traceback" not in done.stderr


def test_printing_loads_no_screen(home: Path) -> None:
    assert "textual" not in imported_by(["browse", "--json"], home)


def test_on_a_terminal_from_search_to_undo(home: Path, own_deck: Path) -> None:
    with program(home, "browse", "deck:capitals") as screen:
        screen.wait_for("2 of ", "Which city is the capital")
        screen.press("@")
        screen.wait_for("1 question suspended")
        screen.press("u")
        screen.wait_for("1 question resumed")
        screen.press("/")
        screen.wait_for("Esc All cards")
        screen.press(" seine")
        screen.wait_for("1 of ", "The Seine flows", without="Which city")
        screen.press("\r")
        screen.press("s")
        screen.wait_for("0 of 2")
        screen.press("\x11")
        assert screen.end() == 0
    assert own_deck.exists()


def test_a_dumb_terminal_gets_lines(run: Run, home: Path) -> None:
    with program(home, "browse", "--plain", "kind:date") as screen:
        screen.wait_for("? New.", "Press Enter for the next.")
        screen.press("q\r")
        assert screen.end() == 0
    assert run("browse", "kind:date").stdout.count("\n") > 0
