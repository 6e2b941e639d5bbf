"""What commands that draw on a terminal need of it."""

import os
import sys

from coalition_quiz.errors import UsageError


def require_terminal(command: str, elsewhere: str) -> None:
    """Make sure that there is a terminal to draw on.

    Args:
        command: what was asked for, for the sentence.
        elsewhere: a sentence on what works without a terminal.

    Raises:
        UsageError: there is none, or it cannot move its cursor.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            f"`{command}` draws on a terminal, and its input or output is none here. "
            f"Run it in a terminal; {elsewhere}"
        )
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            f"`{command}` needs a terminal that can move its cursor, and TERM is `dumb`. "
            "Run it in another terminal, or set TERM to what yours is, such as xterm-256color."
        )
