"""Rules about numbers: their units, their tolerances and their digits."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, card_rule
from coalition_quiz.core.kinds.number import Number

# Q206 no-unit-or-tolerance: a number without a tolerance, or without a unit.

MOST_DIGITS = 3

# A calculation has one result, a code is not a quantity, and a prompt without words is a series.
_EXACT = re.compile(
    r"\b(?:exact(?:ly)?|precise(?:ly)?|years?|port|codes?|digits?|decimals?|binary|hexadecimal|power"
    r"|raised|times|plus|minus|squared?|cubed?|sum|product|root|factorial|sequence|series|bits?"
    r"|bytes?)\b|[×=+]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_LONGEST_PROMPT = 1000
_YEARS = range(1000, 2101)
_QUANTITY = (
    r"(?:length|height|depth|width|thickness|distance|speed|velocity|weight|mass|temperature|area"
    r"|volume|density|pressure|diameter|radius|circumference|elevation|altitude|voltage|wavelength"
    r"|frequency|half-life)\b"
)
_MEASURED = re.compile(
    r"\bhow (?:long|tall|high|deep|wide|far|fast|heavy|hot|cold|large|big)\b"
    rf"|\bwhat (?:is|was|are|were) (?:[\w'’-]+ ){{0,5}}{_QUANTITY}(?! number)"
    rf"|\b(?:at|to|of) (?:what|which) {_QUANTITY}|\b{_QUANTITY} (?:of|in|at) [^?:]{{1,60}}[?:=]\s*$"
    rf"|\b(?:boiling|melting|freezing|flash) point\b",
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


# Q214 two-readings: a number that means another amount in another language.

_TWO_READINGS = re.compile(r"[-+\u2212]?[1-9]\d{0,2}([.,])\d{3}")
_POINT, _COMMA = ".", ","
# In these languages a comma groups thousands and a point starts the decimals.
_POINT_IS_DECIMAL = frozenset(("en", "he", "hi", "ja", "ko", "th", "zh"))
_WHOLE = re.compile(
    r"\bhow (?:many|much|far|long|high|deep|tall|large|big|heavy|old)\b|\bnumber of\b"
    r"|\bpopulation\b|\bwie ?viele?\b|\bcombien\b|\bcuánt[oa]s?\b|\bquant[ie]\b|\bhoeveel\b",
    re.IGNORECASE,
)
_MOST_ANSWERS = 50


@card_rule(
    "Q214",
    "two-readings",
    "A number such as 1.230 can be read in two ways.",
    kinds={"number", "typed", "cloze"},
)
def _two_readings(view: CardView) -> Iterator[Finding]:
    body = view.body
    if isinstance(body, Number):
        if _has_two_readings(body.written, view):
            yield _readings_finding(body.written, "answer")
        return
    for entry in body.entries[:_MOST_ANSWERS]:
        if _has_two_readings(entry.text, view):
            yield _readings_finding(entry.text, "cloze" if view.kind == "cloze" else "answer")


def _has_two_readings(written: str, view: CardView) -> bool:
    """Whether one group of three digits may be thousands or decimals.

    In English a comma groups, and a point starts decimals unless the question asks for an amount
    with no use for them. Elsewhere both are in doubt, because authors write as they are used to.
    """
    found = _TWO_READINGS.fullmatch(written)
    if not found:
        return False
    if view.context.deck.language.partition("-")[0].lower() not in _POINT_IS_DECIMAL:
        return True
    return found[1] == _POINT and written.endswith("0") and bool(_WHOLE.search(view.short_prompt))


def _readings_finding(written: str, key: str) -> Finding:
    sign = _POINT if _POINT in written else _COMMA
    whole, _, decimals = written.partition(sign)
    as_thousands = f"{whole}{decimals}"
    as_decimals = f"{whole}.{decimals}".rstrip("0").rstrip(".")
    return Finding(
        f"`{written}` can be read as {as_thousands} or as {as_decimals}",
        f"Write {as_thousands} or {as_decimals}.",
        key,
        written,
    )
