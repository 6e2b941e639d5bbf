"""A history that cannot be written: the answer stays, and the program tries again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coalition_quiz.core.sessions.study import Asking
from coalition_quiz.services.workspace import StudyRequest, Workspace

from helpers.classroom import deck_of, make_workspace, student_at

TWO = deck_of("typed", "truth")


@contextmanager
def unwritable(workspace: Workspace) -> Iterator[None]:
    """Make writing fail, as on a read-only disk."""
    connection: sqlite3.Connection = workspace.history._connection
    connection.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA query_only = OFF")


async def test_the_answer_stays_and_enter_tries_again(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await student.type("Paris")
        with unwritable(workspace):
            await student.press("enter")
            assert "Not saved yet." in student.screen
            assert "again every few seconds" in student.words
            assert "Paris" in student.screen
            assert "Right" not in student.screen
            assert isinstance(student.app.navigator.session.phase, Asking)
            await student.press("enter", "t", "1", "s", "u", "h")
            assert "Not saved yet." in student.screen
            assert not student.events
        await student.press("enter")
        assert "Not saved yet." not in student.screen
        assert "✓ Right" in student.screen
        assert student.ratings == [3]
        await student.press("enter")
        assert student.card == "truth"


async def test_it_is_tried_again_by_itself(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await student.type("Rome")
        with unwritable(workspace):
            await student.press("enter")
        student.app.screen._unsaved._timer._interval = 0.01
        student.app.screen._unsaved._timer.reset()
        for _ in range(200):
            await student.pilot.pause(0.05)
            if student.events:
                break
        await student.settle()
        assert "✗ Wrong" in student.screen


async def test_a_rating_and_an_undo_that_are_not_saved(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await student.type("Paris")
        await student.press("enter")
        with unwritable(workspace):
            await student.press("4")
            assert "Not saved yet." in student.screen
            assert student.card == "typed"
        await student.press("enter")
        assert student.ratings == [3, 4]
        with unwritable(workspace):
            await student.press("u")
            assert "Not saved yet." in student.screen
            assert student.card == "truth"
        await student.press("enter")
        assert student.card == "typed"


async def test_keys_that_do_nothing_until_it_is_saved_are_not_on_display(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await student.type("Rome")
        with unwritable(workspace):
            await student.press("enter")
            assert "Enter Try now" in student.screen
            assert "hand in" not in student.screen
        await student.press("enter")
        assert "[Enter Next]" in student.screen
        await student.press("u")
        await student.type("Paris")
        await student.press("enter")
        with unwritable(workspace):
            await student.press("4")
            assert "Enter Try now" in student.screen
            assert "Good" not in student.screen
        await student.press("enter")
        assert student.card == "truth"
        assert "t true" in student.screen


async def test_leaving_asks_first(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await student.type("Paris")
        with unwritable(workspace):
            await student.press("enter", "y", "escape")
            assert "Leave without saving this answer?" in student.screen
            await student.press("escape")
            assert "Leave without" not in student.screen
            await student.press("ctrl+q")
            assert student.app.is_running
            assert "Leave without" in student.screen
            await student.press("y")
            assert "Left early" in student.screen
        assert not student.events


async def test_quitting_twice_quits(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await student.type("Paris")
        with unwritable(workspace):
            await student.press("enter", "ctrl+q")
            assert student.app._exit is False
            await student.pilot.press("ctrl+q")
            assert student.app._exit is True


async def test_undo_from_the_report_that_is_not_saved(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("truth"))
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("t", "enter")
        with unwritable(workspace):
            await student.press("u")
            assert "Not saved yet." in student.screen
            (card,) = workspace.library.decks[0].cards
            assert card.body.prompt in student.screen
        await student.press("enter")
        assert student.card == "truth"
