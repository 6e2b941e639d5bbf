"""How long a quick command takes, against `python -c pass`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import lifetime
from benchmarks.timing import Ratio, interleaved
from coalition_quiz.history.history import History
from coalition_quiz.library.discovery import deck_files
from coalition_quiz.library.library import read_library
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.paths import bundled_decks
from coalition_quiz.system.settings import Settings

RUNS = 31
ITEMS, REVIEWS = 100_000, 1_000_000


def measure() -> list[Ratio]:
    """`coalition-quiz due` on the bundled decks and on a lifetime, against an empty Python."""
    with tempfile.TemporaryDirectory() as home:
        found = [_due(Path(home), "`due`, decks indexed / `python -c pass`")]
    with tempfile.TemporaryDirectory() as home:
        make(Path(home))
        name = f"`due`, {ITEMS:,} cards, {REVIEWS:,} reviews / `python -c pass`"
        return [*found, _due(Path(home), name)]


def make(home: Path, items: int = ITEMS, reviews: int = REVIEWS) -> None:
    """A lifetime up to yesterday, as the app leaves it once it was opened."""
    today = SystemClock(Settings().day_start_min).now().study_day
    path = lifetime.make(home, items, reviews, until=today - 1)
    library = read_library(deck_files([bundled_decks(), home / "decks"]), home / "cache")
    with History.open(path) as history:
        history.store_decks(library.summaries)


def _due(home: Path, name: str) -> Ratio:
    environment = {"COALITION_QUIZ_HOME": str(home), "PATH": str(Path(sys.executable).parent)}
    program = Path(sys.executable).with_name("coalition-quiz")
    due = [sys.executable, str(program), "due", "--json"]
    empty = [sys.executable, "-c", "pass"]

    def run(command: list[str]) -> None:
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)

    run(due)
    return Ratio(name, *interleaved(lambda: run(due), lambda: run(empty), RUNS), target=4.0)
