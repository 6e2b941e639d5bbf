"""Q207: a date that is more or less precise than its question asks."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.edtf import Precision
from coalition_quiz.core.kinds.date import Date

_QUESTION_WORD = re.compile(
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
    asked = [(found[1] or found[0]).lower() for found in _QUESTION_WORD.finditer(prompt)]
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
    kinds=frozenset({"date"}),
    language="en",
    check=_check,
)
