"""The program started with streams that are closed, full, or read by somebody who leaves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.support import SMALL_DECK
from helpers.terminal import program

COMMANDS = (
    *("", "--help", "--version", "schema", "due", "due --json", "decks", "where", "doctor"),
    *(
        "log --json",
        "browse --json",
        "stats --json",
        "study",
        "quiz -n 1",
        "check decks",
        "restore",
    ),
    *("check --explain Q101", "quiz --help", "stduy"),
)
FEW = ("", "--help", "due", "study", "quiz -n 1", "check decks", "log --json", "stduy")
"""One of each way to write: a screen, argparse, a quick command, lines, a file, an error."""

QUIET = {"log --json", "stduy", "restore"}  # nothing is written to stdout, or too little to matter


def sh(home: Path, command: str, redirection: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a shell; the output is what its streams let through."""
    (home / "decks").mkdir(exist_ok=True)
    (home / "decks" / "own.yaml").write_text(SMALL_DECK, encoding="utf-8")
    return subprocess.run(
        [
            *("bash", "-o", "pipefail", "-c"),
            f"{sys.executable} -X dev -W error -m coalition_quiz {command} {redirection}",
        ],
        cwd=home,
        env={**os.environ, "COALITION_QUIZ_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def assert_calm(done: subprocess.CompletedProcess[str]) -> None:
    said = done.stdout + done.stderr
    for word in ("Traceback", "Exception ignored", "made a mistake", "Warning:"):
        assert word not in said


@pytest.mark.parametrize(
    ("command", "redirection", "says"),
    [
        *((command, ">&-", "Standard output is closed") for command in FEW),
        *((command, ">/dev/full", "Could not write to standard output") for command in COMMANDS),
    ],
)
def test_a_full_output_is_one_sentence_and_exit_code_2(
    home: Path, command: str, redirection: str, says: str
) -> None:
    done = sh(home, command, redirection)
    assert_calm(done)
    assert done.stdout == ""
    if command not in QUIET or redirection == ">&-":
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith(f"coalition-quiz: {says}")


@pytest.mark.parametrize("command", FEW)
@pytest.mark.parametrize("redirection", ["<&-", "2>&-", "2>/dev/full", "<&- 2>&-"])
def test_data_is_written_with_any_state_of_the_other_streams(
    home: Path, command: str, redirection: str
) -> None:
    done = sh(home, command, redirection)
    assert_calm(done)
    asks = command in {"study", "quiz -n 1"} and "<&-" in redirection
    if asks and "2>" not in redirection:
        assert "Standard input is closed" in done.stderr
    if asks or command == "stduy":
        assert done.returncode == 2
    elif "full" not in redirection:
        assert done.returncode == 0
        assert done.stdout or command in QUIET


@pytest.mark.parametrize("command", FEW)
@pytest.mark.parametrize("redirection", [">&- 2>&-", "<&- >&- 2>&-", ">/dev/full 2>&1"])
def test_without_any_output_the_exit_code_reports(
    home: Path, command: str, redirection: str
) -> None:
    done = sh(home, command, redirection)
    assert (done.stdout, done.stderr) == ("", "")
    assert done.returncode == 2 or command == "log --json"


@pytest.mark.parametrize("command", FEW)
@pytest.mark.parametrize("redirection", ["| head -c 1", "2>&1 | head -c 1"])
def test_a_reader_that_leaves_is_no_error(home: Path, command: str, redirection: str) -> None:
    done = sh(home, command, redirection)
    assert_calm(done)
    assert done.returncode == (2 if command == "stduy" else 0)
    assert "Broken pipe" not in done.stderr


def test_a_note_never_lands_in_a_file_that_took_the_place_of_a_closed_stream(home: Path) -> None:
    (home / "settings.toml").write_text("new_per_day = -3")
    assert sh(home, "study --limit 1", "<&- 2>&-").returncode == 2
    assert sh(home, "doctor", "").stdout.endswith("\n")
    assert b"coalition-quiz:" not in (home / "history.sqlite").read_bytes()


def test_no_screen_is_drawn_into_a_file(home: Path, tmp_path: Path) -> None:
    # Textual draws on standard error.
    notes = tmp_path / "notes"
    start = f"exec {sys.executable} -m coalition_quiz 2>{notes}"
    with program(home, command=("bash", "-c", start)) as screen:
        screen.wait_for("The home screen needs an interactive terminal.")
    assert notes.read_bytes() == b""


def test_a_crash_message_has_the_details_if_no_file_can_be_written(home: Path) -> None:
    code = (
        "import sys, tempfile, coalition_quiz.cli.commands.due as due\n"
        "from coalition_quiz.cli.main import main\n"
        "def fail(*_): raise ZeroDivisionError('far away')\n"
        "due.due, tempfile.tempdir = fail, '/no/such/folder'\n"
        "sys.exit(main(['due']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "COALITION_QUIZ_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "The program crashed (ZeroDivisionError)" in done.stderr
    assert "far away" in done.stderr


HOMELESS = (
    "import os, pwd, sys\n"
    "def unknown(*_): raise KeyError\n"
    "pwd.getpwuid = pwd.getpwnam = unknown\n"
    "from coalition_quiz.cli.main import main\n"
    "sys.exit(main(sys.argv[1:]))"
)


@pytest.mark.skipif(os.name == "nt", reason="Windows asks the registry")
@pytest.mark.parametrize(
    ("environment", "says", "command"),
    [
        *(
            ({}, "Your home folder could not be found", command)
            for command in (
                *("due", "decks", "where", "study", "quiz", "browse", "stats", "check", "log"),
                *("restore", "doctor", "study decks", "study capitals", "check decks"),
            )
        ),
        ({"HOME": "here"}, "Your home folder could not be found", "due --json"),
        ({"HOME": "here"}, "Your home folder could not be found", "study decks"),
        ({"COALITION_QUIZ_HOME": "~/quiz"}, "COALITION_QUIZ_HOME is ~/quiz", "due"),
        ({"COALITION_QUIZ_HOME": "~/quiz"}, "COALITION_QUIZ_HOME is ~/quiz", "check decks"),
    ],
)
def test_without_a_home_folder_a_sentence_says_what_to_set(
    tmp_path: Path, command: str, environment: dict[str, str], says: str
) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "own.yaml").write_text(SMALL_DECK, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS, *command.split()],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"coalition-quiz: {says}")
    assert done.stderr.count("\n") == 1
    assert "COALITION_QUIZ_HOME" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["decks"]


@pytest.mark.parametrize("command", ["--help", "--version", "schema", "check --help"])
def test_help_needs_no_home_folder(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS, *command.split()],
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout
