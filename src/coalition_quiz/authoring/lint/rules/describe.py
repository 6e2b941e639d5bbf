"""Q104: an open task. Its right answer changes from day to day."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.kinds.flip import Flip

_KINDS: frozenset[str] = frozenset({"front", "typed"})
_LONGEST = 1_000
_TASK = re.compile(
    r"(?:(?:can|could|would) you )?(?:briefly |please |in your own words,? )?"
    r"((?:describe|explain|discuss|elaborate(?: on)?|comment on|expound|talk about|write about"
    r"|compare(?: and contrast)?|outline|summari[sz]e"
    r"|(?:tell|say|write) (?:\w+ )?(?:all |everything |something |more )?(?:you know )?about"
    r"|(?:give|provide|write) (?:\w+ )?(?:an?|the|some) (?:\w+ )?"
    r"(?:overview|summary|outline|account|description|explanation) of"
    r"|what (?:all )?(?:do|can) you (?:know|say|tell us|tell me) about))\s+\S+\s*\S",
    re.IGNORECASE,
)
# A question that compares two things decides what is right.
_QUESTION_AFTER = re.compile(
    r"compare\b.*[:.,;] *(?:and )?(?:which|what|who|is|are)\b", re.IGNORECASE
)
# Words to translate: “Explain yourself! (in French)”.
_WORDS_TO_TRANSLATE = re.compile(
    r"[^.?!]{1,60}!|.*\((?:in(?:to)? )?(?:[A-Z]\w*(?:ish|ese|ian|ean)|Arabic|Dutch|French|German"
    r"|Greek|Hebrew|Hindi|Latin|Thai|Welsh|noun|verb)\)"
)


def _check(view: CardView) -> Iterator[Finding]:
    task = _TASK.match(view.prompt)
    if task and not _is_something_else(view):
        yield Finding(
            f"`{task[1]}` leaves open what counts as an answer",
            "Ask for one thing that is either recalled or not: what, which, when, how many or why.",
            view.kind,
            task[1],
        )


def _is_something_else(view: CardView) -> bool:
    prompt, body = view.prompt[:_LONGEST], view.body
    asked_both_ways = isinstance(body, Flip) and body.both
    return bool(
        asked_both_ways
        or _QUESTION_AFTER.match(prompt)
        or _WORDS_TO_TRANSLATE.fullmatch(prompt.rstrip())
    )


RULE = Rule(
    code="Q104",
    name="describe",
    meaning="The prompt asks to describe, explain or discuss.",
    kinds=_KINDS,
    language="en",
    check=_check,
)
