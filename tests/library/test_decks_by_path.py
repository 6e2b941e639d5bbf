"""Decks that were studied by path: later days show them, and say if their files are gone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coalition_quiz.library.decks_by_path import DeckByPath, DeckByPathError, load, remember
from coalition_quiz.system.paths import Places

from helpers.support import SMALL_DECK, Run, imported_by
from helpers.terminal import program

GONE = "The file of the deck `mine` is gone"


def deck_at(path: Path, title: str = "My own deck", deck: str = "mine") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = SMALL_DECK.replace("Two capitals", title).replace("deck: capitals", f"deck: {deck}")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A deck of one's own outside the deck folder."""
    return deck_at(tmp_path / "school" / "my deck.yaml")


def here_of(home: Path) -> Places:
    return Places(home / "decks", home / "history.sqlite", home / "settings.toml", home / "cache")


def titles(run: Run) -> list[str]:
    return [each["title"] for each in json.loads(run("decks", "--json").stdout)]


def test_every_command_shows_a_deck_that_was_studied_by_path(run: Run, mine: Path) -> None:
    assert run("study", mine).stderr == ""
    assert titles(run)[-1] == "My own deck"
    assert f"  {mine}\n" in run("decks").stdout
    due = json.loads(run("due", "--json").stdout)["decks"][-1]
    assert due == {"deck": "mine", "title": "My own deck", "due": 0, "new": 3}
    assert "capital of France" in run("browse", "--json", "deck:mine").stdout
    assert run("stats", "mine", "--json").returncode == 0
    for command in ("study", "quiz"):
        done = run(command, "mine")
        assert done.returncode == 0
        assert "Question 1" in done.stdout
    assert run("doctor").returncode == 0


def test_what_is_due_of_it_is_counted(home: Path, run: Run, mine: Path) -> None:
    with program(home, "study", "--plain", "--limit", "1", str(mine)) as screen:
        screen.wait_for("Answer:")
        wrong = next(n for n in "1234" if f"{n}. Paris" not in screen.text)
        screen.press(f"{wrong}\r")
        screen.wait_for("The answer is Paris.")
    counts = json.loads(run("due", "--json").stdout)
    assert (counts["due"], counts["decks"][-1]["due"]) == (1, 1)


def test_home_shows_it_and_says_if_its_file_is_gone(home: Path, run: Run, mine: Path) -> None:
    run("study", mine)
    with program(home, columns=100) as screen:
        screen.wait_for("My own deck")
    mine.unlink()
    with program(home) as screen:
        text = screen.wait_for(f"{GONE}:", "press f to forget it.", "! Problems")
        assert f"{GONE}:{mine}.Putitback".replace(" ", "") in "".join(text.split())
        screen.press("p")
        screen.wait_for("its new place", "--forget")
        screen.press("q")
        screen.wait_for("press f to forget it")
        screen.press("f")
        screen.wait_for("All decks", without="is gone")
        screen.press("q")
        assert screen.end() == 0
    assert "is gone" not in run("due").stderr


@pytest.mark.parametrize(
    "command",
    [("due",), ("decks",), ("decks", "--json"), ("study",), ("browse",), ("stats",), ("doctor",)],
    ids=" ".join,
)
def test_a_file_that_is_gone_is_named_with_a_remedy(
    run: Run, mine: Path, command: tuple[str, ...]
) -> None:
    run("study", mine)
    mine.rename(mine.with_name("elsewhere.yaml"))
    done = run(*command)
    told = done.stdout + done.stderr
    assert told.count(f"{GONE}: {mine}.") == 1
    assert f"run `coalition-quiz decks --forget '{mine}'`" in told
    assert done.returncode == (1 if command == ("doctor",) else 0)


def test_a_deck_that_is_gone_is_told_where_it_is_asked_for(run: Run, mine: Path) -> None:
    run("study", mine)
    mine.unlink()
    done = run("study", "mine")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{GONE}: {mine}." in done.stderr


def test_a_deck_that_moved_is_found_once_it_is_studied_there(run: Run, mine: Path) -> None:
    run("study", mine)
    moved = mine.rename(mine.with_name("moved.yaml"))
    run("study", moved)
    done = run("decks")
    assert done.stdout.count("My own deck") == 1
    assert str(moved) in done.stdout
    assert done.stderr == ""


def test_a_deck_is_forgotten_by_its_path_however_it_is_written(
    run: Run, tmp_path: Path, mine: Path
) -> None:
    for name in (mine, "school/my deck.yaml", "school/../school/my deck.yaml", "school"):
        run("study", mine)
        assert "My own deck" in titles(run)
        done = run("decks", "--forget", name)
        assert (done.returncode, done.stdout) == (0, "")
        assert f"{mine} is no longer in the list of decks. Your progress is kept." in done.stderr
        assert "My own deck" not in titles(run)
    odd = deck_at(tmp_path / "two\nlines.yaml")
    run("study", odd)
    assert run("decks", "--forget", str(odd).replace("\n", "\\n")).returncode == 0
    done = run("decks", "--forget", mine)
    assert done.returncode == 2
    assert (
        f"You have not studied a deck with the path {mine}. Decks studied by path: none."
        in done.stderr
    )


def test_an_installed_deck_is_used_in_place_of_one_studied_by_path(
    run: Run, home: Path, mine: Path
) -> None:
    run("study", mine)
    installed = deck_at(home / "decks" / "mine.yaml", "The installed deck")
    for command in ("decks", "due"):
        done = run(command)
        assert done.stderr == ""
        assert done.stdout.count("The installed deck") == 1
        assert "My own deck" not in done.stdout
    assert json.loads(run("due", "--json").stdout)["new"] == 178
    done = run("doctor")
    assert done.returncode == 0
    assert f"was also studied from {mine}; {installed} is used" in done.stdout
    assert "My own deck" not in run("study", "mine").stdout
    installed.unlink()
    assert "My own deck" in titles(run)


def test_doctor_has_one_note_for_several_decks(run: Run, home: Path, tmp_path: Path) -> None:
    for number in range(3):
        run("study", deck_at(tmp_path / f"deck-{number}.yaml"))
        deck_at(home / "decks" / f"deck-{number}.yaml")
    done = run("doctor")
    assert "The same is true of 2 other decks." in done.stdout
    assert done.stdout.count("decks --forget") == 1
    assert done.stdout.count("--forget ") == 3
    for number in range(3):
        (home / "decks" / f"deck-{number}.yaml").unlink()
        (tmp_path / f"deck-{number}.yaml").unlink()
    done = run("doctor")
    assert "The files of 3 decks are gone: " in done.stdout
    assert done.stdout.count("decks --forget") == 1


def test_an_installed_file_is_not_remembered_by_its_path(run: Run, home: Path, mine: Path) -> None:
    installed = deck_at(home / "decks" / "mine.yaml")
    mine.unlink()
    mine.symlink_to(installed)
    for path in (installed, mine):
        assert run("study", path).stderr == ""
    assert not (home / "studied-by-path.json").exists()


def test_of_two_paths_the_one_studied_last_is_used(run: Run, tmp_path: Path, mine: Path) -> None:
    other = deck_at(tmp_path / "other.yaml", "The other copy")
    for first, then, title in ((mine, other, "The other copy"), (other, mine, "My own deck")):
        run("study", first)
        run("study", then)
        done = run("decks")
        assert title in done.stdout
        assert done.stdout.count("mine ") == 1
        assert done.stderr == ""


def test_all_decks_of_a_folder_are_remembered_and_a_quiz_for_practice_is_not(
    run: Run, tmp_path: Path
) -> None:
    for name in ("b", "a"):
        deck_at(tmp_path / "school" / f"{name}.yaml", f"Deck {name}", name)
    run("quiz", "school")
    assert "Deck a" not in titles(run)
    run("study", "school")
    assert titles(run)[-2:] == ["Deck a", "Deck b"]
    run("decks", "--forget", "school")
    assert "Deck a" not in titles(run)
    run("quiz", "--counts", "school/a.yaml")
    assert titles(run)[-1] == "Deck a"


def test_windows_that_write_at_once_lose_no_path(home: Path) -> None:
    code = (
        "import sys; from coalition_quiz.system.paths import places\n"
        "from coalition_quiz.library.decks_by_path import DeckByPath, remember\n"
        "for n in range(20): remember(places(), [DeckByPath(f'/{sys.argv[1]}/{n}', f'{n}')])"
    )
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(window)], env={"COALITION_QUIZ_HOME": str(home)}
        )
        for window in range(6)
    ]
    assert [window.wait() for window in windows] == [0] * 6
    listed, _ = load(here_of(home))
    wanted = {f"/{window}/{number}" for window in range(6) for number in range(20)}
    assert {each.path for each in listed} == wanted
    assert len(listed) == len(wanted)
    assert [file.name for file in home.iterdir() if file.name.endswith(".tmp")] == []


DAMAGED = [
    "",
    "{",
    "[]",
    "null",
    '{"format": "x", "decks": []}',
    "\x00",
    "[" * 100_000,
    '"\\ud800"',
]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_list_is_told_and_kept(run: Run, home: Path, mine: Path, text: str) -> None:
    file = home / "studied-by-path.json"
    file.write_text(text, encoding="utf-8")
    for command in ("due", "decks", "study", "doctor"):
        done = run(command)
        assert f"by path: {file}" in done.stdout + done.stderr
        assert done.returncode == (command == "doctor")
    run("study", mine)
    assert titles(run)[-1] == "My own deck"
    assert run("due").stderr == ""
    assert file.with_name(f"{file.name}.unread").read_text(encoding="utf-8") == text


def test_a_list_that_cannot_be_written_hinders_nobody(home: Path, tmp_path: Path) -> None:
    here = Places(
        home / "decks", tmp_path / "file" / "history.sqlite", home / "settings.toml", home / "cache"
    )
    (tmp_path / "file").touch()
    with pytest.raises(DeckByPathError, match=r"Could not save .* Run `coalition-quiz doctor`"):
        remember(here, [DeckByPath("/deck.yaml", "deck")])


def test_a_path_that_no_file_can_have_is_gone(run: Run, home: Path, mine: Path) -> None:
    run("study", mine)
    file = home / "studied-by-path.json"
    for odd in ("a\0b", "/" + "x" * 300, "\ud800", "relative.yaml"):
        document = {**json.loads(file.read_text()), "decks": [{"path": odd, "deck": "odd"}]}
        file.write_text(json.dumps(document))
        done = run("due")
        assert done.returncode == 0
        assert "Traceback" not in done.stderr


def test_due_loads_no_more_for_them(home: Path, run: Run, mine: Path) -> None:
    """Once there is a history, `due` opens it, with or without such decks."""
    installed = deck_at(home / "decks" / "installed.yaml", deck="installed")
    # A file of this second is read again, because it could change within the same second.
    os.utime(installed, (0, 0))
    run("study", installed)
    before = imported_by(["due"], home)
    run("study", mine)
    assert imported_by(["due"], home) <= before
    mine.unlink()
    assert not {"argparse", "yaml", "msgspec", "textual"} & imported_by(["due"], home)
