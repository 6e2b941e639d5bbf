"""What tests of several folders share."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from coalition_quiz.history.agenda import open_agenda
from coalition_quiz.history.history import History

Run = Callable[..., subprocess.CompletedProcess[str]]
"""Run the program with arguments; `environment` adds to the variables."""

SMALL_DECK = """\
format: 1
deck: capitals
title: Two capitals
as_of: 2023-10
cards:
  - id: france
    choice: Which city is the capital of France?
    answer: Paris
    wrong: [Lyon, Lille, Nantes]
  - id: river
    cloze: The [Seine] flows through [Paris|a city].
"""


def imported_by(arguments: Sequence[str], home: Path) -> set[str]:
    """The top-level packages that a run of the program imports."""
    code = (
        "import sys; from coalition_quiz.cli.main import main\n"
        f"sys.argv = ['coalition-quiz', *{list(arguments)!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "COALITION_QUIZ_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


def script(folder: Path, name: str, text: str) -> Path:
    """A program of that name, written for the shell."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


@cache
def _new_history() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite"
        History.open(path).close()
        return path.read_bytes()


def open_quickly(path: Path) -> History:
    """Open a history that need survive no power cut; a new one has the same device each time."""
    if not path.exists():
        path.write_bytes(_new_history())
    history = History.open(path)
    history._connection.execute("PRAGMA synchronous = OFF")
    history._connection.execute("PRAGMA journal_mode = MEMORY")
    return history


@contextmanager
def empty_history() -> Iterator[History]:
    """A new history, in a file that is as soon gone."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_quickly(Path(folder) / "history.sqlite") as history,
    ):
        yield history


def seen_on(path: Path, day: int = 100) -> set[str]:
    """The items that a quick command finds to have been seen on a day."""
    with open_agenda(path, (), day) as agenda:
        return set(agenda.seen)


def introduced(history: History, *days: int) -> list[int]:
    """How many items were new on each of these days."""
    found = []
    for day in days:
        with history.agenda((), day) as agenda:
            found.append(agenda.introduced)
    return found
