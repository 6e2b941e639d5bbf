"""The picture of a question on the screen: drawn if there is room, and else described."""

import asyncio
from pathlib import Path

import pytest
from PIL import Image

from coalition_quiz.library import pictures
from coalition_quiz.library.pictures import HOW_TO_INSTALL, Thumbnail
from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.tui.widgets.picture import half_blocks

from helpers.classroom import Student, make_workspace, press_freely, student_at

DECK = """\
format: 1
deck: pics
title: Pictures
cards:
  - id: map
    choice: Which colour has the map?
    answer: red
    wrong: [green, blue, white, black, grey, brown]
    picture: {file: map.png, alt: A map of one colour, credit: "[/x] me"}
"""


@pytest.fixture(autouse=True)
def freely(monkeypatch: pytest.MonkeyPatch) -> None:
    press_freely(monkeypatch)


async def wait_for(student: Student, text: str) -> None:
    """Wait until the helper is done."""
    for _ in range(400):
        await student.settle()
        if text in student.screen:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(student.screen)


async def test_a_picture_gives_way_first(tmp_path: Path) -> None:
    """It is drawn above the question. On a small screen its description remains."""
    Image.new("RGB", (80, 60), (250, 0, 0)).save(tmp_path / "map.png")
    async with student_at(make_workspace(tmp_path, DECK), StudyRequest(), (80, 40)) as student:
        await wait_for(student, "▀▀▀▀")
        lines = student.screen.splitlines()
        drawn = [at for at, line in enumerate(lines) if "▀▀▀▀" in line]
        asked = next(at for at, line in enumerate(lines) if "Which colour" in line)
        assert len(drawn) >= 10
        assert max(drawn) < asked
        assert "[/x] me" in lines[max(drawn) + 1]
        assert "A map of one colour" not in student.screen
        for size in ((80, 24), (80, 18), (60, 18)):
            await student.resize(*size)
            assert "Which colour" in student.screen
            assert all(option in student.screen for option in ("red", "brown", "Choose one"))
            assert ("▀▀▀▀" in student.screen) != ("Picture: A map of one colour" in student.screen)
        await student.click("red")
        assert "Right" in student.screen


async def test_without_pillow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The description is shown, with how to install it."""
    monkeypatch.setattr(pictures, "can_decode", lambda: False)
    async with student_at(make_workspace(tmp_path, DECK), StudyRequest(), (80, 30)) as student:
        assert "Picture: A map of one colour ([/x] me)." in student.words
        assert HOW_TO_INSTALL in student.words


def test_half_blocks() -> None:
    """Each cell has the colours of two pixels; an odd last row is doubled."""
    pixels = bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9, 1, 2, 3, 4, 5, 6])
    first, last = half_blocks(Thumbnail(2, 3, pixels))
    colours = [
        (segment.style.color.name, segment.style.bgcolor.name)
        for strip in (first, last)
        for segment in strip
        if segment.style and segment.style.color and segment.style.bgcolor
    ]
    assert colours == [
        ("#ff0000", "#0000ff"),
        ("#00ff00", "#090909"),
        ("#010203", "#010203"),
        ("#040506", "#040506"),
    ]
