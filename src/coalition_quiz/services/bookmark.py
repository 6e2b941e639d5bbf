"""Where the learner was: the deck at the cursor, and what was left of a session.

Kept in a small file that may be lost, or be anything at all, without harm.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coalition_quiz.system.cache_files import read_cache_file, write_cache_file
from coalition_quiz.system.paths import Places

QUIZ_DRAFT = "quiz.json"
"""The name of the file for a quiz that is under way."""

_FORMAT = "coalition-quiz bookmark 1"


class Bookmark:
    """What is remembered from one start to the next.

    Attributes:
        deck: the id of the deck at the cursor of the home screen; empty for all decks.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.deck, self._day, self._left = _read(path)
        self._kept = self._text

    @classmethod
    def at(cls, places: Places) -> "Bookmark":
        """The bookmark of this learner."""
        return cls(places.cache / "bookmark.json")

    def left_on(self, day: int) -> tuple[str, ...]:
        """The items that a session left on a study day; on another day they are simply due."""
        return self._left if day == self._day else ()

    def leave(self, day: int, items: Sequence[str]) -> None:
        """Remember what a session left; nothing, where it was finished."""
        self._day, self._left = day, tuple(items)

    def keep(self) -> None:
        """Write it down, if it is news."""
        if self._text != self._kept:
            self._kept = self._text
            write_cache_file(self._path, self._text.encode())

    @property
    def _text(self) -> str:
        left = {"day": self._day, "items": self._left}
        return json.dumps({"format": _FORMAT, "deck": self.deck, "left": left})


def has_draft(cache: Path) -> bool:
    """Whether a quiz was left before it was handed in."""
    return (cache / QUIZ_DRAFT).exists()


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
