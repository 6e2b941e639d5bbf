"""What was meant: the nearest of some known words."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

_LONGEST = 40
_MOST_COMPARED = 200
_MOST_LISTED = 30
_LIKENESS = 0.6


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or an empty text."""
    return _nearest(word, tuple(islice(known, _MOST_COMPARED))) if len(word) <= _LONGEST else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that proposes the nearest known word, or lists what there is."""
    words = tuple(islice(known, _MOST_COMPARED))
    if close := nearest(word, words):
        return f"Did you mean `{close}`?"
    more = ", …" if len(words) > _MOST_LISTED else ""
    return f"There are: {', '.join(words[:_MOST_LISTED])}{more}." if words else ""


# The same word is often misspelt in the same way on every card.
@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    import difflib  # noqa: PLC0415 - only a deck with a mistake needs it

    candidates = [each for each in known if len(each) <= _LONGEST]
    close = difflib.get_close_matches(word, candidates, 1, _LIKENESS)
    return close[0] if close else ""
