"""Names of files and folders that hold line breaks or control characters: one line everywhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coalition_quiz.system.errors import QuizError

from helpers.support import SMALL_DECK, Run
from helpers.terminal import program

if sys.platform == "win32":
    pytest.skip("Windows refuses such names", allow_module_level=True)

ODD = "two\nlines\x1b[31m\r\tend\u202e"
SHOWN = "two\\nlines\\x1b[31m\\x0d\\tend\\u202e"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")
HALF = "lines\\x1b[31m"
"""What follows the line break: a line that begins with it was broken."""


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose own name is odd, odd decks, a bad one, bad settings and a history."""
    folder = tmp_path_factory.mktemp("studied") / ODD
    decks = folder / "decks" / ODD
    decks.mkdir(parents=True)
    (decks / f"{ODD}.yaml").write_text(SMALL_DECK, encoding="utf-8")
    (decks / f"{ODD} (1).yaml").write_text(SMALL_DECK, encoding="utf-8")
    (decks / f"bad {ODD}.yaml").write_text("format: 1\ndeck: bad\ncards: [{}]\n", encoding="utf-8")
    (folder / "settings.toml").write_text('new = 3\nfolders = ["nowhere"]\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "coalition_quiz", "study", "capitals", "--plain"],
        env={**os.environ, "COALITION_QUIZ_HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    return folder


@pytest.fixture
def home(studied: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(studied, tmp_path / ODD))


COMMANDS = [
    *("where", "decks", "due", "log", "doctor", "restore", "check", "accepted", "browse", "stats"),
    *("study capitals --plain", "study --plain", "quiz --plain", "stats --plain", "check --strict"),
    *(
        "restore latest --yes",
        "restore 7 --yes",
        "doctor --repair --yes",
        "restore --salvage --yes",
    ),
    *("check --format github", "check --fix", "check --diff", "browse is:new", "check nowhere\n"),
    *("study nowhere\n", "study no/where\n.yaml", "preview nowhere\n", "new no/where\n.yaml"),
    *("restore no\nwhere --yes", "stats --html no/where\n.html"),
    *("cover no/where\n capitals", "draft no/where\n --out x\n.yaml", "check --text no\nwhere"),
    *("study --x\ny", "x\ny", "check --since x\ny", "new here\n.yaml"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_listing_takes_one_line_for_a_name(run: Run, command: str) -> None:
    done = run(*command.split(" "))
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert "made a mistake" not in said
    for line in said.split("\n"):
        assert not RAW.search(line), repr(line)
        assert not line.startswith(HALF), said
        assert line not in ("y", "where", ".yaml", ".html"), said


@pytest.mark.parametrize("command", ["where", "decks", "doctor", "check"])
def test_the_name_is_shown_with_its_odd_characters_visible(run: Run, command: str) -> None:
    assert SHOWN in run(command).stdout


def test_a_deck_studied_by_such_a_path(run: Run, tmp_path: Path) -> None:
    deck = tmp_path / f"mine {ODD}.yaml"
    deck.write_text(SMALL_DECK.replace("deck: capitals", "deck: mine"), encoding="utf-8")
    run("study", deck)
    assert json.loads(run("decks", "--json").stdout)[-1]["path"] == str(deck)
    deck.unlink()
    for command in ("decks", "due", "doctor"):
        done = run(command)
        assert f"is gone: {tmp_path}/mine {SHOWN}.yaml." in done.stdout + done.stderr
    assert run("decks", "--forget", deck).returncode == 0


def test_home_problems_and_settings_show_such_names_whole(home: Path) -> None:
    with program(home, columns=100, rows=40) as screen:
        screen.wait_for("problems in decks or settings")
        screen.press("p")
        text = screen.wait_for("Problems in decks and settings", "Two decks have the id")
        assert SHOWN in "".join(line.strip() for line in text.splitlines())
        screen.press("q")
        screen.wait_for("All decks")
        screen.press(",")
        text = screen.wait_for("settings.toml")
        assert SHOWN in "".join(line.strip() for line in text.splitlines())


def test_an_error_is_one_line_whatever_it_names() -> None:
    assert str(QuizError(f"{ODD} is gone.")) == f"{SHOWN} is gone."
