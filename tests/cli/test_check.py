"""`coalition-quiz check`: every problem of every deck file."""

import errno
import json
import os
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from coalition_quiz.authoring.check import Checker
from coalition_quiz.authoring.check_settings import selection_by_folder
from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.authoring.lint.selection import Selection
from coalition_quiz.cli.checker import selection_of
from coalition_quiz.cli.commands.check import check_files, named_paths
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.system.errors import UsageError

TODAY = Edtf(2026, 11, 23)
FORM = Selection(select=("D",))
"""What the reader finds: these tests are of the command, not of the rules."""
LONG = f"{{id: long, front: {'word ' * 31}, back: A}}"

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


def checked(*paths: Path, fmt: str = "text", selection: Selection = FORM) -> tuple[int, str]:
    """The exit code and the output."""
    out = StringIO()
    checker = Checker(TODAY, lambda _: {}, selection_by_folder(selection))
    return check_files(paths, checker, fmt, out), out.getvalue()


def test_good_deck(write: Write) -> None:
    """Nothing to say but how much was looked at."""
    assert checked(write("a.yaml")) == (0, "1 deck file: no problems\n")


def test_problem(write: Write) -> None:
    """The problem with its place, its line, a caret and a remedy, and a summary."""
    path = write("a.yaml", card="{front: Q, bakc: [A]}")
    code, out = checked(path)
    assert code == 1
    assert f"{path}:5:22: D307 `back` must be a text, but it is a list\n" in out
    assert f"{path}:5:16: D304 `bakc` is not a field of `front` cards\n" in out
    assert "\n    help: Did you mean `back`?\n" in out
    assert out.endswith("1 deck file: 2 errors (run with `--explain D304` for details)\n")


def test_warning_fails_only_if_strict(write: Write) -> None:
    """What is probably not meant is told, and fails the check of who wants it so."""
    path = write("a.yaml", card="front: C # x\n    back: b")
    code, out = checked(path)
    assert code == 0
    assert out.endswith("1 deck file: 1 warning (run with `--explain D115` for details)\n")
    assert checked(path, selection=Selection(select=("D",), strict=True)) == (1, out)


def test_rules_are_run(write: Write) -> None:
    """A question that teaches badly is a warning, with the place of what is meant."""
    path = write("a.yaml", card=LONG)
    code, out = checked(path, selection=Selection(select=("Q101",)))
    assert code == 0
    assert f"{path}:5:16: Q101 warning: the question has 31 words" in out


def test_select_and_ignore(write: Write) -> None:
    """Codes are told if they are selected and not ignored; errors always."""
    good = write("a.yaml", card=LONG)
    for selection in (Selection(("F",)), Selection(("Q1",), ("Q101",)), Selection((), ("Q",))):
        assert "Q101" not in checked(good, selection=selection)[1]
    bad = write("b.yaml", card="{front: Q}")
    assert "D306" in checked(bad, selection=Selection(("Q",)))[1]


def test_folder_has_its_own_wishes(tmp_path: Path, write: Write) -> None:
    """The nearest file of settings at or above a deck holds for it, and the command line too."""
    near, far = write("decks/deep/a.yaml", "a", LONG), write("decks/b.yaml", "b", LONG)
    (tmp_path / "decks/coalition-quiz.toml").write_text('[check]\nignore = ["Q101"]\n')
    (tmp_path / "decks/deep/coalition-quiz.toml").write_text("[check]\nstrict = true\n")
    prompts = Selection(select=("Q1",))
    assert checked(far, selection=prompts) == (0, "1 deck file: no problems\n")
    assert checked(near, selection=prompts)[0] == 1
    assert checked(near, selection=Selection(("Q1",), ("Q10",)))[0] == 0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("check = 1", "`check` must be a table"),
        ("[check]\nselct = []", "`[check]` has no key `selct`"),
        ('[check]\nignore = "Q101"', "`ignore` must be a list of codes"),
        ('[check]\nignore = ["Q999"]', "No warning code starts with `Q999`"),
        ('[check]\nignore = ["D304"]', "`D304` is an error"),
        ('[check]\nstrict = "yes"', "`strict` must be true or false"),
        ('[chek]\nignore = ["Q101"]', "`chek` is unknown; only `[check]` is allowed"),
        ("strict = true", "`strict` must be below `[check]`"),
        ("[check", "the file is not valid TOML"),
        ("x = " + "[" * 10_000, "the file is not valid TOML"),
    ],
)
def test_bad_settings(settings: str, sentence: str, tmp_path: Path, write: Write) -> None:
    """Settings that cannot be meant are told, with the file: a check without them would mislead."""
    path = write("a.yaml")
    (tmp_path / "coalition-quiz.toml").write_text(settings)
    with pytest.raises(UsageError) as told:
        checked(path)
    assert str(told.value).startswith(f"{tmp_path / 'coalition-quiz.toml'}: ")
    assert sentence in str(told.value)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("missing")


@pytest.mark.parametrize("make", [a_folder, a_pipe, a_loop, a_link_to_nothing])
def test_settings_that_are_no_file(
    make: Callable[[Path], None], tmp_path: Path, write: Write
) -> None:
    """They may have asked for a strict check, so they are not passed over."""
    path, settings = write("a.yaml"), tmp_path / "coalition-quiz.toml"
    make(settings)
    with pytest.raises(UsageError) as told:
        checked(path)
    assert str(told.value).startswith(f"{settings}: ")
    assert "file" in str(told.value)


def test_settings_end_with_the_repository(tmp_path: Path, write: Write) -> None:
    """What stands above a repository is none of its business."""
    (tmp_path / "coalition-quiz.toml").write_text("[check]\nstrict = true\n")
    path = write("repository/decks/a.yaml", card=LONG)
    (tmp_path / "repository/.git").mkdir()
    assert checked(path, selection=Selection(("Q101",)))[0] == 0


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
    assert f"{second}:2:7: D406 {second} and {first} both have the deck id `d`" in out


def test_missing_path(tmp_path: Path, write: Write) -> None:
    """A path that does not exist is worse than a problem, and hides no other."""
    code, out = checked(write("a.yaml", card="bad"), tmp_path / "none.yaml")
    assert code == 2
    assert "D001 the file does not exist" in out
    assert "D301" in out
    assert "\n1 deck file: 2 errors" in out


def test_only_files_read_are_counted(tmp_path: Path) -> None:
    """A file that is not there is no file."""
    out = checked(tmp_path / "none.yaml")[1]
    assert out.endswith("0 deck files: 1 error (run with `--explain D001` for details)\n")


def test_rules_left_out_for_a_language_are_reported(write: Write) -> None:
    """Where they are silent, that they were not asked: in the text, and only if one was chosen."""
    english, french = write("a.yaml"), write("b.yaml", "e")
    french.write_text(french.read_text("utf-8").replace("title", "language: fr-CH\ntitle"))
    told = "English-only rules were skipped for 1 deck in another language.\n"
    prompts = Selection(select=("Q103",))
    assert checked(english, french, selection=prompts)[1].endswith(f"no problems\n{told}")
    assert checked(english, selection=prompts)[1].endswith("no problems\n")
    assert checked(french)[1].endswith("no problems\n")
    assert checked(french, fmt="json", selection=prompts)[1] == "[]\n"


def test_without_paths_own_decks_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The decks are not those of the folder one is in, which a note says."""
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path / "home"))
    assert named_paths([tmp_path]) == [tmp_path]
    assert capsys.readouterr().err == ""
    (instead,) = named_paths([])
    said = f"coalition-quiz: No path given; checking {instead}\n"
    assert capsys.readouterr().err == said


def test_names_are_selected_too() -> None:
    """A rule's name or code, in any case, means the rule; what does not is told as written."""
    selection = selection_of([["yes-no-prompt", "q2"]], [["Long-Prompt"]], strict=False)
    assert (selection.select, selection.ignore) == (("Q103", "Q2"), ("Q101",))
    for selector, sentence in {
        "yes-no-promt": "No warning code starts with `yes-no-promt`. Did you mean `yes-no-prompt`?",
        "needs-quotes": "`needs-quotes` is an error",
        "d304": "`d304` is an error",
        "": "No warning code starts with ``",
    }.items():
        with pytest.raises(UsageError, match=f"^--select: {re.escape(sentence)}"):
            selection_of([[selector]], None, strict=False)


def test_errors_are_reported_whatever_is_selected() -> None:
    """Whatever is selected or ignored."""
    errors = {code for code, rule in RULES.items() if rule.severity == "error"}
    assert Selection(("F",), ("I",)).codes() >= errors


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
    assert f"{tmp_path}:1:1: D001 no deck files in this folder" in out
    assert out.endswith("0 deck files: 1 error (run with `--explain D001` for details)\n")


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
    assert f"{refused}:1:1: D003 could not read the folder: Permission denied\n" in out
    assert out.count(": D00") == 1


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


def test_sarif(write: Write) -> None:
    """One run: its rules, and each problem with its place in code points."""
    path = write("a b.yaml", card="{front: é, bakc: A, hint: b, hint: c}")
    code, out = checked(path, fmt="sarif")
    document = json.loads(out)
    (run,) = document["runs"]
    assert (code, document["version"], run["columnKind"]) == (1, "2.1.0", "unicodeCodePoints")
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["D106", "D304"]
    unknown, twice = run["results"]
    assert (twice["ruleId"], twice["ruleIndex"], twice["level"]) == ("D106", 0, "error")
    (other,) = twice["relatedLocations"]
    assert other["physicalLocation"]["region"] == {"startLine": 5, "startColumn": 25}
    place = unknown["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/a%20b.yaml")
    assert place["region"] == {"startLine": 5, "startColumn": 16, "endColumn": 20}
    assert "Did you mean `back`?" in unknown["message"]["text"]


def test_order_of_the_file(write: Write) -> None:
    """What the reader and the rules find stands in one list, by line."""
    path = write("a.yaml", card=f"{LONG}\n  - {{front: Q}}")
    out = checked(path, selection=Selection(("Q101",)))[1]
    assert out.index("Q101") < out.index("D306")


def test_too_many_warnings_are_no_error(write: Write) -> None:
    """Where not all of them are listed, the check still fails by none."""
    cards = "\n  - ".join(f"{{id: c{n}, typed: Is it {n}?, answer: 'yes'}}" for n in range(10_001))
    code, out = checked(write("a.yaml", card=cards), selection=Selection(select=("Q103",)))
    assert code == 0
    assert "D007 warning: too many problems; only the first 10,000 are shown" in out


def test_settings_of_strangers(tmp_path: Path, write: Write) -> None:
    """Outside a repository nothing above the deck's own folder is obeyed."""
    (tmp_path / "coalition-quiz.toml").write_text("[check]\nstrict = true\n")
    assert checked(write("decks/a.yaml", card=LONG), selection=Selection(("Q101",)))[0] == 0


def test_settings_that_are_too_large(tmp_path: Path, write: Write) -> None:
    """TOML can be made to take minutes; nobody has so many settings."""
    (tmp_path / "coalition-quiz.toml").write_text(".".join("a" * 490_000) + " = 1")
    with pytest.raises(UsageError, match="the file is too large"):
        checked(write("a.yaml"))


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + "/a"])
def test_folder_that_cannot_be(tmp_path: Path, name: str) -> None:
    """A path that no system has is told like any that is not there."""
    code, out = checked(tmp_path / name / "a.yaml")
    assert code == 2
    assert "D003" in out


def test_messages_stay_on_their_line(write: Write) -> None:
    """A line break in a deck cannot forge a line of the output."""
    card = '{id: c, typed: Why?, answer: a, lint_ignore: {"Z\\n::error::x": y}}'
    out = checked(write("a.yaml", card=card), selection=Selection(("L",)))[1]
    assert "L101" in out
    assert not any(line.startswith("::error::") for line in out.splitlines())


def test_a_missing_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood there is gone with it."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    code, out = checked(Path("a.yaml"))
    assert code == 2
    assert "D001" in out
