"""The bookmark: the selected deck and the rest of a session that was left.

It is a small cache file, which may be lost or damaged without harm.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coalition_quiz.system.files import read_cache_file, write_cache_file
from coalition_quiz.system.paths import Places

_DRAFTS = "quiz*.json"

_FORMAT = "coalition-quiz bookmark 1"


class Bookmark:
    """The learner's place, remembered from one start to the next.

    Attributes:
        deck: the id of the deck selected on the home screen; empty for all decks.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.deck, self._day, self._left = _read(path)
        self._saved = self._text

    @classmethod
    def at(cls, places: Places) -> "Bookmark":
        """Open the bookmark of this learner."""
        return cls(places.cache / "bookmark.json")

    def left_on(self, day: int) -> tuple[str, ...]:
        """List the items that a session left on a study day; none on any other day."""
        return self._left if day == self._day else ()

    def leave(self, day: int, items: Sequence[str]) -> None:
        """Remember the items that a session left; none if it was finished."""
        self._day, self._left = day, tuple(items)

    def keep(self) -> None:
        """Save it if it has changed."""
        if self._text != self._saved:
            self._saved = self._text
            write_cache_file(self._path, self._text.encode())

    @property
    def _text(self) -> str:
        left = {"day": self._day, "items": self._left}
        return json.dumps({"format": _FORMAT, "deck": self.deck, "left": left})


def drafts_in(cache: Path) -> list[Path]:
    """List the files of unfinished quizzes, in this window or another."""
    return sorted(cache.glob(_DRAFTS))


def _read(path: Path) -> tuple[str, int, tuple[str, ...]]:
    try:
        document: Any = json.loads(read_cache_file(path))
        deck, left = document["deck"], document["left"]
        day, items = left["day"], left["items"]
        if document["format"] != _FORMAT or not isinstance(deck, str) or not isinstance(day, int):
            return "", 0, ()
        return deck, day, tuple(item for item in items if isinstance(item, str))
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return "", 0, ()
