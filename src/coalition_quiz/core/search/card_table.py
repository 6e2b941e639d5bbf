"""The table of all cards: which of them a query finds, and in what order they stand.

A row is a card, not an item: a card is what its author wrote, what is edited and what its reader
looks for, and a text with five gaps would stand there five times under one prompt. So a row
carries the worst of its items, and a condition holds of it when it holds of one of them.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import overload

from coalition_quiz.core.cards import Deck
from coalition_quiz.core.search.card_status import CardRow, CardStatus
from coalition_quiz.core.search.query import (
    InDeck,
    Is,
    OfKind,
    Query,
    Tagged,
    Term,
    Vocabulary,
    Words,
    vocabulary,
)
from coalition_quiz.core.search.searchable_text import haystack, search_form

_NEVER = float("inf")


class Sort(StrEnum):
    """What the table is ordered by."""

    DECK = "deck order"
    DUE = "due day"
    RECALL = "recall"
    STABILITY = "stability"
    LAPSES = "lapses"
    PROMPT = "prompt"


class _Rows(Sequence[CardRow]):
    """Every card of some decks, each fetched when it is looked at."""

    def __init__(self, decks: Sequence[Deck]) -> None:
        self._decks = decks
        self._ends = tuple(accumulate(len(deck.cards) for deck in decks))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> CardRow: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[CardRow, ...]: ...
    def __getitem__(self, at: int | slice) -> CardRow | tuple[CardRow, ...]:
        numbers = range(len(self))[at]
        return self._at(numbers) if isinstance(numbers, int) else tuple(map(self._at, numbers))

    def __iter__(self) -> Iterator[CardRow]:
        return (CardRow(deck, card) for deck in self._decks for card in deck.cards)

    def _at(self, number: int) -> CardRow:
        which = bisect_right(self._ends, number)
        deck = self._decks[which]
        return CardRow(deck, deck.cards[number - self._ends[which] + len(deck.cards)])


class CardTable:
    """The cards of some decks, ready to be searched. Its texts are read when first asked for.

    Attributes:
        rows: every card, in the order in which it is taught; fetched one by one until `read`.
    """

    def __init__(self, decks: Iterable[Deck]) -> None:
        self._decks = tuple(decks)
        self.rows: Sequence[CardRow] = _Rows(self._decks)

    def read(self) -> None:
        """Take in every card and its text, so that any look at them is quick."""
        if not self.is_read:
            self.rows = tuple(self.rows)
            _ = self.by_key, self.vocabulary, self.haystacks

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What decks and tags there are."""
        return vocabulary(self._decks)

    @cached_property
    def haystacks(self) -> list[str]:
        """What words are searched for in, card by card."""
        return [haystack(row.deck, row.card) for row in self.rows]

    @cached_property
    def by_key(self) -> dict[str, int]:
        """Where each card stands, by its ``deck/card``."""
        return {row.key: at for at, row in enumerate(self.rows)}

    @property
    def is_read(self) -> bool:
        """Whether the texts are ready to be searched at once."""
        return "haystacks" in self.__dict__

    def find(
        self, query: Query, standings: Sequence[CardStatus], among: Sequence[int]
    ) -> list[int]:
        """The rows of which all of a query holds, in the order in which they are given."""
        found = list(among)
        for term in sorted(query.terms, key=lambda each: isinstance(each, Words)):
            found = self._narrow(found, term, standings)
        return found

    def ordered(self, sort: Sort, standings: Sequence[CardStatus], *, descends: bool) -> list[int]:
        """All rows in an order; those that have nothing to be ordered by come last in any."""
        found = list(range(len(self.rows)))
        if sort is Sort.PROMPT:
            prompts = [search_form(row.card.body.prompt) for row in self.rows]
            found.sort(key=prompts.__getitem__, reverse=descends)
        elif sort is Sort.DECK:
            found.sort(reverse=descends)
        else:
            worth = _worth(sort, standings)
            sign = -1 if descends else 1
            found.sort(key=lambda at: _NEVER if worth[at] == _NEVER else sign * worth[at])
        return found

    def _narrow(self, among: list[int], term: Term, standings: Sequence[CardStatus]) -> list[int]:
        """One short loop for each sort of term: at 100,000 rows every step in it is felt."""
        wanted = term.wanted
        if isinstance(term, Words):
            text, texts = term.text, self.haystacks
            return [at for at in among if (text in texts[at]) is wanted]
        if isinstance(term, Is):
            bit = int(term.mark)
            return [at for at in among if (standings[at].marks & bit != 0) is wanted]
        column, meant = self._column(term)
        return [at for at in among if (column[at] in meant) is wanted]

    def _column(self, term: InDeck | Tagged | OfKind) -> tuple[Sequence[object], Container[object]]:
        """What a term looks at, row by row, and the values that it means."""
        match term:
            case InDeck(decks):
                return self._deck_ids, decks
            case OfKind(kind):
                return self._kinds, (kind,)
            case Tagged(tags):
                lists = self._tag_lists
                return lists, {each for each in set(lists) if not tags.isdisjoint(each)}

    @cached_property
    def _deck_ids(self) -> list[str]:
        return [row.deck.id for row in self.rows]

    @cached_property
    def _kinds(self) -> list[str]:
        return [row.card.kind for row in self.rows]

    @cached_property
    def _tag_lists(self) -> list[tuple[str, ...]]:
        return [row.card.tags for row in self.rows]


def _worth(sort: Sort, standings: Sequence[CardStatus]) -> list[float]:
    """What is sorted by, least first, or infinity where there is nothing to sort by."""
    match sort:
        case Sort.DUE:
            return [_NEVER if each.due_day is None else each.due_day for each in standings]
        case Sort.STABILITY:
            return [_NEVER if each.weakest is None else each.stability for each in standings]
        case Sort.LAPSES:
            return [_NEVER if each.weakest is None else -each.lapses for each in standings]
        case _:  # the least likely recalled has faded most
            return [_NEVER if each.weakest is None else -each.faded for each in standings]
