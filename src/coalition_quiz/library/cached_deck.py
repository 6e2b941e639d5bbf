"""What the cache keeps of each deck: the record types, the file and its format."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coalition_quiz import __version__
from coalition_quiz.core.deck_summary import DeckSummary
from coalition_quiz.library.checksummed_parts import ChecksummedParts

if TYPE_CHECKING:
    from coalition_quiz.decks import ReadResult

FORM = f"coalition-quiz {__version__} deck 8, {sys.byteorder}-endian"
"""What is kept of a deck is read only by what would write the same."""

PARTS = ABOUT, IDS, TABLE, SLOTS, SHARED, PROBLEMS, CARDS = range(7)
"""The parts of a kept deck: its line of the index, the ids of its asked items, where each card
stands, cards by their ids, what cards share, what is wrong with the file, and the cards."""

_DAY_S = 86_400


class DeckEntry(NamedTuple):
    """What is known of a deck file without its cards.

    Attributes:
        deck: the deck's id; empty where the file holds no deck that can be studied.
        as_of: the deck's date in EDTF, or empty.
        items: how many items are asked.
        fingerprint: a hash of the deck's id and of the ids of its asked items, in order.
        renames: pairs of an earlier item id and the one it has now.
        changes: pairs of an item whose fact has changed, and since when, in EDTF.
        problems: how many problems the file has.
        content: a hash of the file's bytes, under which its deck is kept; empty where it has none.
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
        """The deck as today's work is counted from it.

        Args:
            ids: gives the ids of its asked items, in the order they are taught.
        """
        return DeckSummary(self.deck, self.fingerprint, self.items, ids, self.changes, self.renames)


class FoundDeck(NamedTuple):
    """A file's line, and what it was read as, unless that is kept."""

    listed: DeckEntry
    result: "ReadResult | None" = None


def kept_deck(content: str, cache: Path) -> ChecksummedParts:
    """The file in which a deck is kept."""
    return ChecksummedParts(kept_at(content, cache), form_of(content), len(PARTS))


def form_of(content: str) -> str:
    """The line that such a file begins with."""
    return f"{FORM} {content}"


def kept_at(content: str, cache: Path, ending: str = "deck") -> Path:
    """Where a deck is kept, or what was found out about it."""
    return cache / "decks" / f"{content or 'none'}.{ending}"


def touch(path: Path) -> None:
    """Let a kept file be seen to be in use, so that no window removes it."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY_S:
            os.utime(path)
