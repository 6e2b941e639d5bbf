"""The command line as a person or a script uses it."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from coalition_quiz import __version__
from coalition_quiz.cli import parser

from helpers.support import SMALL_DECK, Run, imported_by


def test_version(run: Run) -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"coalition-quiz {__version__}\n")


def test_help_names_every_command_and_gives_examples(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    for word in ("study", "due", "decks", "check", "log", "where", "examples:"):
        assert word in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["stduy"], "There is no command `stduy`. Did you mean `study`?"),
        (["zzz"], "Run `coalition-quiz --help` for the list."),
        (["--plain"], "run `coalition-quiz study --plain`"),
        (["--plain", "quiz"], "study, quiz, browse, story, timeline, stats or results"),
        (["study", "--new", "-1"], "use a whole number, 0 or more"),
        (["study", "--limit", "0"], "use a whole number, 1 or more"),
        (["study", "--limit", "²"], "use a whole number"),
        (["study", "no-such-deck"], "Unknown deck `no-such-deck`"),
        (["study", "no/such.yaml"], "no/such.yaml does not exist"),
        (["study", "\x1b[31mred"], "\\x1b[31mred"),
    ],
)
def test_misuse_is_one_sentence_and_exit_code_2(run: Run, arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stdout == ""


@pytest.mark.usefixtures("own_deck")
def test_due_counts_new_items(run: Run) -> None:
    counts = json.loads(run("due", "--json").stdout)
    capitals = {"deck": "capitals", "title": "Two capitals", "due": 0, "new": 3}
    assert capitals in counts["decks"]
    assert counts["due"] == 0
    assert counts["new"] == sum(deck["new"] for deck in counts["decks"])
    assert counts["new_today"] == 20


def test_due_is_the_same_with_and_without_its_index(run: Run, home: Path, own_deck: Path) -> None:
    os.utime(own_deck, (1e9, 1e9))
    first = run("due", "--json").stdout
    index = home / "cache" / "cache.sqlite"
    assert index.is_file()
    assert run("due", "--json").stdout == first
    index.write_text('{"format": "of another program"}')
    assert run("due", "--json").stdout == first
    index.write_bytes(b"\x00\xff")
    assert run("due", "--json").stdout == first


def test_due_sees_an_edit_at_once(run: Run, own_deck: Path) -> None:
    os.utime(own_deck, (1e9, 1e9))
    run("due")
    own_deck.write_text(SMALL_DECK.replace("Two capitals", "Capitals"), encoding="utf-8")
    assert "Capitals" in {
        deck["title"] for deck in json.loads(run("due", "--json").stdout)["decks"]
    }


def test_due_without_a_writable_cache_still_counts(run: Run, home: Path) -> None:
    (home / "cache").write_text("in the way")
    assert run("due").returncode == 0


@pytest.mark.usefixtures("own_deck")
def test_due_in_words(run: Run) -> None:
    done = run("due")
    assert "Two capitals" in done.stdout
    assert done.stdout.endswith("new today\n")


def test_due_imports_none_of_the_heavy_packages(run: Run, home: Path) -> None:
    run("due")
    heavy = {"argparse", "textual", "rich", "yaml", "msgspec", "fsrs", "platformdirs", "asyncio"}
    assert not heavy & imported_by(["due"], home)


def test_check_imports_no_textual(home: Path) -> None:
    assert not {"textual", "rich", "fsrs", "sqlite3", "babel"} & imported_by(["check"], home)


def test_decks_lists_files_cards_and_items(run: Run, own_deck: Path) -> None:
    decks = {deck["deck"]: deck for deck in json.loads(run("decks", "--json").stdout)}
    assert decks["capitals"] == {
        "deck": "capitals",
        "title": "Two capitals",
        "path": str(own_deck),
        "as_of": "2023-10",
        "cards": 2,
        "items": 3,
    }
    assert str(own_deck) in run("decks").stdout


def test_two_decks_with_one_id_are_reported_with_both_files(run: Run, own_deck: Path) -> None:
    twin = own_deck.with_name("twin.yaml")
    twin.write_text(SMALL_DECK, encoding="utf-8")
    done = run("decks", "--json")
    assert str(own_deck) in done.stderr
    assert str(twin) in done.stderr
    assert sum(deck["deck"] == "capitals" for deck in json.loads(done.stdout)) == 1


def test_a_broken_deck_is_reported_and_hides_no_other(run: Run, own_deck: Path) -> None:
    broken = own_deck.with_name("broken.yaml")
    broken.write_text("format: 1\ncards: [", encoding="utf-8")
    done = run("decks", "--json")
    assert str(broken) in done.stderr
    assert "capitals" in done.stdout
    assert done.returncode == 0


def test_a_wrong_setting_is_reported_and_the_rest_works(run: Run, home: Path) -> None:
    (home / "settings.toml").write_text("new_per_day = -3")
    done = run("due", "--json")
    assert "`new_per_day`" in done.stderr
    assert str(home / "settings.toml") in done.stderr
    assert json.loads(done.stdout)["new_today"] == 20


def test_folders_of_the_settings_are_searched(run: Run, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "teaching"
    folder.mkdir()
    (folder / "deck.yaml").write_text(SMALL_DECK, encoding="utf-8")
    (home / "settings.toml").write_text(f"folders = ['{folder}']")
    assert "capitals" in run("decks").stdout


def test_where_names_every_place(run: Run, home: Path) -> None:
    places = json.loads(run("where", "--json").stdout)
    assert places["history"] == str(home / "history.sqlite")
    assert str(home / "decks") in places["decks"]


def test_a_reader_that_goes_away_is_no_error(home: Path) -> None:
    command = f"{sys.executable} -m coalition_quiz decks | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env={**os.environ, "COALITION_QUIZ_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_output_that_knows_no_unicode_gets_escapes(run: Run) -> None:
    done = run("due", environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "\\xb7" in done.stdout


def test_each_command_listed_has_a_module_with_its_arguments_and_its_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    commands = set(files("coalition_quiz.cli.commands").iterdir())
    named = {path.name.removesuffix(".py").removesuffix("_") for path in commands} & set(
        parser.COMMANDS
    )
    assert named == set(parser.COMMANDS)
    for name in sorted(named):
        with pytest.raises(SystemExit, match="0"):
            parser.parse_arguments([name, "--help"])
        assert f"usage: coalition-quiz {name}" in capsys.readouterr().out
