"""The screen shows the right answer after every verdict, and only keys that work."""

from pathlib import Path

import pytest

from coalition_quiz.services.workspace import StudyRequest

from helpers.classroom import deck_of, make_workspace, student_at

OPTIONS = ", ".join(f"Option number {n} of this long list" for n in range(1, 9))
MANY = f"""\
format: 1
deck: many
title: Many options
cards:
  - {{id: one, choice: Which of these is the right one to choose?, answer: The right one,
     wrong: [{OPTIONS}], why: That is so.}}
"""
SEVERAL = MANY.replace("answer: The right one", "answer: [The right one, The right two]")


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24)])
@pytest.mark.parametrize("deck", [MANY, SEVERAL], ids=["one", "several"])
async def test_a_verdict_shows_the_right_answer(
    tmp_path: Path, deck: str, size: tuple[int, int]
) -> None:
    async with student_at(make_workspace(tmp_path, deck), StudyRequest(), size=size) as student:
        if student.app.screen.is_modal:
            await student.press("enter")
        wrong = next(n for n in range(1, 10) if option_at(student.app.screen, n) != "The right one")
        await student.press(str(wrong), *(["enter"] if deck == SEVERAL else []))
        assert "Not right" in student.words or "Partly" in student.words
        assert "✔" in student.screen
        assert "The right one" in student.words
        await student.resize(40, 12)
        if student.app.screen.is_modal:
            await student.press("enter")
        assert "The right one" in student.words


def option_at(screen: object, number: int) -> str:
    answer = screen._card.answer  # type: ignore[attr-defined]
    return str(answer._ask.options[number - 1].text)


async def test_no_key_leads_before_the_first_question_or_behind_the_last(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth", "choice"))) as student:
        await student.press("z", "enter")
        assert "PgUp" not in student.screen
        assert "PgDn" in student.screen
        await student.press("pagedown")
        assert "PgUp" in student.screen
        assert "PgDn" not in student.screen


@pytest.mark.parametrize("key", ["ctrl+p", "q"])
async def test_the_keys_of_a_question_are_hidden_behind_what_covers_it(
    tmp_path: Path, key: str
) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth", "choice"))) as student:
        await student.press("z", "enter")
        assert "Flag" in student.screen
        await student.press(key)
        await student.pilot.pause(0.3)
        assert "m Flag" not in student.screen
        assert "↑↓ ⏎" not in student.screen
        await student.press("escape")
        assert "m Flag" in student.screen
        assert "↑↓ ⏎" in student.screen
