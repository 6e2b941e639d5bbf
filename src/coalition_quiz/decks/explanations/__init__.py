"""Explanations of the reader's problems, for `check --explain` and the documentation.

The texts are in the YAML files of this folder, one file per group of codes.
"""

from functools import cache
from importlib.resources import files

from msgspec import Struct, yaml


class Explanation(Struct, frozen=True):
    """Why something is a problem, with an example of the mistake and its correction.

    Attributes:
        why: the reason, how the problem arises and what to do, in a few sentences.
        bad: cards (or a whole deck) with the problem; empty if no short text can show it.
        good: the same cards, corrected.
        origin: the source of the advice; empty for problems of the format.
    """

    why: str
    bad: str = ""
    good: str = ""
    origin: str = ""


@cache
def explanations() -> dict[str, Explanation]:
    """Read the explanations of all the reader's codes, in the order of the codes."""
    return read_explanations(__name__)


def read_explanations(package: str) -> dict[str, Explanation]:
    """Read all YAML files of a package, each with the explanations of some codes."""
    texts = [each for each in files(package).iterdir() if each.name.endswith(".yaml")]
    return dict(
        sorted(
            pair
            for each in texts
            for pair in yaml.decode(each.read_bytes(), type=dict[str, Explanation]).items()
        )
    )
