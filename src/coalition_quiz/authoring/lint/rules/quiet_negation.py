"""Q107: a question that depends on `not` or `except`, which is easy to overlook."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule

_KINDS: frozenset[str] = frozenset({"choice", "typed", "list"})
_LONGEST = 5_000

_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)"
# A `not` inside a subordinate clause is not the point of the question.
_WORD = (
    rf"(?:(?!(?:that|if|when|where|who|whom|whose|which|because|although|but|and|or|{_VERB})\b)"
    r"[^\s.?!\"“”]+)"
)
_NEGATION = re.compile(
    rf"(?:^|[.?!:,] )(?:[Ii]n |[Oo]f )?(?:[Ww]hich|[Ww]hat|[Ww]ho)(?: {_WORD}){{0,8}}?"
    # Every odd-one-out puzzle asks for what does not belong, and no reader overlooks it.
    rf" ({_VERB}(?:(?: {_WORD}){{0,3}}? not\b(?! belong| fit)|n['’]t\b(?! belong| fit)))"
    r"|\b(except)(?:,? for)?[\s:;,?.…–—-]*$"
)


def _check(view: CardView) -> Iterator[Finding]:
    prompt = view.prompt
    if not ("not" in prompt or "except" in prompt or "n't" in prompt or "n’t" in prompt):
        return
    if len(prompt) > _LONGEST:
        return
    negation = _NEGATION.search(prompt)
    if negation:
        text = negation[1] or negation[2]
        word = "except" if text == "except" else "not"
        yield Finding(
            f"the question turns on `{word}`, which is easily overlooked",
            f"Write {word.upper()} in capitals, or ask for what is so.",
            view.kind,
            text,
        )


RULE = Rule(
    code="Q107",
    name="quiet-negation",
    meaning="The question turns on a `not` or `except` that is not in capitals.",
    kinds=_KINDS,
    language="en",
    check=_check,
)
