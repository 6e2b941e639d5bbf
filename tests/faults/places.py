"""Small and read-only disks, where the system lets us make them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from faults.running import environment


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own of so many kilobytes."""
    folder.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder)
    try:
        yield folder
    finally:
        _run("umount", "-l", folder)


@cache
def can_mount() -> bool:
    """Whether disks can be mounted here, which mostly takes root."""
    with TemporaryDirectory(prefix="fault-") as folder:
        try:
            with small_disk(Path(folder, "disk"), 64):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


def remount(folder: Path, how: str) -> None:
    """Make a disk ``ro`` or ``rw``."""
    _run("mount", "-o", f"remount,{how}", folder)


@cache
def bound_by_permissions() -> Sequence[str] | None:
    """What to put before a command so that permissions bind it; None where nothing does."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        return None
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--")


def program(
    home: Path,
    *arguments: str,
    before: Sequence[str] = (),
    typed: str = "",
    variables: dict[str, str] | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run the program in a process of its own, and give up after a minute."""
    return subprocess.run(
        [*before, sys.executable, "-m", "coalition_quiz", *arguments],
        env={**environment(), "COALITION_QUIZ_HOME": str(home), **(variables or {})},
        cwd=home.parent,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)
