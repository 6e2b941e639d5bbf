"""The results of a class on the screen: three views, an accepted answer, and written reports."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coalition_quiz.classroom.class_test import ClassTest
from coalition_quiz.classroom.files import read_test, save_test
from coalition_quiz.classroom.grading import Grading
from coalition_quiz.core.items import items_of
from coalition_quiz.decks import read_text
from coalition_quiz.tui.classroom.app import ResultsApp

from helpers.class_test import DECK, every_kind, handed_in, key_of
from helpers.classroom import Student

Picture = Callable[..., None]
EVIL = "[/x] [@click=app.quit]go[/] [red]r \x1b[31m \u202e"


class Teacher(Student):
    """Reads the results of a class."""

    def __init__(self, app: ResultsApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot


def results_app(folder: Path, test: ClassTest, theme: str = "") -> ResultsApp:
    """Make the app with five pupils and six codes."""
    save_test(test, folder / "kinds.test.json")
    typed = ("Lutèce", "lutece", "Paris", "Paris", EVIL)
    chosen = ("Lyon", "Lyon", "Paris", "Paris", "Nantes")
    sheets = {
        f"P0{at}": {
            "typed": {"type": "wrote", "text": text},
            "choice": {"type": "picked", "options": [option]},
            "truth": {"type": "judged", "answer": at > 1},
        }
        for at, (text, option) in enumerate(zip(typed, chosen, strict=True), start=1)
    }
    deck = read_text(DECK.replace("answer: 777", "answer: 776"), "kinds.yaml").deck
    assert deck is not None
    items = {item.id: item for item in items_of(deck)}
    path = folder / "kinds.test.json"
    return ResultsApp(Grading(path, test, handed_in(test, **sheets), items, {"kinds"}), theme)


@asynccontextmanager
async def teacher_at(
    folder: Path, test: ClassTest, size: tuple[int, int] = (60, 18)
) -> AsyncIterator[Teacher]:
    """Show the results to a teacher."""
    app = results_app(folder, test)
    async with app.run_test(size=size) as pilot:
        teacher = Teacher(app, pilot)
        await teacher.settle()
        yield teacher
    assert app.failure is None


async def test_a_wrong_answer_is_accepted_and_everybody_is_graded_again(tmp_path: Path) -> None:
    test = every_kind(pupils=6)
    typed, length = key_of(test, "typed"), key_of(test, "number")
    async with teacher_at(tmp_path, test) as teacher:
        assert "5 pupils" in teacher.words
        # Only three questions were answered: the hardest of them comes last but two.
        await teacher.press(*["end"], *["up"] * 2)
        while f"► {typed}" not in teacher.words:
            await teacher.press("down")
        await teacher.press("enter")
        assert "2 of 5 right (40%)" in teacher.words
        assert "► 2 Lutèce" in teacher.words
        assert not set(teacher.screen) & {"\x1b", "\u202e"}
        await teacher.press("i")
        assert "4 of 5 right (80%)" in teacher.words
        assert "“Lutèce”: 2 more right. Accepted." in teacher.words
        assert "accept: [Lutetia, Lutèce]" in teacher.words
        assert read_test(tmp_path / "kinds.test.json").by_key[typed].accepted == ("Lutèce",)
        await teacher.press("escape")
        assert f"► {typed} 80%" in teacher.words
        # The whole test, its problems, and the reports.
        await teacher.press("3")
        assert "Nothing from: P06" in teacher.words
        assert f"{length}: kinds/number has changed." in teacher.words
        for key, end in (("c", "gradebook.csv"), ("w", "results.html"), ("s", "feedback.html")):
            await teacher.press(key)
            assert f"kinds-{end}" in "".join(teacher.screen.split())
            assert (tmp_path / f"kinds-{end}").exists()


async def test_the_grid_shows_pupils_and_scrolls_across(tmp_path: Path) -> None:
    test = every_kind()
    async with teacher_at(tmp_path, test) as teacher:
        await teacher.press("tab")
        assert "Score 01 02" in teacher.words
        assert "► P01 0 " in teacher.words
        await teacher.press("down", "down", "enter")
        assert "P03: 3 of 10 right" in teacher.words
        assert "Answered: Paris" in teacher.words
        await teacher.press("escape")
        assert "► P03" in teacher.words
        await teacher.resize(40, 12)
        await teacher.press("enter", "right")
        assert "10" in teacher.screen.splitlines()[2]
        assert "01" not in teacher.screen.splitlines()[2]
        await teacher.press("left")
        assert "01" in teacher.screen.splitlines()[2]


@pytest.mark.parametrize(
    ("size", "theme"), [((60, 18), ""), ((120, 36), "textual-light")], ids=["narrow", "wide"]
)
def test_questions_and_grid(
    tmp_path: Path, picture: Picture, size: tuple[int, int], theme: str
) -> None:
    picture(results_app(tmp_path, every_kind(), theme), *(["tab"] if theme else []), size=size)


def test_a_question(tmp_path: Path, picture: Picture) -> None:
    picture(results_app(tmp_path, every_kind()), "end", "up", "enter", "down", "i")
