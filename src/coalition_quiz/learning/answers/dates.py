"""Dates as people write them, graded to the precision of the answer."""

from coalition_quiz.learning.answers.calendars import read_date
from coalition_quiz.learning.answers.characters import Unclear
from coalition_quiz.learning.edtf import Edtf, Precision, in_season
from coalition_quiz.learning.questions import Tell
from coalition_quiz.learning.verdicts import Outcome, Verdict

_SHORT_YEAR = 100


def answer(ask: Tell) -> tuple[str, ...]:
    """The date in words."""
    return (ask.answer.in_words(),)


def grade(ask: Tell, text: str) -> Verdict:
    """Grade a typed date: right where it is the same to the precision of the answer.

    A finer date than was asked for is right where it lies within the answer. A coarser one is
    unfinished, whether or not it agrees: the learner is asked for the rest, and told no more. A
    date that can be read in two ways is asked about, unless both are right.
    """
    readings = read_date(text)
    if isinstance(readings, Unclear):
        return Verdict(Outcome.UNREADABLE, (), readings.note)
    if missing := _missing(ask.answer, readings):
        return Verdict(Outcome.UNREADABLE, (), missing)
    right = [reading for reading in readings if _agrees(ask.answer, reading)]
    if len(readings) > 1 and len(right) < len(readings):
        return Verdict(Outcome.UNREADABLE, (), _which(readings))
    if not right:
        return Verdict(Outcome.WRONG, answer(ask))
    precision = ask.answer.precision
    note = "" if right[0].precision == precision else f"Only the {precision} was asked."
    return Verdict(Outcome.RIGHT, answer(ask), note)


def _agrees(right: Edtf, given: Edtf) -> bool:
    """Whether a date that is as fine as the answer, or finer, lies within it."""
    match right.precision:
        case Precision.YEAR:
            return given.year == right.year
        case Precision.SEASON:
            return given == right or in_season(given, right)
        case Precision.MONTH:
            return (given.year, given.month) == (right.year, right.month)
        case Precision.DAY:
            return given == right


def _missing(right: Edtf, readings: tuple[Edtf, ...]) -> str:
    """What a response must say besides, or nothing."""
    given = readings[0]
    if given.year < _SHORT_YEAR <= right.year:
        return "Say the year too, with all its digits."
    order = list(Precision)
    if order.index(given.precision) <= order.index(right.precision):
        return ""
    if right.precision is Precision.DAY and given.precision is not Precision.MONTH:
        return "Say the month and the day too."
    return f"Say the {right.precision} too."


def _which(readings: tuple[Edtf, ...]) -> str:
    return f"Is it {' or '.join(reading.in_words() for reading in readings)}? Write the month out."
