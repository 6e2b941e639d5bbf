"""Fixtures for every test: a home of its own, and the program run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.support import SMALL_DECK, Run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for decks, history, settings and cache."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Run:
    """Run the program in a process of its own, with `typed` on its standard input."""

    def run_program(
        *arguments: str | Path, environment: dict[str, str] | None = None, typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "coalition_quiz", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "COALITION_QUIZ_HOME": str(home), **(environment or {})},
            stdin=None if typed else subprocess.DEVNULL,
            input=typed or None,
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
