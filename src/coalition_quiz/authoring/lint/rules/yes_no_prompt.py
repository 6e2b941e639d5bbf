"""Q103: a yes/no question that is asked as if there were more to answer."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.flip import Flip

_KINDS: frozenset[str] = frozenset({"front", "choice", "typed"})
_LONGEST = 1_000
_BARE = frozenset({"yes", "no", "true", "false"})

_YES_OR_NO = re.compile(r"(?:yes|no)(?=\s*(?:[.,;:!–—-]|$))|(?:true|false)[.!]?$", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:^|[.,;:!?)–—-] )((?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had"
    r"|may|must)(?:n['’]t)? \w+)[^?]*\??\s*$|(true or false|true ?/ ?false|yes or no|yes ?/ ?no)",
    re.IGNORECASE,
)


def _check(view: CardView) -> Iterator[Finding]:
    body = view.card.body
    if isinstance(body, Choice):
        if body.answers[0].lower() in _BARE:
            yield from _among_options(body)
        return
    answer = body.back if isinstance(body, Flip) else view.answers[0]
    if not _YES_OR_NO.match(answer):
        return
    asked = _ASKED.search(view.prompt[:_LONGEST])
    if asked:
        yield _finding(body.kind, asked[1] or asked[2])


def _among_options(body: Choice) -> Iterator[Finding]:
    """Find options that are only yes and no, or true and false."""
    if body.wrong and all(wrong.text.lower() in _BARE for wrong in body.wrong):
        yield _finding("answer", body.answers[0])


def _finding(key: str, text: str) -> Finding:
    return Finding(
        "the question is answered by yes or no, and half of all guesses are right",
        "Ask what, which, when or why instead, or write the statement as a `truth` card.",
        key,
        text,
    )


RULE = Rule(
    code="Q103",
    name="yes-no-prompt",
    meaning="A question that is no `truth` card is answered by yes or no.",
    kinds=_KINDS,
    language="en",
    check=_check,
)
