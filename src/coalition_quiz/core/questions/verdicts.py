"""Verdicts: the results of grading."""

from enum import StrEnum

from msgspec import Struct


class Outcome(StrEnum):
    """The grade of a response."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    """Cannot be read as an answer of its kind, or means two things: ask again, count nothing."""


class Part(Struct, frozen=True):
    """One piece of a response of several pieces (an option, a row, a pair, an entry).

    Attributes:
        given: the learner's text; empty for a right piece that was not given.
        right: whether it is right.
        expected: the right text, if it differs from `given`.
        why: the author's feedback on this piece.
    """

    given: str
    right: bool
    expected: str = ""
    why: str = ""


class Verdict(Struct, frozen=True):
    """A graded response.

    Attributes:
        note: one sentence for the learner: a typo that passed, or a text that was not understood.
        answer: the right answer, to be shown, one text per piece.
        parts: the pieces of the response, if it has pieces.
        accepted: whether it is right because the learner counted it as right before.
    """

    outcome: Outcome
    answer: tuple[str, ...]
    note: str = ""
    parts: tuple[Part, ...] = ()
    accepted: bool = False
