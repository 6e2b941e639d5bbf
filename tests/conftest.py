"""Fixtures for every test: a home of its own, and the program run as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from helpers.support import SMALL_DECK, Run
from helpers.warm_program import WarmProgram

# Tests share their cores with others: how long an example takes says nothing.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for decks, history, settings and cache."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def warm_program() -> Iterator[WarmProgram]:
    """The program, imported and ready to be run in a fork."""
    with closing(WarmProgram()) as program:
        yield program


@pytest.fixture
def run(home: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Run:
    """Run the program in a process of its own, with `typed` on its standard input."""

    def run_program(
        *arguments: str | Path, environment: dict[str, str] | None = None, typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        words = [*map(str, arguments)]
        variables = {**os.environ, "COALITION_QUIZ_HOME": str(home), **(environment or {})}
        if environment is None and not typed and hasattr(os, "fork"):
            warm: WarmProgram = request.getfixturevalue("warm_program")
            return warm.run(words, tmp_path, variables)
        return subprocess.run(
            [sys.executable, "-m", "coalition_quiz", *words],
            cwd=tmp_path,
            env=variables,
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
