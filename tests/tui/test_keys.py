"""Tests of the keys screen, of the commands by name, and of every sentence that names a key."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.commands import key_of
from coalition_quiz.tui.dialogs import HelpScreen
from coalition_quiz.tui.navigation import QuizOn
from walks.checks import sentences
from walks.sentences import named_keys

from helpers.classroom import CARDS, Student, deck_of, make_workspace, press_freely, student_at

TYPED = ("typed", "number", "date", "list")
NOTES = ("h", "asterisk", "y", "minus", "at", "u", "question_mark", "escape")
WHILE_TYPING = ("ctrl+r", "ctrl+f", "f6", "f7", "f8", "ctrl+z", "f1", "escape")


@pytest.fixture(autouse=True)
def _freely(monkeypatch: pytest.MonkeyPatch) -> None:
    press_freely(monkeypatch)


def study_of(folder: Path, *kinds: str) -> Workspace:
    return make_workspace(folder, deck_of(*kinds))


def dead(student: Student) -> Iterator[str]:
    """Yield the sentences on the screen that name a key without effect."""
    yield from (str(fault) for fault in sentences(student.app, ""))
    entry = student.app.screen.focused
    for key, words in named_keys(student.words):
        if entry and len(key) == 1 and entry.check_consume_key(key, key):
            yield words


@pytest.mark.parametrize("kind", CARDS)
async def test_every_sentence_names_a_key_that_works_now(tmp_path: Path, kind: str) -> None:
    other = "typed" if kind not in TYPED else "truth"
    async with student_at(study_of(tmp_path, kind, other), StudyRequest()) as student:
        for key in ("enter", *(WHILE_TYPING if kind in TYPED else NOTES), "enter", "ctrl+g"):
            await student.press(key)
            assert not [*dead(student)], key


@pytest.mark.parametrize(
    ("kinds", "keys"), [(("typed", "number"), ("^L", "^D")), (("truth", "choice"), ("l", "^D"))]
)
async def test_the_note_after_the_last_question_of_a_quiz(
    tmp_path: Path, kinds: tuple[str, str], keys: tuple[str, str]
) -> None:
    items = tuple(f"kinds/{card}" for card in kinds)
    async with student_at(study_of(tmp_path, *kinds), QuizOn(items)) as student:
        await student.press("pagedown", "1", "enter")
        assert "Press {} to see them or {} to hand in.".format(*keys) in student.words
        assert not [*dead(student)]


async def test_a_note_names_the_other_key_while_text_is_typed(tmp_path: Path) -> None:
    async with student_at(study_of(tmp_path, "front", "typed"), StudyRequest()) as student:
        assert key_of(student.app.screen, "undo") == ""
        await student.press("at")
        assert key_of(student.app.screen, "undo") == "^Z"
        assert "Press ^Z to undo" in student.words


async def test_keys_are_in_groups_without_those_that_do_nothing(tmp_path: Path) -> None:
    async with student_at(study_of(tmp_path, "choice"), StudyRequest(), (100, 40)) as student:
        await student.press("question_mark")
        groups = ("This question", "Session", "The card", "Everywhere", "While you type")
        assert all(group in student.screen for group in groups)
        assert "Show the answer. It counts as Again" in student.words
        assert "Again, Hard" not in student.words
        await student.press("escape", "1", "question_mark")
        assert "1 2 3 4 Again, Hard, Good, Easy" in student.words.replace("The card ", "")
        assert "Show the answer" not in student.words


async def test_no_letter_is_named_while_it_would_be_typed(tmp_path: Path) -> None:
    async with student_at(study_of(tmp_path, "typed"), StudyRequest()) as student:
        await student.press("f1")
        assert "^G  Show the answer" in student.screen
        assert "While you type" not in student.screen
        assert not re.search(r"^ +[a-z*@?] ", student.screen, re.MULTILINE)


@pytest.mark.parametrize(("width", "columns"), [(70, 1), (76, 2), (140, 2), (150, 4)])
async def test_columns_by_width(tmp_path: Path, width: int, columns: int) -> None:
    workspace = study_of(tmp_path, "choice")
    async with student_at(workspace, StudyRequest(), (width, 40)) as student:
        await student.press("question_mark")
        first = student.screen.splitlines()[2]
        assert len(re.findall(r"\S(?: ?\S)+", first)) == columns


async def test_the_commands_are_not_as_wide_as_the_screen(tmp_path: Path) -> None:
    async with student_at(study_of(tmp_path, "choice"), size=(160, 50)) as student:
        await student.press("colon")
        await student.pilot.pause(0.5)
        line = next(line for line in student.screen.splitlines() if "Statistics" in line)
        assert len(line.rstrip()) - (len(line) - len(line.lstrip())) < 80
        assert line.rstrip().endswith(" t")


async def test_the_decks_are_read_again_by_name(tmp_path: Path) -> None:
    async with student_at(study_of(tmp_path, "choice")) as student:
        path = tmp_path / "deck0.yaml"
        path.write_text(deck_of("choice", "truth", "front"), encoding="utf-8")
        await student.press("ctrl+p")
        await student.pilot.pause(0.3)
        await student.type("again")
        await student.pilot.pause(0.5)
        await student.press("enter")
        await student.pilot.pause(0.3)
        assert "0/3" in student.screen
        path.write_text("[", encoding="utf-8")
        await student.press("f5")
        assert "0/3" in student.screen  # the former deck is kept
        assert "1 problem" in student.words


async def test_help_is_closed_by_the_keys_that_opened_it(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("choice"), settings=Settings())
    ) as student:
        for key in ("question_mark", "f1"):
            await student.press(key)
            assert isinstance(student.app.screen, HelpScreen)
            await student.press(key)
            assert not isinstance(student.app.screen, HelpScreen)
