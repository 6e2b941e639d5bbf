"""What a deck folder asks of `check`: the table `[check]` of its `coalition-quiz.toml`."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coalition_quiz.authoring.lint.selection import Selection, checked
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.paths import real_path
from coalition_quiz.system.text import on_one_line

NAME = "coalition-quiz.toml"
_LARGEST = 16_000
_TABLE = "check"
_KEYS = ("select", "ignore", "strict")


def find_settings(folder: Path) -> Path | None:
    """The settings file of a folder, or the nearest above it in its git repository.

    Outside a repository nothing above is looked at: it may be anybody's.
    """
    # Unlike those of Path, these two never raise: what is wrong with a path is told later.
    for each in _up_to_repository(folder):
        if os.path.isfile(each / NAME):  # noqa: PTH113
            return each / NAME
    return None


def _up_to_repository(folder: Path) -> list[Path]:
    folders = [folder, *folder.parents]
    tops = (at for at, each in enumerate(folders) if os.path.exists(each / ".git"))  # noqa: PTH110
    return folders[: next(tops, 0) + 1]


def read_settings(path: Path) -> Selection:
    """The selection that a settings file asks for.

    Raises:
        UsageError: if the file cannot be read, or says what cannot be meant.
    """
    table = _table(path)
    for key in table:
        if key not in _KEYS:
            raise _wrong(path, f"`[check]` has no `{key}`; there are {', '.join(_KEYS)}.")
    return Selection(
        select=_codes(table, "select", path),
        ignore=_codes(table, "ignore", path),
        strict=_flag(table, "strict", path),
    )


def _table(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - few folders have such a file

    try:
        if path.stat().st_size > _LARGEST:
            raise _wrong(path, "it is too large to be settings.")
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _wrong(path, f"it cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise _wrong(path, f"it is not valid TOML in UTF-8: {error}.") from error
    for key in tables:
        if key != _TABLE:
            where = "write it below `[check]`" if key in _KEYS else "there is only `[check]`"
            raise _wrong(path, f"there is no `{key}` here; {where}.")
    table = tables.get(_TABLE, {})
    if not isinstance(table, dict):
        raise _wrong(path, "`check` is no table; write `[check]` on a line of its own.")
    return table


def _codes(table: dict[str, Any], key: str, path: Path) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise _wrong(path, f'`{key}` is no list of codes, such as ["Q101", "F"].')
    return checked(value, on_one_line(f"{path}: `{key}`"))


def _flag(table: dict[str, Any], key: str, path: Path) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise _wrong(path, f"`{key}` is neither true nor false.")
    return value


def _wrong(path: Path, sentence: str) -> UsageError:
    return UsageError(on_one_line(f"{path}: {sentence}"))


def merged(ours: Selection, folders: Selection) -> Selection:
    """What was asked for on the command line, on top of what the folder asks for."""
    return Selection(
        select=ours.select or folders.select,
        ignore=(*ours.ignore, *folders.ignore),
        strict=ours.strict or folders.strict,
    )


def selections(ours: Selection) -> Callable[[Path], Selection]:
    """What holds for a deck file, by the folder it stands in; each folder is asked once."""
    known: dict[Path, Selection] = {}

    def selection(file: Path) -> Selection:
        folder = real_path(file).parent
        if folder not in known:
            path = find_settings(folder)
            known[folder] = merged(ours, read_settings(path)) if path else ours
        return known[folder]

    return selection
