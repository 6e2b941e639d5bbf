"""An answer and the next keys in one write to a real terminal."""

import json
import subprocess
import sys
from collections.abc import Sequence
from os import environ
from pathlib import Path
from typing import Any

import pytest

from helpers.terminal import Screen, program

DECK = """\
format: 1
deck: groups
title: Groups
cards:
  - {id: a, typed: Which group governed the strip?, answer: Hamas}
  - {id: b, typed: Which group governed the south?, answer: Hezbollah}
  - {id: c, typed: Which group governed the north?, answer: Houthis}
"""


@pytest.fixture
def deck(tmp_path: Path) -> str:
    file = tmp_path / "groups.yaml"
    file.write_text(DECK, encoding="utf-8")
    return str(file)


def answers(home: Path) -> list[str]:
    """Return the typed answers in the history."""
    done = subprocess.run(
        [sys.executable, "-m", "coalition_quiz", "log", "--json"],
        env={**environ, "COALITION_QUIZ_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    events: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    return [e["payload"]["response"]["text"] for e in events if "response" in e["payload"]]


def quit_in_order(screen: Screen, *keys: str) -> None:
    for key in keys:
        screen.press(key)
        screen.read(0.3)
    assert screen.end() == 0


@pytest.mark.parametrize("after", ["3", "\r", "s", "-", "@", "*", "u", "\x1b[6~", "h", "?", "\x10"])
def test_answer_is_the_text_before_enter(home: Path, deck: str, after: str) -> None:
    with program(home, "study", deck) as screen:
        screen.wait_for("Which group governed")
        screen.press(f"Hamas\r{after}")
        screen.read(0.5)
        quit_in_order(screen, "\x11")
    assert answers(home) == ["Hamas"]


def test_three_answers_in_one_write_are_three_answers(home: Path, deck: str) -> None:
    with program(home, "quiz", deck) as screen:
        screen.wait_for("Quiz · 1 of 3")
        screen.press("x\ry\rz\r\r")
        screen.wait_for("of 3 right")
        quit_in_order(screen, "\x11")
    assert answers(home) == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (["\x10", "stat", "\r"], ["Statistics"]),
        (["\x10", "stat", "\r\r"], ["Statistics"]),
        (["b", "/Daesh", "\r", " "], ["1 selected"]),
        ([",", "\x1b[B", "\r", "\x7f\x7f7\r"], ["New cards a day          7"]),
    ],
    ids=["palette", "palette, Enter twice", "browse", "settings"],
)
def test_typing_ahead_reaches_the_right_place(
    home: Path, deck: str, keys: Sequence[str], shown: Sequence[str]
) -> None:
    (home / "decks").mkdir()
    (home / "decks" / "groups.yaml").write_text(Path(deck).read_text(), encoding="utf-8")
    with program(home) as screen:
        screen.wait_for("Groups")
        screen.press("".join(keys))
        screen.wait_for(*shown)
        quit_in_order(screen, "\x11")
