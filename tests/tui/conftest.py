"""Fixtures for every test of the screens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from coalition_quiz.tui.widgets.key_bar import KeyBar

from helpers.classroom import is_quiet, press_freely

Picture = Callable[..., None]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings and bookmarks of tests out of the learner's own."""
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _patient_student(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests press keys faster than people do, except the tests of that."""
    if "impatient" not in request.node.name:
        press_freely(monkeypatch)


@pytest.fixture
def picture(snap_compare: Callable[..., bool]) -> Picture:
    """Compare what an app shows after some keys with the recorded picture.

    The key bar is hidden unless a test asks for it: a new key would change every picture.
    """

    def compare(
        app: App[None], *keys: str, size: tuple[int, int] = (80, 24), key_bar: bool = False
    ) -> None:
        async def press(pilot: Pilot[None]) -> None:
            await pilot.press(*keys)
            await pilot.pause()
            while not is_quiet(app):
                await pilot.pause(0.01)
            await pilot.pause()
            for bar in [] if key_bar else pilot.app.screen.query(KeyBar):
                bar.visible = False
            await pilot.pause()

        assert snap_compare(app, terminal_size=size, run_before=press)

    return compare
