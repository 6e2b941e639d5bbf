"""`preview` on a real terminal: it follows the file, lends the terminal, records nothing."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from coalition_quiz.cli.commands.preview import preview
from coalition_quiz.system.errors import DeckError, UsageError

from helpers.support import SMALL_DECK, script
from helpers.teacher import as_read
from helpers.terminal import GIVE_UP_S, Screen


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck that is being written."""
    path = tmp_path / "deck.yaml"
    path.write_text(SMALL_DECK, encoding="utf-8")
    return path


@contextmanager
def previewing(home: Path, deck: Path, **environment: str) -> Iterator[Screen]:
    """The preview on a terminal of its own."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "coalition_quiz", "preview", str(deck)],
        env={
            **os.environ,
            "COALITION_QUIZ_HOME": str(home),
            "TERM": "xterm-256color",
            **environment,
        },
        dimensions=(24, 80),
        timeout=GIVE_UP_S,
    )
    child.delaybeforesend = None
    try:
        yield Screen(child, 80, 24)
    finally:
        child.close(force=True)


def test_a_save_is_seen_without_a_key(home: Path, deck: Path) -> None:
    with previewing(home, deck) as screen:
        screen.wait_for("capital of France", "nothing is recorded")
        new = deck.with_suffix(".new")
        new.write_text(SMALL_DECK.replace("capital of France", "seat of Parliament"))
        new.replace(deck)
        screen.wait_for("seat of Parliament")
        screen.press("\r1")
        screen.wait_for("your choice")
        screen.press("q")
        assert screen.end() == 0
    assert not list(home.iterdir())  # no history, no claims, no cache


def test_the_terminal_is_lent_to_an_editor(home: Path, deck: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    text = 'echo "opened $1"; read answer; echo "$answer" > {told}; sed -i s/France/Gaul/ "$2"'
    editor = script(tmp_path, "vim", text.format(told=told))
    with previewing(home, deck, VISUAL=str(editor)) as screen:
        screen.wait_for("capital of France", "nothing is recorded")
        screen.press("n")
        screen.wait_for("gap 1 of 2")
        screen.press("e")
        screen.wait_for("opened +10")
        screen.press("typed in the editor\r")
        screen.wait_for("gap 1 of 2", without="opened")
        screen.press("p")
        screen.wait_for("capital of Gaul")
        screen.press("q")
        assert screen.end() == 0
    assert told.read_text(encoding="utf-8") == "typed in the editor\n"


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda _: None, "the file does not exist"),
        (Path.mkdir, "this is a folder, not a file"),
        (os.mkfifo, "this is a device or pipe, not a file"),
    ],
)
def test_an_unreadable_path_is_a_sentence(tmp_path: Path, make: object, told: str) -> None:
    path = tmp_path / "thing"
    assert callable(make)
    make(path)
    with pytest.raises(DeckError, match=told) as caught:
        preview(path, as_read)
    assert caught.value.exit_code == 2


def test_without_a_terminal(deck: Path) -> None:
    with pytest.raises(UsageError, match="Use `coalition-quiz check` instead"):
        preview(deck, as_read)
