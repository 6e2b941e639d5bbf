"""Texts about the settings: a label and a sentence each, and how values are written."""

from collections.abc import Callable
from typing import Any, NamedTuple

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.scheduling.fsrs import RETENTION_MAX, RETENTION_MIN, days_until
from coalition_quiz.system.settings import Settings

_MINUTES_AN_HOUR = 60
_PERCENT = 100
_EXAMPLE_DAYS = 30


class SettingEntry(NamedTuple):
    """One setting.

    Attributes:
        key: its name in the file.
        label: its name on the screen.
        about: one or two sentences on its purpose.
        shown: its value as text; also what is there to be changed.
        read: the value to write for what was typed. It may raise ValueError.
    """

    key: str
    label: str
    about: str
    shown: Callable[[Settings], str]
    read: Callable[[str], object]


def effect_of(retention: float) -> str:
    """Say by an example how a desired retention changes the intervals."""
    days = days_until(retention, _EXAMPLE_DAYS)
    return (
        f"What comes back after {_EXAMPLE_DAYS} days at 90% comes back after {days} at "
        f"{_percent(retention)}. The higher, the more reviews a day."
    )


def effect_of_typed(text: str) -> str:
    """Say the same of a text being typed; empty unless it is a retention."""
    try:
        retention = _read_retention(text)
    except ValueError:
        return ""
    return effect_of(retention) if RETENTION_MIN <= retention <= RETENTION_MAX else ""


def _percent(share: float) -> str:
    return f"{share * _PERCENT:.4g}%"


def _read_retention(text: str) -> float:
    number = plain(text).removesuffix("%").strip().replace(",", ".")
    try:
        value = float(number)
    except ValueError:
        raise ValueError("must be a number such as 90% or 0.9") from None
    # A number above 1 is a percentage: 90 is 90%.
    return round(value / _PERCENT if value > 1 or "%" in plain(text) else value, 6)


def _read_whole(text: str) -> int:
    number = text.strip().replace(",", "")
    if not number.isdecimal():
        raise ValueError("must be a whole number such as 20")
    return int(number[:9])


def _read_yes_or_no(text: str) -> bool:
    answers = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
    try:
        return answers[plain(text).lower()]
    except KeyError:
        raise ValueError("must be yes or no") from None


def _read_time(text: str) -> str:
    hour, colon, minute = plain(text).partition(":")
    return f"{hour:0>2}{colon}{minute}"


def _read_folders(text: str) -> list[str]:
    return [folder.strip() for folder in text.split(";") if folder.strip()]


def _shown_time(settings: Settings) -> str:
    return "{:02}:{:02}".format(*divmod(settings.day_start_min, _MINUTES_AN_HOUR))


def folders_shown(settings: Settings, written: dict[str, Any]) -> str:
    """Write the further folders as in the file, or else as they are used."""
    folders = written.get("folders")
    if isinstance(folders, list) and all(isinstance(folder, str) for folder in folders):
        return "; ".join(folders)
    return "; ".join(map(str, settings.folders))


ENTRIES = (
    SettingEntry(
        "desired_retention",
        "Desired retention",
        "How sure you want to be of recalling an item when it comes due, from 70% to 99%. "
        "It counts from the next review of each item.",
        lambda settings: _percent(settings.desired_retention),
        _read_retention,
    ),
    SettingEntry(
        "new_per_day",
        "New items a day",
        "How many items never seen before a day brings.",
        lambda settings: f"{settings.new_per_day}",
        _read_whole,
    ),
    SettingEntry(
        "day_start",
        "Start of the day",
        "Who studies past midnight still studies for the day before, until this time.",
        _shown_time,
        _read_time,
    ),
    SettingEntry(
        "mix_decks",
        "Mix decks",
        "Take new questions from three decks in turn. "
        "Without it, one deck is finished before the next begins.",
        lambda settings: "yes" if settings.mix_decks else "no",
        _read_yes_or_no,
    ),
    SettingEntry(
        "theme",
        "Theme",
        "The colours; the command palette (^p) has them too.",
        lambda settings: settings.theme,
        str.strip,
    ),
    SettingEntry(
        "folders",
        "Further folders",
        "Where else decks are looked for; a semicolon stands between two. "
        "They are read when the program starts next.",
        lambda settings: "; ".join(map(str, settings.folders)),
        _read_folders,
    ),
)
"""Every setting, in the order of the screen."""
