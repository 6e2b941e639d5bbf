"""Pictures of the screens of a quiz. After a wanted change: ``pytest … --snapshot-update``."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coalition_quiz.core.sessions.quiz import Feedback
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.services.quiz_plan import QuizPlan, start_quiz
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.navigation import NewQuiz, PastQuizzes, QuizSetup

from helpers.classroom import CARDS, deck_of, make_workspace

Compare = Callable[..., bool]
SIZES = {"narrow": (60, 18), "usual": (80, 24), "wide": (160, 50)}
THEMES = {"narrow": "textual-light", "usual": "textual-dark", "wide": "textual-dark"}
SECOND = """\
format: 1
deck: second
title: A second deck with quite a long title of its own
cards:
  - {id: one, truth: One is odd., answer: true, tags: [numbers], why: It leaves one over.}
  - {id: two, truth: Two is odd., answer: false, tags: [numbers, even]}
"""
PLAN = QuizPlan(seed=5, criteria=QuizCriteria(99), minutes=10)
# Seed 5 asks for the river first, and so on: what is typed here is an answer to each in turn.
SOME = ["pagedown", "ctrl+t", "pagedown", "pagedown"]


@pytest.fixture
def workspace(tmp_path: Path, size: str) -> Iterator[Workspace]:
    """A desk with two decks, in the colours of a size."""
    settings = Settings(theme=THEMES[size])
    made = make_workspace(tmp_path, deck_of(*CARDS), SECOND, settings=settings)
    yield made
    made.history.close()


def quiz_on(workspace: Workspace, plan: QuizPlan = PLAN) -> QuizApp:
    """The app in a quiz."""
    quiz_session = start_quiz(workspace, plan)
    return QuizApp(workspace, NewQuiz(quiz_session))


def pressing(*keys: str) -> Callable[[Pilot[None]], object]:
    """Press keys, and wait until all is shown."""

    async def press(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.pause()

    return press


@pytest.mark.parametrize("size", SIZES)
def test_terms(workspace: Workspace, snap_compare: Compare, size: str) -> None:
    app = QuizApp(workspace, QuizSetup())
    keys = pressing("down", "1", "0", "down")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", SIZES)
def test_a_question_flagged_and_answered(
    workspace: Workspace, snap_compare: Compare, size: str
) -> None:
    app = quiz_on(
        workspace, QuizPlan(seed=5, criteria=QuizCriteria(99, kinds=("choice",)), minutes=10)
    )
    keys = pressing("1", "pageup", "pageup", "m")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", SIZES)
def test_after_each(workspace: Workspace, snap_compare: Compare, size: str) -> None:
    criteria = QuizCriteria(99, kinds=("truth",))
    app = quiz_on(workspace, QuizPlan(seed=5, criteria=criteria, feedback=Feedback.EACH))
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing("f"))


@pytest.mark.parametrize("size", SIZES)
def test_all_questions(workspace: Workspace, snap_compare: Compare, size: str) -> None:
    keys = pressing(*SOME, "ctrl+o")
    assert snap_compare(quiz_on(workspace), terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
def test_being_asked(workspace: Workspace, snap_compare: Compare, size: str, key: str) -> None:
    keys = pressing(*SOME, key)
    assert snap_compare(quiz_on(workspace), terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", SIZES)
def test_result(workspace: Workspace, snap_compare: Compare, size: str) -> None:
    app = quiz_on(workspace, QuizPlan(seed=5, criteria=QuizCriteria(99, kinds=("truth", "choice"))))
    keys = pressing("f", "1", "1", "1", "ctrl+s", "enter")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", SIZES)
def test_result_further_down(workspace: Workspace, snap_compare: Compare, size: str) -> None:
    app = quiz_on(workspace, QuizPlan(seed=5, criteria=QuizCriteria(99)))
    keys = pressing(*SOME, "ctrl+s", "enter", "n", "n", "enter", "n")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", ["narrow", "usual"])
def test_saving(workspace: Workspace, snap_compare: Compare, size: str) -> None:
    keys = pressing(*SOME, "ctrl+s", "enter", "w", *["backspace"] * 3, "enter")
    assert snap_compare(quiz_on(workspace), terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", ["narrow", "usual"])
def test_past_quizzes(workspace: Workspace, snap_compare: Compare, size: str) -> None:
    for seed in (5, 6):
        start_quiz(workspace, QuizPlan(seed=seed)).hand_in()
    app = QuizApp(workspace, PastQuizzes())
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing("down"))
