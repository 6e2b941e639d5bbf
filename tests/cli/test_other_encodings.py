"""Arguments, file names and input in an encoding other than the terminal's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.support import SMALL_DECK

ASCII = {"PYTHONUTF8": "0", "LC_ALL": "C"}
DECK = """\
format: 1
deck: paris
title: Paris
cards:
  - id: palace
    typed: Who lives in the Élysée?
    answer: the president
    tags: [élysée]
"""


def program(
    home: Path, *arguments: str | bytes, environment: dict[str, str], typed: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    (home / "decks").mkdir(exist_ok=True)
    (home / "decks" / "paris.yaml").write_text(DECK, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "coalition_quiz", *arguments],
        cwd=home,
        env={**os.environ, "COALITION_QUIZ_HOME": str(home), **environment},
        input=typed,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("query", ["élysée", "tag:élysée"])
def test_a_query_is_found_in_a_locale_without_its_letters(home: Path, query: str) -> None:
    done = program(home, "browse", "--json", query, environment=ASCII)
    assert done.returncode == 0
    assert b"paris/palace" in done.stdout


def test_a_tag_is_found_in_a_locale_without_its_letters(home: Path) -> None:
    done = program(home, "quiz", "--plain", "--tag", "élysée", environment=ASCII)
    assert done.returncode == 0
    assert b"This quiz has 1 question." in done.stdout


@pytest.mark.parametrize("arguments", [("browse",), ("quiz", "--tag"), ("quiz", "--kind")])
@pytest.mark.parametrize("environment", [ASCII, {}])
def test_words_that_are_no_utf_8_are_told(
    home: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    done = program(home, *arguments, b"\xffx", environment=environment)
    assert done.returncode == 2
    assert b"cannot be read: it is not UTF-8" in done.stderr


def test_files_are_made_and_studied_in_a_locale_without_their_letters(home: Path) -> None:
    for verb in ("new", "check"):
        done = program(home, verb, "l\u00e9man.yaml", environment=ASCII)
        assert done.returncode == 0, done.stderr
    assert (home / "l\u00e9man.yaml").exists()
    done = program(home, "study", "--plain", "l\u00e9man.yaml", environment=ASCII)
    assert done.returncode == 0
    assert b"Question 1." in done.stdout


@pytest.mark.parametrize("command", ["study", "quiz", "browse"])
def test_an_input_in_another_encoding_is_told(home: Path, command: str) -> None:
    environment = {"PYTHONIOENCODING": "utf-16"}
    done = program(home, command, "--plain", environment=environment, typed=b"1\n2\n")
    said = done.stderr.decode("utf-16")
    if command == "browse":  # to a pipe, it reads nothing
        assert done.returncode == 0
    else:
        assert done.returncode == 2
        assert said.startswith("coalition-quiz: Could not read standard input as utf-16.")


def test_an_input_in_the_encoding_that_was_asked_for_is_read(home: Path) -> None:
    (home / "own.yaml").write_text(SMALL_DECK, encoding="utf-8")
    environment = {"PYTHONIOENCODING": "utf-16"}
    typed = ":q\n".encode("utf-16")
    done = program(home, "study", "--plain", "own.yaml", environment=environment, typed=typed)
    assert done.returncode == 0
