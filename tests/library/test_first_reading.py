"""The first read of many decks, on a terminal: it is seen, and can be broken off."""

import time
from pathlib import Path

import pytest

from coalition_quiz.library.index import MUCH, ids_of, list_decks
from coalition_quiz.library.parallel_reading import _cores, helpers
from coalition_quiz.library.reading import _content

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
def test_it_is_seen_and_ctrl_c_keeps_what_was_read(
    home: Path, decks: list[Path], command: tuple[str, ...]
) -> None:
    with program(home, *command) as screen:
        screen.wait_for("Reading decks, ", "Ctrl+C stops")
        screen.press("\x03")
        assert screen.end() == 130
        assert "Traceback" not in screen.text
    assert not list(home.rglob("*.tmp"))
    kept = written(home / "cache")
    assert 0 < len(kept) < DECKS
    own = [file for file in decks if f"{_content(file.read_bytes())}.deck" in kept]
    assert len(list_decks(own, home / "cache")) == len(own)
    assert written(home / "cache") == kept


@pytest.mark.skipif(_cores() < 2, reason="there is one core")
def test_other_cores_read_the_last_decks_meanwhile(home: Path, decks: list[Path]) -> None:
    cache = home / "cache"
    last = cache / "decks" / f"{_content(decks[-1].read_bytes())}.deck"
    with helpers(decks, cache, 2 * MUCH):
        for _ in range(3_000):
            if last.exists():
                break
            time.sleep(0.01)
    assert last.exists()
    (listed,) = list_decks(decks[-1:], cache)
    assert (listed.cards, len(ids_of(listed, cache))) == (CARDS, CARDS)
    assert not list(home.rglob("*.tmp"))


def written(cache: Path) -> dict[str, int]:
    """When each kept deck was written."""
    return {path.name: path.stat().st_mtime_ns for path in (cache / "decks").glob("*.deck")}
