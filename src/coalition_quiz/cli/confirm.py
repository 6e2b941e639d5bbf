"""Asking before something is changed that is hard to change back."""

import sys

from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.standard_streams import next_line


def require_somebody(*, yes: bool) -> None:
    """Make sure that the user has said yes beforehand, or can be asked.

    Raises:
        UsageError: neither.
    """
    if not yes and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("Nobody can be asked here whether to go on; --yes says so beforehand.")


def is_agreed(question: str, *, yes: bool) -> bool:
    """Whether the user agrees: asked on a terminal, unless they said so beforehand."""
    if yes:
        return True
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return next_line(sys.stdin).strip().casefold() in ("y", "yes")
