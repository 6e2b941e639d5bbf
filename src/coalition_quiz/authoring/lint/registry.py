"""All rules by their codes: every module in `rules/` defines one, as `RULE`."""

from importlib import import_module
from pkgutil import iter_modules

from coalition_quiz.authoring.lint import rules
from coalition_quiz.authoring.lint.rule import Rule


def _load_rules() -> list[Rule]:
    names = (module.name for module in iter_modules(rules.__path__))
    found = [import_module(f"{rules.__name__}.{name}").RULE for name in names]
    return sorted(found, key=lambda rule: rule.code)


RULES: dict[str, Rule] = {rule.code: rule for rule in _load_rules()}
