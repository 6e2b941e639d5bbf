"""Numbers as people write them: 35,404 · 35 404 · 1.5 million · 22 countries · thirty-five."""

import re
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from coalition_quiz.core.grading import typed as texts
from coalition_quiz.core.grading.amounts import LONGEST, WIDE, Amount, read_amount, with_letter
from coalition_quiz.core.grading.characters import TOO_LONG, Unclear, is_too_long, plain
from coalition_quiz.core.grading.expected_units import (
    PERCENT,
    is_in_question,
    is_measured,
    is_share,
    is_unit_given,
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
from coalition_quiz.core.grading.numerals import roman, year_in_words
from coalition_quiz.core.grading.units import is_measure
from coalition_quiz.core.questions import NumberTask, Outcome, TypedTask, Verdict

_NOTHING = "Type a number, or show the answer."
_TOO_LONG = "That is too long to be a number."
_BETWEEN = re.compile(r"between\b")
_LEADING = re.compile(
    r"(?:(?:it|they|there|that|this) (?:is|was|are|were|has|have|had)|made up of|initially"
    r"|originally|at first|exactly|precisely|a total of|equals?|=|in|by"
    r"|of|to|at|with|for|on|after|until|since|from|aged?|the|ph)\s+|(?:ph|[a-zθ])\s*=\s*",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[,\s]+(?:exactly|precisely|in (?:total|all)|altogether|all told)$")
_MOST_LEADING = 2
_HAS_NUMBER = re.compile(r"\d")
_YEARS = range(1000, 2200)


class _ParsedNumber(Struct, frozen=True):
    """A typed text as understood: the amounts it may mean, and its hedge."""

    amounts: tuple[Amount, ...]
    lean: Lean
    word: str


def answer(task: NumberTask) -> tuple[str, ...]:
    """Return the number as its author writes it, with its unit."""
    if not task.unit or task.written.endswith(task.unit):
        return (task.written,)
    return (f"{task.written}{'' if task.unit == '%' else ' '}{task.unit}",)


def grade(task: NumberTask, text: str) -> Verdict:
    """Grade a typed number: right within the tolerance, the bounds included.

    If a text can be read in two ways, the usual one in English (35,404 is thirty-five
    thousand, 35.404 a bit over thirty-five) counts if it is right; if only the other is, the
    learner is asked. A hedge (*about 80*) passes if the question hedges or has a tolerance.
    """
    if is_too_long(text):
        return Verdict(Outcome.UNREADABLE, (), TOO_LONG)
    if plain(text) == plain(task.written) or _is_spelt(task, text):
        return Verdict(Outcome.RIGHT, answer(task))
    parsed = _parse(text, is_year=not task.unit and task.answer in _YEARS)
    if isinstance(parsed, Unclear):
        return _grade_as_text(task, text, parsed)
    if note := _refused_hedge_note(task, parsed):
        return Verdict(Outcome.UNREADABLE, (), note)
    return _grade_amount(task, parsed, text)


def read_number(text: str, unit: str = "") -> tuple[Decimal, ...] | Unclear:
    """Read a number, ignoring `unit` behind it.

    Returns:
        The readings, the usual one first, or the reason why the text cannot be read.
    """
    parsed = _parse(text)
    if isinstance(parsed, Unclear):
        return parsed
    task = NumberTask(Decimal(0), "", unit=unit)
    if parsed.lean is not Lean.EXACT:
        return Unclear(_leave_out_note(parsed.word))
    found = _in_unit(task, parsed)
    return found if isinstance(found, Unclear) else found[0].values


def _is_spelt(task: NumberTask, text: str) -> bool:
    spellings = (task.spelt.text, *task.spelt.accept) if task.spelt else ()
    return any(same(text, each) for each in spellings)


def _grade_as_text(task: NumberTask, text: str, why: Unclear) -> Verdict:
    """Grade a text that is not a number: it may be an accepted spelling with a typo."""
    if task.spelt is None:
        return Verdict(Outcome.UNREADABLE, (), why.note)
    if roman(plain(text)):
        return Verdict(Outcome.UNREADABLE, (), why.note)
    verdict = texts.grade(TypedTask(task.spelt), text)
    if verdict.outcome is not Outcome.WRONG or not _HAS_NUMBER.search(plain(task.written)):
        return verdict
    return Verdict(Outcome.UNREADABLE, (), why.note)


def _parse(text: str, *, is_year: bool = False) -> _ParsedNumber | Unclear:
    if is_too_long(text):
        return Unclear(TOO_LONG)
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
    # Units need their case: find the rest of the text as it was typed.
    at = said.casefold().find(hedged.rest)
    rest = said[at : at + len(hedged.rest)] if len(said) == len(said.casefold()) else hedged.rest
    amount = read_amount(_LEADING.sub("", rest, count=1) if _LEADING.match(rest) else rest)
    if is_year and (year := year_in_words(rest.casefold())):
        return _ParsedNumber((Amount((Decimal(year),)),), hedged.lean, hedged.word)
    if isinstance(amount, Unclear):
        return amount
    letter = with_letter(amount)
    return _ParsedNumber((amount, letter) if letter else (amount,), hedged.lean, hedged.word)


def _refused_hedge_note(task: NumberTask, parsed: _ParsedNumber) -> str:
    """Return why a hedge is not accepted, or an empty text if it is."""
    if parsed.lean is Lean.EXACT:
        return ""
    asked = _lean(task)
    if contradicts(parsed.lean, asked):
        return f"“{parsed.word}” contradicts the question. Type only the number."
    if asked is Lean.EXACT and task.within is None:
        return _leave_out_note(parsed.word)
    return ""


def _leave_out_note(word: str) -> str:
    return f"Leave out “{word}” and type only the number."


def _lean(task: NumberTask) -> Lean:
    written = unhedged(plain(task.written).casefold()).lean
    if task.context.is_gap:
        found = lean_around(task.context)
        if written is not Lean.EXACT or found is not Lean.EXACT:
            return written if written is not Lean.EXACT else found
    return written if written is not Lean.EXACT else lean_of_question(task.context.lead)


def _grade_amount(task: NumberTask, parsed: _ParsedNumber, text: str) -> Verdict:
    found = _in_unit(task, parsed)
    if isinstance(found, Unclear):
        return Verdict(Outcome.UNREADABLE, (), found.note)
    amount, factor = found
    if factor != 1 and is_in_question(task, amount.unit):
        return Verdict(Outcome.UNREADABLE, (), _other_unit_note(task, amount.unit))
    usual, *others = (_converted(value, factor) for value in amount.values)
    if _is_near(task, usual):
        exact = usual == task.answer or not task.within
        note = "" if exact else f"Close enough. The exact answer is {answer(task)[0]}."
        return Verdict(Outcome.RIGHT, answer(task), note)
    if any(_is_near(task, other) for other in others):
        return Verdict(Outcome.UNREADABLE, (), _two_readings_note(text))
    if factor != 1 and amount.unit and not is_share(task):
        return Verdict(Outcome.UNREADABLE, (), _other_unit_note(task, amount.unit))
    return Verdict(Outcome.WRONG, answer(task))


def _in_unit(task: NumberTask, parsed: _ParsedNumber) -> tuple[Amount, Fraction] | Unclear:
    """Return the amount in the unit asked for, and how many of that unit one of the given makes."""
    plainly, *letters = parsed.amounts
    if task.inside and not plainly.unit:
        if task.inside in PERCENT and 0 < plainly.values[0] < 1 <= task.answer:
            return plainly, Fraction(100)
        if not is_unit_given(task):
            return Unclear("Add the unit, or what is counted.")
    factor = unit_ratio(task, plainly.unit)
    if factor is not None:
        return plainly, factor
    if letters and is_measured(task):
        return Unclear(f"“{plainly.unit}” may be a different unit. {_answer_in(task)}")
    for amount in letters:
        if unit_ratio(task, amount.unit) == 1:
            return amount, Fraction(1)
    return Unclear(_other_unit_note(task, plainly.unit))


def _converted(value: Decimal, factor: Fraction) -> Decimal:
    if factor == 1:
        return value
    return WIDE.divide(WIDE.multiply(value, Decimal(factor.numerator)), Decimal(factor.denominator))


def _is_near(task: NumberTask, value: Decimal) -> bool:
    """Check whether a value is right, also if a unit such as “million people” is written out."""
    scale = scale_around(task)
    return _is_within(task, value) or (scale > 0 and _is_within(task, value.scaleb(-scale, WIDE)))


def _is_within(task: NumberTask, value: Decimal) -> bool:
    if task.within is None or value == task.answer:
        return value == task.answer
    whole = task.answer.copy_abs() if task.within.relative else Decimal(1)
    slack = WIDE.multiply(task.within.amount, whole)
    off = WIDE.subtract(value, task.answer)
    if off > 0 and _is_round(task.answer) and _lean(task) is Lean.BELOW:
        return False  # nearly 80 is less than 80
    return WIDE.abs(off) <= slack


def _is_round(number: Decimal) -> bool:
    """Check whether a number looks like the round one that something falls just short of."""
    _, digits, exponent = number.as_tuple()
    written = "".join(map(str, digits))
    figures = written.rstrip("0")
    is_ten = isinstance(exponent, int) and exponent + len(written) - len(figures) > 0
    return is_ten or len(figures) == 1 or (len(figures) == len("75") and figures.endswith("5"))


def _two_readings_note(text: str) -> str:
    mark = "dot" if "." in text else "comma"
    return (
        f"This could be thousands or decimals. For thousands leave out the {mark}; for decimals "
        "add a 0 at the end."
    )


def _other_unit_note(task: NumberTask, given: str) -> str:
    if is_measure(given):
        # Without its unit the number would be wrong: 212 °F is not 212 °C.
        unit = task.unit or task.inside
        wanted = f" Type the answer in {unit}." if unit else ""
        return f"The question does not ask for “{given}”.{wanted}"
    return f"Leave out “{given}”. {_answer_in(task)}"


def _answer_in(task: NumberTask) -> str:
    return f"Type the number alone, or in {task.unit}." if task.unit else "Type the number alone."
