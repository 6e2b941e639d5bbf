"""The story screen: reading it, studying a section, and coming back."""

from pathlib import Path

import pytest

from coalition_quiz.tui.navigation import Story
from services.test_story import DECK

from helpers.classroom import deck_of, make_workspace, student_at


async def test_a_section_is_studied_and_its_figures_change(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, DECK)) as student:
        await student.press("S")
        assert "– not started · 3 questions" in student.screen
        assert "Rivers flow." in student.screen
        assert "Since summer of 2014" in student.screen
        await student.press("down", "enter")
        assert "Statement 2 stands." in student.screen
        await student.press("t", "enter", "enter")
        assert "✓ well remembered · 1 question · 1 seen · 100% recalled" in student.screen
        await student.press("escape")
        assert "Decks" in student.screen or "coalition-quiz" in student.screen


async def test_from_browse_and_back(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth"))) as student:
        await student.press("b", "S")
        assert "No source of these decks has sections." in student.screen
        assert "Enter Study" not in student.screen
        await student.press("escape")
        assert "Search" in student.screen


async def test_suspended_questions_are_said_to_be(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, DECK)
    workspace.record_action("suspend", ["rivers/c2"])
    async with student_at(workspace, Story()) as student:
        await student.press("down", "enter")
        assert "All questions of this section are suspended or buried." in student.screen


@pytest.mark.parametrize("size", [(60, 18), (160, 50)])
async def test_guess_read_and_know(tmp_path: Path, size: tuple[int, int]) -> None:
    """Three questions are missed and one is right; then all are read, studied and compared."""
    async with student_at(make_workspace(tmp_path, DECK), Story(), size) as student:
        await student.press("g", "t", "f", "f", "f", "f", "enter")
        assert "1 of 5 right (20%). Read the story." in student.words
        assert "Answer: True" in student.screen
        assert student.workspace.history.all_progress() == {}
        await student.press("a")
        assert "Missed" in student.screen
        await student.press("q", "S")
        assert "Before reading: 1 of 5 questions right." in student.words
        await student.press("v")
        assert "– not studied" in student.screen
        await student.press("escape", "g", "escape")
        await student.press("y")
        await student.press("S", "g", "f", "f", "f", "f", "f", "enter", "enter")
        await student.press("t", "enter", "t", "enter", "t", "enter", "t", "enter", "t", "enter")
        assert len(student.workspace.history.all_progress()) == 5
        await student.press("escape", "v")
        assert "✗ missed  ✓ 100% recalled" in student.screen
        assert (
            "Before reading: 0 of 5 questions right. Now: about 5 of 5 recalled." in student.words
        )


async def test_a_section_or_a_deck_may_have_no_questions(tmp_path: Path) -> None:
    """Nothing that is offered leads to a question that is not there."""
    retired = "{on: 2020, why: x}"
    card = f"  - {{id: c, truth: So?, answer: true, source: book, retired: {retired}}}\n"
    empty = DECK.split("  - {id: c0")[0] + card
    async with student_at(make_workspace(tmp_path, empty)) as student:
        await student.press("d")
        assert student.app.failure is None
        assert type(student.app.screen).__name__ == "QuizSetupScreen"
        await student.press("escape", "S", "g", "enter", "escape")
        assert student.app.failure is None
    (tmp_path / "two").mkdir()
    lakes = DECK.replace("'book, Lakes'", "'book, part 1'")
    async with student_at(make_workspace(tmp_path / "two", lakes), Story()) as student:
        assert "Enter" in student.screen.splitlines()[-1]
        await student.press("down")
        assert "Enter" not in student.screen.splitlines()[-1]
