"""What holds for every test of the screens."""

from pathlib import Path

import pytest

from helpers.classroom import press_freely


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings and bookmarks of tests out of the learner's own."""
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _patient_student(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests press keys faster than people do, but where that is what they show."""
    if "impatient" not in request.node.name:
        press_freely(monkeypatch)
