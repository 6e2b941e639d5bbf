"""What kind of terminal there is: one to draw on, or one to speak to line by line."""

import os
import sys

from coalition_quiz.system.errors import UsageError


def is_served() -> bool:
    """Whether Textual draws elsewhere, as in a browser: it speaks through pipes then."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def wants_lines(plain: bool) -> bool:
    """Whether to ask and to tell line by line: wished for, or nothing can be drawn here."""
    return wants_plain_output(plain) or not (is_served() or sys.stdin.isatty())


def wants_plain_output(plain: bool) -> bool:
    """Whether to write plain lines: wished for, or nothing can be drawn here."""
    return plain or not (is_served() or _can_draw())


def _can_draw() -> bool:
    return os.environ.get("TERM") != "dumb" and sys.stdout.isatty() and _is_drawable()


def _is_drawable() -> bool:
    # Textual draws on standard error, except on Windows.
    return os.name == "nt" or sys.stderr.isatty()


def is_spoken_to() -> bool:
    """Whether somebody is there to answer: lines go to a terminal, and come from one."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def require_terminal(command: str, elsewhere: str) -> None:
    """Make sure that there is a terminal to draw on.

    Args:
        command: what was asked for, for the sentence.
        elsewhere: a sentence on what works without a terminal.

    Raises:
        UsageError: there is none, or it cannot move its cursor.
    """
    if is_served():
        return
    if not (is_spoken_to() and _is_drawable()):
        raise UsageError(
            f"`{command}` draws on a terminal, and its input or output is none here. "
            f"Run it in a terminal; {elsewhere}"
        )
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            f"`{command}` needs a terminal that can move its cursor, and TERM is `dumb`. "
            "Run it in another terminal, or set TERM to what yours is, such as xterm-256color."
        )
