"""What grading says of a response."""

from enum import StrEnum

from msgspec import Struct


class Outcome(StrEnum):
    """How a response stands to the answer."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    """Cannot be read as an answer of its kind, or means two things: ask again, count nothing."""


class Part(Struct, frozen=True):
    """One piece of a response of several pieces (an option, a row, a pair, an entry).

    Attributes:
        given: what the learner said; empty for a right piece that was not given.
        right: whether it is as it should be.
        expected: what belongs there, where that differs from `given`.
        why: the author's feedback on this piece.
    """

    given: str
    right: bool
    expected: str = ""
    why: str = ""


class Verdict(Struct, frozen=True):
    """A graded response.

    Attributes:
        note: one sentence for the learner: a typo that passed, what was not understood.
        answer: the right answer, to be shown, one text a piece.
        parts: the pieces of the response, where it has pieces.
        accepted: whether it is right because the learner counted it as right before.
    """

    outcome: Outcome
    answer: tuple[str, ...]
    note: str = ""
    parts: tuple[Part, ...] = ()
    accepted: bool = False
