"""Where paths lead."""

import os
from pathlib import Path


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
