"""Q209: a long number without separators between thousands."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.kinds.number import Number

LONGEST_ROW = 4
_LONGEST_PROMPT = 1_000

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


def _check(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Number)
    other = group_answer(body, view.deck.language)
    if other != body.written:
        yield Finding(
            f"the digits of `{body.written}` must be counted to be read",
            f"Write {other}.",
            "answer",
            body.written,
        )


RULE = Rule(
    code="Q209",
    name="ungrouped-number",
    meaning=f"A number of more than {LONGEST_ROW} digits has no separator of thousands.",
    kinds=frozenset({"number"}),
    check=_check,
)
