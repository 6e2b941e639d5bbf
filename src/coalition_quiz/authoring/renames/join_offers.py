"""The number of new questions that look like ones that are gone, as of the last search.

A search takes a while and loads much, so the numbers are kept in the cache folder. The file may
be lost, or hold anything at all, without harm.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz import __version__
from coalition_quiz.library.cached_deck import DeckEntry
from coalition_quiz.system.cache_files import read_cache_file, write_cache_file

BY_COMMAND = "Run `coalition-quiz join` to compare them."
"""How to look at them without the screen."""

_FORMAT = f"coalition-quiz {__version__} offers 1"


class JoinOffer(NamedTuple):
    """The result of the search in one deck.

    Attributes:
        fingerprint: the fingerprint of the deck's items.
        key: a hash of the search's input, which changes if the result could change.
        number: how many of its new questions look like ones that are gone.
    """

    fingerprint: str
    key: str
    number: int


class JoinOffersFile:
    """The search results of each deck, kept between runs of the program."""

    def __init__(self, cache: Path) -> None:
        self._path = cache / "offers.json"
        self.latest = _read(self._path)

    def take(self, found: Mapping[str, JoinOffer]) -> None:
        """Store new results for some decks, if they differ from the latest."""
        latest = {**self.latest, **found}
        if latest != self.latest:
            self.latest = latest
            document = {"format": _FORMAT, "decks": latest}
            write_cache_file(self._path, json.dumps(document).encode())

    def count(self, decks: Iterable[DeckEntry]) -> int:
        """Count the new questions of these decks that look like ones that are gone."""
        offers = ((self.latest.get(each.deck), each) for each in decks)
        return sum(
            offer.number
            for offer, each in offers
            if offer is not None and offer.fingerprint == each.fingerprint
        )


def offered(count: int, how: str) -> str:
    """Say how many new questions look like ones that are gone, and how to see them. Empty for 0."""
    if not count:
        return ""
    if count == 1:
        said = "1 new question looks like one that you learnt and that was removed."
    else:
        said = f"{count:,} new questions look like ones that you learnt and that were removed."
    return f"{said} {how}"


def _read(path: Path) -> dict[str, JoinOffer]:
    try:
        document: Any = json.loads(read_cache_file(path))
        if document["format"] != _FORMAT:
            return {}
        return {
            str(deck): JoinOffer(str(fingerprint), str(key), int(count))
            for deck, (fingerprint, key, count) in document["decks"].items()
        }
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}
