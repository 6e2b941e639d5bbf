"""Changes to the settings file that keep its comments and unknown keys."""

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.files import replace_file
from coalition_quiz.system.settings import check_setting
from coalition_quiz.system.text import on_one_line

_BOM = "\ufeff"
_OWN = 0o600


class SettingsError(QuizError):
    """A setting that cannot be written."""


def read_written_settings(path: Path) -> dict[str, Any]:
    """Read the raw values of the file; empty if it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}


def is_readable(path: Path) -> bool:
    """Check that the file is valid TOML, or missing."""
    try:
        tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return True
    except (OSError, ValueError, RecursionError):
        return False
    return True


def change_setting(path: Path, key: str, value: object) -> None:
    """Write one setting. Comments and unknown keys stay.

    Raises:
        ValueError: if the value is invalid. The message continues a sentence after the name.
        SettingsError: if the file cannot be read or written. It is unchanged.
    """
    check_setting(key, value, path)
    place = Path(os.path.realpath(path))  # a link to a file kept elsewhere stays a link
    _replace(place, _changed(_text(place), place, key, value))


def move_aside(path: Path) -> Path:
    """Rename a file that cannot be read, so that a new one can be written.

    Returns:
        Its new path.

    Raises:
        SettingsError: if it cannot be renamed.
    """
    number = 0
    while (aside := path.with_name(f"{path.name}.unread{number or ''}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        raise _refused(path, error) from error
    return aside


def _text(place: Path) -> str:
    try:
        if not stat.S_ISREG(place.stat().st_mode):
            raise SettingsError(f"{_shown(place)} is not a settings file, so nothing was saved.")
        return place.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _refused(place, error) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{_shown(place)} is not UTF-8, so nothing was saved.") from error


def _changed(text: str, place: Path, key: str, value: object) -> str:
    import tomlkit  # noqa: PLC0415 - who changes no setting need not wait for it
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - likewise

    mark = _BOM if text.startswith(_BOM) else ""
    try:
        document = tomlkit.parse(text.removeprefix(_BOM))
        document[key] = value
        after = tomlkit.dumps(document)
        tomllib.loads(after)
    except (TOMLKitError, ValueError, LookupError, RecursionError) as error:
        raise SettingsError(
            f"{_shown(place)} is not valid TOML ({on_one_line(str(error))}), so nothing was saved. "
            "Fix it in an editor."
        ) from error
    return mark + after


def _replace(place: Path, text: str) -> None:
    try:
        mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else _OWN
        replace_file(place, text.encode(), mode=mode)
    except OSError as error:
        raise _refused(place, error) from error


def _refused(place: Path, error: OSError) -> SettingsError:
    return SettingsError(
        f"Could not save {_shown(place)}: {error.strerror}. The file is unchanged."
    )


def _shown(place: Path) -> str:
    return on_one_line(str(place))
