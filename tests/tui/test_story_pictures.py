"""Pictures of the story and the timeline. After a wanted change: ``pytest … --snapshot-update``."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coalition_quiz.services.workspace import Workspace
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.navigation import FindOut, PlaceEvents, Timeline
from services.test_story import DECK as STORY
from tui.test_timeline import DECK as DATES

from helpers.classroom import make_workspace

Picture = Callable[..., None]
GUESSED = ("t", "f", "t", "f", "f", "enter")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Make a workspace with a story and dates."""
    made = make_workspace(tmp_path, STORY, DATES)
    yield made
    made.history.close()


def test_reading_after_a_pretest(workspace: Workspace, picture: Picture) -> None:
    picture(QuizApp(workspace, FindOut(seed=1)), *GUESSED, size=(60, 18))


def test_the_story_with_its_comparison(workspace: Workspace, picture: Picture) -> None:
    picture(QuizApp(workspace, FindOut(seed=1)), *GUESSED, "escape")


@pytest.mark.parametrize("size", [(60, 18), (160, 50)])
def test_the_timeline(workspace: Workspace, picture: Picture, size: tuple[int, int]) -> None:
    picture(QuizApp(workspace, Timeline()), "down", size=size)


def test_placing_events(workspace: Workspace, picture: Picture) -> None:
    picture(QuizApp(workspace, PlaceEvents(seed=1)), "up", "enter", "enter")
