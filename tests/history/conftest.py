"""Real history files, and drafts to put into them."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import coalition_quiz
from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.history.history import History

DAY_MS = 86_400_000

Review = Callable[..., Draft]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a history may be made."""
    return tmp_path / "home" / "history.sqlite"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    """A new history."""
    with History.open(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def review() -> Review:
    """Makes the draft of a review."""

    def make(item: str = "deck/card", day: int = 100, rating: int = 3, **payload: Any) -> Draft:
        when = Moment(at_ms=day * DAY_MS, tz_min=60, study_day=day)
        return Draft("review", item, when, payload={"rating": rating, **payload})

    return make


@pytest.fixture
def script() -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Starts a Python script in a process of its own, which is gone when the test is over."""
    started: list[subprocess.Popen[str]] = []

    def start(text: str, *arguments: object, **options: Any) -> "subprocess.Popen[str]":
        source = str(Path(coalition_quiz.__file__).parents[1])
        process = subprocess.Popen(
            [sys.executable, "-c", text, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": source, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
