"""The learner's settings: a TOML file in which every key may be left out."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz.system.text import is_showable, on_one_line, printable

RETENTION_MIN = 0.70
RETENTION_MAX = 0.99
NEW_PER_DAY_MAX = 9999
_LARGEST = 1_000_000
_HOURS_A_DAY = 24
_MINUTES_AN_HOUR = 60


class Settings(NamedTuple):
    """The settings of a learner.

    Attributes:
        desired_retention: the probability of recall (0.70-0.99) at which an item comes due.
        new_per_day: the number of new items per day.
        day_start_min: the start of a study day, in minutes after local midnight.
        theme: the name of a Textual theme; empty for the default.
        folders: further folders with decks.
        mix_decks: whether new items come from several decks in turn.
    """

    desired_retention: float = 0.90
    new_per_day: int = 20
    day_start_min: int = 240
    theme: str = ""
    folders: tuple[Path, ...] = ()
    mix_decks: bool = True


class LoadedSettings(NamedTuple):
    """Settings, with a sentence for each invalid value."""

    settings: Settings
    problems: tuple[str, ...]


def load_settings(path: Path) -> LoadedSettings:
    """Read the settings. Missing and invalid values get their defaults."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return _unread(path, "it is no file of settings")
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
            field, read = _FIELDS[key]
            values[field] = read(value, path)
        except KeyError:
            problems.append(on_one_line(f"{path}: there is no setting `{key}`{_near(key)}."))
        except ValueError as error:
            problems.append(on_one_line(f"{path}: `{key}` {error}; the default is used."))
    return LoadedSettings(Settings(**values), tuple(problems))


def check_setting(key: str, value: object, path: Path) -> None:
    """Check a value for a setting of the file at `path`.

    Raises:
        ValueError: if it is invalid. The message continues a sentence after the setting's name.
    """
    _FIELDS[key][1](value, path)


def _retention(value: object, _path: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number such as 0.9")
    if not RETENTION_MIN <= value <= RETENTION_MAX:
        raise ValueError(f"must lie within {RETENTION_MIN:.2f} and {RETENTION_MAX:.2f}")
    return float(value)


def _new_per_day(value: object, _path: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= NEW_PER_DAY_MAX:
        raise ValueError(f"must be a whole number from 0 to {NEW_PER_DAY_MAX}")
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


def _mix_decks(value: object, _path: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _folders(value: object, path: Path) -> tuple[Path, ...]:
    if not isinstance(value, list) or not all(isinstance(folder, str) for folder in value):
        raise ValueError('must be a list of folders, such as ["~/decks"]')
    return tuple(path.parent / _folder(folder) for folder in value)


def _folder(text: str) -> Path:
    if not is_showable(text) or "\n" in text:
        raise ValueError(f"has a folder {printable(text)!r}, which no system knows")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"has a folder `{text}` of a user whom nobody knows") from None


_FIELDS: dict[str, tuple[str, Callable[[object, Path], Any]]] = {
    "desired_retention": ("desired_retention", _retention),
    "new_per_day": ("new_per_day", _new_per_day),
    "mix_decks": ("mix_decks", _mix_decks),
    "day_start": ("day_start_min", _day_start),
    "theme": ("theme", _theme),
    "folders": ("folders", _folders),
}


def _near(key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a misspelt key pays for it

    near = get_close_matches(key, _FIELDS, n=1)
    return f"; did you mean `{near[0]}`?" if near else f" (there are {', '.join(_FIELDS)})"


def _unread(path: Path, reason: str) -> LoadedSettings:
    sentence = f"{path} cannot be read: {reason}. Defaults are used."
    return LoadedSettings(Settings(), (on_one_line(sentence),))
