"""What holds for every test of the screens."""

import pytest

from coalition_quiz.tui import study


@pytest.fixture(autouse=True)
def _patient_student(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not make tests wait for digits to rate, but where that is what they show."""
    if "impatient" not in request.node.name:
        monkeypatch.setattr(study, "FRESH_SECONDS", 0.001)
