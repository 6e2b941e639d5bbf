"""How long the screen takes: to home, to the first question, and from a grade to the next one."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import lifetime
from benchmarks.terminal import Terminal, running
from benchmarks.timing import Ratio, interleaved, seconds

STARTS = 15
REPAINTS = 120
_HERE = Path(__file__).resolve().parent
_PYTHON = sys.executable
_PROGRAM = str(Path(sys.executable).with_name("coalition-quiz"))


def measure() -> list[Ratio]:
    """Home and first question against a hello-world app, next question against a bare repaint."""
    return [first_home(), first_question(), *next_question()]


def lifetime_home() -> list[Ratio]:
    """The home screen of 100,000 cards in 200 decks, reviewed a million times up to yesterday."""
    with tempfile.TemporaryDirectory() as home:
        yesterday = int(time.time()) // 86_400 - 1
        lifetime.make(Path(home), until=yesterday)
        return [_home("home, 100,000 cards / hello-world Textual app", home)]


def first_home() -> Ratio:
    """From starting the program on the bundled decks until its home screen is painted."""
    with tempfile.TemporaryDirectory() as home:
        return _home("home / hello-world Textual app", home)


def _home(name: str, home: str) -> Ratio:
    # Painted with the figures, and with nothing before them.
    return _first(name, [_PYTHON, _PROGRAM], b"Study all", home, target=1.15)


def first_question() -> Ratio:
    """From starting the program on the bundled decks until its first question is painted."""
    with tempfile.TemporaryDirectory() as home:
        # Painted with the first question and with nothing before it.
        command, marker = [_PYTHON, _PROGRAM, "study"], b"As of"
        name = "first question / hello-world Textual app"
        return _first(name, command, marker, home, target=1.25)


def _first(name: str, command: Sequence[str], marker: bytes, home: str, target: float) -> Ratio:
    hello = [_PYTHON, str(_HERE / "hello.py")]
    ours, base = interleaved(
        lambda: _first_paint(command, marker, home),
        lambda: _first_paint(hello, b"Hello, world", home),
        STARTS,
    )
    return Ratio(name, ours, base, target)


def next_question() -> list[Ratio]:
    """From a key to the next paint, turn by turn in two running programs."""
    with tempfile.TemporaryDirectory() as home, _studying(home) as ours, _counting(home) as bare:
        pairs = []
        for number in range(1, REPAINTS + 1):
            ours.press(b" ")
            ours.wait_for(b"Back number %d." % number)
            ours.settle()
            mine = _repaint(ours, b"Front number %d." % (number + 1))
            pairs.append((mine, _repaint(bare, b"Count number %d." % number)))
    mine, base = (sorted(times) for times in zip(*pairs, strict=True))
    p99 = int(len(mine) * 0.99)
    return [
        Ratio(
            "grade → next question / bare repaint, median",
            statistics.median(mine),
            statistics.median(base),
            target=2.0,
        ),
        Ratio("grade → next question / bare repaint, p99", mine[p99], base[p99], target=3.0),
    ]


def _repaint(terminal: Terminal, marker: bytes) -> float:
    def press() -> None:
        terminal.press(b"3")
        terminal.wait_for(marker)

    elapsed = seconds(press)
    terminal.settle()
    return elapsed


def _first_paint(command: Sequence[str], marker: bytes, home: str) -> None:
    with running(command, _environment(home)) as terminal:
        terminal.wait_for(marker)


@contextmanager
def _studying(home: str) -> Iterator[Terminal]:
    deck = Path(home) / "fronts.yaml"
    cards = "".join(
        f"  - id: c{n}\n    front: Front number {n}.\n    back: Back number {n}.\n"
        for n in range(1, REPAINTS + 2)
    )
    deck.write_text(f"format: 1\ndeck: fronts\ntitle: Fronts\ncards:\n{cards}", encoding="utf-8")
    command = [_PYTHON, _PROGRAM, "study", str(deck), "--new", "9999"]
    with running(command, _environment(home)) as terminal:
        terminal.wait_for(b"Front number 1.")
        terminal.settle()
        yield terminal


@contextmanager
def _counting(home: str) -> Iterator[Terminal]:
    with running([_PYTHON, str(_HERE / "bare.py")], _environment(home)) as terminal:
        terminal.wait_for(b"Count number 0.")
        terminal.settle()
        yield terminal


def _environment(home: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, "COALITION_QUIZ_HOME": home, "HOME": home}
