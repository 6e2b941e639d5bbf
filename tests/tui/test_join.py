"""Joining new questions with removed ones: from home, from a session, and undo."""

from pathlib import Path

import pytest

from coalition_quiz.authoring.renames.join_offers import JoinOffers
from coalition_quiz.services.workspace import StudyRequest, Workspace

from helpers.classroom import CARDS, HEAD, Student, make_workspace, student_at

ASKS_ONE = (
    "1 new question looks like one that you learnt and that was removed. Press J to compare them."
)
ASKS_TWO = (
    "2 new questions look like ones that you learnt and that were removed. Press J to compare them."
)


def deck(*cards: str) -> str:
    """Return a deck of these cards."""
    return HEAD + "".join(cards)


LEARNT = deck(CARDS["typed"], CARDS["truth"])
EDITED = deck(
    CARDS["typed"].replace("id: typed", "id: capital"),
    CARDS["truth"].replace("id: truth", "id: seine").replace("through Paris", "across Paris"),
    CARDS["choice"],
)


async def learn(folder: Path, text: str = LEARNT) -> None:
    """Answer the two cards of a deck."""
    async with student_at(make_workspace(folder, text)) as student:
        await student.press("enter")
        await student.type("Paris")
        await student.press("enter", "enter", "t", "enter")
        assert len(student.ratings) == 2


def later(folder: Path, text: str = EDITED, days: int = 30) -> Workspace:
    """Make the workspace some days later, with the edited deck."""
    workspace = make_workspace(folder, text)
    workspace.clock.at_ms += days * 86_400_000
    return workspace


async def looked(student: Student) -> None:
    """Wait until the search for pairs has ended."""
    await student.app.workers.wait_for_complete()
    await student.settle()


def kinds(student: Student) -> list[str]:
    """Return the kinds of the events after the two reviews."""
    return [event.kind for event in student.events][2:]


async def test_home_offers_and_joins(tmp_path: Path) -> None:
    await learn(tmp_path)
    async with student_at(later(tmp_path)) as student:
        await looked(student)
        assert ASKS_TWO in student.words
        assert "Learn 3 new" in student.screen
        await student.press("J")
        for said in (
            "old What is the capital of France?",
            "new What is the capital of France?",
            "old The Seine flows through Paris.",
            "new The Seine flows across Paris.",
            "Enter Join",
            "n Keep apart",
        ):
            assert said in student.words
        await student.press("enter")
        assert "Joined · Every kind of card" in student.screen
        await student.press("escape")
        await looked(student)
        assert "Study 1 due and 2 new" in student.screen
        assert ASKS_ONE in student.words
        await student.press("J", "a", "enter", "escape")
        assert student.workspace.history.progress("kinds/capital").reviews == 1
    async with student_at(later(tmp_path)) as student:
        await looked(student)
        assert "new question" not in student.words


async def test_join_all_and_undo(tmp_path: Path) -> None:
    await learn(tmp_path)
    async with student_at(later(tmp_path)) as student:
        await looked(student)
        before = student.workspace.history.all_progress()
        await student.press("J", "a")
        assert student.screen.count("Joined · ") == 2
        assert "Join all" not in student.screen
        assert kinds(student) == ["alias", "alias"]
        await student.press("u")
        assert "Joined" not in student.screen
        assert kinds(student) == ["alias", "alias", "undo", "undo"]
        assert student.workspace.history.all_progress() == before
        await student.press("a", "escape")
        await looked(student)
        assert "Study 2 due and 1 new" in student.screen
        await student.press("u")
        await looked(student)
        assert "Learn 3 new" in student.screen
        assert ASKS_TWO in student.words
        assert student.workspace.history.all_progress() == before
        student.workspace.history.rebuild()
        assert student.workspace.history.all_progress() == before


async def test_pairs_kept_apart_are_not_offered_again(tmp_path: Path) -> None:
    await learn(tmp_path)
    async with student_at(later(tmp_path)) as student:
        await looked(student)
        await student.press("J", "n")
        assert "Kept apart · Every kind of card" in student.screen
        await student.press("escape")
        await looked(student)
        assert ASKS_ONE in student.words
        await student.press("J", "n", "escape")
        await looked(student)
        assert "new question" not in student.words
        assert kinds(student) == ["apart", "apart"]
        await student.press("J")
        assert "old " not in student.screen
    async with student_at(later(tmp_path)) as student:
        await looked(student)
        assert "new question" not in student.words
        assert "Learn 3 new" in student.screen


async def test_join_one_pair_and_keep_one_apart(tmp_path: Path) -> None:
    await learn(tmp_path)
    async with student_at(later(tmp_path)) as student:
        await looked(student)
        await student.press("J", "down", "y", "n")
        assert "Kept apart · " in student.screen
        assert "Joined · " in student.screen
        await student.press("y", "n", "x", "a")
        assert kinds(student) == ["alias", "apart"]
        alias, apart = student.events[2:]
        assert (alias.item, alias.target) == ("kinds/truth", "kinds/seine")
        assert (apart.item, apart.target) == ("kinds/typed", "kinds/capital")


async def test_by_mouse(tmp_path: Path) -> None:
    await learn(tmp_path)
    async with student_at(later(tmp_path)) as student:
        await looked(student)
        await student.click("J Join")
        await student.click("across Paris")
        await student.click("Keep apart")
        assert [event.item for event in student.events][2:] == ["kinds/truth"]


async def test_nothing_is_offered_for_cards_that_are_there(tmp_path: Path) -> None:
    await learn(tmp_path)
    beside = deck(CARDS["typed"], CARDS["truth"], CARDS["typed"].replace("id: typed", "id: twin"))
    async with student_at(later(tmp_path, beside)) as student:
        await looked(student)
        assert "1 new" in student.screen
        assert "new question" not in student.words
        await student.press("J", "f3")
        assert "Every kind of card" in student.screen


async def test_a_session_offers_it_too(tmp_path: Path) -> None:
    await learn(tmp_path)
    async with student_at(later(tmp_path), StudyRequest(decks=["kinds"])) as student:
        await looked(student)
        assert ASKS_TWO.replace("J", "F3") in student.words
        await student.press("f3", "a", "escape")
        assert "new question" not in student.words
        assert student.card == "capital"
        await student.type("Paris")
        await student.press("enter", "enter")
        progress = student.workspace.history.progress("kinds/capital")
        assert progress is not None
        assert progress.reviews == 2
        assert student.card == "choice"
        student.workspace.history.rebuild()
        assert student.workspace.history.progress("kinds/capital") == progress


async def test_first_start_searches_no_pairs(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, LEARNT)) as student:
        assert not list(student.app.workers)
        assert not JoinOffers(student.workspace.cache).latest


async def test_a_disk_that_is_full_says_so_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await learn(tmp_path)
    async with student_at(later(tmp_path)) as student:
        await looked(student)
        await student.press("J")
        with monkeypatch.context() as patched:
            patched.setattr(Workspace, "settle", _fails)
            await student.press("a")
        assert "The disk is full." in student.words
        assert "Joined" not in student.screen
        await student.press("a")
        assert "The disk is full." not in student.words
        assert kinds(student) == ["alias", "alias"]


async def test_undo_in_another_window_shows_a_note(tmp_path: Path) -> None:
    await learn(tmp_path)
    async with student_at(later(tmp_path)) as student:
        await looked(student)
        await student.press("J", "a")
        student.workspace.undo_events(student.events[2:])
        await student.press("u")
        assert "Already undone in another window." in student.words
        await student.press("escape")
        assert "All decks" in student.screen


async def test_long_and_hostile_questions_fit(tmp_path: Path) -> None:
    text = CARDS["typed"].replace("France?", "[/b]" + "France and its many regions " * 30 + "?")
    await learn(tmp_path, deck(text, CARDS["truth"]))
    edited = deck(text.replace("id: typed", "id: capital"), CARDS["truth"])
    async with student_at(later(tmp_path, edited), size=(60, 18)) as student:
        await looked(student)
        await student.press("J")
        assert "[/b]" in student.screen
        await student.resize(120, 40)
        assert student.words.count("[/b]") == 2


def _fails(*_: object) -> None:
    from coalition_quiz.system.errors import NotSavedError

    raise NotSavedError("The disk is full.")
