"""Following a file: read again when it was saved, and not while it is being saved."""

import os
from pathlib import Path

import pytest

from coalition_quiz.authoring.file_watcher import FileWatcher
from coalition_quiz.cli.commands.preview import as_read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to follow."""
    path = tmp_path / "deck.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    return path


@pytest.fixture
def follower(file: Path) -> FileWatcher:
    """A follower of that file."""
    return FileWatcher(file, as_read)


def looks(follower: FileWatcher, times: int) -> list[bool]:
    return [follower.look() for _ in range(times)]


def test_an_untouched_file_is_not_read_again(follower: FileWatcher) -> None:
    assert not any(looks(follower, 50))


def test_a_saved_file_is_read_once_it_rests(follower: FileWatcher, file: Path) -> None:
    file.write_text("format: 1\ndeck: x\n", encoding="utf-8")
    assert looks(follower, 4) == [False, True, False, False]


def test_a_file_that_is_still_being_written_is_not_read(follower: FileWatcher, file: Path) -> None:
    for size in range(5):
        file.write_text("#" * size, encoding="utf-8")
        assert not follower.look()
    assert looks(follower, 2) == [True, False]


def test_a_file_may_be_replaced(follower: FileWatcher, file: Path) -> None:
    other = file.with_suffix(".new")
    other.write_bytes(file.read_bytes())
    times = file.stat()
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(file)
    assert looks(follower, 3) == [False, True, False]


def test_a_file_that_is_away_for_a_moment_is_not_missed(follower: FileWatcher, file: Path) -> None:
    aside = file.rename(file.with_suffix(".bak"))
    assert not any(looks(follower, 10))
    aside.rename(file)
    assert not any(looks(follower, 10))


def test_a_file_that_stays_away_is_told_of_once(follower: FileWatcher, file: Path) -> None:
    aside = file.rename(file.with_suffix(".bak"))
    assert looks(follower, 40).count(True) == 1
    assert follower.read().diagnostics[0].code == "D001"
    aside.rename(file)
    assert looks(follower, 3) == [False, True, False]
