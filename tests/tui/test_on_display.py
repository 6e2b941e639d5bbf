"""The screen shows the right answer after every verdict, and only keys that work."""

import re
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
        assert "Wrong" in student.words or "Partly" in student.words
        assert "→" in student.screen
        assert "The right one" in student.words
        await student.resize(40, 12)
        if student.app.screen.is_modal:
            await student.press("enter")
        assert "The right one" in student.words


@pytest.mark.parametrize("kind", ["typed", "list", "order"])
async def test_a_notice_does_not_hide_the_verdict(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "vi")
    long = "In the words of the atlas and of every one who has been there for some time: "
    deck = deck_of(kind).replace(f"    {kind}: ", f'    {kind}: "{long}', 1)
    deck = re.sub(f"({long}.*)", r'\1"', deck, count=1)
    async with student_at(make_workspace(tmp_path, deck), StudyRequest(), size=(40, 12)) as student:
        await student.press("enter", "ctrl+g", "e")
        assert "Cannot open an editor" in student.words
        assert "→ Answer shown" in student.screen
        assert "Edit the file in another window." in student.words
        assert {"typed": "Paris", "list": "Marseille", "order": "Lyon"}[kind] in student.screen


@pytest.mark.parametrize("width", [40, 60])
async def test_what_is_said_of_options_wraps_below_its_beginning(
    tmp_path: Path, width: int
) -> None:
    deck = MANY.replace(
        f"wrong: [{OPTIONS}]",
        "wrong: {Lyon: It is the second of the cities and lies far in the east of the country.}",
    )
    async with student_at(
        make_workspace(tmp_path, deck), StudyRequest(), size=(width, 30)
    ) as student:
        if student.app.screen.is_modal:
            await student.press("enter")
        wrong = next(n for n in (1, 2) if option_at(student.app.screen, n) == "Lyon")
        await student.press(str(wrong))
        lines = student.screen.splitlines()
        at = next(n for n, line in enumerate(lines) if "✗ Lyon:" in line)
        margin = lines[at].index("Lyon")
        assert lines[at + 1].strip()
        assert lines[at + 1][:margin].strip() == ""
        assert lines[at + 1][margin].strip()
        assert "country." in student.words


async def test_enter_is_said_to_hand_in_once_all_are_joined(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("match")), StudyRequest()) as student:
        for letter in "abc":
            assert "Enter check" not in student.screen
            assert "↑↓ Enter choose, match" in student.screen
            await student.press(letter)
        assert "Enter check" in student.screen
        await student.press("enter")
        assert "Partly right: " in student.screen or "Right" in student.screen


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
        assert "* Flag" not in student.screen
        assert "↑↓ Enter" not in student.screen
        await student.press("escape")
        assert "* Flag" in student.screen
        assert "↑↓ Enter" in student.screen
