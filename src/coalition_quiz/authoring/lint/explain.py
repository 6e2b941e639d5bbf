"""All about one code: what `check --explain` prints and docs/checks.md is made of."""

from msgspec import Struct

from coalition_quiz.authoring.lint.ignore import NEEDLESS, UNKNOWN
from coalition_quiz.authoring.lint.registry import RULES
from coalition_quiz.authoring.lint.selection import find
from coalition_quiz.decks.codes import Code
from coalition_quiz.decks.explanations import EXPLANATIONS, Explanation

_CARD = """\
- id: rome-river
  typed: Which river flows through Rome?
  answer: Tiber
  source: atlas
"""
_LANGUAGES = {"en": "English"}
_OURS = {
    UNKNOWN.code: Explanation(
        why=(
            "`lint_ignore` says of a card which warnings its author has weighed. A code that is "
            "no rule's, a mistyped one or an error's, has no effect there, and would hide that "
            "the warning is still to be weighed."
        ),
        bad=f"{_CARD}  lint_ignore: {{Q999: the code of no rule}}\n",
        good=_CARD,
    ),
    NEEDLESS.code: Explanation(
        why=(
            "The card has been mended since, or the rule no longer speaks of it. What is ignored "
            "in vain would one day hide a weakness that is new."
        ),
        bad=f"{_CARD}  lint_ignore: {{Q101: the wording of the law}}\n",
        good=_CARD,
    ),
}


class CodeText(Struct, frozen=True):
    """A code with its texts; examples are empty where no deck can show the problem.

    Attributes:
        only: of which decks it is told, in a sentence; empty if of all.
    """

    code: Code
    why: str
    bad: str
    good: str
    origin: str = ""
    only: str = ""


def explained(code: str) -> CodeText:
    """All about the code with this name.

    Raises:
        UsageError: if there is no such code.
    """
    found = find(code)
    if rule := RULES.get(found.code):
        only = f"Only in decks in {_LANGUAGES[rule.language]}." if rule.language else ""
        return CodeText(found, rule.why, rule.bad, rule.good, rule.origin, only)
    about = _OURS.get(found.code) or EXPLANATIONS[found.code]
    return CodeText(found, about.why, about.bad, about.good)
