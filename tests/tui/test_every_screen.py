"""Every screen, reached and left by keys, with a hostile deck."""

import importlib
import inspect
import pkgutil
from pathlib import Path

from textual.screen import ModalScreen, Screen

import coalition_quiz.tui
from coalition_quiz.core.events import Draft
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.tui.dialogs import Palette

from helpers.classroom import Student, make_workspace, student_at
from helpers.hostile import DECK, EVIL

WALK = (
    ("", "HomeScreen"),
    *(("question_mark", "HelpScreen"), ("escape", "HomeScreen")),
    *(("ctrl+p", "Palette"), ("escape", "HomeScreen")),
    *(("exclamation_mark", "ProblemsScreen"), ("escape", "HomeScreen")),
    *(("comma", "SettingsScreen"), ("down enter escape", "SettingsScreen")),
    *(("end up enter", "ThemeScreen"), ("up escape", "SettingsScreen")),
    *(("up up", "SettingsScreen"), ("escape", "HomeScreen")),
    *(("down v", "DeckPage"), ("v up", "HomeScreen")),
    *(("t", "StatisticsScreen"), ("d right end", "StatisticsScreen"), ("q", "HomeScreen")),
    *(("S", "StoryScreen"), ("T", "TimelineScreen"), ("escape", "StoryScreen")),
    ("escape", "HomeScreen"),
    *(("b", "BrowseScreen"), ("enter", "DetailScreen"), ("escape", "BrowseScreen")),
    *(("at u", "BrowseScreen"), ("o O", "BrowseScreen"), ("q", "HomeScreen")),
    *(("enter", "StudyScreen"), ("p", "PauseScreen"), ("p", "StudyScreen")),
    *(("h", "StudyScreen"), ("question_mark", "HelpScreen"), ("q", "StudyScreen")),
    *(
        ("f", "StudyScreen"),
        ("v", "CardPage"),
        ("v", "StudyScreen"),
        ("enter", "StudyScreen"),
        ("t enter", "ReportScreen"),
    ),
    *(("u", "StudyScreen"), ("q", "ReportScreen"), ("enter", "HomeScreen")),
    *(("z", "QuizSetupScreen"), ("l", "PastQuizzesScreen"), ("escape", "QuizSetupScreen")),
    *(("c", "ClassTestForm"), ("down up escape", "QuizSetupScreen")),
    *(("down down right enter", "QuizScreen"), ("l", "QuizOverview"), ("escape", "QuizScreen")),
    *(("asterisk q", "ConfirmLeave"), ("escape", "QuizScreen")),
    *(("f", "ConfirmHandIn"), ("escape", "QuizScreen")),
    *(("ctrl+d", "ConfirmHandIn"), ("enter", "QuizResultScreen"), ("w", "SaveAs")),
    *(("escape", "QuizResultScreen"), ("a end", "QuizResultScreen"), ("z", "QuizSetupScreen")),
    *(("l", "PastQuizzesScreen"), ("enter", "QuizResultScreen"), ("escape", "PastQuizzesScreen")),
    *(("enter", "QuizResultScreen"), ("r", "StudyScreen")),
    *(("escape", "ReportScreen"), ("escape", "QuizResultScreen"), ("escape", "HomeScreen")),
)
"""Keys, and the screen that they lead to."""

ELSEWHERE = {
    "IntroductionPage": "it comes before the first card of a deck (tests/tui/test_deck_pages.py)",
    "JoinScreen": "it comes when new cards look like removed ones (tests/tui/test_join.py)",
    "ReadingScreen": "it comes after a pretest (tests/tui/test_story.py)",
    "ComparisonScreen": "it needs a pretest (tests/tui/test_story.py)",
    "PracticeScreen": "it needs dates (tests/tui/test_timeline.py)",
    "TooSmallScreen": "it comes by the size of the terminal (tests/tui/test_screens.py)",
    "OfferUnfinished": "it comes when a quiz was left (tests/services/test_unfinished_quiz.py)",
    "ResultsScreen": "it belongs to an app of its own (tests/tui/test_class_results.py)",
    "QuestionResultScreen": "it belongs to the results of a class (likewise)",
    "PreviewScreen": "it belongs to an app of its own (tests/tui/test_preview.py)",
}


def workspace_of(folder: Path) -> Workspace:
    """Make a workspace with a problem and a card that was learnt before it changed."""
    workspace = make_workspace(folder, DECK, "[/x]: [", notices=[EVIL])
    assert len(workspace.library.decks) == 1, workspace.library.diagnostics
    then = workspace.clock.now()
    then = type(then)(then.at_ms - 30 * 86_400_000, then.tz_min, then.study_day - 30)
    workspace.history.append([Draft("review", "hostile/changed", then, payload={"rating": 3})])
    return workspace


def screens() -> set[str]:
    """Return the class names of all screens."""
    folder = coalition_quiz.tui
    modules = pkgutil.walk_packages(folder.__path__, f"{folder.__name__}.")
    found = {
        member
        for module in modules
        for _, member in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if issubclass(member, Screen) and member.__module__.startswith(folder.__name__)
    }
    bases = {base for member in found for base in member.__mro__[1:]}
    return {member.__name__ for member in found - bases}


async def step(student: Student, keys: str) -> None:
    await student.press(*keys.split())
    if isinstance(student.app.screen, Palette):
        await student.pilot.pause(0.3)


async def test_every_screen_is_reached_and_left_by_keys(tmp_path: Path) -> None:
    seen = set()
    async with student_at(workspace_of(tmp_path), size=(60, 18)) as student:
        for keys, screen in WALK:
            await step(student, keys)
            assert student.app.failure is None
            assert type(student.app.screen).__name__ == screen, (keys, seen)
            assert not set(student.screen) & {"\x1b", "\u202e"}
            lines = student.screen.splitlines()
            assert len(lines) == 18
            seen.add(screen)
            if not isinstance(student.app.screen, Palette):
                assert "Keys" in lines[-1] or isinstance(student.app.screen, ModalScreen), screen
    assert seen == screens() - ELSEWHERE.keys()
