"""Confirmations before changes that are hard to undo."""

import sys

from coalition_quiz.system.errors import UsageError


def require_confirmation(*, yes: bool) -> None:
    """Make sure that the user has confirmed with `--yes`, or can be asked.

    Raises:
        UsageError: if neither is so.
    """
    if not yes and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("Nobody can be asked here whether to go on; --yes says so beforehand.")


def confirm(question: str, *, yes: bool) -> bool:
    """Ask the user on the terminal, unless they confirmed with `--yes`; return the answer."""
    if yes:
        return True
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
