"""A key that is held down acts once; a key that is pressed twice acts twice."""

from itertools import accumulate
from pathlib import Path

import pytest
from textual.events import Key

from classroom import Student, deck_of, make_desk, student_at
from coalition_quiz.desk import Request
from coalition_quiz.tui.presses import Presses, may_repeat

HELD = [0.0, *[0.03] * 44]
"""A second and a half at 30 a second."""


def acts(keys: str, gaps: list[float]) -> str:
    """The keys that act, of these pressed after pauses in seconds."""
    presses = Presses()
    times = accumulate(gaps)
    return "".join(key for key, at in zip(keys, times, strict=True) if not presses.take(key, at))


@pytest.mark.parametrize(
    ("keys", "gaps", "expected"),
    [
        ("3" * 45, HELD, "3"),
        ("3" * 20, [0, 0.5, *[0.03] * 18], "33"),  # After the first pause it may be a press.
        ("3" * 20, [0, 0.5, *[0.09] * 18], "33"),
        ("33", [0, 0.15], "33"),
        ("33", [0, 0.2], "33"),
        ("33", [0, 0.0], "33"),
        ("3333333", [0.0] * 7, "33"),
        ("x3y3z3", [0.0] * 6, "x3y3z3"),
        ("232323", [0.03] * 6, "232323"),
        ("3" * 8, [0, 0.03, 0.2, 0.001, 0.001, 0.2, 0.001, 0.001], "3"),  # held on a slow line
        ("3333", [0, 0.03, 0.03, 0.5], "33"),
        ("3343", [0, 0.03, 0.03, 0.03], "343"),
    ],
)
def test_which_keys_of_the_impatient_act(keys: str, gaps: list[float], expected: str) -> None:
    assert acts(keys, gaps) == expected


@pytest.mark.parametrize(
    ("action", "repeats"),
    [
        ("move(1)", True),
        ("cursor_down", True),
        ("screen.page(-1)", True),
        ("delete_left", True),
        ("accept", False),
        ("rate(3)", False),
        ("submit", False),
        ("skip", False),
        ("say(True)", False),
        ("screen.undo", False),
    ],
)
def test_only_what_moves_or_types_is_repeated(action: str, repeats: bool) -> None:
    assert may_repeat(action) is repeats


async def hold(student: Student, key: str, character: str | None) -> None:
    """Hold a key down for a second and a half."""
    driver = student.app._driver
    assert driver is not None
    for at in accumulate(HELD):
        event = Key(key, character)
        event.time = at
        driver.process_message(event)
    await student.settle()


@pytest.mark.parametrize(("key", "character"), [("enter", "\r"), ("space", " "), ("3", "3")])
async def test_an_impatient_key_goes_through_no_cards(
    tmp_path: Path, key: str, character: str
) -> None:
    cards = "".join(f"  - {{id: c{n}, front: Front {n}, back: Back {n}}}\n" for n in range(30))
    deck = f"format: 1\ndeck: many\ntitle: Many\ncards:\n{cards}"
    async with student_at(make_desk(tmp_path, deck), Request()) as student:
        if key == "3":
            await student.press("enter")
        await hold(student, key, character)
        assert len(student.ratings) == (key == "3")
        assert len(student.app._gate._held) == 0


async def test_an_impatient_key_still_moves_and_types(tmp_path: Path) -> None:
    async with student_at(make_desk(tmp_path, deck_of("typed")), Request()) as student:
        await hold(student, "a", "a")
        assert "aaaaa" in student.screen
        await student.press("ctrl+u")
        assert "aaaaa" not in student.screen
