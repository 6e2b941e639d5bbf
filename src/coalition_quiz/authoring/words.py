"""Words of a text, for rules that count or compare them."""

import re

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SENTENCE_ENDS = re.compile(r"[.?!:]\s+(?=\S)")
_LONGEST_SENTENCE = 2000

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
