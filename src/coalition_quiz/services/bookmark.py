"""The bookmark: the selected deck and the rest of a session that was left.

The cache keeps it, so it may be lost.
"""

from collections.abc import Sequence
from pathlib import Path

from coalition_quiz.library.cache import open_cache

_DRAFTS = "quiz*.json"

_FORM = "2"


class Bookmark:
    """The learner's place, remembered from one start to the next.

    Attributes:
        deck: the id of the deck selected on the home screen; empty for all decks.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = open_cache(cache)
        self._saved = self._cache.document("bookmark", _FORM) or ["", 0, []]
        self.deck, self._day, self._left = self._saved

    def left_on(self, day: int) -> tuple[str, ...]:
        """List the items that a session left on a study day; none on any other day."""
        return tuple(self._left) if day == self._day else ()

    def leave(self, day: int, items: Sequence[str]) -> None:
        """Remember the items that a session left; none if it was finished."""
        self._day, self._left = day, list(items)

    def keep(self) -> None:
        """Save it if it has changed."""
        place = [self.deck, self._day, self._left]
        if place != self._saved:
            self._saved = place
            self._cache.store_document("bookmark", _FORM, place)


def drafts_in(cache: Path) -> list[Path]:
    """List the files of unfinished quizzes, in this window or another."""
    return sorted(cache.glob(_DRAFTS))
