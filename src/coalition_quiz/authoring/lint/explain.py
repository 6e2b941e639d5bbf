"""Everything about one code, for `check --explain` and docs/checks.md."""

from functools import cache

from msgspec import Struct, structs

from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.authoring.lint.selection import find_code
from coalition_quiz.decks.codes import Code
from coalition_quiz.decks.explanations import Explanation, explanations, read_explanations

_LANGUAGES = {"en": "English"}


class CodeText(Struct, frozen=True):
    """A code with its texts; the examples are empty if no deck can show the problem.

    Attributes:
        only: a sentence that names the decks it is limited to; empty if there is no limit.
    """

    code: Code
    why: str
    bad: str
    good: str
    origin: str = ""
    only: str = ""


def describe_code(code: str) -> CodeText:
    """Collect everything about the code with this name.

    Raises:
        UsageError: if there is no such code.
    """
    found = find_code(code)
    rule = RULES.get(found.code)
    about = explanations().get(found.code) or explanations_of_rules()[found.code]
    only = f"{_LANGUAGES[rule.language]} decks only." if rule and rule.language else ""
    return CodeText(code=found, only=only, **structs.asdict(about))


@cache
def explanations_of_rules() -> dict[str, Explanation]:
    """Read the explanations of all rules, and of the codes about `lint_ignore`."""
    return read_explanations("coalition_quiz.authoring.lint.rules")
