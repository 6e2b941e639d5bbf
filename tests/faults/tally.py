"""What came of trying: how often, and what was lost, broken or left hanging."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

_NOTES = 40
_LONG = 1200
_LOUD = ("Traceback (most recent call last)", "The program crashed")

Case = tuple[Any, ...]
"""What one try is made from: plain values, so that it can be told and made again."""


class Tally(msgspec.Struct):
    """Counts of what was tried and what went wrong.

    Attributes:
        tried: how many faults were caused.
        acknowledged: how many answers the program had said are saved.
        lost: how many of them were not there afterwards.
        tracebacks: how often the program, or a worker with it, ended by a mistake.
        hangs: how often something did not come to an end.
        wrong: how often another promise was broken: a chain, a state, a sentence.
        found: other figures, by name.
        notes: what went wrong, the first of it.
        left_out: what could not be tried here, and why.
    """

    tried: int = 0
    acknowledged: int = 0
    lost: int = 0
    tracebacks: int = 0
    hangs: int = 0
    wrong: int = 0
    found: dict[str, int] = {}
    notes: list[str] = []
    left_out: list[str] = []

    def count(self, name: str, times: int = 1) -> None:
        """Add to one of the other figures."""
        self.found[name] = self.found.get(name, 0) + times

    def note(self, failure: str, what: str, times: int = 1) -> None:
        """Count a failure (`lost`, `tracebacks`, `hangs` or `wrong`) and say what it was."""
        setattr(self, failure, getattr(self, failure) + times)
        if len(self.notes) < _NOTES:
            self.notes.append(f"{failure}: {_short(what)}")

    def leave_out(self, what: str) -> None:
        """Say what cannot be tried here."""
        if what not in self.left_out:
            self.left_out.append(what)

    def expect_quiet(self, output: str, what: str) -> None:
        """Count a traceback in what the program printed, or one it owned up to."""
        if any(sign in output for sign in _LOUD):
            self.note("tracebacks", f"{what}: {output[-1500:]}")

    def expect_kept(self, acknowledged: Sequence[object], there: Sequence[object], at: str) -> None:
        """Count the acknowledged answers, and those of them that are not there."""
        self.acknowledged += len(acknowledged)
        missing = Counter(acknowledged) - Counter(there)
        if missing:
            self.note("lost", f"{at}: {missing}", missing.total())

    def add(self, other: "Tally") -> None:
        """Take in what another counted."""
        for name in ("tried", "acknowledged", "lost", "tracebacks", "hangs", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, times in other.found.items():
            self.count(name, times)
        self.notes += other.notes[: _NOTES - len(self.notes)]
        for what in other.left_out:
            self.leave_out(what)

    @property
    def failures(self) -> int:
        """How much went wrong."""
        return self.lost + self.tracebacks + self.hangs + self.wrong


def _short(what: str) -> str:
    return what if len(what) < _LONG else f"{what[:200]} … {what[200 - _LONG :]}"


class Bench(NamedTuple):
    """Faults of one sort.

    Attributes:
        about: what is done, for the table.
        attempt: causes the faults of a case in an empty folder.
        every: the cases of the long run.
        few: those of the fast share.
        at_once: how many cases one worker process takes on.
        seconds: after which a case counts as hanging.
        in_memory: whether a disk in memory will do, because nothing depends on the real one.
    """

    about: str
    attempt: Callable[[Case, Path, Tally], None]
    every: Sequence[Case]
    few: Sequence[Case]
    at_once: int = 1
    seconds: float = 300.0
    in_memory: bool = False
