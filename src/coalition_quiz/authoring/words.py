"""Words of a text, for rules that count them or compare prompts by them."""

import re
from difflib import get_close_matches
from itertools import islice

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SENTENCE_ENDS = re.compile(r"[.?!:]\s+(?=\S)")
_LONGEST_SENTENCE = 2000
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z\d][\w.-]*")
_CUTOFF = 0.7
_MOST_WORDS = 30
_LONGEST_PROMPT = 300

_STOP = """
    a about above after again all also although an and any are as at be because been before being
    below between both but by can could did do does doing down during each few for from further had
    has have having he her here hers him his how however i if in into is it its itself just me more
    most my no nor not of off on once only or other our ours out over own same she should so some
    such than that the their theirs them then there these they this those through to too under until
    up us very was we were what when where which while who whom whose why will with would you your
"""
STOP_WORDS = frozenset(_STOP.split())
"""English words without content of their own."""
_STEM = 5
"""Words with the same first letters count as one: Rome and Rome's, plan and plans."""


def words(text: str) -> tuple[str, ...]:
    """Split a text into lower-case words and numbers, without the underscores of blanks."""
    return tuple(_WORD.findall(text.lower().replace("_", " ")))


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of an English text that carry content."""
    return tuple([word for word in words(text) if word not in STOP_WORDS])


def count_words(text: str) -> int:
    """Count the words of a text without storing them."""
    return sum(1 for _ in _WORD.finditer(text))


def last_sentence(text: str) -> str:
    """Return the last sentence, which usually asks the question; at most 2,000 characters of it."""
    return _SENTENCE_ENDS.split(text[-_LONGEST_SENTENCE:])[-1]


def ask_different_things(one: str, other: str) -> bool:
    """Whether two prompts have no content word in common, or no name in common."""
    one, other = one[:_LONGEST_PROMPT], other[:_LONGEST_PROMPT]
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
