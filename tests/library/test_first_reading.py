"""The first read of many decks, on a terminal: it is seen, and can be broken off."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from coalition_quiz.library.index import BYTES_PER_HELPER, item_ids, list_decks
from coalition_quiz.library.reading import content_hash, count_cores, reading_helpers

from helpers.terminal import program

DECKS, CARDS = 60, 4_000


@pytest.fixture
def decks(home: Path) -> list[Path]:
    """More decks than are read at once."""
    folder = home / "decks"
    folder.mkdir()
    cards = "".join(f"  - {{id: c{n}, front: What is {n}, back: So}}\n" for n in range(CARDS))
    files = [folder / f"d{number:02}.yaml" for number in range(DECKS)]
    for number, file in enumerate(files):
        text = f"format: 1\ndeck: d{number}\ntitle: D{number}\ncards:\n{cards}"
        file.write_text(text, encoding="utf-8")
    return files


@pytest.mark.parametrize("command", [(), ("due",)])
def test_a_first_read_shows_progress_and_ctrl_c_keeps_the_read_decks(
    home: Path, decks: list[Path], command: tuple[str, ...]
) -> None:
    with program(home, *command) as screen:
        screen.wait_for("Reading decks: ", "Ctrl+C to stop")
        until = time.monotonic() + 30
        while not written(home / "cache") and time.monotonic() < until:
            time.sleep(0.01)
        screen.press("\x03")
        assert screen.end() == 130
        assert "Traceback" not in screen.text
    assert not list(home.rglob("*.tmp"))
    kept = written(home / "cache")
    assert 0 < len(kept) < DECKS
    own = [file for file in decks if content_hash(file.read_bytes()) in kept]
    assert len(list_decks(own, home / "cache")) == len(own)
    assert written(home / "cache") == kept


@pytest.mark.skipif(count_cores() < 2, reason="there is one core")
def test_helpers_read_the_last_decks_meanwhile(home: Path, decks: list[Path]) -> None:
    cache = home / "cache"
    last = content_hash(decks[-1].read_bytes())
    with reading_helpers(decks, cache, 2 * BYTES_PER_HELPER):
        for _ in range(3_000):
            if last in written(cache):
                break
            time.sleep(0.01)
    assert last in written(cache)
    (listed,) = list_decks(decks[-1:], cache)
    assert (listed.cards, len(item_ids(listed, cache))) == (CARDS, CARDS)
    assert not list(home.rglob("*.tmp"))


def written(cache: Path) -> dict[str, int]:
    """The cached decks, and when each was written."""
    if not (cache / "cache.sqlite").exists():
        return {}
    with closing(sqlite3.connect(cache / "cache.sqlite", timeout=30)) as other:
        try:
            return dict(other.execute("SELECT content, used FROM deck").fetchall())
        except sqlite3.OperationalError:  # it is still empty
            return {}
