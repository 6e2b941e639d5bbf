"""The decks at hand: chosen by id, file or folder; kept while unchanged; told when they clash."""

import os
from pathlib import Path

import pytest

from coalition_quiz.library.discovery import Shelf, deck_files
from coalition_quiz.library.library import read_library, select
from coalition_quiz.system.errors import DeckError

from helpers.support import SMALL_DECK

LONG_AGO = 1_000_000_000


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck file that has not changed for long."""
    return write(tmp_path / "own" / "capitals.yaml")


def write(path: Path, text: str = SMALL_DECK) -> Path:
    """Write a deck file, dated long ago."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_without_names_all_installed_decks_are_read(deck: Path) -> None:
    assert [each.id for each in select([], Shelf((deck,))).decks] == ["capitals"]


@pytest.mark.parametrize("name", ["capitals", "{deck}", "{folder}"])
def test_a_deck_is_chosen_by_id_file_or_folder(deck: Path, name: str) -> None:
    wanted = name.format(deck=deck, folder=deck.parent)
    assert [each.id for each in select([wanted], Shelf((deck,))).decks] == ["capitals"]


def test_a_file_named_twice_is_read_once(deck: Path) -> None:
    library = select([str(deck), str(deck.parent)], Shelf(()))
    assert (len(library.decks), library.clashes) == (1, ())


def test_an_unknown_deck_id_lists_the_known_ones(deck: Path) -> None:
    with pytest.raises(DeckError, match=r"Unknown deck `capitols`\. Installed decks: capitals\."):
        select(["capitols"], Shelf((deck,)))


def test_an_unknown_id_that_is_the_name_of_a_file(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file lies next to the author, who is told how to name it."""
    write(tmp_path / "capitols.yaml", "format: 1\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DeckError, match=r"For the file, write `capitols\.yaml`\."):
        select(["capitols"], Shelf((deck,)))


def test_a_file_without_questions_names_the_line_of_its_first_problem(tmp_path: Path) -> None:
    broken = write(tmp_path / "own" / "broken.yaml", "format: 1\n")
    with pytest.raises(DeckError, match=r"No card of .*broken\.yaml can be asked: .* in line 1: "):
        select([str(broken)], Shelf(()))


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="no deck files"):
        select([str(tmp_path)], Shelf(()))


def test_of_two_decks_with_one_id_the_first_is_used_and_both_are_named(deck: Path) -> None:
    twin = write(deck.with_name("twin.yaml"))
    library = read_library([deck, twin])
    assert [each.path for each in library.decks] == [str(deck)]
    (clash,) = library.clashes
    assert str(deck) in clash
    assert str(twin) in clash


@pytest.mark.parametrize("name", ["a" * 300 + ".yaml", "~nobody-of-this-name/x.yaml", "a\0b/c"])
def test_an_impossible_path_is_reported(name: str) -> None:
    with pytest.raises(DeckError, match=r"Could not read|does not exist"):
        select([name], Shelf(()))


def test_a_file_name_that_is_not_utf8_is_read_and_cached(tmp_path: Path) -> None:
    name = os.fsdecode(b"bad\xff.yaml")
    try:
        deck = write(tmp_path / "own" / name)
    except OSError:
        pytest.skip("this file system knows no such names")
    for _ in range(2):
        (read,) = read_library([deck], tmp_path / "cache").decks
        assert read.path == str(deck)


def test_folders_with_cyclic_links_are_read_once(deck: Path) -> None:
    (deck.parent / "again").symlink_to(deck.parent, target_is_directory=True)
    assert list(deck_files([deck.parent])) == [deck]
