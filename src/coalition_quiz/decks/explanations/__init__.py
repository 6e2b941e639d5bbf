"""Explanations of the reader's problems, for `check --explain` and the documentation.

The texts are in the YAML files of this folder, one file per group of codes.
"""

from functools import cache
from importlib.resources import files

from msgspec import Struct, yaml

_PARTS = (
    "d0_file",
    "d1_syntax",
    "d1_quoting",
    "d1_unused",
    "d2_deck",
    "d3_cards",
    "d3_values",
    "d3_identities",
    "d4_references",
)


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
    return dict(sorted(each for part in _PARTS for each in _read(part).items()))


def _read(part: str) -> dict[str, Explanation]:
    data = files(__name__).joinpath(f"{part}.yaml").read_bytes()
    return yaml.decode(data, type=dict[str, Explanation])
