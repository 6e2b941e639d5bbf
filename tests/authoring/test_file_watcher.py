"""Watching a file: it is read again after it was saved, and not while it is being saved."""

import os
from pathlib import Path

import pytest

from coalition_quiz.authoring.file_watcher import FileWatcher

from helpers.teacher import as_read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file to watch."""
    path = tmp_path / "deck.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    return path


@pytest.fixture
def watcher(file: Path) -> FileWatcher:
    """Make a watcher of that file."""
    return FileWatcher(file, as_read)


def polls(watcher: FileWatcher, times: int) -> list[bool]:
    return [watcher.poll() for _ in range(times)]


def test_an_untouched_file_is_not_read_again(watcher: FileWatcher) -> None:
    assert not any(polls(watcher, 50))


def test_a_saved_file_is_read_when_it_is_stable(watcher: FileWatcher, file: Path) -> None:
    file.write_text("format: 1\ndeck: x\n", encoding="utf-8")
    assert polls(watcher, 4) == [False, True, False, False]


def test_a_file_that_is_still_being_written_is_not_read(watcher: FileWatcher, file: Path) -> None:
    for size in range(5):
        file.write_text("#" * size, encoding="utf-8")
        assert not watcher.poll()
    assert polls(watcher, 2) == [True, False]


def test_a_file_may_be_replaced(watcher: FileWatcher, file: Path) -> None:
    other = file.with_suffix(".new")
    other.write_bytes(file.read_bytes())
    times = file.stat()
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(file)
    assert polls(watcher, 3) == [False, True, False]


def test_a_file_that_is_missing_for_a_moment(watcher: FileWatcher, file: Path) -> None:
    aside = file.rename(file.with_suffix(".bak"))
    assert not any(polls(watcher, 10))
    aside.rename(file)
    assert not any(polls(watcher, 10))


def test_a_missing_file_is_reported_once(watcher: FileWatcher, file: Path) -> None:
    aside = file.rename(file.with_suffix(".bak"))
    assert polls(watcher, 40).count(True) == 1
    assert watcher.reload().diagnostics[0].code == "D001"
    aside.rename(file)
    assert polls(watcher, 3) == [False, True, False]
