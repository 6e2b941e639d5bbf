"""The previous cards of a deck, from the learner's reviews and from git.

A card may have come from another deck of its folder. Cards that those decks lost are therefore
included, under ids such as ``deck/card``.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from coalition_quiz.authoring.renames.git import LAST, CommittedDecks
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.cloze import Cloze
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
        self._commit = CommittedDecks(revision)
        self._committed = cache(self._commit.decks)
        self._elsewhere = cache(self._commit.decks_elsewhere)
        self._lost_by_folder = cache(self._find_lost)
        self._taken = cache(_earlier_names)

    def known(self, deck: Deck) -> Known:
        """Find the cards that a deck had before, and those that other decks of its folder lost.

        Raises:
            UsageError: if git does not know the revision.
        """
        folder = real_path(Path(deck.path)).parent
        own = self._without_given(deck, self._cards(deck.id, folder), folder)
        if all(card.id in own for card in deck.cards):
            return own
        others = (
            cards for other, cards in self._lost_by_folder(folder).items() if other != deck.id
        )
        return {name: known for cards in others for name, known in cards.items()} | own

    def _without_given(self, deck: Deck, own: Known, folder: Path) -> dict[str, CardSnapshot]:
        """Leave out the cards that the deck lost because another deck has taken them over."""
        present = {card.id for card in deck.cards}
        if own.keys() <= present:
            return dict(own)
        taken = self._taken(folder)
        return {
            name: each
            for name, each in own.items()
            if name in present or f"{deck.id}/{name}" not in taken
        }

    def _cards(self, deck: str, folder: Path) -> dict[str, CardSnapshot]:
        """Find the cards that a deck of a folder had, by their ids then."""
        remembered = self._remembered(deck) if self._remembered else {}
        return merged(remembered, _cards_of(self._before(folder).get(deck)))

    def _before(self, folder: Path) -> dict[str, Deck]:
        """Return the committed versions of changed decks.

        Decks elsewhere are included if the folder has a new or changed file, because its cards may
        come from there.
        """
        committed = self._committed(folder)
        files = deck_files_directly_in(folder)[:_MOST_FILES]
        if all(self._commit.is_unchanged(folder / file.name) for file in files):
            return committed
        return {**self._elsewhere(folder), **committed}

    def _find_lost(self, folder: Path) -> dict[str, Known]:
        """Find the cards that decks lost, and that no other deck has taken over."""
        before = self._before(folder)
        if not before and self._remembered is None:
            return {}
        now = [*_decks_in(folder), *_decks_at({deck.path for deck in before.values()}, folder)]
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
    return CardSnapshot(card.body.prompt, frozenset({content_hash(card)}), _answers_of(card.body))


def _answers_of(body: Body) -> frozenset[tuple[str, str]]:
    """Return the answers of the gaps by their parts, or the only answer of a card."""
    if isinstance(body, Cloze):
        gaps = enumerate(body.gaps, start=1)
        return frozenset([(f"gap{number}", gap.entry.text) for number, gap in gaps])
    return frozenset([("", body.answers[0])] if len(body.answers) == 1 else [])


def _earlier_names(folder: Path) -> frozenset[str]:
    """List the ids that cards of a folder had in other decks, as ``deck/card``."""
    decks = _decks_in(folder)
    return frozenset(was for deck in decks for card in deck.cards for was in card.was if "/" in was)


def _decks_in(folder: Path) -> list[Deck]:
    """Read the decks of a folder as they are now, at most 2,000."""
    files = deck_files_directly_in(folder)[:_MOST_FILES]
    return [deck for file in files if (deck := read_deck(file).deck) is not None]


def _decks_at(paths: Iterable[str], folder: Path) -> list[Deck]:
    """Read the decks at these paths as they are now, except those in the folder."""
    others = (path for path in map(Path, paths) if real_path(path).parent != folder)
    return [deck for path in others if (deck := read_deck(path).deck) is not None]


def _names(deck: Deck) -> Iterator[str]:
    """List the present and earlier ids of a deck's cards, as ``deck/card``."""
    for card in deck.cards:
        yield f"{deck.id}/{card.id}"
        for earlier in card.was:
            yield earlier if "/" in earlier else f"{deck.id}/{earlier}"
