"""What a look at a learner's files comes to: each thing found, how bad it is, and what to do."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How bad it is; warnings and errors are problems."""

    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class CheckResult(NamedTuple):
    """One thing that was looked at.

    Attributes:
        about: what was looked at, in a word.
        sentence: what was found.
        remedy: what to do, in sentences; empty where nothing is.
        is_fixable: whether `doctor --repair` makes it right.
    """

    level: Level
    about: str
    sentence: str
    remedy: str = ""
    is_fixable: bool = False

    @property
    def is_problem(self) -> bool:
        """Whether something is to be done about it."""
        return self.level in (Level.WARNING, Level.ERROR)


def good(about: str, sentence: str) -> CheckResult:
    """All is as it should be."""
    return CheckResult(Level.GOOD, about, sentence)


def note(about: str, sentence: str, remedy: str = "") -> CheckResult:
    """Something worth knowing."""
    return CheckResult(Level.NOTE, about, sentence, remedy)


def warning(about: str, sentence: str, remedy: str) -> CheckResult:
    """Something that may do harm."""
    return CheckResult(Level.WARNING, about, sentence, remedy)


def error(about: str, sentence: str, remedy: str) -> CheckResult:
    """Something that is wrong."""
    return CheckResult(Level.ERROR, about, sentence, remedy)


def fixable(about: str, sentence: str) -> CheckResult:
    """Something that is wrong, and follows from the events, which are not."""
    remedy = "`coalition-quiz doctor --repair` makes it anew from the events."
    return CheckResult(Level.ERROR, about, sentence, remedy, is_fixable=True)
