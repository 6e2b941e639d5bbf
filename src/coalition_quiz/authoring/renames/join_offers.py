"""The number of new questions that look like ones that are gone, as of the last search.

A search takes a while and loads much, so the numbers are kept in the cache.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from coalition_quiz import __version__
from coalition_quiz.library.cache import DeckEntry, open_cache

BY_COMMAND = "Run `coalition-quiz join` to compare them."
"""How to look at them without the screen."""

_FORM = f"{__version__} 1"


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


class JoinOffers:
    """The search results of each deck, kept in the cache."""

    def __init__(self, cache: Path) -> None:
        self._cache = open_cache(cache)
        document = self._cache.document("join offers", _FORM) or {}
        self.latest = {deck: JoinOffer(*offer) for deck, offer in document.items()}

    def take(self, found: Mapping[str, JoinOffer]) -> None:
        """Keep new results for some decks, if they differ from the latest."""
        latest = {**self.latest, **found}
        if latest != self.latest:
            self.latest = latest
            self._cache.store_document("join offers", _FORM, latest)

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
