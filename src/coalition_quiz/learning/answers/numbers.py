"""Numbers as people write them: 35,404 · 35 404 · 1.5 million · 22 countries · thirty-five."""

import re
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

from coalition_quiz.learning.answers.characters import Unclear, hedge_in, plain
from coalition_quiz.learning.answers.numerals import (
    decimal_spellings,
    in_words,
    scale_in_words,
    scale_of,
)
from coalition_quiz.learning.questions import Count
from coalition_quiz.learning.verdicts import Outcome, Verdict

_LONGEST = 80
_LARGEST_EXPONENT = 9999
# Wide enough that no difference of two readable numbers is rounded.
_WIDE = Context(prec=2 * _LONGEST + 40, Emax=MAX_EMAX, Emin=MIN_EMIN)
_NOTHING = "Type a number, or ask to see it."
_NO_NUMBER = Unclear("That is not a number: type it in digits.")
_RANGE = re.compile(r"(?:-|to|and|or)\s*\d")
_FRACTION = re.compile(r"(?:(\d+)\s+)?(\d+)\s*/\s*(\d+)\s*([^\W\d_]*\.?)")
_NUMERAL = re.compile(
    r"(?P<digits>[\d.,' _]*\d)"
    r"(?:\s*(?:e|[x×*·]\s*10(?:\s*\^\s*|\s+))(?P<exponent>[+-]?\d+))?"
    r"\s*(?P<rest>.*)"
)
_SAME_UNITS = (
    ("%", "percent", "per cent", "pct"),
    ("$", "usd", "us$", "dollar", "dollars", "us dollars"),
    ("€", "eur", "euro", "euros"),
    ("£", "gbp", "pound", "pounds"),
    ("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"),
    ("m", "metre", "metres", "meter", "meters"),
    ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"),
    ("°c", "c", "degrees", "degrees celsius", "celsius"),
)

_LETTERS = ("k", "m")
"""Scales that are also units, or begin one: 1230 m are no million kilometres."""
_MEASURE = re.compile(
    r"(?:square |cubic |sq\.? )?(?:"
    r"[cdghkmnt]?(?:m|g|l|s|w|wh|j|v|b|t|hz|pa)|[cfh]|°[cf]|mi|ft|yd|ha|hr|min"
    r"|(?:centi|deci|giga|kilo|mega|milli)?(?:met(?:re|er)|lit(?:re|er)|gram(?:me)?|watt|byte)s?"
    r"|miles?|f(?:oo|ee)t|inch(?:es)?|yards?|ton(?:ne)?s?|seconds?|minutes?|hours?|hectares?"
    r"|acres?|knots?|degrees?|kelvin)(?![a-z])"
)


def answer(ask: Count) -> tuple[str, ...]:
    """The number as its author writes it, with its unit."""
    if not ask.unit or ask.written.endswith(ask.unit):
        return (ask.written,)
    return (f"{ask.written}{'' if ask.unit == '%' else ' '}{ask.unit}",)


def grade(ask: Count, text: str) -> Verdict:
    """Grade a typed number: right within the tolerance, the bounds included.

    Where a text can be read in two ways, the usual one in English (35,404 is thirty-five
    thousand, 35.404 a bit over thirty-five) counts if it is right; if only the other is, the
    learner is asked.
    """
    if plain(text) == plain(ask.written):
        return Verdict(Outcome.RIGHT, answer(ask))
    readings = read_number(text, ask.unit)
    if isinstance(readings, Unclear):
        return Verdict(Outcome.UNREADABLE, (), readings.note)
    usual, *others = readings
    if _near(ask, usual):
        exact = usual == ask.answer or not ask.within
        note = "" if exact else f"Near enough; the exact answer is {answer(ask)[0]}."
        return Verdict(Outcome.RIGHT, answer(ask), note)
    if any(_near(ask, other) for other in others):
        return Verdict(Outcome.UNREADABLE, (), _two_readings(text))
    return Verdict(Outcome.WRONG, answer(ask))


def read_number(text: str, unit: str = "") -> tuple[Decimal, ...] | Unclear:
    """Read a number; `unit` may stand with it and is left out of account.

    Returns:
        The readings, the usual one first, or why there is none.
    """
    said = plain(text).casefold().rstrip(".?! ")
    if not said:
        return Unclear(_NOTHING)
    if len(said) > _LONGEST:
        return Unclear("That is too long for a number.")
    if hedge := hedge_in(said):
        return Unclear(f"Leave out “{hedge}”: type the number itself.")
    sign, size = _signed(said)
    return _size(sign, _without_unit(size, unit), unit)


def _signed(said: str) -> tuple[str, str]:
    for minus in ("-", "minus "):
        if said.startswith(minus):
            return "-", said.removeprefix(minus).strip()
    return "", said.removeprefix("+").strip()


def _size(sign: str, size: str, unit: str) -> tuple[Decimal, ...] | Unclear:
    if fraction := _FRACTION.fullmatch(size):
        return _fraction(sign, fraction, unit)
    if (worded := in_words(size)) is not None:
        return (Decimal(f"{sign}{worded}"),)
    found = _NUMERAL.fullmatch(size)
    return _numeral(sign, found, unit) if found else _NO_NUMBER


def _fraction(sign: str, found: re.Match[str], unit: str) -> tuple[Decimal, ...] | Unclear:
    whole, above, below, rest = found.groups(default="0")
    scale = _scale(rest, unit)
    if isinstance(scale, Unclear):
        return scale
    if not int(below):
        return Unclear("Nothing can be divided by zero.")
    value = _WIDE.add(Decimal(whole), _WIDE.divide(Decimal(above), Decimal(below)))
    value = _WIDE.scaleb(value, scale)
    return (value.copy_negate() if sign else value,)


def _numeral(sign: str, found: re.Match[str], unit: str) -> tuple[Decimal, ...] | Unclear:
    spellings, scale = decimal_spellings(found["digits"]), _scale(found["rest"], unit)
    if isinstance(scale, Unclear):
        return scale
    if not spellings:
        return Unclear("The digits are grouped in an unusual way: type them without gaps.")
    exponent = int(found["exponent"] or 0) + scale
    if abs(exponent) > _LARGEST_EXPONENT:
        return Unclear("That number is too large to be read.")
    return tuple(Decimal(f"{sign}{spelling}E{exponent}") for spelling in spellings)


def _scale(rest: str, unit: str) -> int | Unclear:
    """The power of ten of what stands behind a number, unless it may be another unit."""
    scale = scale_of(rest)
    if scale is None:
        return Unclear(_other_unit(rest, unit))
    if rest.removesuffix(".") in _LETTERS and _MEASURE.match(plain(unit).casefold()):
        return Unclear(f"“{rest}” may be a unit: say it in {unit}.")
    return scale


def _near(ask: Count, value: Decimal) -> bool:
    """Whether a value is right, also where a unit such as “million people” is written out."""
    scale = scale_in_words(ask.unit.split(" ")[0].casefold())
    return _within(ask, value) or (scale > 0 and _within(ask, _WIDE.scaleb(value, -scale)))


def _within(ask: Count, value: Decimal) -> bool:
    if ask.within is None:
        return value == ask.answer
    whole = ask.answer.copy_abs() if ask.within.relative else Decimal(1)
    slack = _WIDE.multiply(ask.within.amount, whole)
    return _WIDE.abs(_WIDE.subtract(value, ask.answer)) <= slack


def _two_readings(text: str) -> str:
    mark = "dot" if "." in text else "comma"
    return f"If the {mark} groups thousands, leave it out; if it marks decimals, add a 0."


def _other_unit(rest: str, unit: str) -> str:
    if _RANGE.match(rest):
        return "Type one number, not a range."
    alone = f"Type the number alone, or with “{unit}”" if unit else "Type the number alone"
    return f"“{rest}” is not expected here. {alone}."


def _without_unit(said: str, unit: str) -> str:
    for name in sorted(_names_of_unit(unit.casefold()), key=len, reverse=True):
        before, after = said.removesuffix(name), said.removeprefix(name)
        # A unit stands by itself: the s of thousands are no seconds.
        if before != said and not (before[-1:].isalpha() and name[0].isalpha()):
            return before.strip()
        if after != said and not (after[:1].isalpha() and name[-1].isalpha()):
            return after.strip()
    return said


def _names_of_unit(unit: str) -> set[str]:
    """A unit in the singular and the plural, and its other names."""
    if not unit:
        return set()
    names = {unit, f"{unit}s", unit.removesuffix("s")}
    names |= {f"{unit[:-3]}y"} if unit.endswith("ies") else set()
    names |= {f"{unit[:-1]}ies"} if unit.endswith("y") else set()
    return names.union(*(group for group in _SAME_UNITS if unit in group)) - {""}
