"""The streams that are spoken to: lines out, lines in. The one door through which text passes."""

import gc
import sys
from collections.abc import Callable
from typing import TextIO

from coalition_quiz.core.grading.characters import UNDECODED, is_undecoded, plain
from coalition_quiz.system.standard_streams import next_line
from coalition_quiz.system.text import is_showable, printable

LONGEST = 1000
"""Letters of a line that are read; a longer one is cut, as the screen cuts it."""


class EndOfInput(Exception):  # noqa: N818 - no error: the learner, or the file, has said all
    """There is nothing more to read."""


class Console:
    """Says lines and reads lines.

    What comes from a file or a pipe is written after the prompt it answers, so that a record of
    the session reads as it does on a terminal, where the terminal writes what is typed.
    """

    def __init__(self, reader: TextIO, writer: TextIO) -> None:
        self._reader = reader
        self._writer = writer
        self._echoes = not reader.isatty()

    def say(self, *texts: str) -> None:
        """Write texts, each on as many lines of its own as it has; empty ones are left out."""
        for text in texts:
            if text:
                self._writer.write("".join(f"{line.rstrip()}\n" for line in _lines(text)))
        self._writer.flush()

    def pause(self) -> None:
        """Leave a line empty."""
        self._writer.write("\n")
        self._writer.flush()

    def read(self, prompt: str) -> str:
        """Ask for a line, on the line of the prompt.

        A line with bytes that are no text is asked for again.

        Returns:
            What was typed, without its end of line and without what may not be shown.

        Raises:
            EndOfInput: if there is no more.
        """
        while is_undecoded(line := self._asked(prompt)):
            if self._echoes:
                self.pause()
            self.say(UNDECODED)
        text = "".join(filter(is_showable, line.replace("\t", " ")))
        if self._echoes:
            self.say(text) if text else self.pause()
        return text

    def word(self, prompt: str) -> str:
        """Ask for a word or number that is not an answer: in plain characters and small letters."""
        return plain(self.read(prompt)).casefold()

    def _asked(self, prompt: str) -> str:
        self._writer.write(f"{prompt} ")
        self._writer.flush()
        try:
            return self._line()
        except (EndOfInput, KeyboardInterrupt):
            # What is said next begins a line of its own.
            self.pause()
            raise

    def _line(self) -> str:
        """The next line; of one that is too long the beginning."""
        line = _patiently(lambda: next_line(self._reader, LONGEST))
        if not line:
            raise EndOfInput
        rest = line
        while rest and not rest.endswith("\n"):
            rest = _patiently(lambda: next_line(self._reader, LONGEST))
        return line.removesuffix("\n")


def standard_console() -> Console:
    """The console of the standard streams, for a session that may take long."""
    # The command line collects no garbage, because most commands end at once.
    gc.enable()
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return Console(sys.stdin, sys.stdout)


def one_line(text: str) -> str:
    """A text on one line, white space of any kind as one space."""
    return " ".join(text.split())


def sentence(text: str) -> str:
    """A text on one line, with a full stop unless it ends a sentence itself."""
    text = one_line(text)
    return text if not text or text[-1] in ".!?…:" else f"{text}."


def _lines(text: str) -> list[str]:
    # Split at line feeds only: `splitlines` knows ends of line that are refused here.
    return printable(text).replace("\t", " ").split("\n")


def _patiently(read: Callable[[], str]) -> str:
    try:
        return read()
    except OSError as error:
        # A terminal that was hung up reads as an error and not as an end.
        raise EndOfInput from error
