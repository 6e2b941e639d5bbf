"""What tests share: a home of their own, and the program run as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

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


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for decks, history, settings and cache."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Run:
    """Run the program in a process of its own, with nothing on its standard input."""

    def run_program(
        *arguments: str | Path, environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "coalition_quiz", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "COALITION_QUIZ_HOME": str(home), **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    return run_program


@pytest.fixture
def own_deck(home: Path) -> Path:
    """A small deck among the learner's own."""
    path = home / "decks" / "capitals.yaml"
    path.parent.mkdir()
    path.write_text(SMALL_DECK, encoding="utf-8")
    return path


def imported_by(arguments: Sequence[str], home: Path) -> set[str]:
    """The top-level packages that a run of the program imports."""
    code = (
        "import sys; from coalition_quiz.cli import main\n"
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
