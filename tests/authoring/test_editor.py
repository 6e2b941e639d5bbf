"""Opening an editor at a line: each has its own syntax, and no failure ends in a traceback."""

import signal
import sys
from pathlib import Path
from threading import Event

import pytest

from coalition_quiz.authoring import editor as editing
from coalition_quiz.authoring.editor import (
    chosen_editor,
    editor_command,
    has_window,
    run_editor,
    start_editor,
)

from helpers.support import script

FILE = Path("/decks/my deck.yaml")
TOLD = [
    ("vi", ["vi", "+12", "/decks/my deck.yaml"]),
    ("/usr/bin/nvim", ["/usr/bin/nvim", "+12", "/decks/my deck.yaml"]),
    ("vim -u NONE", ["vim", "-u", "NONE", "+12", "/decks/my deck.yaml"]),
    ("nano", ["nano", "+12", "/decks/my deck.yaml"]),
    ("emacsclient -t", ["emacsclient", "-t", "+12", "/decks/my deck.yaml"]),
    ("kak", ["kak", "+12", "/decks/my deck.yaml"]),
    ("micro", ["micro", "+12", "/decks/my deck.yaml"]),
    ("hx", ["hx", "/decks/my deck.yaml:12"]),
    ("helix", ["helix", "/decks/my deck.yaml:12"]),
    ("code", ["code", "--goto", "/decks/my deck.yaml:12"]),
    ("code --wait", ["code", "--wait", "--goto", "/decks/my deck.yaml:12"]),
    ("Code.cmd", ["Code.cmd", "--goto", "/decks/my deck.yaml:12"]),
    ("subl", ["subl", "/decks/my deck.yaml:12"]),
    ("zed", ["zed", "/decks/my deck.yaml:12"]),
    ("kate", ["kate", "--line", "12", "/decks/my deck.yaml"]),
    ("notepad.exe", ["notepad.exe", "/decks/my deck.yaml"]),
    ("'/opt/my editor/run' -x", ["/opt/my editor/run", "-x", "/decks/my deck.yaml"]),
    ("ed 'unclosed", ["ed", "'unclosed", "/decks/my deck.yaml"]),
]


@pytest.mark.parametrize(("editor", "words"), TOLD)
def test_each_editor_gets_the_line_in_its_own_syntax(editor: str, words: list[str]) -> None:
    assert editor_command(editor, FILE, 12) == words


def test_no_file_name_is_taken_for_an_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert editor_command("vi", Path("-deck.yaml"), 1) == ["vi", "+1", f"{tmp_path}/-deck.yaml"]


def test_a_path_with_spaces_is_one_word(tmp_path: Path) -> None:
    editor = script(tmp_path, "my vim", "exit 0")
    assert editor_command(str(editor), FILE, 3) == [str(editor), str(FILE)]


def test_visual_has_priority_over_editor_and_empty_values_are_skipped() -> None:
    assert chosen_editor({"VISUAL": "vim", "EDITOR": "nano"}) == "vim"
    assert chosen_editor({"VISUAL": " ", "EDITOR": "nano -l"}) == "nano -l"


def test_without_a_choice_the_first_usual_editor_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"vi", "nano"}
    monkeypatch.setattr(editing.shutil, "which", lambda name: name if name in found else None)
    assert chosen_editor({}) == "nano"
    found.clear()
    assert chosen_editor({}) == ""


def test_editors_with_a_window_do_not_take_the_terminal() -> None:
    assert has_window(["/usr/bin/code", "--goto", "x:1"])
    assert has_window(["subl"])
    assert not has_window(["vim"])
    assert not has_window(["something"])


def test_running_an_editor(tmp_path: Path) -> None:
    good = script(tmp_path, "vim", f'echo "$1" > {tmp_path}/told')
    assert run_editor(editor_command(str(good), FILE, 7)) == ""
    assert (tmp_path / "told").read_text() == "+7\n"


def test_problems_are_sentences(tmp_path: Path) -> None:
    bad = script(tmp_path, "vim", "exit 3")
    assert run_editor([str(bad)]) == f"The editor `{bad}` ended with an error (3)."
    missing = run_editor(["/no/such/\x1beditor"])
    assert missing == (
        "Could not start the editor `/no/such/\\x1beditor`: No such file or directory."
    )
    assert "Could not start" in run_editor(["a\0b"])
    assert "Could not start" in start_editor(["/no/such/editor"], print)


def test_an_interrupt_typed_in_the_editor_does_not_end_the_program(tmp_path: Path) -> None:
    parent = "kill -INT $PPID; kill -INT $$; echo not reached"
    before = signal.getsignal(signal.SIGINT)
    told = run_editor([str(script(tmp_path, "vim", parent))])
    assert told.endswith("ended with an error (-2).")  # the editor itself receives signals
    assert signal.getsignal(signal.SIGINT) is before


def test_an_editor_with_a_window_is_not_waited_for(tmp_path: Path) -> None:
    said: list[str] = []
    told = Event()

    def tell(sentence: str) -> None:
        said.append(sentence)
        told.set()

    wait = (
        "import sys, pathlib, time\nwhile not pathlib.Path(sys.argv[1]).exists(): time.sleep(.01)"
    )
    gate = tmp_path / "gate"
    assert start_editor([sys.executable, "-c", f"{wait}\nsys.exit(4)", str(gate)], tell) == ""
    assert not said
    gate.touch()
    assert told.wait(30)
    assert said == [f"The editor `{sys.executable}` ended with an error (4)."]
