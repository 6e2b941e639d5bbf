"""Walks through a real terminal, with several keys per write."""

import time
from pathlib import Path
from random import Random

import pexpect

from coalition_quiz.tui.key_repeats import RELEASED_S
from coalition_quiz.wording.home import PRESS_Q
from walks.decks import DECKS

from helpers.terminal import Screen, program

_PRESS_Q = PRESS_Q.format("q")
_KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Space": " ",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "PgDn": "\x1b[6~",
    "^Z": "\x1a",
    "^S": "\x13",
    "^G": "\x07",
    "^F": "\x06",
    "Paris": "Paris\r",
    "777": "777\r",
    "paste": "\x1b[200~Nice\nLyon\x1b[201~",
    **{each: each for each in "123tfsu@-*pbzyo?,c"},
}
_QUIET_S = 0.05
_RELEASED_S = 2 * RELEASED_S
_MOST_LOOKS = 100
_MOST_ESCAPES = 12
_HOME = "Unseen"


def walk_on_terminal(home: Path, deck: str, size: tuple[int, int], seed: int, writes: int) -> str:
    """Write some keys at a time, chosen by a seed; end at home, and quit.

    Returns:
        What went wrong with what was written until then; empty if nothing did.
    """
    decks = home / "decks"
    decks.mkdir()
    for name, text in DECKS[deck]().items():
        (decks / name).write_text(text, encoding="utf-8")
    random, written = Random(f"{seed}"), []
    columns, rows = size
    with program(home, columns=columns, rows=rows) as screen:
        try:
            screen.wait_for(_HOME)
            for _ in range(writes):
                names = random.choices(list(_KEYS), k=random.randint(1, 4))
                written.append("+".join(names))
                screen.press("".join(_KEYS[name] for name in names))
                _until_quiet(screen)
            _go_home(screen)
            screen.press("q")
            code = screen.end()
        except (AssertionError, pexpect.ExceptionPexpect, OSError) as error:
            ended = not screen.child.isalive() and screen.child.exitstatus == 0
            # One Esc too many on the home screen quits, as it says there.
            return "" if ended else f"{' '.join(written)}\n{error}"
    return "" if code == 0 and "Traceback" not in screen.text else f"{written}: exit code {code}"


def _until_quiet(screen: Screen) -> None:
    for _ in range(_MOST_LOOKS):
        before = screen.text
        screen.read(_QUIET_S)
        if screen.text == before:
            return


def _go_home(screen: Screen) -> None:
    for _ in range(_MOST_ESCAPES):
        # Only what is painted after a press is read, and Esc at home paints how to quit.
        if _HOME in screen.text or _PRESS_Q in screen.text:
            return
        screen.press("y" if "Leave the quiz?" in screen.text else "\x1b")
        _release(screen)
    screen.wait_for(_HOME)


def _release(screen: Screen) -> None:
    """Read until the next press of the same key no longer counts as held."""
    until = time.monotonic() + _RELEASED_S
    while (left := until - time.monotonic()) > 0:
        screen.read(left)
