"""The result of a check of the learner's files: severity, finding and remedy."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """The severity of a result. Warnings and errors are problems."""

    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class CheckResult(NamedTuple):
    """One result of a check.

    Attributes:
        about: the subject, in a word.
        sentence: the finding.
        remedy: what to do, in sentences; empty if nothing is needed.
        is_fixable: whether `doctor --repair` corrects it.
    """

    level: Level
    about: str
    sentence: str
    remedy: str = ""
    is_fixable: bool = False

    @property
    def is_problem(self) -> bool:
        """Whether it needs action."""
        return self.level in (Level.WARNING, Level.ERROR)


def good(about: str, sentence: str) -> CheckResult:
    """Report a check without problems."""
    return CheckResult(Level.GOOD, about, sentence)


def note(about: str, sentence: str, remedy: str = "") -> CheckResult:
    """Report something worth knowing."""
    return CheckResult(Level.NOTE, about, sentence, remedy)


def warning(about: str, sentence: str, remedy: str) -> CheckResult:
    """Report something that may do harm."""
    return CheckResult(Level.WARNING, about, sentence, remedy)


def error(about: str, sentence: str, remedy: str) -> CheckResult:
    """Report an error."""
    return CheckResult(Level.ERROR, about, sentence, remedy)


def fixable(about: str, sentence: str) -> CheckResult:
    """Report an error that a rebuild from the events corrects."""
    remedy = "Run `coalition-quiz doctor --repair` to rebuild it from your answers."
    return CheckResult(Level.ERROR, about, sentence, remedy, is_fixable=True)
