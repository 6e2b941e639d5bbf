"""Q207: a date that is more precise than its question asks, or less."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.edtf import Precision
from coalition_quiz.core.kinds.date import Date

_ASKED = re.compile(
    r"\b(?:what|which)\s+(?:(?:exact|calendar|precise|first|last)\s+)?"
    r"(century|decade|year|season|month|date|day)\b"
    r"|\b(?:month|season|day)\b(?=\s+(?:and|of)\s+(?:(?:which|what|the)\s+)?(?:month|year)\b)",
    re.IGNORECASE,
)
_FINENESS = {
    "century": 0, "decade": 0, "year": 1, "season": 2, "month": 3, "date": 4, "day": 4,
}  # fmt: skip
_PRECISIONS = {Precision.YEAR: 1, Precision.SEASON: 2, Precision.MONTH: 3, Precision.DAY: 4}
_LONGEST_PROMPT = 1000


def _check(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Date)
    prompt = body.prompt[:_LONGEST_PROMPT]
    asked = [(found[1] or found[0]).lower() for found in _ASKED.finditer(prompt)]
    if not asked:
        return
    finest = max(asked, key=_FINENESS.__getitem__)
    precision = body.answer.precision
    if _PRECISIONS[precision] > _FINENESS[finest]:
        yield _finding(finest, body, "finer")
    elif _PRECISIONS[precision] < _FINENESS[finest] and finest != "date":
        yield _finding(finest, body, "coarser")


def _finding(asked: str, body: Date, how: str) -> Finding:
    precision = body.answer.precision
    return Finding(
        f"the prompt asks for the {asked}, and the answer is a {precision}, which is {how}",
        f"Ask for the {precision}, or shorten the answer to what is asked."
        if how == "finer"
        else f"Ask for the {precision}, or give the {asked} as the answer.",
        "answer",
        str(body.answer),
    )


RULE = Rule(
    code="Q207",
    name="date-finer-than-asked",
    meaning="The answer is a date of another precision than the prompt asks for.",
    why=(
        "A learner who is asked for a year and types it is told that a month is missing, though "
        "nobody asked for one; and who recalls the day that a prompt asks for should not be shown "
        "a year. The answer decides how precise a learner must be, so let it say what the prompt "
        "says."
    ),
    origin="Our own; after Matuschak, How to write good prompts (precise about what is asked for).",
    bad="""\
- id: moon-landing
  date: In which year did people first land on the Moon?
  answer: 1969-07-20
""",
    good="""\
- id: moon-landing
  date: In which year did people first land on the Moon?
  answer: 1969
  why: It was on 20 July.
""",
    kinds=frozenset({"date"}),
    language="en",
    check=_check,
)
