"""Settings of `check`: the table `[check]` in a folder's `coalition-quiz.toml`."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coalition_quiz.authoring.lint.selection import Selection, parse_selectors
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.paths import real_path
from coalition_quiz.system.text import on_one_line

NAME = "coalition-quiz.toml"
_LARGEST = 16_000
_TABLE = "check"
_KEYS = ("select", "ignore", "strict")


def find_check_settings(folder: Path) -> Path | None:
    """Find the settings file of a folder, or the nearest one above it in its git repository.

    Outside a repository, the folders above are not searched: they may belong to anybody.
    """
    # Unlike the methods of Path, these two never raise. A bad path is reported later.
    for each in _folders_in_repository(folder):
        if os.path.lexists(each / NAME):
            return each / NAME
    return None


def _folders_in_repository(folder: Path) -> list[Path]:
    folders = [folder, *folder.parents]
    tops = (at for at, each in enumerate(folders) if os.path.exists(each / ".git"))  # noqa: PTH110
    return folders[: next(tops, 0) + 1]


def read_check_settings(path: Path) -> Selection:
    """Read the selection of codes from a settings file.

    Raises:
        UsageError: if the file cannot be read or has an invalid value.
    """
    table = _read_table(path)
    for key in table:
        if key not in _KEYS:
            raise _error(path, f"`[check]` has no key `{key}`. Use {', '.join(_KEYS)}.")
    return Selection(
        select=_read_codes(table, "select", path),
        ignore=_read_codes(table, "ignore", path),
        strict=_read_flag(table, "strict", path),
    )


def _read_table(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - few folders have such a file

    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _error(path, "this is not a regular file. Put the settings in a file.")
        if status.st_size > _LARGEST:
            raise _error(path, "the file is too large.")
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _error(path, f"could not read the file: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise _error(path, f"the file is not valid TOML in UTF-8: {error}.") from error
    for key in tables:
        if key != _TABLE:
            why = (
                "must be below `[check]`"
                if key in _KEYS
                else "is unknown; only `[check]` is allowed"
            )
            raise _error(path, f"`{key}` {why}.")
    table = tables.get(_TABLE, {})
    if not isinstance(table, dict):
        raise _error(path, "`check` must be a table: write `[check]` on its own line.")
    return table


def _read_codes(table: dict[str, Any], key: str, path: Path) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise _error(path, f'`{key}` must be a list of codes, such as ["Q101", "F"].')
    return parse_selectors(value, on_one_line(f"{path}: `{key}`"))


def _read_flag(table: dict[str, Any], key: str, path: Path) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise _error(path, f"`{key}` must be true or false.")
    return value


def _error(path: Path, sentence: str) -> UsageError:
    return UsageError(on_one_line(f"{path}: {sentence}"))


def merge_selections(command_line: Selection, settings: Selection) -> Selection:
    """Combine the command line's selection with the folder's settings."""
    return Selection(
        select=command_line.select or settings.select,
        ignore=(*command_line.ignore, *settings.ignore),
        strict=command_line.strict or settings.strict,
    )


def selection_by_folder(command_line: Selection) -> Callable[[Path], Selection]:
    """Return a function that gives the selection for a deck file and caches it per folder."""
    cache: dict[Path, Selection] = {}

    def selection(file: Path) -> Selection:
        folder = real_path(file).parent
        if folder not in cache:
            path = find_check_settings(folder)
            cache[folder] = (
                merge_selections(command_line, read_check_settings(path)) if path else command_line
            )
        return cache[folder]

    return selection
