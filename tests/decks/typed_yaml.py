"""YAML as editors see it: with numbers, truth values and nothing where YAML guesses them.

There are two ways of guessing: YAML 1.2, which the YAML language server uses unless it is told
otherwise, and YAML 1.1, to which `yes` is a truth value and `1:30` the number 90.
"""

import re
from typing import Any

import yaml


class Yaml11(yaml.SafeLoader):
    """Values typed as YAML 1.1 does."""


class Yaml12(yaml.SafeLoader):
    """Values typed by the core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the base class's way

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        """A whole number: a leading zero does not make it octal."""
        text = node.value
        base = {"0o": 8, "0x": 16}.get(text[:2], 10)
        return int(text[2:] if base != 10 else text, base)


Yaml12.add_constructor("tag:yaml.org,2002:int", Yaml12.construct_yaml_int)
for _tag, _pattern in {
    "null": r"|~|null|Null|NULL",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
}.items():
    Yaml12.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), None
    )


def typed(text: str, loader: type[yaml.SafeLoader]) -> Any:
    """The values of a text; keys are the texts that they are written as.

    Raises:
        yaml.YAMLError: The text is not YAML.
    """
    source = loader(text)
    try:
        return _value(source.get_single_node(), source)
    finally:
        source.dispose()


def _value(node: yaml.Node | None, source: yaml.SafeLoader) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value, source) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, source) for each in node.value]
    if node is None:
        return None
    # What JSON has no type for, such as a date, is a text to the language server.
    if node.tag == "tag:yaml.org,2002:timestamp":
        return node.value
    return source.construct_object(node)
