"""What the system asks of the program: to end, and to leave the terminal as it was."""

import signal
from pathlib import Path

import pexpect
import pytest

from terminal import program


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_ending_restores_the_terminal(home: Path, name: str) -> None:
    with program(home, "study", "coalition-glossary") as screen:
        screen.wait_for("As of October 2023")
        screen.child.kill(getattr(signal, name))
        screen.child.expect(pexpect.EOF)
        left = screen.child.before
        assert b"\x1b[?1049l" in left  # the alternate screen is left
        assert b"\x1b[?25h" in left  # the cursor is shown
        assert b"\x1b[?1000l" in left  # the mouse is let go
