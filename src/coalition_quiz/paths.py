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
