"""The first read of many decks, on a terminal: it is seen, and can be broken off."""

from pathlib import Path

import pytest

from coalition_quiz.deck_index import list_decks

from terminal import program

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
    shipped = len(list((Path(__file__).parents[1] / "decks").glob("*.yaml")))
    assert 0 < len(kept) < shipped + DECKS
    own = decks[: len(kept) - shipped]
    assert len(list_decks(own, home / "cache")) == len(own)
    assert written(home / "cache") == kept


def written(cache: Path) -> dict[Path, int]:
    """When each kept deck was written."""
    return {path: path.stat().st_mtime_ns for path in (cache / "decks").glob("*.deck")}
