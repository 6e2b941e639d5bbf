"""Whether two prompts can be the same question in other words, or ask something else."""

import re
from difflib import get_close_matches
from itertools import islice

from coalition_quiz.authoring.words import content_words

_NAME = re.compile(r"(?<=[\w,;:] )[A-Z\d][\w.-]*")
_LIKENESS = 0.7
_MOST_WORDS = 30
_LONGEST = 300
_STEM = 5
"""Words that begin with the same letters are taken for one: Rome and Rome's, plan and plans."""


def ask_other_things(one: str, other: str) -> bool:
    """Whether two prompts share no word that carries content, or all their names differ."""
    one, other = one[:_LONGEST], other[:_LONGEST]
    return _are_apart(_stems(one), _stems(other)) or _are_apart(_names(one), _names(other))


def _are_apart(ours: set[str], theirs: set[str]) -> bool:
    """Whether neither has anything like something of the other: a slip mended is the same."""
    return bool(ours and theirs) and not any(
        get_close_matches(one, theirs, n=1, cutoff=_LIKENESS) for one in ours
    )


def _stems(prompt: str) -> set[str]:
    return {word[:_STEM] for word in content_words(prompt)[:_MOST_WORDS]}


def _names(prompt: str) -> set[str]:
    """Names and figures: words that begin in capitals or digits, but for the first."""
    return {found[0] for found in islice(_NAME.finditer(prompt), _MOST_WORDS)}
