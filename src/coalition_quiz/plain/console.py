"""The standard streams of line mode. All its input and output passes through here."""

import gc
import sys
from collections.abc import Callable
from typing import TextIO, TypeVar

from coalition_quiz.core.grading.characters import UNDECODED, is_undecoded, plain
from coalition_quiz.system.errors import NotSavedError
from coalition_quiz.system.standard_streams import next_line
from coalition_quiz.system.text import is_showable, printable

LONGEST = 1000
"""Lines are cut after this many characters, as on the screen."""


_T = TypeVar("_T")
_HOW_TO_SAVE = "Press Enter to try again, or type q to leave without saving this."


class EndOfInput(Exception):  # noqa: N818 - not an error
    """The input has ended."""


class Console:
    """Writes and reads lines.

    Input from a file or a pipe is written after its prompt, so that a record of the session looks
    the same as on a terminal, which shows what is typed.
    """

    def __init__(self, reader: TextIO, writer: TextIO) -> None:
        self._reader = reader
        self._writer = writer
        self._echoes = not reader.isatty()

    def say(self, *texts: str) -> None:
        """Write texts, each on its own lines, except empty ones."""
        for text in texts:
            if text:
                self._writer.write("".join(f"{line.rstrip()}\n" for line in _lines(text)))
        self._writer.flush()

    def pause(self) -> None:
        """Write an empty line."""
        self._writer.write("\n")
        self._writer.flush()

    def read(self, prompt: str) -> str:
        """Ask for a line after a prompt, again if its bytes are not valid text.

        Returns:
            The line, without its end and without control characters.

        Raises:
            EndOfInput: if there is no more.
        """
        while is_undecoded(line := self._read_line(prompt)):
            if self._echoes:
                self.pause()
            self.say(UNDECODED)
        text = "".join(filter(is_showable, line.replace("\t", " ")))
        if self._echoes:
            self.say(text) if text else self.pause()
        return text

    def word(self, prompt: str) -> str:
        """Ask for a word or number that is not an answer, and convert it to lower case."""
        return plain(self.read(prompt)).casefold()

    def _read_line(self, prompt: str) -> str:
        self._writer.write(f"{prompt} ")
        self._writer.flush()
        try:
            return self._line()
        except (EndOfInput, KeyboardInterrupt):
            # The next text starts on its own line.
            self.pause()
            raise

    def _line(self) -> str:
        """Read a line, and cut it if it is too long."""
        line = _read_or_end(lambda: next_line(self._reader, LONGEST))
        if not line:
            raise EndOfInput
        rest = line
        while rest and not rest.endswith("\n"):
            rest = _read_or_end(lambda: next_line(self._reader, LONGEST))
        return line.removesuffix("\n")


class LeaveRequested(Exception):  # noqa: N818 - not an error
    """The learner wants to leave before the end."""


class Saver:
    """Repeats a call until its result is saved or the learner gives up.

    Attributes:
        has_unsaved: whether the last call is not saved yet.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self.has_unsaved = False

    def save(self, call: Callable[[], _T]) -> _T:
        """Make a call that writes, and return its result once it is saved.

        Raises:
            LeaveRequested: if the learner gives up.
            EndOfInput: if the input has ended.
        """
        while True:
            try:
                result = call()
            except NotSavedError as error:
                self.has_unsaved = True
                self._console.say("This could not be saved.", str(error))
                self._wait()
            else:
                self.has_unsaved = False
                return result

    def _wait(self) -> None:
        self._console.say(_HOW_TO_SAVE)
        while text := self._console.word("Try again:"):
            if text.removeprefix(":") in ("q", "quit"):
                raise LeaveRequested
            self._console.say(_HOW_TO_SAVE)


def standard_console() -> Console:
    """Make a console of the standard streams, for a session that may take long."""
    # The command line turns collection off, because most commands end at once.
    gc.enable()
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return Console(sys.stdin, sys.stdout)


def _lines(text: str) -> list[str]:
    # `splitlines` would also split at characters that `printable` makes visible.
    return printable(text).replace("\t", " ").split("\n")


def _read_or_end(read: Callable[[], str]) -> str:
    try:
        return read()
    except OSError as error:
        # A terminal that was closed raises an error, not the end of the input.
        raise EndOfInput from error
