"""Where things live on this machine: the one reader of environment variables for folders."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

HOME_VARIABLE = "COALITION_QUIZ_HOME"
_APP = "coalition-quiz"


class Places(NamedTuple):
    """The folders and files the program uses; none need exist yet."""

    decks: Path
    history: Path
    settings: Path
    cache: Path


def places(environ: Mapping[str, str] = os.environ) -> Places:
    """The places of this user: below one folder where the variable names one."""
    home = environ.get(HOME_VARIABLE)
    if home:
        return _below(Path(home).expanduser())
    import platformdirs  # noqa: PLC0415 - start is measured in milliseconds; this costs 15

    dirs = platformdirs.PlatformDirs(_APP, appauthor=False)
    return Places(
        decks=Path(dirs.user_data_dir, "decks"),
        history=Path(dirs.user_data_dir, "history.sqlite"),
        settings=Path(dirs.user_config_dir, "settings.toml"),
        cache=Path(dirs.user_cache_dir),
    )


def bundled_decks() -> Path:
    """The folder of the decks that ship: in the wheel, or beside the sources in a checkout."""
    here = Path(__file__).resolve().parent
    shipped = here / "bundled"
    return shipped if shipped.is_dir() else here.parents[1] / "decks"


def _below(home: Path) -> Places:
    return Places(home / "decks", home / "history.sqlite", home / "settings.toml", home / "cache")
