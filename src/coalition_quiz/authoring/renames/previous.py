"""The previous cards of a deck, from the learner's reviews and from git.

A card may have come from another deck of its folder. Cards that those decks lost are therefore
included, under ids such as ``deck/card``.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from coalition_quiz.authoring.renames.git import LAST, CommittedDecks
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot, Known, merged
from coalition_quiz.decks import read_deck
from coalition_quiz.library.discovery import deck_files_directly_in
from coalition_quiz.system.paths import real_path

_MOST_FILES = 2_000


class PreviousCards:
    """The previous cards of decks, from a history and from a commit, cached per folder.

    Args:
        remembered: returns the cards that a history knows for a deck's id; None without a history.
        revision: the commit to compare with.
    """

    def __init__(
        self, remembered: Callable[[str], Known] | None = None, revision: str = LAST
    ) -> None:
        self._remembered = remembered
        self._committed = cache(CommittedDecks(revision).decks)
        self._lost_by_folder = cache(self._find_lost)

    def known(self, deck: Deck) -> Known:
        """Find the cards that a deck had before, and those that other decks of its folder lost.

        Raises:
            UsageError: if git does not know the revision.
        """
        folder = real_path(Path(deck.path)).parent
        own = self._cards(deck.id, folder)
        if all(card.id in own for card in deck.cards):
            return own
        others = (
            cards for other, cards in self._lost_by_folder(folder).items() if other != deck.id
        )
        return {name: known for cards in others for name, known in cards.items()} | own

    def _cards(self, deck: str, folder: Path) -> dict[str, CardSnapshot]:
        """Find the cards that a deck of a folder had, by their ids then."""
        remembered = self._remembered(deck) if self._remembered else {}
        return merged(remembered, _cards_of(self._committed(folder).get(deck)))

    def _find_lost(self, folder: Path) -> dict[str, Known]:
        """Find the cards that the decks of a folder lost, and that no deck there has taken over."""
        before = self._committed(folder)
        if not before and self._remembered is None:
            return {}
        now = _decks_in(folder)
        present = {name for deck in now for name in _names(deck)}
        return {
            deck: {
                f"{deck}/{card}": CardSnapshot("", known.contents)
                for card, known in self._cards(deck, folder).items()
                if f"{deck}/{card}" not in present
            }
            for deck in {*before, *(deck.id for deck in now)}
        }


def _cards_of(deck: Deck | None) -> Known:
    """Map all present and earlier ids of a deck's cards to snapshots of the cards."""
    if deck is None:
        return {}
    return {name: _snapshot_of(card) for card in deck.cards for name in _ids_of(card, deck.id)}


def _ids_of(card: Card, deck: str) -> Iterator[str]:
    yield card.id
    for earlier in card.was:
        yield earlier.removeprefix(f"{deck}/")


def _snapshot_of(card: Card) -> CardSnapshot:
    return CardSnapshot(card.body.prompt, frozenset({content_hash(card)}))


def _decks_in(folder: Path) -> list[Deck]:
    """Read the decks of a folder as they are now, at most 2,000."""
    files = deck_files_directly_in(folder)[:_MOST_FILES]
    return [deck for file in files if (deck := read_deck(file).deck) is not None]


def _names(deck: Deck) -> Iterator[str]:
    """List the present and earlier ids of a deck's cards, as ``deck/card``."""
    for card in deck.cards:
        yield f"{deck.id}/{card.id}"
        for earlier in card.was:
            yield earlier if "/" in earlier else f"{deck.id}/{earlier}"
