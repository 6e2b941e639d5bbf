"""Kill -9 at any moment: what the screen had acknowledged is there the next time."""

import json
import random
import signal
from pathlib import Path

import pytest

from support import Run
from terminal import Screen, program

CARDS = 60


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Statements, each of which is true."""
    cards = "".join(
        f"  - id: c{n}\n    truth: Statement number {n} stands.\n    answer: true\n"
        for n in range(CARDS)
    )
    path = tmp_path / "statements.yaml"
    path.write_text(f"format: 1\ndeck: kill\ntitle: Kill\ncards:\n{cards}", encoding="utf-8")
    return path


def answer_some(screen: Screen, count: int) -> list[str]:
    """Answer so many questions; return the items whose verdict has been on the screen."""
    acknowledged = []
    for _ in range(count):
        shown = screen.wait_for("Statement number", without="✔")
        item = shown.split("Statement number ")[1].split(" stands")[0]
        screen.press("t")
        screen.wait_for(f"Statement number {item} ", "✔")
        acknowledged.append(f"kill/c{item}")
        screen.press("\r")
        screen.wait_for(f"Statement number {int(item) + 1} ", without="✔")
    return acknowledged


def reviewed(run: Run) -> list[str]:
    """The items of all reviews in the log, in order."""
    done = run("log", "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["item"] for line in done.stdout.splitlines()]


def test_no_acknowledged_answer_is_lost_to_kill_9(home: Path, deck: Path, run: Run) -> None:
    chance = random.Random(9)
    acknowledged: list[str] = []
    for _ in range(5):
        with program(home, "study", str(deck), "--new", str(CARDS)) as screen:
            acknowledged += answer_some(screen, chance.randint(1, 4))
            screen.press(chance.choice(["t", "tt", "t\rt", ""]))
            screen.read(chance.random() * 0.02)
            screen.child.kill(signal.SIGKILL)
        logged = reviewed(run)
        assert set(acknowledged) <= set(logged)
        assert len(logged) == len(set(logged))
    assert len(acknowledged) >= 5


def test_quitting_keeps_every_answer(home: Path, deck: Path, run: Run) -> None:
    with program(home, "study", str(deck)) as screen:
        acknowledged = answer_some(screen, 3)
        screen.press("\x11")
        assert screen.end() == 0
    assert reviewed(run) == acknowledged
