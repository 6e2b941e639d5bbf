"""Disks that are small or may only be read, and the program run, as a process or in this one."""

import gc
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest import mock

from coalition_quiz.cli.main import main
from faults.running import environment


class Done(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    errors: str


def run_here(home: Path, arguments: Sequence[str]) -> Done:
    """Run a command in this process."""
    out, errors = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    typed = io.TextIOWrapper(io.BytesIO(b"t\n\n:end\n"), "utf-8")
    there = {"COALITION_QUIZ_HOME": str(home)}
    with (
        mock.patch.multiple(sys, stdin=typed, stdout=out, stderr=errors),
        mock.patch.dict(os.environ, there),
        mock.patch.object(tempfile, "tempdir", str(home.parent)),
    ):
        try:
            code = main([*arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            gc.enable()
    return Done(code, _text(out), _text(errors))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.detach()
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "replace")


_BINDING = ((), ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--"))
"""Most learners are bound by permissions as they are; root is without these rights."""


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
    with TemporaryDirectory(prefix="fault-") as folder:
        Path(folder).chmod(0o555)
        try:
            return next((each for each in _BINDING if _is_bound(each, folder)), None)
        finally:
            Path(folder).chmod(0o755)


def _is_bound(before: Sequence[str], folder: str) -> bool:
    try:
        _run(*before, "test", "-r", folder)
        _run(*before, "test", "!", "-w", folder)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


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
