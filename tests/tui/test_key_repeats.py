"""A held key acts once. A key pressed twice acts twice."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import pytest
from textual.events import Key

from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.tui.key_repeats import Presses, may_repeat

from helpers.classroom import Student, deck_of, make_workspace, student_at

HELD = [0.0, *[0.03] * 44]
"""1.5 seconds at 30 repeats per second."""


def acts(keys: str, gaps: list[float]) -> str:
    """Return the keys that act, given the pauses before each in seconds."""
    presses = Presses()
    times = accumulate(gaps)
    return "".join(key for key, at in zip(keys, times, strict=True) if not presses.take(key, at))


@pytest.mark.parametrize(
    ("keys", "gaps", "expected"),
    [
        ("3" * 45, HELD, "3"),
        ("3" * 20, [0, 0.5, *[0.03] * 18], "33"),  # After the first pause it may be a second press.
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


async def hold(
    student: Student, key: str, character: str | None, gaps: Sequence[float] = HELD
) -> None:
    """Hold a key: it arrives after these pauses in seconds."""
    driver = student.app._driver
    assert driver is not None
    for at in accumulate(gaps):
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
    async with student_at(make_workspace(tmp_path, deck), StudyRequest()) as student:
        if key == "3":
            await student.press("enter")
        await hold(student, key, character)
        assert len(student.ratings) == (key == "3")
        assert len(student.app._gate._held) == 0


KEYBOARDS = [
    pytest.param((0.2, 0.025), id="fast"),
    pytest.param((0.25, 0.092), id="Linux console"),
    pytest.param((0.66, 0.04), id="X11"),
    pytest.param((0.5, 0.033), id="Windows"),
    pytest.param((0.5, 0.09), id="macOS"),
]


@pytest.mark.parametrize("keyboard", KEYBOARDS)
@pytest.mark.parametrize("key", ["enter", "space", "3"])
async def test_an_impatient_key_acts_once_on_any_keyboard(
    tmp_path: Path, key: str, keyboard: tuple[float, float]
) -> None:
    delay, interval = keyboard
    gaps = [0.0, delay, *[interval] * 20]
    async with student_at(
        make_workspace(tmp_path, deck_of("front", "choice")), StudyRequest()
    ) as student:
        if key == "3":
            await student.press("enter")
        await hold(student, key, {"enter": "\r", "space": " "}.get(key, key), gaps)
        assert len(student.ratings) == (key == "3")
        assert ("4,806 metres" in student.screen) is (key != "3")


async def test_an_impatient_answer_is_shown_its_verdict(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("typed", "front")), StudyRequest()
    ) as student:
        await student.type("Paris")
        await hold(student, "enter", "\r", [0.0, 0.4, *[0.03] * 20])
        assert "✓ Right" in student.screen


@pytest.mark.parametrize("pause", [0.13, 0.2, 0.3, 0.5, 0.7, 0.8])
async def test_an_impatient_second_press_acts(tmp_path: Path, pause: float) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("front", "choice")), StudyRequest()
    ) as student:
        await hold(student, "enter", "\r", [0.0, pause])
        assert student.ratings == [3]
        await hold(student, "3", "3", [0.0, pause])
        assert student.card == "choice"


async def test_an_impatient_second_press_acts_before_another_key(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("front", "choice")), StudyRequest()
    ) as student:
        driver = student.app._driver
        assert driver is not None
        for name, at in (("enter", 0.0), ("enter", 0.3), ("2", 0.35)):
            event = Key(name, name)
            event.time = at
            driver.process_message(event)
        await student.settle()
        assert student.ratings[0] == 3
        assert len(student.ratings) == 2


async def test_an_impatient_key_still_moves_and_types(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("typed")), StudyRequest()) as student:
        await hold(student, "a", "a")
        assert "aaaaa" in student.screen
        await student.press("ctrl+u")
        assert "aaaaa" not in student.screen
