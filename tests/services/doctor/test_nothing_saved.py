"""What `doctor` says where no answer can be saved: why, what to do, and an exit code above 0."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from errno import ENOSPC
from pathlib import Path

import pytest

from coalition_quiz.cli.main import main
from faults.places import bound_by_permissions, can_mount, program, remount, small_disk

Home = tuple[Path, Sequence[str], str]
"""A home, what binds the program there, and why nothing can be saved."""

needs_mounts = pytest.mark.skipif(not can_mount(), reason="no disk can be mounted here")
needs_bounds = pytest.mark.skipif(
    bound_by_permissions() is None, reason="permissions bind nobody here"
)


def used_home(home: Path) -> None:
    done = program(home, "study", "--plain", "--limit", "1", typed="1\n\n")
    assert done.returncode == 0, done.stderr


@contextmanager
def full(folder: Path, *, used: bool) -> Iterator[Home]:
    with small_disk(folder, 1_000) as home:
        if used:
            used_home(home)
        with suppress(OSError), (home / "fill").open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        yield home, (), f"No answers can be saved in {home}: No space left on device."


@contextmanager
def read_only_disk(folder: Path, *, used: bool) -> Iterator[Home]:
    with small_disk(folder, 2_000) as home:
        if used:
            used_home(home)
        remount(home, "ro")
        yield home, (), f"{home} is read-only, so no answers can be saved."


@contextmanager
def closed(folder: Path, mode: int, *, used: bool, sub: str = "") -> Iterator[Home]:
    home = folder / sub
    home.mkdir(parents=True)
    if used:
        used_home(home)
    folder.chmod(mode)
    try:
        yield home, bound_by_permissions() or (), "o answers can be saved"
    finally:
        folder.chmod(0o755)


def read_only_folder(folder: Path, *, used: bool) -> AbstractContextManager[Home]:
    return closed(folder, 0o555, used=used)


def listed_only(folder: Path, *, used: bool) -> AbstractContextManager[Home]:
    return closed(folder, 0o444, used=used)


def closed_folder(folder: Path, *, used: bool) -> AbstractContextManager[Home]:
    return closed(folder, 0o000, used=used, sub="home")


PLACES = [
    pytest.param(full, marks=needs_mounts),
    pytest.param(read_only_disk, marks=needs_mounts),
    pytest.param(read_only_folder, marks=needs_bounds),
    pytest.param(listed_only, marks=needs_bounds),
    pytest.param(closed_folder, marks=needs_bounds),
]


@pytest.mark.parametrize("used", [False, True], ids=["new", "used"])
@pytest.mark.parametrize("place", PLACES)
def test_doctor_says_that_nothing_can_be_saved(
    tmp_path: Path, place: Callable[..., AbstractContextManager[Home]], used: bool
) -> None:
    with place(tmp_path / "disk", used=used) as (home, before, why):
        for arguments in (["doctor"], ["doctor", "--repair", "--yes"])[: 1 + used]:
            done = program(home, *arguments, before=before)
            assert done.returncode == 1, done.stdout + done.stderr
            assert why in done.stdout
            assert "choose another folder with COALITION_QUIZ_HOME." in done.stdout
            assert done.stderr == ""


@pytest.mark.parametrize("home", ["/proc/nope", "/dev/null/x"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such paths")
def test_a_place_that_can_be_no_folder(home: str, tmp_path: Path) -> None:
    done = program(tmp_path / "home", "doctor", variables={"COALITION_QUIZ_HOME": home})
    assert (done.returncode, done.stderr) == (1, "")
    assert f"No answers can be saved in {home}: " in done.stdout


def test_lack_of_room_for_a_copy_is_reported(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    used_home(home)

    def refuse(*_: object, **__: object) -> str:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(home))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "it could not be copied: No space left on device." in said
    assert "set TMPDIR to a writable folder" in said
    assert ": no problems." in said
