"""The line mode as a process: pipes, dumb terminals, signals, hostile decks and hostile input."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from coalition_quiz.plain.console import Console
from coalition_quiz.system.text import is_showable

from helpers.classroom import CARDS, deck_of
from helpers.support import SMALL_DECK, Run, imported_by

GIVE_UP_S = 30
EVIL = (
    "[/x] [@click=app.quit]go[/] [red]r list[int] אבג \u200f \U0001f468\u200d\U0001f469 "
    "$x [b {y} %s"
)
HOSTILE = f"""\
format: 1
deck: hostile
title: '{EVIL} title'
sources:
  s: {{title: '{EVIL} source', url: 'https://example.org/[/x]'}}
cards:
  - id: choice
    choice: '{EVIL}'
    answer: '{EVIL} right'
    wrong: {{'{EVIL} wrong': '{EVIL} why not', 'x': }}
    why: '{EVIL} why'
    hint: '{EVIL} hint'
    source: 's, {EVIL} place'
    according_to: '{EVIL} someone'
    disputed: '{EVIL} disputed'
  - id: typed
    typed: '{EVIL}'
    answer: '{EVIL}'
  - id: number
    number: '{EVIL}'
    answer: 3
    unit: '{EVIL}'
  - id: order
    order: '{EVIL}'
    answer: ['{EVIL} 1', '{EVIL} 2']
  - id: match
    match: '{EVIL}'
    pairs: {{'{EVIL} a': '{EVIL} b', 'x': '{EVIL} c'}}
  - id: list
    list: '{EVIL}'
    answer: ['{EVIL} one', '{EVIL} two']
  - id: front
    front: '{EVIL}'
    back: '{EVIL}'
  - id: cloze
    cloze: 'אבג [🏴|/x] [a|@click=app.quit]'
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Every kind of card."""
    path = tmp_path / "kinds.yaml"
    path.write_text(deck_of(*CARDS), encoding="utf-8")
    return path


def piped(
    home: Path, typed: str | bytes, *arguments: object, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program with this on its standard input, from a file."""
    file = home.parent / "typed"
    file.write_bytes(typed if isinstance(typed, bytes) else typed.encode())
    with file.open("rb") as stdin:
        return subprocess.run(
            [sys.executable, "-m", "coalition_quiz", *map(str, arguments)],
            env={**os.environ, "COALITION_QUIZ_HOME": str(home), **environment},
            stdin=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )


def reviews(run: Run) -> list[dict[str, object]]:
    events = [json.loads(line) for line in run("log", "--json").stdout.splitlines()]
    return [event["payload"] for event in events if event["kind"] == "review"]


def test_a_session_from_a_file(home: Path, deck: Path, run: Run) -> None:
    done = piped(home, "Paris\n\n:skip\n777\n\n11/1993\n\nt\n4\n", "study", deck)
    assert (done.returncode, done.stderr) == (0, "")
    assert [review["verdict"] for review in reviews(run)] == ["right"] * 5  # one anew
    assert "Answer: Paris\nRight.\n" in done.stdout
    assert "You left early. Every answer is saved.\n" in done.stdout
    assert set(imported_by(["study", "--plain", str(deck)], home)).isdisjoint({"textual", "rich"})


@pytest.mark.usefixtures("own_deck")
def test_nothing_on_the_input(run: Run) -> None:
    done = run("study", "capitals")
    assert done.returncode == 0
    assert "Question 1. 0 of 2 done." in done.stdout
    assert "You left early." in done.stdout
    assert not reviews(run)


def test_home_says_how_to_go_on(run: Run) -> None:
    done = run()
    assert done.returncode == 0
    assert "coalition-quiz study: study what is due" in done.stdout


@pytest.mark.parametrize(
    "typed",
    [
        b"\xff\xfe\xc3(\n\n",
        b"\x1b]52;c;x\x07Paris\n\n",
        b"\x00\x00\n" * 3,
        "\u202eParis\u2066\n".encode(),
        b"x" * 100_000 + b"\n\n",
        b"\r\n\r\n1\r\n",
        b"\xed\xa0\x80\n",
    ],
    ids=["bytes", "escapes", "nulls", "overrides", "long", "returns", "surrogate"],
)
def test_hostile_input(home: Path, deck: Path, typed: bytes) -> None:
    done = piped(home, b":skip\n:skip\n:skip\n" + typed, "study", deck)
    assert (done.returncode, done.stderr) == (0, "")
    assert is_showable(done.stdout)
    assert "saved" in done.stdout


def test_a_long_line_is_cut(home: Path, deck: Path, run: Run) -> None:
    done = piped(home, ":skip\n" * 8 + "x" * 5000 + "\n\n", "study", deck)
    assert done.stdout.count("Continue: ") == 1
    (review,) = reviews(run)
    assert review["response"] == {"type": "wrote", "text": "x" * 1000}


def test_nothing_that_steers_a_terminal_goes_out_or_in() -> None:
    output = io.StringIO()
    console = Console(io.StringIO("\x1b[31mPa\u202eris\t!\n"), output)
    assert console.read("Answer:") == "[31mParis !"
    console.say("\x1b]0;x\x07", "two\nlines  ", "")
    assert output.getvalue() == "Answer: [31mParis !\n\\x1b]0;x\\x07\ntwo\nlines\n"


def test_a_hostile_deck_is_literal_text(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(HOSTILE, encoding="utf-8")
    typed = ":hint\n?\n\n:show\n\n3\n" * 10
    done = piped(home, typed, "study", path, "--siblings")
    assert (done.returncode, done.stderr) == (0, "")
    assert is_showable(done.stdout)
    for part in ("title", "source", "wrong", "why", "hint", "place", "someone", "disputed", "one"):
        assert f"{EVIL} {part}" in done.stdout, part
    for kind in ("https://example.org/[/x]", f"Type a number, in {EVIL}.", "[/x]", "אבג"):
        assert kind in done.stdout


def test_huge_lists(home: Path, tmp_path: Path, run: Run) -> None:
    names = [f"name{number:05}" for number in range(5000)]
    path = tmp_path / "huge.yaml"
    path.write_text(
        "format: 1\ndeck: huge\ntitle: Huge\ncards:\n"
        f"  - id: list\n    list: Name some.\n    answer: {names}\n    need: 3\n"
        f"  - id: choice\n    choice: Which?\n    answer: {names[0]}\n    wrong: {names[1:900]}\n"
        f"  - id: order\n    order: Sort.\n    answer: {names[:900]}\n",
        encoding="utf-8",
    )
    typed = "name00001\nname00002\nname04999\n\nname00000\n\na b\n:show\n"
    done = piped(home, typed, "study", path)
    assert done.returncode == 0
    assert "2 of 3 found." in done.stdout
    assert "\n900. name" in done.stdout
    assert [review["verdict"] for review in reviews(run)] == ["right", "right", "wrong"]


def test_a_reader_that_goes_away(home: Path, deck: Path) -> None:
    command = f"yes t | {sys.executable} -m coalition_quiz study {deck} | head -c 30"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env={**os.environ, "COALITION_QUIZ_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""


def test_an_output_that_knows_no_unicode_gets_escapes(home: Path, deck: Path) -> None:
    done = piped(home, "\n", "study", deck, PYTHONIOENCODING="ascii")
    assert done.returncode == 0


@contextmanager
def spoken(home: Path, *arguments: str, term: str = "dumb") -> Iterator["pexpect.spawn[str]"]:
    """The program on a terminal of its own."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "coalition_quiz", *arguments],
        env={**os.environ, "COALITION_QUIZ_HOME": str(home), "TERM": term},
        timeout=GIVE_UP_S,
        encoding="utf-8",
        # Started under nohup, tests would hand on that a hang-up is to be ignored.
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )
    child.delaybeforesend = None
    try:
        yield child
    finally:
        child.close(force=True)


def ended(child: "pexpect.spawn[str]") -> int:
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus is not None, f"killed by {child.signalstatus}"
    return int(child.exitstatus)


@pytest.mark.parametrize(("term", "plain"), [("dumb", ()), ("xterm-256color", ("--plain",))])
def test_on_a_terminal(home: Path, deck: Path, run: Run, term: str, plain: tuple[str, ...]) -> None:
    with spoken(home, "study", str(deck), *plain, term=term) as child:
        child.expect_exact("Question 1. 0 of 11 done.")
        child.expect_exact("Answer: ")
        assert "\x1b" not in child.before
        child.sendline("Paris")
        child.expect_exact("Right.\r\n")
        # What is typed is written by the terminal, and not once more.
        assert child.before.split() == ["Paris"]
        child.expect_exact("Rating: ")
        child.sendline("")
        child.expect_exact("Question 2. 1 of 11 done.")
        child.expect_exact("Answer: ")
        child.sendeof()
        child.expect_exact("You left early. Every answer is saved.\r\n")
        assert ended(child) == 0
    assert [review["rating"] for review in reviews(run)] == [3]


@pytest.mark.parametrize("prompt", ["Answer: ", "Rating: "])
def test_ctrl_c_on_a_terminal(home: Path, deck: Path, run: Run, prompt: str) -> None:
    with spoken(home, "study", str(deck)) as child:
        child.expect_exact("Answer: ")
        if prompt == "Rating: ":
            child.sendline("Paris")
            child.expect_exact(prompt)
        child.sendintr()
        child.expect_exact("You left early. Every answer is saved.\r\n")
        assert ended(child) == 130
    assert len(reviews(run)) == (prompt == "Rating: ")


def test_a_closed_terminal_loses_nothing(home: Path, deck: Path, run: Run) -> None:
    with spoken(home, "study", str(deck)) as child:
        child.expect_exact("Answer: ")
        child.sendline("Paris")
        child.expect_exact("Right.")
        child.kill(signal.SIGHUP)
        child.expect(pexpect.EOF)
    assert [review["rating"] for review in reviews(run)] == [3]


def test_a_dumb_terminal_gets_the_commands_of_line_mode(home: Path) -> None:
    with spoken(home) as child:
        child.expect_exact("coalition-quiz study: study what is due")
        assert ended(child) == 0


@pytest.mark.usefixtures("own_deck")
def test_kill_9_loses_no_answer_whose_verdict_was_said(home: Path, run: Run) -> None:
    with spoken(home, "study", "capitals", "--siblings") as child:
        child.expect_exact("Answer: ")
        child.sendline("Paris")
        child.expect_exact("Right.")
        child.kill(signal.SIGKILL)
    assert len(reviews(run)) == 1
    assert "capitals" in SMALL_DECK
