"""Everything about one code, for `check --explain` and docs/checks.md."""

from importlib.resources import files

from msgspec import Struct, structs, yaml

from coalition_quiz.authoring.lint.registry import RULES
from coalition_quiz.authoring.lint.selection import find_code
from coalition_quiz.decks.codes import Code
from coalition_quiz.decks.explanations import Explanation, explanations

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
    about = rule.explanation if rule else _explanation(found.code)
    only = f"Only in decks in {_LANGUAGES[rule.language]}." if rule and rule.language else ""
    return CodeText(code=found, only=only, **structs.asdict(about))


def _explanation(code: str) -> Explanation:
    """Explain a code of the reader, or one about `lint_ignore`."""
    if code in explanations():
        return explanations()[code]
    file = files(__package__).joinpath("ignore.yaml")
    return yaml.decode(file.read_bytes(), type=dict[str, Explanation])[code]
