"""The program on a pseudo-terminal, with the screen as a person sees it."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte

GIVE_UP_S = 30
_TWICE_S = 0.25
"""Nobody presses one key twice on purpose faster than this; the program takes it for a repeat."""


class Screen:
    """A running program, its keys and its screen of 80 by 24."""

    def __init__(self, child: "pexpect.spawn[bytes]", columns: int, rows: int) -> None:
        self.child = child
        self._display = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._display)
        self._pressed, self._at = "", 0.0

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._display.display)

    def press(self, keys: str) -> None:
        """Type keys; the same ones again no faster than a person would."""
        if keys == self._pressed:
            time.sleep(max(0.0, self._at + _TWICE_S - time.monotonic()))
        self.child.send(keys)
        self._pressed, self._at = keys, time.monotonic()

    def wait_for(self, *wanted: str, without: str = "\0") -> str:
        """Read until these texts stand on the screen and that one does not; return the screen.

        A screen is painted piece by piece: what the last one showed may stand there still.
        """
        for _ in range(GIVE_UP_S * 20):
            if all(text in self.text for text in wanted) and without not in self.text:
                return self.text
            self.read(0.05)
        raise AssertionError(f"{wanted} did not appear:\n{self.text}")

    def read(self, seconds: float) -> None:
        """Take in what the program painted, waiting at most so long for it."""
        try:
            self._stream.feed(self.child.read_nonblocking(65536, seconds))
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            raise AssertionError(f"the program has ended:\n{self.text}") from None

    def wait_until_stopped(self) -> None:
        """Read until the program has stopped, as it does on SIGTSTP."""
        for _ in range(GIVE_UP_S * 20):
            self.read(0.05)
            if os.waitpid(self.child.pid, os.WUNTRACED | os.WNOHANG)[0]:
                return
        raise AssertionError(f"the program goes on:\n{self.text}")

    def wait_until_dead(self) -> None:
        """Wait until the program, which was sent a signal, has ended."""
        while self.child.isalive():
            time.sleep(0.02)

    def wipe(self) -> None:
        """Show nothing until the program paints again."""
        self._display.reset()

    def end(self) -> int:
        """Wait until the program has ended by itself, and return its exit code."""
        self.child.expect(pexpect.EOF, timeout=GIVE_UP_S)
        self.child.close()
        assert self.child.exitstatus is not None, f"killed by {self.child.signalstatus}"
        return int(self.child.exitstatus)


@contextmanager
def program(
    home: Path,
    *arguments: str,
    columns: int = 80,
    rows: int = 24,
    command: Sequence[str] = (sys.executable, "-m", "coalition_quiz"),
) -> Iterator[Screen]:
    """Run the program on a terminal of its own; kill it when the block is left."""
    child = pexpect.spawn(
        command[0],
        [*command[1:], *arguments],
        env={**os.environ, "COALITION_QUIZ_HOME": str(home), "TERM": "xterm-256color"},
        dimensions=(rows, columns),
        timeout=GIVE_UP_S,
    )
    child.delaybeforesend = None
    try:
        yield Screen(child, columns, rows)
    finally:
        child.close(force=True)
