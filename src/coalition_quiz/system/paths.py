"""Folders and files of the program. Only this module reads environment variables for them."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.system.errors import UsageError

HOME_VARIABLE = "COALITION_QUIZ_HOME"
_APP = "coalition-quiz"
_HOMELESS = (
    "Your home folder could not be found, so there is no place for decks and answers. "
    f"Set {HOME_VARIABLE} to a folder that you can write to."
)


class Places(NamedTuple):
    """The folders and files of the program. They need not exist."""

    decks: Path
    history: Path
    settings: Path
    cache: Path


def places(environ: Mapping[str, str] = os.environ) -> Places:
    """Find the folders of this user, all below `COALITION_QUIZ_HOME` if it is set.

    Raises:
        UsageError: if a home folder is needed and the system has none for this user.
    """
    home = environ.get(HOME_VARIABLE)
    if home:
        return _below(_expanded(home))
    import platformdirs  # noqa: PLC0415 - start is measured in milliseconds; this costs 15

    dirs = platformdirs.PlatformDirs(_APP, appauthor=False)
    try:
        found = Places(
            decks=Path(dirs.user_data_dir, "decks"),
            history=Path(dirs.user_data_dir, "history.sqlite"),
            settings=Path(dirs.user_config_dir, "settings.toml"),
            cache=Path(dirs.user_cache_dir),
        )
    except RuntimeError as error:
        raise UsageError(_HOMELESS) from error
    # Without a home folder `~` may stay as it is, and would become a folder in the current one.
    if not all(path.is_absolute() for path in found):
        raise UsageError(_HOMELESS)
    return found


def _expanded(home: str) -> Path:
    try:
        return Path(home).expanduser()
    except RuntimeError as error:
        raise UsageError(
            f"{HOME_VARIABLE} is {home}, which is the home folder of an unknown user. "
            "Use an absolute path instead."
        ) from error


def bundled_decks() -> Path:
    """Find the folder of the bundled decks, in the wheel or in a checkout."""
    here = Path(__file__).resolve().parents[1]
    shipped = here / "bundled"
    return shipped if shipped.is_dir() else here.parents[1] / "decks"


def _below(home: Path) -> Places:
    return Places(home / "decks", home / "history.sqlite", home / "settings.toml", home / "cache")


def real_path(path: Path) -> Path:
    """Resolve a path and its links. The path is returned as it is if the working folder is gone.

    `Path.resolve` raises for a link to itself before Python 3.13.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path


def is_file(path: Path) -> bool:
    """Check for a file. `Path.is_file` raises in a folder without permission."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Check for a folder. `Path.is_dir` raises in a folder without permission."""
    return os.path.isdir(path)  # noqa: PTH112
