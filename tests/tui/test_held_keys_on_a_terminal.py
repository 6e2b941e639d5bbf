"""A held key on a real terminal."""

import time
from pathlib import Path

import pytest

from helpers.terminal import Screen, program

DECK = """\
format: 1
deck: rivers
title: Rivers
cards:
  - {id: a, typed: Which river flows through Paris?, answer: Seine}
  - {id: b, typed: Which river flows through Cairo?, answer: Nile}
"""


def hold(screen: Screen, key: str, delay: float, times: int) -> None:
    """Send a key as a keyboard does: after a delay in seconds it repeats every 30 ms."""
    screen.child.send(key)
    time.sleep(delay)
    for _ in range(times):
        screen.child.send(key)
        time.sleep(0.03)


@pytest.mark.parametrize("delay", [0.25, 0.4, 0.6])
def test_held_submit_key_does_not_continue(home: Path, tmp_path: Path, delay: float) -> None:
    deck = tmp_path / "rivers.yaml"
    deck.write_text(DECK, encoding="utf-8")
    with program(home, "study", str(deck)) as screen:
        screen.wait_for("Paris?")
        screen.press("Seine")
        hold(screen, "\r", delay, 20)
        screen.read(0.5)
        screen.wait_for("Right", "Paris?")
        screen.read(0.5)
        screen.press("\r")
        screen.wait_for("Cairo?")
        screen.press("\r")
        screen.press("\x11")
        assert screen.end() == 0
