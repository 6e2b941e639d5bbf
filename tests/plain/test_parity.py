"""One scripted session through the screen and through lines: the same events."""

from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.events import Event
from coalition_quiz.services.workspace import StudyRequest

from helpers.classroom import CARDS, Student, deck_of, make_workspace, press_freely, student_at
from helpers.spoken import Talk, at, ats, pairs

DECK = deck_of(*CARDS)
IN_ORDER = StudyRequest(
    items=[*(f"kinds/{card}" for card in CARDS if card != "cloze"), "kinds/cloze/gap1"]
)
"""All cards in the order of the deck."""
SOUTHWARD = ("Lille", "Paris", "Lyon", "Marseille")
RIVERS = {"Paris": "Seine", "Lyon": "Rhône", "Nantes": "Loire"}


def number_on(student: Student, text: str) -> str:
    """The digit or letter before an option on the screen."""
    line = next(line for line in student.screen.splitlines() if text in line)
    return next(mark for mark in reversed(line.split(text)[0].split()) if mark.isalnum())


def letter_on(student: Student, text: str) -> str:
    """The letter beside a right side on the screen."""
    line = next(line for line in student.screen.splitlines() if text in line)
    return line.split(text)[0].split()[-1]


async def on_the_screen(folder: Path) -> list[Event]:
    async with student_at(make_workspace(folder, DECK), IN_ORDER) as student:
        await student.press(number_on(student, "Lyon"), "enter")  # choice: wrong
        await student.press(number_on(student, "Nice"), number_on(student, "Lyon"), "enter")
        await student.press("enter")  # several: partly right
        await student.press("f", "u", "t", "4")  # truth: taken back, then rated easy
        await student.type("Pariis")
        await student.press("enter", "2")  # typed: a typo, rated hard
        await student.press("ctrl+g", "enter")  # number: given up
        assert student.card == "choice"  # again, and right
        await student.press(number_on(student, "Paris"), "enter")
        assert student.card == "several"  # again, and right
        await student.press(number_on(student, "Nice"), number_on(student, "Marseille"), "enter")
        await student.press("enter")
        await student.type("Nov 1993")
        await student.press("enter", "enter")  # date
        for place, city in enumerate(SOUTHWARD, start=1):  # order
            now = int(number_on(student, f" {city}"))
            await student.press("home", *["down"] * (now - 1), "space")
            await student.press(*["up"] * (now - place), "space")
        await student.press("enter", "1")  # right, and rated again all the same
        assert student.card == "number"
        await student.press("ctrl+n")  # again, and skipped
        for place, right in enumerate(RIVERS.values(), start=1):  # match
            await student.press(str(place), letter_on(student, right))
        await student.press("enter", "enter")
        for name in ("Nice", "Toulon"):  # list
            await student.type(name)
            await student.press("enter")
        await student.press("enter")
        await student.press("space", "3")  # front
        assert student.card == "order"
        await student.press("enter", "enter", "enter")  # again, as it stands
        await student.type("Loire")
        await student.press("enter", "i")  # cloze: counted as right
        assert student.card == "order"
        await student.press("ctrl+q")
        return student.events


def in_lines(folder: Path) -> list[Event]:
    workspace = make_workspace(folder, DECK)
    talk = Talk(
        workspace,
        *(at("Lyon"), ""),
        *(ats("Nice", "Lyon"), ""),
        *("f", "u", "t", "4"),
        *("Pariis", "2"),
        *(":show", ""),
        *(at("Paris"), ""),
        *(ats("Nice", "Marseille"), ""),
        *("Nov 1993", ""),
        *(ats(*SOUTHWARD), "1"),
        *(":skip", pairs(RIVERS), ""),
        *("Nice", "Toulon", ""),
        *("", "3"),
        *("a b c d", ""),
        *("Loire", "i"),
        request=IN_ORDER,
    )
    workspace.history.close()
    return talk.events


def told(event: Event) -> dict[str, Any]:
    """What must be the same of an event."""
    target = event.target.partition(":")[2]  # the number, without the device
    payload = {name: value for name, value in event.payload.items() if name != "ms"}
    return {
        "kind": event.kind,
        "item": event.item,
        "target": target,
        "day": event.study_day,
        "payload": payload,
    }


async def test_the_screen_and_the_lines_record_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_freely(monkeypatch)
    folders = tmp_path / "screen", tmp_path / "lines"
    for folder in folders:
        folder.mkdir()
    screen, lines = await on_the_screen(folders[0]), in_lines(folders[1])
    assert [told(event) for event in lines] == [told(event) for event in screen]
    kinds = {event.payload["kind"] for event in lines if event.kind == "review"}
    assert len(kinds) == 10
    assert len(lines) >= 15
