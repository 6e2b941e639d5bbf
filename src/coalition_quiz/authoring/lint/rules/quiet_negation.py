"""Q107: a question that turns on `not` or `except`, and lets it be overlooked."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule

_KINDS: frozenset[str] = frozenset({"choice", "typed", "list"})
_LONGEST = 5_000

_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)"
# Nothing that opens a clause of its own: a `not` in there is not the point of the question.
_WORD = (
    rf"(?:(?!(?:that|if|when|where|who|whom|whose|which|because|although|but|and|or|{_VERB})\b)"
    r"[^\s.?!\"“”]+)"
)
_NEGATION = re.compile(
    rf"(?:^|[.?!:,] )(?:[Ii]n |[Oo]f )?(?:[Ww]hich|[Ww]hat|[Ww]ho)(?: {_WORD}){{0,8}}?"
    # What does not belong is asked for in every puzzle of that sort: nobody overlooks that.
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
    why=(
        "A prompt that has been read before is skimmed, and a small word that turns it round is "
        "the first to be lost: learners miss the question, not the fact. Ask for what is so, or "
        "write NOT and EXCEPT in capitals."
    ),
    origin="Haladyna, Downing and Rodriguez 2002, guideline 17 (word the stem positively; if a "
    "negative word is used, capitalize or boldface it).",
    bad="""\
- id: not-a-planet
  choice: Which of these is not a planet?
  answer: The Moon
  wrong:
    - Mars
    - Neptune
    - Venus
  source: atlas
""",
    good="""\
- id: not-a-planet
  choice: Which of these is NOT a planet?
  answer: The Moon
  wrong:
    - Mars
    - Neptune
    - Venus
  source: atlas
""",
    kinds=_KINDS,
    language="en",
    check=_check,
)
