"""New cards that look like cards which were learnt and are gone: found, and told as pairs.

`lint.renames` says which are alike. Here it is given what the learner's history knows, for every
deck that has new questions, without what the learner has already said is not the same.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.authoring.renames.join_offers import JoinOffer, JoinOffers
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.ids import DeckSummary, card_of
from coalition_quiz.core.items import earlier_names, renamed
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.past_cards import CardSnapshot, Known
from coalition_quiz.history.history import History
from coalition_quiz.library.library import Library
from coalition_quiz.system.text import on_one_line

_MOST_ELSEWHERE = 20_000
"""Items that are gone from other decks: looking up more would take seconds at each change."""


class JoinPair(NamedTuple):
    """A card that is gone, and a new one that looks like it.

    Attributes:
        deck: the title of the deck of the new card.
        old: the ``deck/card`` that is gone.
        new: the ``deck/card`` that is new.
        before: the old question; empty if it was not recorded.
        now: the new question.
        items: pairs of an item that is gone and the new one that would take its history.
    """

    deck: str
    old: str
    new: str
    before: str
    now: str
    items: tuple[tuple[str, str], ...]


def find_pairs(
    history: Path,
    library: Library,
    offers: JoinOffers,
    is_wanted: Callable[[], bool] = lambda: True,
) -> tuple[JoinPair, ...] | None:
    """Find the pairs to ask the learner about, on a separate connection.

    Args:
        history: the file.
        library: the decks.
        offers: remembers decks without any pairs, and stores the new results.
        is_wanted: whether to continue. It is called before each deck.

    Returns:
        The pairs in the order of the decks, or None if `is_wanted` returned False.

    Raises:
        HistoryError: if the history cannot be read.
    """
    with History.open_readonly(history) as opened:
        search = _Search(opened, library, offers.latest)
        for summary in search.with_new():
            if not is_wanted():
                return None
            search.look(summary)
    settled = {
        each.deck: JoinOffer(each.fingerprint, "", 0)
        for each in library.summaries
        if each.deck in offers.latest and offers.latest[each.deck].number
    }
    offers.take(settled | search.offers)
    return tuple(search.found.values())


class _Search:
    """One search over all decks.

    Attributes:
        found: the pairs by the card that is gone, which may be joined to one card only.
        offers: how many were found in each deck.
    """

    def __init__(self, history: History, library: Library, known: Mapping[str, JoinOffer]) -> None:
        self._history = history
        self._library = library
        self._known = known
        self._decks = {deck.id: deck for deck in library.decks}
        self._contents = {listed.deck: listed.content for listed in library.entries}
        self._gone: dict[str, list[str]] = {}
        self._lost = cache(self._lost_of)
        self.found: dict[str, JoinPair] = {}
        self.offers: dict[str, JoinOffer] = {}

    def with_new(self) -> list[DeckSummary]:
        """The decks with questions never asked, if something is gone that they may be."""
        new = [each for each in self._library.summaries if self._history.has_new(each)]
        if new:
            broken = _broken(self._library)
            whole = [each for each in new if each.deck not in broken]
            self._gone = {each.deck: self._history.orphaned_items(each) for each in whole}
            self._gone |= self._gone_elsewhere() if whole else {}
        return [each for each in new if each.deck in self._gone] if any(self._gone.values()) else []

    def look(self, summary: DeckSummary) -> None:
        """Find the pairs of a deck, unless it is known that there are none."""
        gone = frozenset(chain.from_iterable(self._gone.values()))
        apart = self._history.refused_pairs(sorted(gone))
        key = self._key(summary.deck, gone, apart)
        if key and self._known.get(summary.deck) == JoinOffer(summary.fingerprint, key, 0):
            return
        pairs = self._pairs(self._decks[summary.deck], gone, apart)
        new = {pair.old: pair for pair in pairs if pair.old not in self.found}
        self.found |= new
        self.offers[summary.deck] = JoinOffer(summary.fingerprint, key, len(new))

    def _gone_elsewhere(self) -> dict[str, list[str]]:
        """Find the items that are certainly gone from other decks, or together with them.

        They may still exist in a file that cannot be read, or that is left out.
        """
        library = self._library
        if library.problems or library.clashes:
            return {}
        if not self._history.has_stored(library.summaries, exclusively=True):
            return {}  # only some decks are in this library
        summaries = {each.deck: each for each in library.summaries}
        others = (deck for deck in self._history.learnt_decks() if deck not in self._gone)
        nothing = DeckSummary("", "", 0, tuple)
        return {
            deck: self._history.orphaned_items(summaries.get(deck, nothing._replace(deck=deck)))
            for deck in others
        }

    def _key(self, deck: str, gone: Collection[str], apart: Collection[tuple[str, str]]) -> str:
        content = self._contents[deck]
        if not content:
            return ""
        told = json.dumps([content, sorted(gone), sorted(apart)])
        return hashlib.sha256(told.encode()).hexdigest()

    def _pairs(
        self, deck: Deck, gone: Collection[str], apart: Collection[tuple[str, str]]
    ) -> Iterator[JoinPair]:
        from coalition_quiz.authoring.renames.detect import find_renames  # noqa: PLC0415 - little is ever gone

        own = self._history.past_cards(deck.id)
        known = self._lost_elsewhere(deck.id) | own
        for rename in find_renames(deck, known):
            card = deck.cards[rename.number]
            old = rename.old if "/" in rename.old else f"{deck.id}/{rename.old}"
            items = tuple(pair for pair in renamed(deck.id, card, old) if pair[0] in gone)
            is_new = card.retired is None and card.id not in own
            if items and is_new and not _are_apart(items, deck.id, card, apart):
                yield JoinPair(
                    deck=deck.title,
                    old=old,
                    new=f"{deck.id}/{card.id}",
                    before=_shown(known[rename.old].prompt, card),
                    now=_shown(card.body.prompt, card),
                    items=items,
                )

    def _lost_elsewhere(self, deck: str) -> dict[str, CardSnapshot]:
        """The cards of other decks that are gone, as ``deck/card``."""
        others = [other for other, gone in self._gone.items() if gone and other != deck]
        if sum(len(self._gone[other]) for other in others) > _MOST_ELSEWHERE:
            return {}
        return {
            f"{other}/{card}": known
            for other in others
            for card, known in self._lost(other).items()
        }

    def _lost_of(self, deck: str) -> Known:
        """The cards of a deck that it does not have any more."""
        cards = {card_of(item).partition("/")[2] for item in self._gone[deck]}
        if deck in self._decks:
            cards -= {card.id for card in self._decks[deck].cards}
        known = self._history.past_cards(deck) if cards else {}
        return {card: known[card] for card in cards & known.keys()}


def _broken(library: Library) -> set[str]:
    """Find the decks that may lack cards because of errors. Their items may only look gone."""
    if not library.problems:
        return set()
    paths = {each.path for each in library.diagnostics if each.severity == "error"}
    return {deck.id for deck in library.decks if on_one_line(deck.path) in paths}


def _are_apart(
    items: Collection[tuple[str, str]], deck: str, card: Card, apart: Collection[tuple[str, str]]
) -> bool:
    """Whether the learner said so, by any id that the new card has had."""
    cards = {f"{deck}/{card.id}", *earlier_names(deck, card)}
    return any(
        old in {old for old, _ in items} and card_of(target) in cards for old, target in apart
    )


def _shown(prompt: str, card: Card) -> str:
    """A question as it may be shown to learners: the gaps of the new card are not filled in."""
    if isinstance(card.body, Cloze):
        for gap in card.body.gaps:
            prompt = prompt.replace(gap.entry.text, "[…]")
    return prompt
