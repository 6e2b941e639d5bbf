"""Similarity of prompts: the same question in other words, or a different question."""

import re
from difflib import get_close_matches
from itertools import islice

from coalition_quiz.authoring.words import content_words

_NAME = re.compile(r"(?<=[\w,;:] )[A-Z\d][\w.-]*")
_CUTOFF = 0.7
_MOST_WORDS = 30
_LONGEST = 300
_STEM = 5
"""Words with the same first letters count as one: Rome and Rome's, plan and plans."""


def ask_different_things(one: str, other: str) -> bool:
    """Whether two prompts have no content word in common, or no name in common."""
    one, other = one[:_LONGEST], other[:_LONGEST]
    return _share_nothing(_stems(one), _stems(other)) or _share_nothing(_names(one), _names(other))


def _share_nothing(ours: set[str], theirs: set[str]) -> bool:
    """Whether the two sets have no similar words. A corrected typo counts as similar."""
    return bool(ours and theirs) and not any(
        get_close_matches(one, theirs, n=1, cutoff=_CUTOFF) for one in ours
    )


def _stems(prompt: str) -> set[str]:
    return {word[:_STEM] for word in content_words(prompt)[:_MOST_WORDS]}


def _names(prompt: str) -> set[str]:
    """Find names and figures: words with a capital or digit at the start, except the first word."""
    return {found[0] for found in islice(_NAME.finditer(prompt), _MOST_WORDS)}
