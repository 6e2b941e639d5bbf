"""The cache's record of a deck, and the files and format of the cache."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coalition_quiz import __version__
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.library.checksummed_parts import ChecksummedParts

if TYPE_CHECKING:
    from coalition_quiz.decks import ReadResult

FORMAT = f"coalition-quiz {__version__} deck 8, {sys.byteorder}-endian"
"""Format of the cached decks: one is read only by a program that would write the same."""

PARTS = ABOUT, IDS, TABLE, SLOTS, SHARED, PROBLEMS, CARDS = range(7)
"""The parts of a cached deck: its entry in the index, the ids of its asked items, the positions of
its cards, a hash table of card ids, data that cards share, the problems of the file, and the cards.
"""

_DAY_S = 86_400


class DeckEntry(NamedTuple):
    """A deck file without its cards.

    Attributes:
        deck: the deck's id (empty if the file has no deck that can be studied).
        as_of: the deck's date in EDTF, or empty.
        items: number of asked items.
        fingerprint: a hash of the deck's id and of the ids of its asked items, in order.
        renames: pairs of an earlier item id and the current one.
        changes: pairs of an item whose fact has changed, and the date of the change in EDTF.
        problems: number of problems of the file.
        content: a hash of the file's bytes, which names its cached deck (empty without one).
    """

    path: str
    deck: str
    title: str
    as_of: str
    cards: int
    items: int
    fingerprint: str
    renames: Sequence[Sequence[str]]
    changes: Sequence[Sequence[str]]
    problems: int
    content: str = ""
    language: str = ""
    description: str = ""
    author: str = ""
    licence: str = ""

    def summary(self, ids: Callable[[], Sequence[str]]) -> DeckSummary:
        """Return the deck's summary for the agenda.

        Args:
            ids: returns the ids of its asked items in teaching order.
        """
        return DeckSummary(self.deck, self.fingerprint, self.items, ids, self.changes, self.renames)


class FoundDeck(NamedTuple):
    """A file's entry, and the result of reading it unless that is cached."""

    entry: DeckEntry
    result: "ReadResult | None" = None


def cached_parts(content: str, cache: Path) -> ChecksummedParts:
    """Return the cache file of a deck."""
    return ChecksummedParts(cache_path(content, cache), header_for(content), len(PARTS))


def header_for(content: str) -> str:
    """Return the first line of a deck's cache file."""
    return f"{FORMAT} {content}"


def cache_path(content: str, cache: Path, ending: str = "deck") -> Path:
    """Return the path of a deck's cache file, or with another ending of data derived from it."""
    return cache / "decks" / f"{content or 'none'}.{ending}"


def mark_used(path: Path) -> None:
    """Update the time of a cache file, so that other windows do not remove it as unused."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY_S:
            os.utime(path)
