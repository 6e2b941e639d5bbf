"""Suggestions for a mistyped word: the nearest of some known words."""

from collections.abc import Iterable
from itertools import islice

_LONGEST = 40
_MOST_COMPARED = 200
_MOST_LISTED = 30
_LIKENESS = 0.6
# About a second of work: a file may hold nothing but misspelt words.
_COMPARISONS = 50_000


class Suggester:
    """Proposes what was meant in one file, as long as that does not take too long."""

    def __init__(self) -> None:
        self._left = _COMPARISONS
        # The same word is often misspelt in the same way on every card.
        self._found: dict[tuple[str, tuple[str, ...]], str] = {}

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """The known word most like this one, or an empty text."""
        words = tuple(islice(known, _MOST_COMPARED))
        if len(word) > _LONGEST:
            return ""
        if (word, words) not in self._found:
            if len(words) > self._left:
                return ""
            self._left -= len(words)
            self._found[word, words] = _nearest(word, words)
        return self._found[word, words]

    def did_you_mean(self, word: str, known: Iterable[str]) -> str:
        """A sentence that proposes the nearest known word, or lists what there is."""
        words = tuple(islice(known, _MOST_COMPARED))
        if close := self.nearest(word, words):
            return f"Did you mean `{close}`?"
        more = ", …" if len(words) > _MOST_LISTED else ""
        return f"There are: {', '.join(words[:_MOST_LISTED])}{more}." if words else ""


def _nearest(word: str, known: tuple[str, ...]) -> str:
    import difflib  # noqa: PLC0415 - only a deck with a mistake needs it

    candidates = [each for each in known if len(each) <= _LONGEST]
    close = difflib.get_close_matches(word, candidates, 1, _LIKENESS)
    return close[0] if close else ""
