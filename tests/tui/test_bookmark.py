"""The bookmark: the selected deck and an unfinished session."""

from pathlib import Path

from coalition_quiz.services.bookmark import Bookmark
from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.paths import places
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import run
from coalition_quiz.tui.navigation import Study

from helpers.classroom import CARDS, deck_of, make_workspace, student_at

SECOND = "format: 1\ndeck: second\ntitle: The second\ncards:\n" + CARDS["truth"] + CARDS["typed"]
DECKS = (deck_of("truth", "choice", "front"), SECOND)


async def test_the_cursor_is_where_it_was(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, *DECKS)) as student:
        await student.press("down")
        student.app.navigator.end()
    async with student_at(make_workspace(tmp_path, *DECKS)) as student:
        assert "► The second" in student.screen
        assert "[Enter]  Learn" in student.screen
        await student.press("up")
        student.app.navigator.end()
    async with student_at(make_workspace(tmp_path, DECKS[1])) as student:
        assert "► All decks" in student.screen


async def test_a_deck_that_is_done_is_not_returned_to(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, *DECKS)) as student:
        await student.press("down", "down", "enter", "t", "enter")
        await student.type("Paris")
        await student.press("enter", "enter", "enter")
        assert "► All decks" in student.screen
        assert "[Enter]  Learn 3 new" in student.screen


async def test_unfinished_session_is_continued(tmp_path: Path) -> None:
    unmixed = Settings(mix_decks=False)
    workspace = make_workspace(tmp_path, *DECKS, settings=unmixed)
    async with student_at(workspace, StudyRequest(most=3)) as student:
        await student.press("t", "enter", "q")
        assert "2 cards left" in student.screen
        await student.press("enter")
        assert "[ c ] Continue your last session 2 cards left" in student.words
    async with student_at(make_workspace(tmp_path, *DECKS)) as student:
        await student.press("c")
        assert "0 of 2" in student.screen
        assert student.card == "front"
        await student.press("space", "3", "ctrl+n")
        assert type(student.app.screen).__name__ == "ReportScreen"
        await student.press("enter")
        assert "your last session" not in student.words
        await student.press("c")
        assert "All decks" in student.screen


async def test_a_session_is_not_lost_to_another(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, *DECKS)) as student:
        for keys in ("enter", "escape", "enter escape", "down enter", "t enter", "escape enter"):
            await student.press(*keys.split())
        for deck, cards in (("down", "1 card"), ("up", "3 cards")):
            await student.press(deck)
            assert f"Continue your last session {cards} left" in student.words
        await student.press("enter")  # the same cards once more
        await student.press("escape")
        await student.press("enter")
        assert "Continue your last session 3 cards left" in student.words


async def test_quitting_in_the_middle_leaves_the_same_offer(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, *DECKS), StudyRequest(most=3)) as student:
        await student.press("t", "enter", "ctrl+q")
        student.app.navigator.end()
    assert [len(left.items) for left in Bookmark(places().cache).left_on(19_681)] == [2]
    async with student_at(make_workspace(tmp_path, *DECKS)) as student:
        assert "Continue your last session 2 cards left" in student.words


async def test_on_the_next_day_it_is_simply_due(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, *DECKS), StudyRequest(most=3)) as student:
        await student.press("f", "enter", "q")
    workspace = make_workspace(tmp_path, *DECKS)
    workspace.clock.at_ms += 86_400_000
    async with student_at(workspace) as student:
        assert "your last session" not in student.words
        assert "Study 1 due" in student.screen


async def test_what_is_suspended_meanwhile_is_not_offered(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, DECKS[0]), StudyRequest()) as student:
        await student.press("at", "q", "enter")
        assert "Continue your last session 2 cards left" in student.words


def test_the_app_remembers_when_it_ends(tmp_path: Path, monkeypatch: object) -> None:
    from coalition_quiz.tui.app import QuizApp

    monkeypatch.setattr(QuizApp, "run", lambda _: None)  # type: ignore[attr-defined]
    workspace = make_workspace(tmp_path, *DECKS)
    run(workspace, Study(StudyRequest(most=2)))
    assert [len(left.items) for left in Bookmark(places().cache).left_on(19_681)] == [2]
    workspace.history.close()


async def test_help_does_not_move_the_cursor(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, *DECKS)) as student:
        await student.press("down", "down", "enter", "t", "enter")
        await student.type("Paris")
        await student.press("enter", "enter", "enter", "down", "down")
        assert "► The second" in student.screen
        await student.press("question_mark", "escape")
        assert "► The second" in student.screen
