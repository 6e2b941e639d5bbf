"""What holds for every test of the screens."""

from pathlib import Path

import pytest

from coalition_quiz.tui import study


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings and bookmarks of tests out of the learner's own."""
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _patient_student(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not make tests wait for digits to rate, but where that is what they show."""
    if "impatient" not in request.node.name:
        monkeypatch.setattr(study, "FRESH_SECONDS", 0.001)
