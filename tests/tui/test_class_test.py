"""A test for a class is made from the set-up of a quiz."""

from pathlib import Path

import pytest

from coalition_quiz.classroom.class_test import Plan, encode_test
from coalition_quiz.classroom.files import read_test
from coalition_quiz.classroom.making import make_and_write_test
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.tui.navigation import QuizSetup

from helpers.classroom import CARDS, deck_of, make_workspace, student_at

SECOND = """\
format: 1
deck: second
title: A second deck
cards:
  - {id: one, truth: One is odd., answer: true, tags: [numbers]}
  - {id: two, truth: Two is odd., answer: false, tags: [numbers]}
"""


async def test_the_files_are_those_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = make_workspace(tmp_path, deck_of(*CARDS), SECOND)
    items = [item for item in workspace.library.items.values() if item.deck.id == "kinds"]
    async with student_at(workspace, QuizSetup("kinds"), (60, 18)) as student:
        # Three questions, 15 minutes, and quiz no. 7.
        await student.press("3", "down", "1", "5", *["down"] * 6, "7", "c")
        assert "Enter Make the test" in student.words
        assert "At most 3 questions from 1 deck, 15 minutes." in student.words
        await student.press("down", "down", *["backspace"], "9", "enter")
        assert "Versions must be a number from 1 to 8." in student.words
        assert not (tmp_path / "kinds").exists()
        await student.press("backspace", "2", "down", "backspace", "5", "enter")
        assert "Wrote to" in student.words
        await student.press("pagedown")
        assert "3 questions, seed 7." in student.words
        assert "kinds-codes.html" in student.words
        made = read_test(tmp_path / "kinds" / "kinds.test.json")
        plan = Plan("kinds", QuizCriteria(3), seed=7, minutes=15, versions=2, pupils=5)
        same = make_and_write_test(items, plan, tmp_path / "kinds").test
        assert encode_test(made) == encode_test(same)
        # A file that cannot be replaced, and a card that nobody can grade.
        await student.press("backspace", "4", "enter")
        assert "belongs to another test. Choose another folder or another name." in student.words
        await student.press("escape")
        assert "New quiz" in student.words
