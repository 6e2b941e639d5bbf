"""Standard streams that may be closed, full or cut off."""

import io
import os
import sys
from contextlib import suppress
from typing import Any, TextIO

from coalition_quiz.system.errors import UsageError

_CLOSED_OUTPUT = "Standard output is closed. Run the command without `>&-`, or add `>/dev/null`."
_CLOSED_INPUT = (
    "Standard input is closed, so no answer can be read. "
    "Run the command in a terminal, or without `<&-`."
)


class OutputError(UsageError):
    """A failed write to standard output."""


class ErrorOutput(io.FileIO):
    """Standard error. A failed write is ignored, so that it never stops other output.

    Attributes:
        failed: whether a write has failed.
    """

    failed = False

    def write(self, data: Any) -> int:
        """Write, or remember that it failed."""
        try:
            return super().write(data)
        except BrokenPipeError:
            return len(data)
        except OSError:
            self.failed = True
            return len(data)


class _Output(io.FileIO):
    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            reason = error.strerror or "the write failed"
            raise OutputError(
                f"Could not write to standard output: {reason}. Write to another file or disk."
            ) from error


def next_line(reader: TextIO, size: int = -1) -> str:
    """Return the next line of an input, or its first `size` letters; empty at the end.

    Raises:
        UsageError: if the input is not in the encoding that it is read in.
    """
    try:
        return reader.readline(size)
    except UnicodeError as error:
        raise UsageError(
            f"Could not read standard input as {reader.encoding}. "
            "Send text in that encoding, or unset PYTHONIOENCODING."
        ) from error


class _ClosedInput(io.TextIOBase):
    def readline(self, size: int = -1, /) -> str:  # type: ignore[override] # typeshed's base is of bytes
        del size
        raise UsageError(_CLOSED_INPUT)


def prepare_streams() -> ErrorOutput | None:
    """Make the standard streams safe to use, and return the raw file of standard error.

    A terminal that cannot show a character gets an escape instead.

    Raises:
        OutputError: if standard output is closed.
    """
    # Otherwise the next open file would get the number of a closed stream, and messages would
    # be written into the history.
    closed = [each is None for each in (sys.stdin, sys.stdout, sys.stderr)]
    while any(closed) and os.open(os.devnull, os.O_RDWR) < len(closed) - 1:
        pass
    if sys.stdin is None:
        sys.stdin = _ClosedInput()
    notes = None
    if sys.stderr is None or sys.stderr is sys.__stderr__:
        notes = ErrorOutput(2, "w", closefd=False)
        sys.stderr = _as_text(notes, sys.stderr, line_buffering=True)
    if sys.stdout is None:
        sys.stdout = sys.stderr
        raise OutputError(_CLOSED_OUTPUT)
    if sys.stdout is sys.__stdout__:
        sys.stdout = _as_text(_Output(1, "w", closefd=False), sys.stdout)
    return notes


def abandon_streams() -> None:
    """Discard the streams' buffers. Otherwise Python would report an error at exit."""
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
        except (OSError, OutputError):
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _as_text(raw: io.FileIO, like: TextIO | None, *, line_buffering: bool = False) -> TextIO:
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=like.encoding if like else "utf-8",
        errors="backslashreplace",
        line_buffering=line_buffering or raw.isatty(),
    )
