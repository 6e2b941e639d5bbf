"""How costs grow with how many cards there are, where as much is due: 100 items.

The exponent is that of the power of the number of cards that fits the medians best: 0 where cards
cost nothing, 1 where twice as many cost twice as much. A million cards are measured where
`COALITION_QUIZ_GROWTH` is set to 1000000: to make their history takes half an hour.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import startup
from benchmarks.timing import Growth, seconds
from coalition_quiz.core.events import BURY, Draft
from coalition_quiz.core.questions import GaveUp
from coalition_quiz.core.scheduling.queue import Reason
from coalition_quiz.history.history import History
from coalition_quiz.library.discovery import deck_files
from coalition_quiz.library.library import read_library
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import bundled_decks
from coalition_quiz.system.settings import Settings

SIZES = (1_000, 10_000, 100_000)
LARGEST = int(os.environ.get("COALITION_QUIZ_GROWTH", "0"))
DUE = 100
RUNS = 15
ANSWERS = 60

TARGETS = {
    "`due`": 0.1,
    "first figures of the home screen": 0.1,
    "to begin a session": 0.1,
    "answer and next question, no screen": 0.1,
    "one event, durable": 0.1,
}


def measure() -> list[Growth]:
    """Every cost at every size."""
    sizes = (*SIZES, LARGEST) if SIZES[-1] < LARGEST else SIZES
    found: defaultdict[str, list[float]] = defaultdict(list)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for name, taken in _costs(Path(folder), size):
                found[name].append(taken)
    return [Growth(name, sizes, tuple(found[name]), target) for name, target in TARGETS.items()]


def make(home: Path, size: int) -> None:
    """A lifetime with so many cards, of which `DUE` are due."""
    startup.make(home, size, size * 10)
    with _workspace(home) as workspace:
        due = [each for each in workspace.plan(StudyRequest()) if each.reason is Reason.DUE]
        now = workspace.clock.now()
        workspace.history.append([Draft(BURY, each.item, now) for each in due[DUE:]])


def _costs(home: Path, size: int) -> Iterator[tuple[str, float]]:
    make(home, size)
    yield "`due`", _median(lambda: _due(home), RUNS)
    with _workspace(home) as workspace:
        yield "first figures of the home screen", _median(workspace.overview, RUNS)
        yield (
            "to begin a session",
            _median(lambda: workspace.start_session(StudyRequest()).close(), RUNS),
        )
        yield "answer and next question, no screen", _answering(workspace)
        yield "one event, durable", _appending(workspace)


@contextmanager
def _workspace(home: Path) -> Iterator[Workspace]:
    library = read_library(deck_files([bundled_decks(), home / "decks"]), home / "cache")
    clock = SystemClock(Settings().day_start_min)
    with History.open(home / "history.sqlite") as history:
        yield Workspace(library, history, clock, ItemLocks(home / "claims"), Settings())


def _due(home: Path) -> None:
    program = Path(sys.executable).with_name("coalition-quiz")
    environment = {"COALITION_QUIZ_HOME": str(home), "PATH": str(program.parent)}
    command = [sys.executable, str(program), "due", "--json"]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def _answering(workspace: Workspace) -> float:
    study_session = workspace.start_session(StudyRequest())
    taken = []
    for _ in range(ANSWERS):
        began = time.perf_counter()
        study_session.answer(GaveUp())
        study_session.accept()
        taken.append(time.perf_counter() - began)
    study_session.close()
    return statistics.median(taken)


def _appending(workspace: Workspace) -> float:
    items = list(workspace.library.items)
    several = iter(items[:: max(1, len(items) // (2 * ANSWERS))])

    def append() -> None:
        payload = {"rating": 3, "ms": 5_000, "kind": "typed"}
        draft = Draft("review", next(several), workspace.clock.now(), payload=payload)
        workspace.history.append([draft])

    return _median(append, ANSWERS)


def _median(action: Callable[[], object], runs: int) -> float:
    action()
    return statistics.median(seconds(action) for _ in range(runs))
