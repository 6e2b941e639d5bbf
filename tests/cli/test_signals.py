"""What the system asks of the program: to end or to stop, and to leave the terminal in order."""

import signal
from pathlib import Path

import pexpect
import pytest

from helpers.terminal import program


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_ending_restores_the_terminal(home: Path, name: str) -> None:
    with program(home, "study", "coalition-glossary") as screen:
        screen.wait_for("Read this first")
        screen.child.kill(getattr(signal, name))
        screen.child.expect(pexpect.EOF)
        left = screen.child.before
        assert b"\x1b[?1049l" in left  # the alternate screen is left
        assert b"\x1b[?25h" in left  # the cursor is shown
        assert b"\x1b[?1000l" in left  # the mouse is let go


def test_after_a_stop_the_screen_is_painted_again_without_a_key(home: Path) -> None:
    with program(home) as screen:
        screen.wait_for("Key names and terms", "? Keys")
        for _ in range(10):
            screen.read(0.1)  # soon after the start all is painted once more anyway
        screen.child.kill(signal.SIGTSTP)
        screen.wait_until_stopped()
        screen.wipe()  # as the terminal does, which opens a fresh screen
        screen.child.kill(signal.SIGCONT)
        screen.wait_for("Key names and terms", "? Keys")


@pytest.mark.parametrize("key", ["\x1b[5~", "\x1b[6~"], ids=["PageUp", "PageDown"])
def test_a_page_turned_ahead_of_the_palette_does_no_harm(home: Path, key: str) -> None:
    with program(home) as screen:
        screen.wait_for("? Keys")
        screen.press(f"\x10{key}")
        screen.wait_for("Show keyboard shortcuts")
        screen.press("\x1b")
        screen.wait_for("Key names and terms", without="Show keyboard shortcuts")
