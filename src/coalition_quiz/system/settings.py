"""The learner's settings: a TOML file whose keys are all optional."""

import stat
from collections.abc import Callable, Mapping
from enum import Enum, auto
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz.system.text import is_showable, on_one_line, printable

RETENTION_MIN = 0.70
RETENTION_MAX = 0.99
NEW_PER_DAY_MAX = 9999
_WHOLE_WANTED = f"must be a whole number from 0 to {NEW_PER_DAY_MAX}"
_LARGEST = 1_000_000
_HOURS_A_DAY = 24
_MINUTES_AN_HOUR = 60
_PERCENT = 100
_EXAMPLE_DAYS = 30
_DEFAULT_THEME = "textual-dark"


class Settings(NamedTuple):
    """The settings of a learner.

    Attributes:
        desired_retention: the probability of recall (0.70-0.99) that makes an item due.
        new_per_day: the number of new items per day.
        day_start_min: the start of a study day, in minutes after local midnight.
        theme: the name of a Textual theme; empty for the default.
        folders: further folders with decks.
        mix_decks: whether new items come from several decks in turn.
        show_streak: whether days in a row are shown.
        side_pane: whether a wide screen of study shows the session beside the question.
        retype_missed: whether a missed answer is typed once before the next question.
    """

    desired_retention: float = 0.90
    new_per_day: int = 20
    day_start_min: int = 240
    theme: str = ""
    folders: tuple[Path, ...] = ()
    mix_decks: bool = True
    show_streak: bool = True
    side_pane: bool = True
    retype_missed: bool = False


class LoadedSettings(NamedTuple):
    """Settings, with a sentence for each invalid value."""

    settings: Settings
    problems: tuple[str, ...]


def load_settings(path: Path) -> LoadedSettings:
    """Read the settings. Missing and invalid values get their defaults."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return _unread(path, "it is not a settings file")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return LoadedSettings(Settings(), ())
    except UnicodeDecodeError:
        return _unread(path, "it is not UTF-8")
    except OSError as error:
        return _unread(path, str(error.strerror))
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> LoadedSettings:
    """Parse the text of a settings file. `path` names it and anchors relative folders."""
    import tomllib  # noqa: PLC0415 - most learners have no such file, and start is measured

    try:
        table = tomllib.loads(text)
    except RecursionError:
        return _unread(path, "it is nested too deeply")
    except ValueError as error:  # invalid TOML, or a number of thousands of digits
        return _unread(path, f"it is not valid TOML: {error}")
    values: dict[str, Any] = {}
    problems = []
    for key, value in table.items():
        try:
            setting = _BY_KEY[key]
            values[setting.field] = setting.read(value, path)
        except KeyError:
            problems.append(on_one_line(f"{path}: unknown setting `{key}`. {_near(key)}"))
        except ValueError as error:
            problems.append(on_one_line(f"{path}: `{key}` {error}. The default is used."))
    return LoadedSettings(Settings(**values), tuple(problems))


def check_setting(key: str, value: object, path: Path) -> None:
    """Check a value for a setting of the file at `path`.

    Raises:
        ValueError: if it is invalid. The message continues a sentence after the setting's name.
    """
    _BY_KEY[key].read(value, path)


def _retention(value: object, _path: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number such as 0.9")
    if not RETENTION_MIN <= value <= RETENTION_MAX:
        raise ValueError(f"must be between {RETENTION_MIN:.2f} and {RETENTION_MAX:.2f}")
    return float(value)


def _new_per_day(value: object, _path: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= NEW_PER_DAY_MAX:
        raise ValueError(_WHOLE_WANTED)
    return value


def _day_start(value: object, _path: Path) -> int:
    # TOML reads 04:00 as a time; people also write "04:00".
    hour, _, minute = str(value).partition(":")
    digits = hour.isdecimal() and minute[:2].isdecimal() and minute[2:] in ("", ":00")
    if not digits or int(hour) >= _HOURS_A_DAY or int(minute[:2]) >= _MINUTES_AN_HOUR:
        raise ValueError('must be a time of day such as "04:00"')
    return int(hour) * _MINUTES_AN_HOUR + int(minute[:2])


def _theme(value: object, _path: Path) -> str:
    if not isinstance(value, str):
        raise ValueError('must be the name of a theme, such as "textual-dark"')
    return value


def _yes_or_no(value: object, _path: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _folders(value: object, path: Path) -> tuple[Path, ...]:
    if not isinstance(value, list) or not all(isinstance(folder, str) for folder in value):
        raise ValueError('must be a list of folders, such as ["~/decks"]')
    return tuple(path.parent / _folder(folder) for folder in value)


def _folder(text: str) -> Path:
    if not is_showable(text) or "\n" in text:
        raise ValueError(f"has an invalid folder: {printable(text)!r}")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"has the home folder of an unknown user: `{text}`") from None


def _written_retention(text: str) -> float:
    from coalition_quiz.core.grading.characters import plain  # noqa: PLC0415 - few starts change a setting

    typed = plain(text)
    try:
        value = float(typed.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        raise ValueError("must be a number such as 90% or 0.9") from None
    # Nobody means a hundredfold certainty: 90 is 90%.
    return round(value / _PERCENT if value > 1 or "%" in typed else value, 6)


def _written_whole(text: str) -> int:
    number = text.strip().replace(",", "")
    if not number.removeprefix("-").isdecimal():
        raise ValueError(_WHOLE_WANTED)
    return int(number[:9])


def _written_yes_or_no(text: str) -> bool:
    from coalition_quiz.core.grading.characters import plain  # noqa: PLC0415 - as above

    answers = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
    try:
        return answers[plain(text).lower()]
    except KeyError:
        raise ValueError("must be yes or no") from None


def _written_time(text: str) -> str:
    from coalition_quiz.core.grading.characters import plain  # noqa: PLC0415 - as above

    hour, colon, minute = plain(text).partition(":")
    return f"{hour:0>2}{colon}{minute}"


def _written_folders(text: str) -> list[str]:
    return [folder.strip() for folder in text.split(";") if folder.strip()]


def _effect_of_retention(text: str) -> str:
    """Explain a typed retention by an example; empty at the default, or if it is not valid."""
    from coalition_quiz.core.scheduling.fsrs import days_until  # noqa: PLC0415 - as above

    try:
        retention = _retention(_written_retention(text), Path())
    except ValueError:
        return ""
    default = Settings().desired_retention
    if retention == default:
        return ""
    days = days_until(retention, _EXAMPLE_DAYS)
    return (
        f"At {_in_percent(retention)}, a card that comes back after {_EXAMPLE_DAYS} days at "
        f"{_in_percent(default)} would come back after {days}."
    )


def _in_percent(retention: float) -> str:
    return f"{retention * _PERCENT:.4g}%"


def _shown_folders(settings: Settings, written: Mapping[str, Any]) -> str:
    """List the further folders as they are written in the file, or else as they are used."""
    folders = written.get("folders")
    if isinstance(folders, list) and all(isinstance(folder, str) for folder in folders):
        return "; ".join(folders)
    return "; ".join(map(str, settings.folders))


def _no_effect(_text: str) -> str:
    return ""


class Form(Enum):
    """How a setting is changed on the screen."""

    LINE = auto()
    """A line to type in."""
    SWITCH = auto()
    """Yes or no."""
    THEMES = auto()
    """The list of themes."""


class Setting(NamedTuple):
    """The declaration of a setting, for its file and for the screen.

    Attributes:
        key: its name in the file.
        field: its name in `Settings`.
        read: converts the value in a file at a path. It raises ValueError with the rest of a
            sentence after the key.
        label: its name on the screen.
        about: its purpose, in a sentence or two.
        shown: formats its value for the screen, from the settings and the values in the file.
        written: converts a typed text to the value for the file. It may raise ValueError too.
        form: how it is changed on the screen.
        effect: explains a typed text; empty if there is nothing to say.
    """

    key: str
    field: str
    read: Callable[[object, Path], Any]
    label: str
    about: str
    shown: Callable[[Settings, Mapping[str, Any]], str]
    written: Callable[[str], object]
    form: Form = Form.LINE
    effect: Callable[[str], str] = _no_effect


def _switch(key: str, label: str, about: str) -> Setting:
    """Declare a setting of yes or no."""
    return Setting(
        key,
        key,
        _yes_or_no,
        label,
        about,
        lambda settings, _: "yes" if getattr(settings, key) else "no",
        _written_yes_or_no,
        Form.SWITCH,
    )


SETTINGS = (
    Setting(
        "desired_retention",
        "desired_retention",
        _retention,
        "How sure you want to be",
        "The chance that you still know a card when it comes back, from 70% to 99%. "
        "Higher means more reviews a day. It counts from each card's next answer.",
        lambda settings, _: _in_percent(settings.desired_retention),
        _written_retention,
        effect=_effect_of_retention,
    ),
    Setting(
        "new_per_day",
        "new_per_day",
        _new_per_day,
        "New cards a day",
        "How many cards that you have not seen before come up each day.",
        lambda settings, _: f"{settings.new_per_day}",
        _written_whole,
    ),
    Setting(
        "day_start",
        "day_start_min",
        _day_start,
        "A day starts at",
        "Studying before this hour counts as the previous day.",
        lambda settings, _: "{:02}:{:02}".format(*divmod(settings.day_start_min, _MINUTES_AN_HOUR)),
        _written_time,
    ),
    _switch(
        "mix_decks",
        "Mix decks",
        "New cards come from three decks in turn. "
        "Without it, one deck is finished before the next begins.",
    ),
    _switch(
        "show_streak",
        "Days in a row",
        "Show on how many days in a row you did everything that was due. "
        "Days with nothing due do not break it.",
    ),
    _switch(
        "retype_missed",
        "Type missed answers",
        "After a miss, type the right answer once before you continue. Press Esc to skip it. "
        "Nothing of it is recorded, and your rating stays.",
    ),
    _switch(
        "side_pane",
        "Side pane",
        "Show your session and your last answers next to the question on a wide screen.",
    ),
    Setting(
        "theme",
        "theme",
        _theme,
        "Colours",
        "The colours of the screen. Each theme is shown while the cursor is on it.",
        lambda settings, _: settings.theme or _DEFAULT_THEME,
        str.strip,
        Form.THEMES,
    ),
    Setting(
        "folders",
        "folders",
        _folders,
        "More folders of decks",
        "Extra deck folders, separated by semicolons. They are read when the program starts next.",
        _shown_folders,
        _written_folders,
    ),
)
"""All settings, in the order of the screen."""

_BY_KEY = {setting.key: setting for setting in SETTINGS}


def _near(key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a misspelt key pays for it

    near = get_close_matches(key, _BY_KEY, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"Use one of {', '.join(_BY_KEY)}."


def _unread(path: Path, reason: str) -> LoadedSettings:
    sentence = f"Could not read {path}: {reason}. The default settings are used."
    return LoadedSettings(Settings(), (on_one_line(sentence),))
