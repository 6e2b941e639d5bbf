"""The bookmark: the selected deck and the sessions that were left.

The cache keeps it, so it may be lost.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz.library.cache import open_cache

_DRAFTS = "quiz*.json"

_FORM = "3"
_MOST_LEFT = 8


class LeftSession(NamedTuple):
    """A session that was left before its end.

    Attributes:
        day: the study day.
        decks: the ids of the decks that it was about; empty for all.
        items: the items that it left.
    """

    day: int
    decks: tuple[str, ...]
    items: tuple[str, ...]


class Bookmark:
    """The learner's place, remembered from one start to the next.

    Attributes:
        deck: the id of the deck selected on the home screen; empty for all decks, and None until
            one was selected.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = open_cache(cache)
        self.deck, self._left = _parse(self._cache.document("bookmark", _FORM))
        self._saved = self._document

    def left_on(self, day: int) -> tuple[LeftSession, ...]:
        """List the sessions left on a study day, the latest first."""
        return tuple(each for each in self._left if each.day == day)

    def leave(self, left: LeftSession, planned: Sequence[str]) -> None:
        """Remember a session that ended, unless it left nothing.

        Args:
            left: what it left.
            planned: all items that it was to ask. Earlier sessions within them are forgotten.
        """
        covered = set(planned)
        others = [each for each in self.left_on(left.day) if not covered.issuperset(each.items)]
        self._left = [left, *others][:_MOST_LEFT] if left.items else others

    def keep(self) -> None:
        """Save it if it has changed."""
        if self._document != self._saved:
            self._saved = self._document
            self._cache.store_document("bookmark", _FORM, self._saved)

    @property
    def _document(self) -> list[Any]:
        return [self.deck, list(self._left)]


def drafts_in(cache: Path) -> list[Path]:
    """List the files of unfinished quizzes, in this window or another."""
    return sorted(cache.glob(_DRAFTS))


def _parse(document: Any) -> tuple[str | None, list[LeftSession]]:
    deck, left = document or [None, []]
    return deck, [LeftSession(day, tuple(decks), tuple(items)) for day, decks, items in left]
