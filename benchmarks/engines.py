"""Our core against Anki's engine, over the same lifetime: 100,000 items, a million reviews.

Anki (AGPL) is no dependency: it runs in an environment of its own, whose Python is named by
COALITION_QUIZ_BENCH_ANKI. Without it these measurements are left out, with a sentence that says so.
`python -m benchmarks engines`; a home made by `benchmarks.lifetime` up to yesterday may be named by
COALITION_QUIZ_BENCH_HOME, and is copied. Linux only, for memory is read from /proc.
"""

import gc
import json
import math
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from benchmarks import lifetime
from benchmarks.terminal import running
from benchmarks.timing import Ratio, seconds
from coalition_quiz.core.kinds.flip import Flip, FlipResponse
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.true_false import TrueFalse, TrueFalseResponse
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions import Response
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import Answered, Asking
from coalition_quiz.history import item_states
from coalition_quiz.history.connection import connect_writable, transaction
from coalition_quiz.history.history import History
from coalition_quiz.history.item_states import bulk_loading
from coalition_quiz.library.library import read_library
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.progress import ignore_count
from coalition_quiz.system.settings import Settings

REBUILDS = 3
ANSWERS = 400
ANSWERED_FIRST = 20
COMPARED = 200
RATINGS = (*(Rating.GOOD,) * 8, Rating.AGAIN, Rating.EASY)
_HERE = Path(__file__).resolve().parent
_PROGRAM = str(Path(sys.executable).with_name("coalition-quiz"))
_RESPONSES: dict[str, Response] = {
    "front": FlipResponse(),
    "truth": TrueFalseResponse(answer=True),
    "typed": TypedResponse("Paris"),
    "number": TypedResponse("777"),
}
_KEYS: dict[type, tuple[bytes, bytes]] = {
    Flip: (b" ", b"3"),
    TrueFalse: (b"t", b"\r"),
    Typed: (b"Paris\r", b"\r"),
    Number: (b"777\r", b"\r"),
}
_HOW = """\
Left out: the comparison with Anki's engine. `python3 -m venv DIR && DIR/bin/pip install anki` makes
an environment for it; name its Python by COALITION_QUIZ_BENCH_ANKI=DIR/bin/python."""


class Engine:
    """Anki's engine in a process of its own (see `benchmarks/anki_engine.py`)."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, *command: object) -> Any:
        """Have a command done, and its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"Anki's engine ended at {command[0]}")
        return json.loads(line)


def measure() -> list[Ratio]:
    """Rebuild, answer and next, and memory."""
    python = os.environ.get("COALITION_QUIZ_BENCH_ANKI")
    if not python:
        print(_HOW, file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        home, collection = Path(folder, "home"), str(Path(folder, "collection.anki2"))
        _make_home(home)
        with _engine(python) as engine:
            engine.ask("make", str(home / "history.sqlite"), collection)
            engine.ask("recompute")
            _compare(home, engine)
        with _engine(python) as engine:
            engine.ask("open", collection)
            print(f"Anki commits with {engine.ask('pragmas')}.", file=sys.stderr)
            return [*_memory(home, engine), *_answers(home, engine), *_rebuilds(home, engine)]


def _make_home(home: Path) -> None:
    made = os.environ.get("COALITION_QUIZ_BENCH_HOME")
    if made:
        shutil.copytree(made, home)
    else:
        lifetime.make(home, until=SystemClock(4 * 60).now().study_day - 1)


@contextmanager
def _engine(python: str) -> Iterator[Engine]:
    command = [python, "-P", str(_HERE / "anki_engine.py")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield Engine(process)
        finally:
            process.terminate()


def _compare(home: Path, engine: Engine) -> None:
    """See that both engines come to the same memories, or comparing their times means nothing."""
    with History.open(home / "history.sqlite") as history:
        known = dict(list(history.all_progress().items())[:COMPARED])
    for item, theirs in engine.ask("states", list(known)).items():
        ours = known[item].memory
        for mine, other in zip((ours.stability, ours.difficulty), theirs, strict=True):
            if not math.isclose(mine, other, rel_tol=1e-3, abs_tol=1e-3):
                raise AssertionError(f"{item}: {ours} is not {theirs}")


def _memory(home: Path, engine: Engine) -> list[Ratio]:
    """What each holds after the same number of answers: our whole app, their engine."""
    engine.ask("answer", ANSWERED_FIRST)
    with _workspace(home) as workspace:
        asked = [
            workspace.library.items[entry.item] for entry in workspace.plan(StudyRequest(new=0))
        ]
    environment = {"COALITION_QUIZ_HOME": str(home), "HOME": str(home), "PATH": os.environ["PATH"]}
    with running([sys.executable, _PROGRAM, "study", "--new", "0"], environment) as terminal:
        for item in asked[:ANSWERED_FIRST]:
            terminal.wait_for(item.card.body.prompt.encode())
            terminal.settle()
            response, rating = _KEYS[type(item.card.body)]
            terminal.press(response)
            terminal.wait_for(b"Again")
            terminal.settle()
            terminal.press(rating)
        terminal.wait_for(asked[ANSWERED_FIRST].card.body.prompt.encode())
        ours = terminal.resident_mb()
    name = "memory of the app, studying / Anki's engine"
    return [Ratio(name, ours, engine.ask("memory"), 1.0, "MB")]


def _answers(home: Path, engine: Engine) -> list[Ratio]:
    """From an answer to the next question, without a screen, both durable.

    Then with neither waiting for the disk: the rest of the time was spent there.
    """
    name = "answer and next, no screen / Anki's engine"
    durable = _turn_by_turn(home, engine, name, "EXTRA")
    engine.ask("pragmas", "OFF")
    return durable + _turn_by_turn(home, engine, f"{name}, disks not waited for", "OFF")


def _turn_by_turn(home: Path, engine: Engine, name: str, synchronous: str) -> list[Ratio]:
    with _workspace(home) as workspace:
        connection = workspace.history._connection  # noqa: SLF001 - nobody else may make it less safe
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        study_session = workspace.start_session(StudyRequest(new=0))
        pairs = [
            (seconds(lambda turn=turn: _answer(study_session, turn)), *engine.ask("answer", 1))  # type: ignore[misc]
            for turn in range(ANSWERS)
        ]
    ours, theirs = (sorted(times) for times in zip(*pairs, strict=True))
    p99 = int(ANSWERS * 0.99)
    median = statistics.median
    return [
        Ratio(f"{name}, median", median(ours), median(theirs), 2.0),
        Ratio(f"{name}, p99", ours[p99], theirs[p99], 2.0),
    ]


def _answer(study_session: StudySession, turn: int) -> None:
    phase = study_session.session.phase
    assert isinstance(phase, Asking)
    study_session.answer(_RESPONSES[phase.question.kind])
    assert isinstance(study_session.session.phase, Answered)
    if phase.question.kind == "front":
        study_session.rate(RATINGS[turn % len(RATINGS)])
    else:
        study_session.accept()


def _rebuilds(home: Path, engine: Engine) -> list[Ratio]:
    """Where all items stand, alone and with all else that is cached, against their memory states.

    Both ours with no garbage collected, as the program does it when it opens a history.
    """
    with closing(connect_writable(home / "history.sqlite")) as connection:
        gc.disable()
        runs = [
            (
                seconds(lambda: _rebuild_states(connection)),
                seconds(lambda: _rebuild_all(connection)),
                engine.ask("recompute"),
            )
            for _ in range(REBUILDS)
        ]
        gc.enable()
    states, everything, theirs = (statistics.median(times) for times in zip(*runs, strict=True))
    return [
        Ratio("item states of a million reviews anew / Anki's engine", states, theirs, 1.0),
        Ratio("the same, and every other cache / Anki's engine", everything, theirs, 1.0),
    ]


def _rebuild_states(connection: sqlite3.Connection) -> None:
    """What a rebuild does for the states of items alone."""
    with transaction(connection), bulk_loading(connection, ("item_state",)):
        known, tangled = item_states.fold_all(connection, ignore_count, deque(maxlen=0).extend)
        assert not tangled, "nothing in this log takes folding anew"
        item_states.fill_states(connection, known)


def _rebuild_all(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        item_states.rebuild(connection)


@contextmanager
def _workspace(home: Path) -> Iterator[Workspace]:
    library = read_library(sorted((home / "decks").glob("*.yaml")), home / "cache")
    with History.open(home / "history.sqlite") as history:
        item_locks = ItemLocks(home / "cache" / "claims")
        yield Workspace(library, history, SystemClock(4 * 60), item_locks, Settings())
