"""Texts about settings that depend on other settings or on the file."""

from typing import Any

from coalition_quiz.core.scheduling.fsrs import RETENTION_MAX, RETENTION_MIN, days_until
from coalition_quiz.system.settings import SETTINGS, Settings

_EXAMPLE_DAYS = 30
_BY_KEY = {setting.key: setting for setting in SETTINGS}
_RETENTION = _BY_KEY["desired_retention"]


def effect_of(retention: float) -> str:
    """Explain the effect of a desired retention on intervals by an example."""
    days = days_until(retention, _EXAMPLE_DAYS)
    return (
        f"What comes back after {_EXAMPLE_DAYS} days at 90% comes back after {days} at "
        f"{_RETENTION.shown(Settings(retention))}. The higher, the more reviews a day."
    )


def effect_of_typed(text: str) -> str:
    """Explain the effect of a typed retention; empty if it is not valid."""
    try:
        retention = _RETENTION.written(text)
    except ValueError:
        return ""
    assert isinstance(retention, float)
    return effect_of(retention) if RETENTION_MIN <= retention <= RETENTION_MAX else ""


def folders_shown(settings: Settings, written: dict[str, Any]) -> str:
    """List the further folders as they are written in the file, or else as they are used."""
    folders = written.get("folders")
    if isinstance(folders, list) and all(isinstance(folder, str) for folder in folders):
        return "; ".join(folders)
    return _BY_KEY["folders"].shown(settings)
