"""The end of a session on the screen."""

from pathlib import Path

import pytest

from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.settings import Settings

from helpers.classroom import CARDS, Student, deck_of, make_workspace, student_at

TWO = deck_of("truth", "typed")
SECOND = "format: 1\ndeck: second\ntitle: The second\ncards:\n" + CARDS["date"] + CARDS["list"]


async def read(student: Student) -> str:
    """Return the screen once the figures of the day are read."""
    await student.app.workers.wait_for_complete()
    await student.settle()
    return student.screen


async def miss_one(student: Student) -> None:
    """Answer the deck of two cards, one of them wrongly at first."""
    await student.press("f", "enter")
    await student.type("Paris")
    await student.press("enter", "enter", "t", "enter")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36), (160, 50)])
async def test_what_came_of_it_and_the_ways_on(tmp_path: Path, size: tuple[int, int]) -> None:
    workspace = make_workspace(tmp_path, TWO, SECOND, settings=Settings(new_per_day=2))
    async with student_at(workspace, StudyRequest(decks=("kinds",)), size=size) as student:
        await miss_one(student)
        screen = await read(student)
        for said in (
            "Done for today",
            "Every kind of card · Mon 20 Nov",
            "1 of 2 right at the first try",
            "2 new",
            "Tricky today",
            "✗ The Seine flows through Paris.",
            "→ True   you said False",
            "[Enter]  Home",
            "[  r  ]  Study the tricky one again",
            "[  m  ]  Learn 2 new cards of all decks",
            "[  z  ]  Quiz on 2 cards of this session",
        ):
            assert said in screen
        # The days give way on a short screen.
        assert ("1 day in a row" in screen) == (size != (60, 18))
        assert ("Days studied, all decks" in screen) == (size[0] > 100)


async def test_the_keys_lead_on(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO, SECOND)
    async with student_at(workspace, StudyRequest(decks=("kinds",))) as student:
        await miss_one(student)
        await student.press("r")
        assert student.card == "truth"
        await student.press("t", "enter")
        assert "1 of 1 right at the first try" in student.screen
        await student.press("m")
        assert student.card in {"list", "date"}
        await student.press("escape", "b")
        assert "2 of 4 cards" in student.words


async def test_a_quiz_on_the_cards_of_the_session(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO, SECOND)
    async with student_at(workspace, StudyRequest(decks=("kinds",))) as student:
        await miss_one(student)
        await student.press("z")
        assert "1 of 2" in student.words
        assert student.app.navigator._quiz_session is not None


async def test_a_session_that_was_left_goes_on(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO, SECOND)
    async with student_at(workspace, StudyRequest(decks=("kinds",))) as student:
        await student.press("t", "enter", "escape")
        screen = await read(student)
        assert "Left early: every answer is saved" in screen
        assert "[  c  ]  Continue: 1 card   about 1 minute" in screen
        assert "Next: 1 new still to do today" in screen
        await student.press("enter", "down", "down")
        assert "Continue: Every kind of card   1 card left" in student.screen
        await student.press("enter", "escape", "enter")
        assert "[  c  ]  Continue your last session   2 cards left" in student.screen
        await student.press("up")
        assert "[  c  ]  Continue your last session   1 card left" in student.screen
        await student.press("c")
        assert student.card == "typed"


async def test_what_has_lasted_is_compared_with_yesterday(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await miss_one(student)
        assert "learned" not in await read(student)
        workspace.clock.at_ms += 3 * 86_400_000
        await student.press("enter", "enter")
        for _ in range(2):
            if student.card == "typed":
                await student.type("Paris")
                await student.press("enter", "enter")
            else:
                await student.press("t", "enter")
        screen = await read(student)
        assert "2 of 2 learnt, 2 more than yesterday" in screen
        assert "2 of 2 right at the first try" in screen
        assert "Tricky" not in screen


async def test_the_streak_is_hidden_here_too(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO, settings=Settings(show_streak=False))
    async with student_at(workspace, StudyRequest()) as student:
        await miss_one(student)
        assert "in a row" not in await read(student)
        assert "This week" in student.screen
