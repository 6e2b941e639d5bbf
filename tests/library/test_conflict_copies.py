"""Copies that sync services, browsers and file managers make of a deck, and odd endings."""

import itertools
import json
from pathlib import Path

import pytest

from coalition_quiz.library.discovery import deck_files
from coalition_quiz.library.library import read_library

from helpers.support import SMALL_DECK, Run

COPIES = [
    *("rivers (1)", "rivers(2)", "rivers 2", "rivers - Copy", "rivers - Copy (2)", "rivers copy"),
    *("Copy of rivers", "rivers (conflicted copy 2026-11-30)", "rivers (Anna's conflicted copy)"),
    *("rivers (Anna's conflicted copy 2026-11-30)", "rivers-LAPTOP", "rivers-ANNAS-PC-2"),
    *("rivers.sync-conflict-20261130-101010-ABCDEFG", "rivers_conflict-20261130-101010"),
    *("rivers (Case Conflict)", "rivers [Conflict]", "rivers (SFConflict anna@example.org)"),
    *("rivers~conflict", "rivers - Kopie", "Kopie von rivers", "rivers_copy", "rivers (Anna Ito)"),
    *("(1) rivers", "a conflict over rivers", "rivers.orig", "rivers_LOCAL_1234"),
]


def deck(title: str) -> str:
    return SMALL_DECK.replace("Two capitals", title).replace("deck: capitals", "deck: rivers")


def write(folder: Path, name: str, title: str) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / name
    path.write_text(deck(title), encoding="utf-8")
    return path


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("ending", ["yaml", "YML"])
@pytest.mark.parametrize("original", ["rivers", "01-rivers-of-europe"])
def test_a_conflict_copy_never_wins_over_the_deck(
    tmp_path: Path, copy: str, ending: str, original: str
) -> None:
    copied = write(tmp_path, f"{copy.replace('rivers', original)}.{ending}", "the copy")
    plain = write(tmp_path, f"{original}.yaml", "the deck")
    for files in itertools.permutations([plain, copied]):
        library = read_library(files)
        assert [each.title for each in library.decks] == ["the deck"]
        (clash,) = library.clashes
        assert f"{plain} and {copied}" in clash
        assert "Only the first is used." in clash


@pytest.mark.parametrize("copy", COPIES[:6])
def test_a_recognised_copy_loses_from_any_folder(tmp_path: Path, copy: str) -> None:
    copied = write(tmp_path / "a", f"{copy}.yaml", "the copy")
    plain = write(tmp_path / "b", "rivers.yaml", "the deck")
    for files in itertools.permutations([plain, copied]):
        assert [each.title for each in read_library(files).decks] == ["the deck"]


def test_every_command_uses_the_deck_and_tells_of_the_copy(run: Run, home: Path) -> None:
    copied = write(home / "decks", "rivers (1).yaml", "the copy")
    plain = write(home / "decks", "rivers.yaml", "the deck")
    for command in ("decks", "due"):
        done = run(command, "--json")
        assert "the deck" in done.stdout
        assert "the copy" not in done.stdout
        assert (
            f"{plain} and {copied}. Only the first is used. Compare them and delete the second one"
            in done.stderr
        )
    assert json.loads(run("browse", "--json", "deck:rivers").stdout.splitlines()[0])["path"] == str(
        plain
    )
    done = run("check")
    assert done.stdout.startswith(f"{copied}:2:7: D406")
    found = json.loads(run("doctor", "--json").stdout)["findings"]
    told = [each for each in found if each["about"] == "decks"]
    assert any(str(copied) in each["sentence"] and each["remedy"] for each in told)


def test_a_conflict_copy_without_original_is_a_deck(tmp_path: Path) -> None:
    copied = write(tmp_path, "rivers (1).yaml", "the only one")
    other = tmp_path / "unit (2).yaml"
    other.write_text(SMALL_DECK, encoding="utf-8")
    library = read_library([copied, other])
    assert [each.id for each in library.decks] == ["rivers", "capitals"]
    assert library.clashes == ()


@pytest.mark.parametrize(
    ("first", "second"), [("rivers", "lakes"), ("rivers", "a"), ("lakes", "lakes-old")]
)
def test_the_file_named_like_the_deck_wins_then_the_shorter_name(
    tmp_path: Path, first: str, second: str
) -> None:
    paths = [write(tmp_path, f"{name}.yaml", name) for name in (first, second)]
    for files in itertools.permutations(paths):
        assert [each.title for each in read_library(files).decks] == [first]


def test_of_two_folders_the_first_wins(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, f"{name}.yaml", name) for name in ("zz", "rivers")]
    assert [each.title for each in read_library(paths).decks] == ["zz"]


ENDINGS = ["yaml", "yml", "YAML", "YML", "Yaml", "yMl"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_deck_is_found_whatever_the_case_of_its_ending(
    run: Run, home: Path, tmp_path: Path, ending: str
) -> None:
    installed = write(home / "decks", f"rivers.{ending}", "the rivers")
    assert list(deck_files([home / "decks"])) == [installed]
    assert "the rivers" in run("decks").stdout
    assert "the rivers" in run("due").stdout
    assert run("check").stdout.startswith("1 deck file")
    named = tmp_path / f"named.{ending}"
    named.write_text(SMALL_DECK, encoding="utf-8")
    for name in (named.name, str(named), "."):
        assert "capital" in run("study", name, "--limit", "1").stdout
    assert run("new", f"another.{ending}").returncode == 0
    missing = run("study", f"missing.{ending}")
    assert "does not exist" in missing.stderr


def test_other_files_are_not_decks(tmp_path: Path) -> None:
    for name in ("a.yaml~", "b.yaml.bak", ".c.yaml", "d.json", "yaml", "e.yaml.txt", ".YML"):
        (tmp_path / name).write_text(SMALL_DECK, encoding="utf-8")
    assert list(deck_files([tmp_path])) == []
