"""keys.md and the program name the same keys."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from coalition_quiz.tui.base_app import BaseApp
from coalition_quiz.tui.browse.grid import CardGrid
from coalition_quiz.tui.browse.screen import BrowseScreen
from coalition_quiz.tui.classroom.question import QuestionResultScreen
from coalition_quiz.tui.classroom.results import ResultsScreen
from coalition_quiz.tui.commands import key_name
from coalition_quiz.tui.home.screen import HomeScreen
from coalition_quiz.tui.questions.choice import ChoiceWidget
from coalition_quiz.tui.questions.order import OrderWidget
from coalition_quiz.tui.questions.true_false import TrueFalseWidget
from coalition_quiz.tui.quiz.result import QuizResultScreen
from coalition_quiz.tui.quiz.screen import QuizScreen
from coalition_quiz.tui.quiz.setup import QuizSetupScreen
from coalition_quiz.tui.settings import SettingsScreen
from coalition_quiz.tui.statistics.screen import StatisticsScreen
from coalition_quiz.tui.story.screen import ReadingScreen, StoryScreen
from coalition_quiz.tui.study.report import ReportScreen
from coalition_quiz.tui.study.screen import StudyScreen
from coalition_quiz.tui.timeline.practice import PracticeScreen
from coalition_quiz.tui.timeline.screen import TimelineScreen
from coalition_quiz.tui.widgets.rows import Rows

KEYS = Path(__file__).parents[2] / "docs" / "keys.md"
SCREENS: dict[str, tuple[type[DOMNode], ...]] = {
    "Everywhere": (BaseApp, Rows, StudyScreen),
    "Home": (HomeScreen,),
    "Study": (StudyScreen, ChoiceWidget, TrueFalseWidget, OrderWidget),
    "After a session": (ReportScreen,),
    "Quiz": (QuizScreen,),
    "Before a quiz": (QuizSetupScreen,),
    "After a quiz": (QuizResultScreen,),
    "Results of a class": (ResultsScreen, QuestionResultScreen),
    "Browse": (BrowseScreen, CardGrid),
    "Story": (StoryScreen, ReadingScreen),
    "Timeline": (TimelineScreen, PracticeScreen),
    "Statistics": (StatisticsScreen,),
    "Settings": (SettingsScreen,),
}
_KEY = re.compile(
    r"`(.+?)`|(Enter|Esc|Space|PgUp|PgDn|Home|End|Shift Tab|Tab|Backspace|F\d+|[↑↓←→])"
)


def sections() -> dict[str, str]:
    """Return the text below each heading of keys.md."""
    _, *parts = KEYS.read_text(encoding="utf-8").split("\n## ")
    return dict(part.split("\n", 1) for part in parts)


def keys_in(section: str) -> Iterator[str]:
    """Yield the keys in the first column of a table."""
    for row in re.findall(r"^\| (.*?) \|", section, re.MULTILINE)[1:]:
        if found := re.fullmatch(r"`(\d)` to `(\d)`.*", row):
            yield from map(str, range(int(found[1]), int(found[2]) + 1))
        yield from (sign or name for sign, name in _KEY.findall(row))


def bindings(classes: tuple[type[DOMNode], ...]) -> Iterator[Binding]:
    for each in classes:
        yield from Binding.make_bindings(each.BINDINGS)


def test_every_screen_has_a_section() -> None:
    assert [*sections()] == [*SCREENS]


@pytest.mark.parametrize("title", SCREENS)
def test_the_keys_of_a_section_are_those_of_its_screen(title: str) -> None:
    named = {*keys_in(sections()[title])}
    bound = [*bindings(SCREENS[title])]
    assert named <= {key_name(each.key) for each in bound}
    everywhere = {*keys_in(sections()["Everywhere"])}
    for each in bindings(SCREENS[title][:1]):
        shown = [key_name(b.key) for b in bound if b.action == each.action and b.tooltip]
        assert not shown or set(shown) & (named | everywhere), each.description
