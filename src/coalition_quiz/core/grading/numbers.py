"""Numbers as people write them: 35,404 · 35 404 · 1.5 million · 22 countries · thirty-five."""

import re
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from coalition_quiz.core.grading import typed as texts
from coalition_quiz.core.grading.amounts import LONGEST, WIDE, Amount, read_amount, with_letter
from coalition_quiz.core.grading.characters import Unclear, plain
from coalition_quiz.core.grading.expected_units import (
    is_in_question,
    is_measured,
    scale_around,
    unit_ratio,
)
from coalition_quiz.core.grading.hedges import (
    Lean,
    contradicts,
    lean_around,
    lean_of_question,
    unhedged,
)
from coalition_quiz.core.grading.normalise import same
from coalition_quiz.core.grading.numerals import year_in_words
from coalition_quiz.core.questions.question import NumberTask, TypedTask
from coalition_quiz.core.questions.verdicts import Outcome, Verdict

_NOTHING = "Type a number, or show the answer."
_TOO_LONG = "That is too long to be a number."
_BETWEEN = re.compile(r"between\b")
_LEADING = re.compile(
    r"(?:(?:it|there|that|this) (?:is|was|are|were)|exactly|precisely|a total of|equals?|=|in|by"
    r"|of|to|at|with|for|on|after|until|since|from|aged?|the|ph)\s+|(?:ph|[a-zθ])\s*=\s*",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[,\s]+(?:exactly|precisely|in (?:total|all)|altogether|all told)$")
_MOST_LEADING = 2
_HAS_NUMBER = re.compile(r"\d")
_YEARS = range(1000, 2200)


class _Heard(Struct, frozen=True):
    """What was typed, understood: the amounts it may mean, and its hedge."""

    amounts: tuple[Amount, ...]
    lean: Lean
    word: str


def answer(ask: NumberTask) -> tuple[str, ...]:
    """The number as its author writes it, with its unit."""
    if not ask.unit or ask.written.endswith(ask.unit):
        return (ask.written,)
    return (f"{ask.written}{'' if ask.unit == '%' else ' '}{ask.unit}",)


def grade(ask: NumberTask, text: str) -> Verdict:
    """Grade a typed number: right within the tolerance, the bounds included.

    If a text can be read in two ways, the usual one in English (35,404 is thirty-five
    thousand, 35.404 a bit over thirty-five) counts if it is right; if only the other is, the
    learner is asked. A hedge (*about 80*) passes if the question hedges or has a tolerance.
    """
    if plain(text) == plain(ask.written) or _is_spelt(ask, text):
        return Verdict(Outcome.RIGHT, answer(ask))
    heard = _hear(text, is_year=not ask.unit and ask.answer in _YEARS)
    if isinstance(heard, Unclear):
        return _as_text(ask, text, heard)
    if note := _hedge_refused(ask, heard):
        return Verdict(Outcome.UNREADABLE, (), note)
    return _graded(ask, heard, text)


def read_number(text: str, unit: str = "") -> tuple[Decimal, ...] | Unclear:
    """Read a number; `unit` may stand with it and is left out of account.

    Returns:
        The readings, the usual one first, or why there is none.
    """
    heard = _hear(text)
    if isinstance(heard, Unclear):
        return heard
    ask = NumberTask(Decimal(0), "", unit=unit)
    if heard.lean is not Lean.EXACT:
        return Unclear(_leave_out(heard.word))
    found = _in_unit(ask, heard)
    return found if isinstance(found, Unclear) else found[0].values


def _is_spelt(ask: NumberTask, text: str) -> bool:
    spellings = (ask.spelt.text, *ask.spelt.accept) if ask.spelt else ()
    return any(same(text, each) for each in spellings)


def _as_text(ask: NumberTask, text: str, why: Unclear) -> Verdict:
    """Grade what is no number: perhaps an accepted spelling with a typo."""
    if ask.spelt is None:
        return Verdict(Outcome.UNREADABLE, (), why.note)
    verdict = texts.grade(TypedTask(ask.spelt), text)
    if verdict.outcome is not Outcome.WRONG or not _HAS_NUMBER.search(plain(ask.written)):
        return verdict
    return Verdict(Outcome.UNREADABLE, (), why.note)


def _hear(text: str, *, is_year: bool = False) -> _Heard | Unclear:
    said = plain(text).rstrip(".?! ")
    if not said:
        return Unclear(_NOTHING)
    if len(said) > LONGEST:
        return Unclear(_TOO_LONG)
    for _ in range(_MOST_LEADING):
        said = _TRAILING.sub("", _LEADING.sub("", said, count=1) if _LEADING.match(said) else said)
    if _BETWEEN.match(said.casefold()):
        return Unclear("Type one number, not a range.")
    hedged = unhedged(said.casefold())
    # Units need their case: what is left of the text stands somewhere in it as it was typed.
    at = said.casefold().find(hedged.rest)
    rest = said[at : at + len(hedged.rest)] if len(said) == len(said.casefold()) else hedged.rest
    amount = read_amount(_LEADING.sub("", rest, count=1) if _LEADING.match(rest) else rest)
    if is_year and (year := year_in_words(rest.casefold())):
        return _Heard((Amount((Decimal(year),)),), hedged.lean, hedged.word)
    if isinstance(amount, Unclear):
        return amount
    letter = with_letter(amount)
    return _Heard((amount, letter) if letter else (amount,), hedged.lean, hedged.word)


def _hedge_refused(ask: NumberTask, heard: _Heard) -> str:
    """Why a hedge may not stand here; nothing if there is none, or it may."""
    if heard.lean is Lean.EXACT:
        return ""
    asked = _lean(ask)
    if contradicts(heard.lean, asked):
        return f"“{heard.word}” contradicts the question. Type only the number."
    if asked is Lean.EXACT and ask.within is None:
        return _leave_out(heard.word)
    return ""


def _leave_out(word: str) -> str:
    return f"Leave out “{word}” and type only the number."


def _lean(ask: NumberTask) -> Lean:
    if ask.context.is_gap:
        written = unhedged(plain(ask.written).casefold()).lean
        found = lean_around(ask.context)
        if written is not Lean.EXACT or found is not Lean.EXACT:
            return written if written is not Lean.EXACT else found
    return lean_of_question(ask.context.lead)


def _graded(ask: NumberTask, heard: _Heard, text: str) -> Verdict:
    found = _in_unit(ask, heard)
    if isinstance(found, Unclear):
        return Verdict(Outcome.UNREADABLE, (), found.note)
    amount, factor = found
    if factor != 1 and is_in_question(ask, amount.unit):
        return Verdict(Outcome.UNREADABLE, (), _other_unit(ask, amount.unit))
    usual, *others = (_converted(value, factor) for value in amount.values)
    if _near(ask, usual):
        exact = usual == ask.answer or not ask.within
        note = "" if exact else f"Close enough. The exact answer is {answer(ask)[0]}."
        return Verdict(Outcome.RIGHT, answer(ask), note)
    if any(_near(ask, other) for other in others):
        return Verdict(Outcome.UNREADABLE, (), _two_readings(text))
    if factor != 1:
        return Verdict(Outcome.UNREADABLE, (), _other_unit(ask, amount.unit))
    return Verdict(Outcome.WRONG, answer(ask))


def _in_unit(ask: NumberTask, heard: _Heard) -> tuple[Amount, Fraction] | Unclear:
    """The amount in the unit asked for, and how many of that unit one of the given makes."""
    plainly, *letters = heard.amounts
    if ask.inside and not plainly.unit:
        return Unclear("Add the unit, or what is counted.")
    factor = unit_ratio(ask, plainly.unit)
    if factor is not None:
        return plainly, factor
    if letters and is_measured(ask):
        return Unclear(f"“{plainly.unit}” may be a different unit. {_answer_in(ask)}")
    for amount in letters:
        if unit_ratio(ask, amount.unit) == 1:
            return amount, Fraction(1)
    return Unclear(_other_unit(ask, plainly.unit))


def _converted(value: Decimal, factor: Fraction) -> Decimal:
    if factor == 1:
        return value
    return WIDE.divide(WIDE.multiply(value, Decimal(factor.numerator)), Decimal(factor.denominator))


def _near(ask: NumberTask, value: Decimal) -> bool:
    """Whether a value is right, also if a unit such as “million people” is written out."""
    scale = scale_around(ask)
    return _within(ask, value) or (scale > 0 and _within(ask, value.scaleb(-scale, WIDE)))


def _within(ask: NumberTask, value: Decimal) -> bool:
    if ask.within is None or value == ask.answer:
        return value == ask.answer
    whole = ask.answer.copy_abs() if ask.within.relative else Decimal(1)
    slack = WIDE.multiply(ask.within.amount, whole)
    off = WIDE.subtract(value, ask.answer)
    if off > 0 and _is_round(ask.answer) and _lean(ask) is Lean.BELOW:
        return False  # nearly 80 is less than 80
    return WIDE.abs(off) <= slack


def _is_round(number: Decimal) -> bool:
    """Whether a number looks like the round one that something falls just short of."""
    _, digits, exponent = number.as_tuple()
    written = "".join(map(str, digits))
    figures = written.rstrip("0")
    is_ten = isinstance(exponent, int) and exponent + len(written) - len(figures) > 0
    return is_ten or len(figures) == 1 or (len(figures) == len("75") and figures.endswith("5"))


def _two_readings(text: str) -> str:
    mark = "dot" if "." in text else "comma"
    return (
        f"This could be thousands or decimals. For thousands leave out the {mark}; for decimals "
        "add a 0 at the end."
    )


def _other_unit(ask: NumberTask, given: str) -> str:
    return f"Leave out “{given}”. {_answer_in(ask)}"


def _answer_in(ask: NumberTask) -> str:
    return f"Type the number alone, or in {ask.unit}." if ask.unit else "Type the number alone."
