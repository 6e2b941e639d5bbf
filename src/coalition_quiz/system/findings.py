"""What a look at a learner's files comes to: each thing found, how bad it is, and what to do."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How bad it is; warnings and errors are problems."""

    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Finding(NamedTuple):
    """One thing that was looked at.

    Attributes:
        about: what was looked at, in a word.
        sentence: what was found.
        remedy: what to do, in sentences; empty where nothing is.
        is_mendable: whether `doctor --repair` makes it right.
    """

    level: Level
    about: str
    sentence: str
    remedy: str = ""
    is_mendable: bool = False

    @property
    def is_problem(self) -> bool:
        """Whether something is to be done about it."""
        return self.level in (Level.WARNING, Level.ERROR)


def good(about: str, sentence: str) -> Finding:
    """All is as it should be."""
    return Finding(Level.GOOD, about, sentence)


def note(about: str, sentence: str, remedy: str = "") -> Finding:
    """Something worth knowing."""
    return Finding(Level.NOTE, about, sentence, remedy)


def warning(about: str, sentence: str, remedy: str) -> Finding:
    """Something that may do harm."""
    return Finding(Level.WARNING, about, sentence, remedy)


def error(about: str, sentence: str, remedy: str) -> Finding:
    """Something that is wrong."""
    return Finding(Level.ERROR, about, sentence, remedy)


def mendable(about: str, sentence: str) -> Finding:
    """Something that is wrong, and follows from the events, which are not."""
    remedy = "`coalition-quiz doctor --repair` makes it anew from the events."
    return Finding(Level.ERROR, about, sentence, remedy, is_mendable=True)
