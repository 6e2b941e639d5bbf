"""What the cards of a deck were before: by the learner's reviews, and by git.

A card may have come from another deck of its folder, so what those lost is known too, under ids
such as ``deck/card``.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from coalition_quiz.authoring.renames.git import LAST, Commits
from coalition_quiz.core.cards import Card, Deck
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot, Known, merged
from coalition_quiz.decks import read_deck
from coalition_quiz.library.discovery import files_in
from coalition_quiz.system.paths import real_path

_MOST_NEIGHBOURS = 2_000


class PreviousCards:
    """Asks a history and the commits; what is found of a folder is kept.

    Args:
        remembered: what a history holds of a deck, by its id; None where there is no history.
        revision: the commit to compare with.
    """

    def __init__(
        self, remembered: Callable[[str], Known] | None = None, revision: str = LAST
    ) -> None:
        self._remembered = remembered
        self._before = cache(Commits(revision).decks)
        self._lost = cache(self._lost_in)

    def known(self, deck: Deck) -> Known:
        """The cards that a deck had, and what other decks of its folder had and lost.

        Raises:
            UsageError: if the revision is none that git knows.
        """
        folder = real_path(Path(deck.path)).parent
        own = self._cards(deck.id, folder)
        if all(card.id in own for card in deck.cards):
            return own
        others = (cards for other, cards in self._lost(folder).items() if other != deck.id)
        return {name: known for cards in others for name, known in cards.items()} | own

    def _cards(self, deck: str, folder: Path) -> dict[str, CardSnapshot]:
        """The cards that a deck of a folder had, by the ids they had."""
        remembered = self._remembered(deck) if self._remembered else {}
        return merged(remembered, _cards_of(self._before(folder).get(deck)))

    def _lost_in(self, folder: Path) -> dict[str, Known]:
        """What the decks of a folder taught, and neither have nor have given away."""
        before = self._before(folder)
        if not before and self._remembered is None:
            return {}
        now = _neighbours(folder)
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
    """What a deck taught, under the ids its cards had then and before."""
    if deck is None:
        return {}
    return {name: _as_known(card) for card in deck.cards for name in _own_names(card, deck.id)}


def _own_names(card: Card, deck: str) -> Iterator[str]:
    yield card.id
    for earlier in card.was:
        yield earlier.removeprefix(f"{deck}/")


def _as_known(card: Card) -> CardSnapshot:
    return CardSnapshot(card.body.prompt, frozenset({content_hash(card)}))


def _neighbours(folder: Path) -> list[Deck]:
    """The decks of a folder as they are now; of a folder with thousands, the first."""
    files = files_in(folder)[:_MOST_NEIGHBOURS]
    return [deck for file in files if (deck := read_deck(file).deck) is not None]


def _names(deck: Deck) -> Iterator[str]:
    """The names, as ``deck/card``, that the cards of a deck have or had."""
    for card in deck.cards:
        yield f"{deck.id}/{card.id}"
        for earlier in card.was:
            yield earlier if "/" in earlier else f"{deck.id}/{earlier}"
