"""The digits of long numbers in groups of three, as learners see them."""

import re

LONGEST_ROW = 4
"""Four digits or fewer are read at a glance."""

_LONGEST_PROMPT = 1_000
_SPACE = "\u00a0"
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


def group_digits(written: str, prompt: str, *, is_amount: bool) -> str:
    """Group the digits of an answer by spaces, which every language reads in the same way.

    The source of the form is The International System of Units (BIPM), section 5.4.4. Digits that
    are grouped already, that follow a point, or that are a name (a postal code) stay as they are.

    Args:
        written: the answer as its author wrote it.
        prompt: the question, which shows whether the digits are a name.
        is_amount: whether the answer has a unit or a tolerance, as no name has.
    """
    if len(written) <= LONGEST_ROW:
        return written
    whole, point, fraction = written.partition(".")
    found = _LONG_ROW.search(whole)
    # An amount never starts with 0.
    if not found or found[0].startswith("0") or _is_name(written, prompt, is_amount=is_amount):
        return written
    digits = _BEFORE_THREE.sub(_SPACE, found[0])
    return f"{whole[: found.start()]}{digits}{whole[found.end() :]}{point}{fraction}"


def _is_name(written: str, prompt: str, *, is_amount: bool) -> bool:
    """Whether digits are a name, such as a postal code, or a number in another base."""
    prompt = prompt[-_LONGEST_PROMPT:]
    if _IN_ANOTHER_BASE.search(prompt):
        return True
    if is_amount or _IS_COUNTED.search(prompt):
        return False
    return _BITS.issuperset(written) or bool(_IS_A_NAME.search(prompt))
