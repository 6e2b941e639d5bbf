"""`coalition-quiz check`: every problem of every deck file."""

import errno
import json
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from coalition_quiz.commands.check import check

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a deck with one card below the temporary folder."""

    def write_deck(name: str, deck: str = "d", card: str = "{front: Q, back: A}") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"format: 1\ndeck: {deck}\ntitle: T\ncards:\n  - {card}\n"
        path.write_text(text, encoding="utf-8")
        return path

    return write_deck


def checked(*paths: Path, fmt: str = "text") -> tuple[int, str]:
    """The exit code and the output."""
    out = StringIO()
    return check(paths, fmt, out), out.getvalue()


def test_good_deck(write: Write) -> None:
    """Nothing to say but how much was looked at."""
    assert checked(write("a.yaml")) == (0, "1 deck file: no problems\n")


def test_problem(write: Write) -> None:
    """The problem with its place, its line, a caret and a remedy, and a summary."""
    path = write("a.yaml", card="{front: Q, bakc: A}")
    code, out = checked(path)
    assert code == 1
    assert f"{path}:5:5: D306 `back` is missing\n" in out
    assert f"{path}:5:16: D304 `bakc` is no field of a front card\n" in out
    assert "\n    help: Did you mean `back`?\n" in out
    assert out.endswith("1 deck file: 2 errors\n")


def test_warning_is_a_problem(write: Write) -> None:
    """What is probably not meant fails a check too."""
    path = write("a.yaml", card="front: C # x\n    back: b")
    code, out = checked(path)
    assert code == 1
    assert out.endswith("1 deck file: 1 warning\n")


def test_folder_is_searched(tmp_path: Path, write: Write) -> None:
    """Deck files at any depth, not those in hidden folders, nor other files."""
    write("decks/a.yaml", "a")
    write("decks/deep/er/b.yml", "b")
    write("decks/.git/c.yaml", "c", "bad")
    write("decks/notes.txt", "d", "bad")
    assert checked(tmp_path / "decks") == (0, "2 deck files: no problems\n")


def test_folder_that_holds_itself(tmp_path: Path, write: Write) -> None:
    """A loop of links is not followed for ever."""
    write("decks/a.yaml")
    (tmp_path / "decks" / "loop").symlink_to(tmp_path / "decks", target_is_directory=True)
    assert checked(tmp_path / "decks") == (0, "1 deck file: no problems\n")


def test_file_named_twice_is_read_once(tmp_path: Path, write: Write) -> None:
    """A file that is also in a named folder has no twin."""
    path = write("a.yaml")
    assert checked(path, tmp_path, path) == (0, "1 deck file: no problems\n")


def test_two_decks_with_one_id(tmp_path: Path, write: Write) -> None:
    """The later file is the problem, and both are named."""
    first, second = write("a.yaml"), write("b.yaml")
    code, out = checked(tmp_path)
    assert code == 1
    assert f"{second}:2:7: D406 the deck in {first} has the id `d` too" in out


def test_missing_path(tmp_path: Path, write: Write) -> None:
    """A path that does not exist is worse than a problem, and hides no other."""
    code, out = checked(write("a.yaml", card="bad"), tmp_path / "none.yaml")
    assert code == 2
    assert "D001 there is no such file" in out
    assert "D301" in out


@pytest.mark.parametrize("name", ["loop.yaml", "x" * 5000])
def test_impossible_path(tmp_path: Path, name: str) -> None:
    """A link to itself and a name that is too long are told like any unreadable file."""
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    code, out = checked(tmp_path / name)
    assert code == 2
    assert "D003" in out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipe_in_folder(tmp_path: Path) -> None:
    """A pipe is not waited for."""
    os.mkfifo(tmp_path / "pipe.yaml")
    code, out = checked(tmp_path)
    assert code == 2
    assert "D002" in out


def test_folder_without_decks(tmp_path: Path) -> None:
    """A check of nothing must not pass: the folder is probably the wrong one."""
    code, out = checked(tmp_path)
    assert code == 2
    assert f"{tmp_path}:1:1: D001 there is no deck file in this folder" in out
    assert out.endswith("0 deck files: 1 error\n")


@pytest.mark.parametrize("name", ["", "deep"])
def test_unreadable_folder(
    name: str, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be opened is named, wherever it is."""
    write("a.yaml")
    write("deep/b.yaml", "b")
    refused, scandir = tmp_path / name, os.scandir

    def scan(path: str) -> object:
        if Path(path) == refused:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scan)
    code, out = checked(tmp_path)
    assert code == 2
    assert f"{refused}:1:1: D003 the folder cannot be read: Permission denied\n" in out
    assert out.count("D00") == 1


@pytest.mark.parametrize("fmt", ["text", "github"])
def test_file_names_cannot_forge_lines(fmt: str, write: Write) -> None:
    """A newline in a file's name is shown, not printed: in the path and in messages."""
    write("a\n::error::x.yaml", card="{front: Q}")
    code, out = checked(write("b\n::error::y.yaml").parent, fmt=fmt)
    assert code == 1
    assert "D406" in out
    assert not any(line.startswith("::error::") for line in out.splitlines())


def test_json(write: Write) -> None:
    """One array for all files, and nothing else."""
    path = write("a.yaml", card="{front: Q}")
    code, out = checked(path, fmt="json")
    (problem,) = json.loads(out)
    assert code == 1
    assert (problem["path"], problem["line"], problem["column"]) == (str(path), 5, 5)
    assert (problem["code"], problem["severity"]) == ("D306", "error")
    assert checked(write("b.yaml"), fmt="json") == (0, "[]\n")


def test_github(write: Write) -> None:
    """One annotation a problem, and nothing else."""
    path = write("a.yaml", card="{front: Q}")
    code, out = checked(path, fmt="github")
    assert code == 1
    assert out.startswith(f"::error file={path},line=5,")
    assert out.count("\n") == 1
