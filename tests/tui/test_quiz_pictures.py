"""Pictures of the quiz screens. After a wanted change: ``pytest … --snapshot-update``."""

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from coalition_quiz.core.sessions.quiz import Feedback
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.services.quiz_plan import QuizPlan, start_quiz
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.navigation import NewQuiz, PastQuizzes, QuizSetup
from coalition_quiz.tui.quiz.screen import QuizScreen

from helpers.classroom import CARDS, deck_of, make_workspace, student_at

Picture = Callable[..., None]
SECOND = """\
format: 1
deck: second
title: A second deck with quite a long title of its own
cards:
  - {id: one, truth: One is odd., answer: true, tags: [numbers], why: It leaves one over.}
  - {id: two, truth: Two is odd., answer: false, tags: [numbers, even]}
"""
PLAN = QuizPlan(seed=5, criteria=QuizCriteria(99), minutes=10)
# Seed 5 starts with the river. The keys answer each question in turn.
SOME = ["pagedown", "ctrl+t", "pagedown", "pagedown"]


def workspace_of(folder: Path, theme: str = "") -> Workspace:
    """Make a workspace with two decks."""
    return make_workspace(folder, deck_of(*CARDS), SECOND, settings=Settings(theme=theme))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Make a workspace with two decks, in dark colours."""
    made = workspace_of(tmp_path)
    yield made
    made.history.close()


def quiz_on(workspace: Workspace, plan: QuizPlan = PLAN) -> QuizApp:
    """Make the app with a new quiz."""
    quiz_session = start_quiz(workspace, plan)
    return QuizApp(workspace, NewQuiz(quiz_session))


def test_setup(workspace: Workspace, picture: Picture) -> None:
    picture(QuizApp(workspace, QuizSetup()), "down", "1", "0", "down")


def test_setup_on_a_wide_terminal(workspace: Workspace, picture: Picture) -> None:
    picture(QuizApp(workspace, QuizSetup()), "tab", "down", size=(120, 36))


def test_question_flagged_and_answered(
    workspace: Workspace, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine the time left would depend on how often the timer ran.
    monkeypatch.setattr(QuizScreen, "set_interval", Mock())
    app = quiz_on(
        workspace, QuizPlan(seed=5, criteria=QuizCriteria(99, kinds=("choice",)), minutes=10)
    )
    picture(app, "1", "pageup", "pageup", "m")


def test_feedback_after_each_question(workspace: Workspace, picture: Picture) -> None:
    wishes = QuizCriteria(99, kinds=("truth",))
    picture(quiz_on(workspace, QuizPlan(seed=5, criteria=wishes, feedback=Feedback.EACH)), "f")


def test_all_questions(workspace: Workspace, picture: Picture) -> None:
    picture(quiz_on(workspace), *SOME, "ctrl+o")


def test_question_before_handing_in(workspace: Workspace, picture: Picture) -> None:
    picture(quiz_on(workspace), *SOME, "ctrl+d")


def test_result(workspace: Workspace, picture: Picture) -> None:
    plan = QuizPlan(seed=5, criteria=QuizCriteria(99, kinds=("truth", "choice")))
    picture(quiz_on(workspace, plan), "f", "1", "1", "1", "ctrl+d", "enter")


@pytest.mark.parametrize(
    ("size", "theme"),
    [((60, 18), "textual-dark"), ((80, 24), "textual-light")],
    ids=["narrow", "light"],
)
def test_result_further_down(
    tmp_path: Path, picture: Picture, size: tuple[int, int], theme: str
) -> None:
    made = workspace_of(tmp_path, theme)
    app = quiz_on(made, QuizPlan(seed=5, criteria=QuizCriteria(99)))
    picture(app, *SOME, "ctrl+d", "enter", "n", "n", "enter", "n", size=size)
    made.history.close()


def test_saving(workspace: Workspace, picture: Picture) -> None:
    keys = [*SOME, "ctrl+d", "enter", "w", *["backspace"] * 3, "enter"]
    picture(quiz_on(workspace), *keys)


def test_past_quizzes(workspace: Workspace, picture: Picture) -> None:
    for seed in (5, 6):
        start_quiz(workspace, QuizPlan(seed=seed)).hand_in()
    picture(QuizApp(workspace, PastQuizzes()), "down")


SCREENS = (
    ("", ("Questions", "Time limit", "Schedule", "out of 12 cards")),
    ("enter", ("Quiz · 1 of 12",)),
    ("ctrl+o", ("0 of 12 questions answered; 12 unanswered",)),
    ("escape ctrl+d", ("0 of 12 questions answered; 12 unanswered",)),
    ("enter", ("0 of 12 right (0%).",)),
)
"""Keys, and the texts on the screen after them."""


@pytest.mark.parametrize("size", [(60, 18), (160, 50)], ids=["narrow", "wide"])
async def test_every_screen_fits_narrow_and_wide_terminals(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with student_at(workspace, QuizSetup(), size) as student:
        for keys, texts in SCREENS:
            await student.press(*keys.split())
            for text in texts:
                assert text in student.words, student.screen
