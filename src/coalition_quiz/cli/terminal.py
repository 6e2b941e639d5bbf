"""The terminal: whether it can show a screen or only lines, and questions to the user."""

import os
import sys

from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.standard_streams import next_line


def is_served() -> bool:
    """Return whether Textual draws elsewhere, in a browser for example, through pipes."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def wants_lines(plain: bool) -> bool:
    """Return whether to use line mode: on request, or if no screen can be shown."""
    return wants_plain_output(plain) or not (is_served() or sys.stdin.isatty())


def wants_plain_output(plain: bool) -> bool:
    """Return whether to print plain lines: on request, or if no screen can be shown."""
    return plain or not (is_served() or _can_draw())


def _can_draw() -> bool:
    return os.environ.get("TERM") != "dumb" and sys.stdout.isatty() and _is_drawable()


def _is_drawable() -> bool:
    # Textual draws on standard error, except on Windows.
    return os.name == "nt" or sys.stderr.isatty()


def is_interactive_terminal() -> bool:
    """Return whether both input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def require_terminal(command: str, elsewhere: str) -> None:
    """Make sure that the terminal can show a screen.

    Args:
        command: the command, for the message.
        elsewhere: a sentence on an alternative without a terminal.

    Raises:
        UsageError: if it cannot.
    """
    if is_served():
        return
    if not (is_interactive_terminal() and _is_drawable()):
        raise UsageError(f"`{command}` needs an interactive terminal. {elsewhere}")
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            f"`{command}` cannot run because TERM is set to `dumb`. Use another terminal, or "
            "set TERM correctly, for example to xterm-256color."
        )


def require_confirmation(*, yes: bool) -> None:
    """Make sure that the user has confirmed with `--yes`, or can be asked.

    Raises:
        UsageError: if neither is so.
    """
    if not yes and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            "Cannot ask for confirmation without an interactive terminal. Use --yes to confirm."
        )


def confirm(question: str, *, yes: bool) -> bool:
    """Ask the user on the terminal, unless they confirmed with `--yes`; return the answer."""
    if yes:
        return True
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return next_line(sys.stdin).strip().casefold() in ("y", "yes")
