"""Q209: a long number whose digits stand in one row."""

import re
from collections.abc import Iterator

from coalition_quiz.learning.cards import Number
from coalition_quiz.lint.rule import Finding, Rule
from coalition_quiz.lint.subject import Subject

LONGEST_ROW = 4

_LONG_ROW = re.compile(rf"\d{{{LONGEST_ROW + 1},}}")
_BEFORE_THREE = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


def grouped(written: str, language: str = "en") -> str:
    """A number with its thousands apart: by commas in English, else by spaces.

    Only digits before the point are grouped, and what is grouped already stays as it is.
    """
    whole, point, fraction = written.partition(".")
    found = _LONG_ROW.search(whole)
    if not found:
        return written
    separator = "," if language.lower().partition("-")[0] == "en" else " "
    digits = _BEFORE_THREE.sub(separator, found[0])
    return f"{whole[: found.start()]}{digits}{whole[found.end() :]}{point}{fraction}"


def _check(subject: Subject) -> Iterator[Finding]:
    body = subject.body
    assert isinstance(body, Number)
    if len(body.written) > LONGEST_ROW:
        better = grouped(body.written, subject.deck.language)
        if better != body.written:
            yield Finding(
                f"the digits of `{body.written}` must be counted to be read",
                f"Write {better}.",
                "answer",
                body.written,
            )


RULE = Rule(
    code="Q209",
    name="ungrouped-number",
    meaning=f"A number of more than {LONGEST_ROW} digits has no separator of thousands.",
    why=(
        "35,404 is read at a glance, 35404 is counted off. A comma or a space between the "
        "thousands does no harm to learners: they may type the number either way. What only looks "
        "like a number, such as a postal code, is asked for better by `typed`."
    ),
    origin="The International System of Units (BIPM), section 5.4.4 (digits in groups of three).",
    bad="""\
- id: equator
  number: About how long is the equator?
  answer: 40075
  within: 1%
  unit: km
""",
    good="""\
- id: equator
  number: About how long is the equator?
  answer: 40,075
  within: 1%
  unit: km
""",
    kinds=frozenset({"number"}),
    check=_check,
)
