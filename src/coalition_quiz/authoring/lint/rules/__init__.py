"""All rules by their codes: a module and a YAML file with explanations for each subject."""

from importlib import import_module
from pkgutil import iter_modules

from coalition_quiz.authoring.lint.rule import Rule

_MODULES = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
_ALL = [each for module in _MODULES for each in vars(module).values() if isinstance(each, Rule)]

RULES: dict[str, Rule] = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
