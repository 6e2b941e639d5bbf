"""Whatever stands where a cache file would be: commands say what they say without it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_quiz.system.files import read_cache_file

from helpers.support import Run

FOREIGN: dict[str, Callable[[Path], object]] = {
    "nested": lambda place: place.write_bytes(b"[" * 100_000),
    "folder": Path.mkdir,
    "device": lambda place: place.symlink_to(os.devnull),
}
if os.name != "nt":
    FOREIGN["pipe"] = os.mkfifo


@pytest.mark.parametrize("foreign", FOREIGN)
def test_foreign_caches_change_nothing(run: Run, home: Path, own_deck: Path, foreign: str) -> None:
    os.utime(own_deck, (1_700_000_000, 1_700_000_000))
    commands = (("due", "--json"), ("browse", "--json", "deck:capitals"))
    usual = [run(*command).stdout for command in commands]
    place = home / "cache" / "cache.sqlite"
    place.unlink()
    FOREIGN[foreign](place)
    done = [run(*command) for command in commands]
    assert [each.returncode for each in done] == [0, 0]
    assert [each.stdout for each in done] == usual


def test_a_file_that_could_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "quiz.json"
    with file.open("wb") as sparse:
        sparse.truncate(2**36)
    with pytest.raises(OSError, match=r"quiz\.json"):
        read_cache_file(file)
