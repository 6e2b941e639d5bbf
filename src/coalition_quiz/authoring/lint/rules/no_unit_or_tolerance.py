"""Q206: a number without a tolerance, or without a unit."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.kinds.number import Number

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


def _check(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Number)
    if body.within is None and len(body.written) > MOST_DIGITS and _needs_tolerance(body):
        yield Finding(
            f"only {body.written} itself is right, to its last digit",
            "Add `within:` with a share such as 5% or an amount, or ask for a round number.",
            "answer",
            body.written,
        )
    prompt = body.prompt[:_LONGEST_PROMPT]
    if not body.unit and (found := _MEASURED.search(prompt)) and not _UNIT.search(prompt):
        yield Finding(
            "neither the prompt nor `unit` says in which unit to answer",
            "Add `unit:`, such as km; it is shown beside the field.",
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


RULE = Rule(
    code="Q206",
    name="no-unit-or-tolerance",
    meaning=f"A number of more than {MOST_DIGITS} digits that count has no tolerance, or a "
    "measured one no unit.",
    kinds=frozenset({"number"}),
    check=_check,
)
