"""Where things live on this machine: the one reader of environment variables for folders."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.system.errors import UsageError

HOME_VARIABLE = "COALITION_QUIZ_HOME"
_APP = "coalition-quiz"
_HOMELESS = (
    "There is no home folder to keep decks and answers in: HOME is not set to a whole path, and "
    f"the system knows none of this user. Set {HOME_VARIABLE} to a folder that you may write to."
)


class Places(NamedTuple):
    """The folders and files the program uses; none need exist yet."""

    decks: Path
    history: Path
    settings: Path
    cache: Path


def places(environ: Mapping[str, str] = os.environ) -> Places:
    """The places of this user: below one folder where the variable names one.

    Raises:
        UsageError: if the system knows no home folder of this user, and one is needed.
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
    # Where `~` means nothing it may stay as it is, and would become a folder right here.
    if not all(path.is_absolute() for path in found):
        raise UsageError(_HOMELESS)
    return found


def _expanded(home: str) -> Path:
    try:
        return Path(home).expanduser()
    except RuntimeError as error:
        raise UsageError(
            f"{HOME_VARIABLE} is {home}, and the system knows no such home folder. "
            "Write the whole path instead."
        ) from error


def bundled_decks() -> Path:
    """The folder of the decks that ship: in the wheel, or beside the sources in a checkout."""
    here = Path(__file__).resolve().parents[1]
    shipped = here / "bundled"
    return shipped if shipped.is_dir() else here.parents[1] / "decks"


def _below(home: Path) -> Places:
    return Places(home / "decks", home / "history.sqlite", home / "settings.toml", home / "cache")


def real_path(path: Path) -> Path:
    """Where a path leads in the end; the path itself where the working folder is gone.

    A link that leads to itself leads nowhere else: `Path.resolve` raises there before Python 3.13.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path


def is_file(path: Path) -> bool:
    """Whether there is a file that can be looked at; `Path.is_file` raises in a closed folder."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether there is a folder that can be looked at; `Path.is_dir` raises in a closed folder."""
    return os.path.isdir(path)  # noqa: PTH112
