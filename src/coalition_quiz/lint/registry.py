"""All rules by their codes."""

from coalition_quiz.lint.rule import Rule
from coalition_quiz.lint.rules import (
    no_source,
    prompt_length,
)

_ALL = (
    # Prompts
    prompt_length.RULE,
    # Facts
    no_source.RULE,
)

RULES: dict[str, Rule] = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
