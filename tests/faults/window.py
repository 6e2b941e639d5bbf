"""A window of the program on a pseudo-terminal, and what its learner has been shown.

What counts is every byte that reached the terminal, whether or not it stayed on the screen: a
verdict that was painted was acknowledged.
"""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect

from faults.homes import DECK

GIVE_UP_S = 60.0
_TWICE_S = 0.4
"""Nobody presses one key twice on purpose faster than this; the program takes it for a repeat."""

_SAID = re.compile(rb"(Statement|Reason) number ([0-9]+) ")
_PAINT = re.compile(r"\x1b[^A-Za-z]*[A-Za-z]|[\x00-\x1f]")
_CUT = 40
"""A text is looked for again in so many bytes, in case it was read in two halves."""


class HangError(Exception):
    """What was waited for did not come."""


class EndedError(Exception):
    """The program has ended."""


class Window:
    """One window.

    Attributes:
        shown: all that was written to the terminal.
        asked: the item of the question that was shown last.
        acknowledged: the items whose verdicts were shown, in order.
    """

    def __init__(self, child: "pexpect.spawn[bytes]") -> None:
        self.child = child
        self.shown = b""
        self.asked = ""
        self.acknowledged: list[str] = []
        self._looked = 0
        self._verdict = ""
        self._pressed, self._at = "", 0.0

    @property
    def tail(self) -> str:
        """The last words that were shown, without how they were painted."""
        words = _PAINT.sub(" ", self.shown[-6000:].decode(errors="replace"))
        return " ".join(words.split())[-600:]

    def press(self, keys: str) -> None:
        """Type keys; the same ones again no faster than a person would."""
        if keys == self._pressed:
            time.sleep(max(0.0, self._at + _TWICE_S - time.monotonic()))
        self._pressed, self._at = keys, time.monotonic()
        try:
            self.child.send(keys)
        except OSError:
            raise EndedError from None

    def read(self, seconds: float = 0.05) -> None:
        """Take in what the program writes, waiting at most so long for it.

        Raises:
            EndedError: if there is and will be nothing.
        """
        try:
            self.shown += self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            raise EndedError from None
        self._look()

    def wait(self, until: Callable[["Window"], Any], what: str) -> None:
        """Read until something is so.

        Raises:
            HangError: if it takes too long.
            EndedError: if the program ends before.
        """
        give_up = time.monotonic() + GIVE_UP_S
        while not until(self):
            if time.monotonic() > give_up:
                raise HangError(f"{what} did not come: {self.tail}")
            self.read()

    def wait_for(self, text: str) -> None:
        """Read until a text was shown after all that has been waited for."""
        start = len(self.shown)
        self.wait(lambda window: text.encode() in window.shown[start:], text)

    def answer(self, key: str = "t") -> None:
        """Answer the question with a key, and read until its verdict was shown."""
        count = len(self.acknowledged)
        self.press(key)
        self.wait(lambda window: len(window.acknowledged) > count, f"the verdict on {self.asked}")

    def go_on(self, key: str = "\r") -> None:
        """Settle the answer, and read until another question was shown."""
        before = self.asked
        self.press(key)
        self.wait(lambda window: window.asked != before, f"the question after {before}")

    def kill(self) -> None:
        """Kill it, and take in what it had written by then."""
        self.child.kill(signal.SIGKILL)
        self.drain()

    def drain(self) -> int | None:
        """Read to the end; the exit code, or None where a signal ended it."""
        give_up = time.monotonic() + GIVE_UP_S
        while time.monotonic() < give_up:
            try:
                self.read(1)
            except EndedError:
                # Its output ends before it does, and closing now would end it by a signal.
                while self.child.isalive() and time.monotonic() < give_up:
                    time.sleep(0.01)
                self.child.close()
                return self.child.exitstatus
        raise HangError(f"it does not end: {self.tail}")

    def _look(self) -> None:
        for found in _SAID.finditer(self.shown, max(0, self._looked - _CUT)):
            if found.end() > self._looked:
                self._take_in(found[1] == b"Reason", f"{DECK}/c{int(found[2])}")
        self._looked = len(self.shown)

    def _take_in(self, is_verdict: bool, item: str) -> None:
        if not is_verdict:
            self.asked = item
        elif item != self._verdict:
            self.acknowledged.append(item)
        # The same verdict painted twice is one; after another question it is another.
        self._verdict = item if is_verdict or item == self._verdict else ""


@contextmanager
def window(home: Path, *arguments: str, program: tuple[str, ...] = ()) -> Iterator[Window]:
    """Open a window; it is killed when the block is left.

    Args:
        home: the learner's folder.
        arguments: those of the program.
        program: what Python runs in place of the program itself.
    """
    child = pexpect.spawn(
        sys.executable,
        [*(program or ("-m", "coalition_quiz")), *arguments],
        env={**os.environ, "COALITION_QUIZ_HOME": str(home), "TERM": "xterm-256color"},
        dimensions=(24, 80),
        timeout=GIVE_UP_S,
    )
    child.delaybeforesend = None
    try:
        yield Window(child)
    finally:
        child.close(force=True)
