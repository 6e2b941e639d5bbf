"""Typing a missed answer once, on the screen and in lines, if the learner wants it."""

from pathlib import Path

import pytest

from coalition_quiz.services.workspace import StudyRequest, Workspace

from helpers.classroom import deck_of, make_workspace, student_at
from helpers.spoken import Talk


def willing(tmp_path: Path, *kinds: str) -> Workspace:
    """A desk of a learner who types what was missed."""
    workspace = make_workspace(tmp_path, deck_of(*kinds))
    workspace.settings = workspace.settings._replace(retype_missed=True)
    return workspace


async def test_a_missed_answer_is_typed_before_the_next_question(tmp_path: Path) -> None:
    async with student_at(willing(tmp_path, "typed", "list"), StudyRequest()) as student:
        await student.type("London")
        await student.press("enter")
        for shown in ("✗ Wrong", "› Type it once:", "[Enter Check]   Esc skip"):
            assert shown in student.screen
        await student.type("i1 q")  # no key of the screen acts
        await student.press("enter")
        assert "This is not the answer. Type “Paris”." in student.screen
        await student.type("paris")
        await student.press("enter")
        assert "✓ Paris" in student.screen
        assert "not the answer" not in student.screen
        assert "i I was right" in student.screen
        await student.press("enter")
        assert student.card == "list"
        await student.press("ctrl+g")
        assert "› Type Marseille:" in student.screen
        await student.type("marseille")
        await student.press("enter")
        assert "› Type Nice:" in student.screen
        await student.press("escape")
        assert "Type Nice" not in student.screen
        await student.press("enter")
        assert student.card == "typed"
        assert "Type it once" not in student.screen
        assert student.ratings == [1, 1]
        assert [event.kind for event in student.events] == ["review", "review"]
        assert student.events[0].payload["response"] == {"type": "wrote", "text": "London"}


async def test_undo_and_right_answers_ask_for_no_typing(tmp_path: Path) -> None:
    async with student_at(willing(tmp_path, "typed", "truth"), StudyRequest(), (40, 12)) as student:
        await student.press("ctrl+g")
        assert "Type it once" in student.screen
        await student.press("ctrl+z")
        assert "Type it once" not in student.screen
        await student.type("Paris")
        await student.press("enter")
        assert "✓ Right" in student.screen
        assert "Type it once" not in student.screen
        await student.press("enter", "f")
        assert "✗ Wrong" in student.screen
        assert "Type it once" not in student.screen


@pytest.mark.parametrize("typed", ["", "q"])
def test_in_lines(tmp_path: Path, typed: str) -> None:
    talk = Talk(
        willing(tmp_path, "typed", "list"),
        *("London", "Londres", "paris", "", ":show", "nice", ":hint", typed, ":quit"),
    )
    assert "Type “Paris”. Press Enter to skip." in talk.text
    assert "This is not the answer. Type “Paris”." in talk.text
    assert "Right.\nEnter: continue" in talk.text
    assert "Type “Marseille” and “Nice”. Press Enter to skip." in talk.text
    assert "Right.\nType “Marseille”. Press Enter to skip." in talk.text
    assert ("This is not the answer. Type “Marseille”." in talk.text) == bool(typed)
    assert talk.ratings == [1, 1]


def test_commands_work_while_an_answer_is_typed_in_lines(tmp_path: Path) -> None:
    talk = Talk(willing(tmp_path, "typed"), "London", ":i")
    assert [event.kind for event in talk.events] == ["review", "undo", "accept", "review"]
