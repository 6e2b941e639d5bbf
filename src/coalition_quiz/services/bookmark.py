"""The bookmark: the selected deck and the sessions that were left.

It is a small cache file, which may be lost or damaged without harm.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import ValidationError, convert

from coalition_quiz.system.cache_files import read_cache_file, write_cache_file
from coalition_quiz.system.paths import Places

_DRAFTS = "quiz*.json"

_FORMAT = "coalition-quiz bookmark 2"
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

    def __init__(self, path: Path) -> None:
        self._path = path
        self.deck, self._left = _read(path)
        self._saved = self._text

    @classmethod
    def at(cls, places: Places) -> "Bookmark":
        """Open the bookmark of this learner."""
        return cls(places.cache / "bookmark.json")

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
        if self._text != self._saved:
            self._saved = self._text
            write_cache_file(self._path, self._text.encode())

    @property
    def _text(self) -> str:
        return json.dumps({"format": _FORMAT, "deck": self.deck, "left": self._left})


def drafts_in(cache: Path) -> list[Path]:
    """List the files of unfinished quizzes, in this window or another."""
    return sorted(cache.glob(_DRAFTS))


def _read(path: Path) -> tuple[str | None, list[LeftSession]]:
    try:
        document: Any = json.loads(read_cache_file(path))
        if document["format"] != _FORMAT:
            return None, []
        return convert(document["deck"], str | None), convert(document["left"], list[LeftSession])
    except (OSError, ValueError, TypeError, LookupError, RecursionError, ValidationError):
        return None, []
