"""Decks whose every question is suspended or buried: what is true is said, and what helps."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from coalition_quiz.core.events import BURY, SUSPEND
from coalition_quiz.core.scheduling.item_flags import (
    ItemFlags,
    RestingCounts,
    count_resting,
    sum_resting,
)
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.services.quiz_plan import QuizPlan, start_quiz
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import UsageError

from helpers.classroom import deck_of, make_workspace, student_at
from helpers.spoken import Talk
from helpers.support import SMALL_DECK

SECOND = SMALL_DECK.replace("deck: capitals", "deck: second")
REST = {
    "suspended": ((SUSPEND, SUSPEND), "All 2 questions are suspended."),
    "buried": ((BURY, BURY), "All 2 questions are buried until tomorrow."),
    "both": ((SUSPEND, BURY), "All 2 questions are suspended (1) or buried until tomorrow (1)."),
}


def resting_desk(folder: Path, kinds: Sequence[str], *others: str) -> Workspace:
    """A desk with a deck of two questions that rest, and perhaps other decks."""
    workspace = make_workspace(folder, deck_of("truth", "typed"), *others)
    for kind, item in zip(kinds, workspace.library.items, strict=False):
        workspace.record_action(kind, [item])
    return workspace


@pytest.mark.parametrize("name", REST)
async def test_home_and_report_say_what_is_true(tmp_path: Path, name: str) -> None:
    kinds, said = REST[name]
    workspace = resting_desk(tmp_path, kinds)
    async with student_at(workspace, StudyRequest()) as student:
        assert f"{said} Resume them in Browse (b)." in student.words
        assert "Nothing to study right now" in student.screen
        await student.press("enter")
        # The last words are cut where the sentence is long.
        assert f"[Enter] {said[:-1]}: brow" in student.words
        await student.press("down")
        assert f"[Enter] {said[:-1]}: brow" in student.words
        await student.press("b")
        assert "is:" in student.screen or "Search" in student.screen


async def test_browse_is_open_from_the_report_and_resumes(tmp_path: Path) -> None:
    workspace = resting_desk(tmp_path, REST["suspended"][0])
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("b", "@", "down", "@", "escape")
        assert "Learn 2 new" in student.screen
        assert "suspended." not in student.screen


async def test_beside_another_deck_it_is_said_of_the_deck_at_the_cursor(tmp_path: Path) -> None:
    workspace = resting_desk(tmp_path, REST["suspended"][0], SECOND)
    async with student_at(workspace) as student:
        assert "suspended" not in student.screen
        for key in ("down", "down"):
            await student.press(key)
            assert ("suspended" in student.screen) == (
                student.app.screen._agenda.row.deck == "kinds"
            )


async def test_one_question_awake_is_nothing_special(tmp_path: Path) -> None:
    workspace = resting_desk(tmp_path, [SUSPEND])
    async with student_at(workspace, StudyRequest(new=0)) as student:
        assert "Nothing to study right now" in student.screen
        assert "suspended" not in student.screen


async def test_a_session_in_which_all_was_suspended_is_reported_as_one(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("truth"))
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("@")
        assert type(student.app.screen).__name__ == "ReportScreen"
        await student.press("enter")
        assert "The only question is suspended: browse the cards" in student.words
    workspace.history.close()


@pytest.mark.parametrize("name", REST)
def test_lines_say_what_is_true(tmp_path: Path, name: str) -> None:
    kinds, said = REST[name]
    workspace = resting_desk(tmp_path, kinds)
    talk = Talk(workspace)
    assert f"\n{said}\n" in talk.text
    assert "Nothing to study right now" not in talk.text
    assert ("`coalition-quiz browse is:suspended`" in talk.text) == (SUSPEND in kinds)
    assert ("`coalition-quiz browse is:buried`" in talk.text) == (BURY in kinds)
    assert talk.code == 0
    workspace.history.close()


def test_a_quiz_of_weak_items_says_it_too(tmp_path: Path) -> None:
    workspace = resting_desk(tmp_path, REST["suspended"][0])
    with pytest.raises(UsageError, match=r"All 2 questions are suspended\. Leave out `--weak`"):
        start_quiz(workspace, QuizPlan(criteria=QuizCriteria(weak=True)))
    assert start_quiz(workspace, QuizPlan())
    workspace.history.close()


def test_suspended_and_buried_items_are_counted_for_a_day() -> None:
    flags = [
        ItemFlags(suspended=True, buried_until=9),
        ItemFlags(buried_until=8),
        ItemFlags(flagged=True),
    ]
    assert count_resting(3, flags, 7) == RestingCounts(3, 1, 1)
    assert count_resting(2, flags, 8) == RestingCounts(2, 1, 0)
    assert not count_resting(0, [], 7).is_all
    assert sum_resting([RestingCounts(1, 1, 0), RestingCounts(2, 0, 2)]) == RestingCounts(3, 1, 2)
    assert sum_resting([]) == RestingCounts(0, 0, 0)
