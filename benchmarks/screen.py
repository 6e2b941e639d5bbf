"""How long the screen takes: to home, to the first question, and from a key to what it leads to."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from benchmarks import lifetime
from benchmarks.terminal import Terminal, running
from benchmarks.timing import Ratio, interleaved, seconds

STARTS = 15
REPAINTS = 120
QUESTIONS = 500
_HERE = Path(__file__).resolve().parent
_PYTHON = sys.executable
_PROGRAM = str(Path(sys.executable).with_name("coalition-quiz"))
_FRESH_S = 0.4
"""For a little less than this after a choice, keys are taken for a second press of it."""
_JUDGED = "truth: Number {n} is a number.\n    answer: true"


def measure() -> list[Ratio]:
    """First screens against a hello-world app, and what keys lead to against a bare repaint."""
    return [first_home(), first_question(), *next_question(), *verdict(), *quiz_step()]


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
    return _first(name, [_PYTHON, _PROGRAM], b"[Enter]", home, target=1.15)


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
    """From a grade to the next question, whose back was looked at before."""

    def step(ours: Terminal, number: int) -> float:
        ours.press(b" ")
        ours.wait_for(b"Back number %d." % number)
        ours.settle()
        return _repaint(ours, b"3", b"Front number %d." % (number + 1))

    with tempfile.TemporaryDirectory() as home:
        deck = _deck(home, "front: Front number {n}.\n    back: Back number {n}.", REPAINTS + 1)
        ours = _running(home, b"Front number 1.", "study", deck, "--new", "9999")
        return _ratios("grade → next question", _against_a_repaint(ours, home, step), 1.5)


def verdict() -> list[Ratio]:
    """From an answer, which is graded and recorded, to what came of it."""

    def step(ours: Terminal, number: int) -> float:
        elapsed = _repaint(ours, b"t", b"Right")
        ours.settle(_FRESH_S)
        ours.press(b"\r")
        ours.wait_for(b"Number %d is" % (number + 1))
        ours.settle()
        return elapsed

    with tempfile.TemporaryDirectory() as home:
        deck = _deck(home, _JUDGED, REPAINTS + 1)
        ours = _running(home, b"Number 1 is", "study", deck, "--new", "9999")
        return _ratios("answer → verdict", _against_a_repaint(ours, home, step), 2.0)


def quiz_step() -> list[Ratio]:
    """From one question of a long quiz to the next."""

    def step(ours: Terminal, number: int) -> float:
        return _repaint(ours, b"\x0e", "Quiz · %d of %d".encode() % (number + 1, QUESTIONS))

    with tempfile.TemporaryDirectory() as home:
        deck = _deck(home, _JUDGED, QUESTIONS)
        start = "Quiz · 1 of %d".encode() % QUESTIONS
        ours = _running(home, start, "quiz", deck, "-n", str(QUESTIONS))
        return _ratios(f"step in a quiz of {QUESTIONS}", _against_a_repaint(ours, home, step), 2.0)


def _against_a_repaint(
    ours: AbstractContextManager[Terminal], home: str, step: Callable[[Terminal, int], float]
) -> list[tuple[float, float]]:
    """The seconds of steps, turn by turn with those of a repaint in another running program."""
    with ours as terminal, _counting(home) as bare:
        return [
            (step(terminal, number), _repaint(bare, b"3", b"Count number %d." % number))
            for number in range(1, REPAINTS + 1)
        ]


def _ratios(name: str, pairs: Sequence[tuple[float, float]], target: float) -> list[Ratio]:
    mine, base = (sorted(times) for times in zip(*pairs, strict=True))
    medians = statistics.median(mine), statistics.median(base)
    p99 = int(len(mine) * 0.99)
    return [
        Ratio(f"{name} / bare repaint, median", *medians, target=target),
        Ratio(f"{name} / bare repaint, p99", mine[p99], base[p99], target=2 * target),
    ]


def _repaint(terminal: Terminal, key: bytes, marker: bytes) -> float:
    def press() -> None:
        terminal.press(key)
        terminal.wait_for(marker)

    elapsed = seconds(press)
    terminal.settle()
    return elapsed


def _first_paint(command: Sequence[str], marker: bytes, home: str) -> None:
    with running(command, _environment(home)) as terminal:
        terminal.wait_for(marker)


def _deck(home: str, card: str, count: int) -> str:
    """A deck file of cards that differ by a number."""
    cards = "".join(f"  - id: c{n}\n    {card.format(n=n)}\n" for n in range(1, count + 1))
    deck = Path(home) / "numbers.yaml"
    deck.write_text(f"format: 1\ndeck: numbers\ntitle: Numbers\ncards:\n{cards}", "utf-8")
    return str(deck)


@contextmanager
def _running(home: str, painted: bytes, *arguments: str) -> Iterator[Terminal]:
    with running([_PYTHON, _PROGRAM, *arguments], _environment(home)) as terminal:
        terminal.wait_for(painted)
        terminal.settle()
        yield terminal


@contextmanager
def _counting(home: str) -> Iterator[Terminal]:
    with running([_PYTHON, str(_HERE / "bare.py")], _environment(home)) as terminal:
        terminal.wait_for(b"Count number 0.")
        terminal.settle()
        yield terminal


def _environment(home: str) -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, "COALITION_QUIZ_HOME": home, "HOME": home}
