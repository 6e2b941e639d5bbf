"""Rules about numbers: their units, their tolerances and their digits."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, card_rule
from coalition_quiz.core.kinds.number import Number

# Q206 no-unit-or-tolerance: a number without a tolerance, or without a unit.

MOST_DIGITS = 3

# A calculation has one result, a code is not a quantity, and a prompt without words is a series.
_EXACT = re.compile(
    r"\b(?:exact(?:ly)?|precise(?:ly)?|years?|port|codes?|digits?|decimal|binary|hexadecimal|power"
    r"|raised|times|plus|minus|squared?|cubed?|sum|product|root|factorial|sequence|series|bits?"
    r"|bytes?)\b|[×=+]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_LONGEST_PROMPT = 1000
_YEARS = range(1000, 2101)
_MEASURED = re.compile(
    r"\bhow (?:long|tall|high|deep|wide|far|fast|heavy|hot|cold|large|big)\b"
    r"|\bwhat (?:is|was) the (?:\w+ )?(?:length|height|depth|width|distance|speed|velocity|weight"
    r"|mass|temperature|area|volume|density|diameter|radius|elevation|altitude)\b"
    r"|\bat (?:what|which) (?:temperature|speed|height|altitude|depth|distance)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\b(?:(?:centi|kilo|milli|micro|nano|mega)?(?:met(?:re|er)|lit(?:re|er)|gram(?:me)?)s?"
    r"|km|cm|mm|kg|mi|ft|lbs?|kph|mph|m|miles?|f(?:oo|ee)t|inch(?:es)?|yards?|degrees?|celsius"
    r"|fahrenheit|kelvin|ton(?:ne)?s?|pounds?|ounces?|stones?|knots?|acres?|hectares?|parsecs?"
    r"|light[- ]years?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|per ?cent|units?"
    r"|dollars?|euros?|astronomical|bits?|bytes?|[kmgt]i?b|volts?|watts?|bars?|pascals?|times)\b"
    r"|[°%$€£²³]",
    re.IGNORECASE,
)


@card_rule(
    "Q206",
    "no-unit-or-tolerance",
    f"A number with more than {MOST_DIGITS} digits has no tolerance (`within`), or a measurement "
    "has no unit.",
    kinds={"number"},
)
def _no_unit_or_tolerance(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Number)
    if body.within is None and len(body.written) > MOST_DIGITS and _needs_tolerance(body):
        yield Finding(
            f"only exactly {body.written} is accepted",
            "Add `within:` with a percentage (5%) or an amount (300), or ask for a round number.",
            "answer",
            body.written,
        )
    prompt = body.prompt[:_LONGEST_PROMPT]
    if not body.unit and (found := _MEASURED.search(prompt)) and not _UNIT.search(prompt):
        yield Finding(
            "the card does not say which unit to answer in",
            "Add `unit:`, such as km, which is shown next to the answer field.",
            "number",
            found[0],
        )


def _needs_tolerance(body: Number) -> bool:
    digits = "".join(map(str, body.answer.as_tuple().digits)).strip("0")
    if len(digits) <= MOST_DIGITS or _may_be_a_year(body):
        return False
    prompt = body.prompt[:_LONGEST_PROMPT]
    return bool(_WORD.search(prompt)) and not _EXACT.search(prompt)


def _may_be_a_year(body: Number) -> bool:
    return not body.unit and body.written.isdecimal() and body.answer in _YEARS


# Q209 ungrouped-number: a long number without separators between thousands.

LONGEST_ROW = 4

_LONG_ROW = re.compile(rf"\d{{{LONGEST_ROW + 1},}}")
_BEFORE_THREE = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")

# Digits that are dialled or typed in are a name, even if they look like a number.
_IS_A_NAME = re.compile(
    r"\b(?:\w*codes?|ports?|postal|postleitzahl|plz|zip|phone|t[eé]l[eé](?:ph|f)\w*"
    r"|dial(?:led)?|call|hotline|catalogu?e|RFC|ISBN|IBAN|serial|room|flight|account|address"
    r"|password|passcode|pin|combination|plate|number(?! of\b)|nummer|num[eé]ro)\b",
    re.IGNORECASE,
)
_IN_ANOTHER_BASE = re.compile(
    r"\b(?:bin(?:ary|är\w*|aire)|hex(?:adecimal)?|octal|base[- ](?:\d+|two|eight|sixteen))\b",
    re.IGNORECASE,
)
_IS_COUNTED = re.compile(
    r"\bhow (?:many|much|far|long|old|high|deep|tall|large|big|heavy|fast)\b|\bnumber of\b"
    r"|\b(?:population|wie ?viele?|combien)\b",
    re.IGNORECASE,
)
_BITS = frozenset("01")


def group_thousands(written: str, language: str = "en") -> str:
    """Separate the thousands of a number, with commas in English, else with spaces.

    Only digits before the point are grouped. A number that is grouped already is unchanged.
    """
    whole, point, fraction = written.partition(".")
    found = _LONG_ROW.search(whole)
    if not found or found[0].startswith("0"):
        return written  # an amount never starts with 0
    separator = "," if language.lower().partition("-")[0] == "en" else " "
    digits = _BEFORE_THREE.sub(separator, found[0])
    return f"{whole[: found.start()]}{digits}{whole[found.end() :]}{point}{fraction}"


def group_answer(body: Number, language: str) -> str:
    """Group the digits of an answer if it is an amount; a name made of digits is unchanged."""
    written = body.written
    if len(written) <= LONGEST_ROW:
        return written
    other = group_thousands(written, language)
    return written if other == written or _is_name(body) else other


def _is_name(body: Number) -> bool:
    """Whether digits are a name, such as a postal code, or a number in another base."""
    prompt = body.prompt[-_LONGEST_PROMPT:]
    if _IN_ANOTHER_BASE.search(prompt):
        return True
    if body.unit or body.within or _IS_COUNTED.search(prompt):
        return False
    return _BITS.issuperset(body.written) or bool(_IS_A_NAME.search(prompt))


@card_rule(
    "Q209",
    "ungrouped-number",
    f"A number with more than {LONGEST_ROW} digits has no thousands separator.",
    kinds={"number"},
)
def _ungrouped_number(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Number)
    other = group_answer(body, view.context.deck.language)
    if other != body.written:
        yield Finding(
            f"`{body.written}` is hard to read",
            f"Write {other}.",
            "answer",
            body.written,
        )
