"""All text is on the screen after any change of size."""

from pathlib import Path
from random import Random

import pytest

from coalition_quiz.services.workspace import StudyRequest

from helpers.classroom import Student, make_workspace, student_at

SIZES = [(80, 24), (120, 24), (60, 18), (100, 30), (61, 20), (160, 50), (80, 24)]


def words(chance: Random, least: int, most: int, mark: str) -> str:
    count = chance.randint(least, most)
    said = ("".join(chance.choices("abcdefg", k=chance.randint(1, 9))) for _ in range(count))
    return " ".join([*said, mark])


def card(chance: Random, number: int) -> str:
    prompt = words(chance, 5, 30, f"end{number}")
    kind = chance.choice(["truth", "typed", "front"])
    back = words(chance, 1, 20, f"back{number}")
    why = words(chance, 3, 30, f"why{number}")
    answer = {"truth": "answer: true", "typed": f"answer: {back}", "front": f"back: {back}"}[kind]
    return f"  - {{id: c{number}, {kind}: {prompt}?, {answer}, why: {why}}}\n"


@pytest.mark.parametrize("seed", range(3))
async def test_every_word_of_a_question_and_of_its_feedback_is_shown_after_resizing(
    tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    cards = "".join(card(chance, n) for n in range(8))
    workspace = make_workspace(tmp_path, f"format: 1\ndeck: d\ntitle: D\ncards:\n{cards}")
    async with student_at(workspace, StudyRequest()) as student:
        for _ in range(8):
            await maybe_resize(student, chance)
            await wait_until_shown(student, "end")
            can_give_up = student.app.screen.check_action("give_up", ())
            await student.press("ctrl+g" if can_give_up else "space")
            await maybe_resize(student, chance)
            await wait_until_shown(student, "end", "why")
            await student.press("enter")


async def maybe_resize(student: Student, chance: Random) -> None:
    if chance.random() < 0.5:
        await student.resize(*chance.choice(SIZES))
        if student.app.screen.is_modal:
            await student.press("enter")


async def wait_until_shown(student: Student, *marks: str) -> None:
    """Wait until the last word of each text of the card is on the screen."""
    number = student.card.removeprefix("c")
    for _ in range(40):
        shown = set(student.screen.replace("?", "").split())
        if shown >= {f"{mark}{number}" for mark in marks}:
            return
        await student.pilot.pause(0.05)
    raise AssertionError(student.screen)
