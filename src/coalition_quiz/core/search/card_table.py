"""The table of all cards, with search and sort orders.

A row is a card, not an item, because cards are written, edited and searched for. A text with five
gaps would otherwise fill five rows with one prompt. A row has the weakest values of its items, and
it matches a condition if one of them does.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import overload

from coalition_quiz.core.deck import Deck
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
    haystack,
    search_form,
    vocabulary,
)

_NEVER = float("inf")


class Sort(StrEnum):
    """The sort orders of the table."""

    DECK = "deck"
    DUE = "due day"
    RECALL = "recall"
    STABILITY = "how long it lasts"
    LAPSES = "lapses"
    PROMPT = "question"


class _Rows(Sequence[CardRow]):
    """All cards of some decks, each read when it is needed."""

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
    """The cards of some decks, ready to search. Their texts are read at the first search.

    Attributes:
        rows: all cards in the order they are taught, read one by one until `read` is called.
    """

    def __init__(self, decks: Iterable[Deck]) -> None:
        self._decks = tuple(decks)
        self.rows: Sequence[CardRow] = _Rows(self._decks)

    def read(self) -> None:
        """Read all cards and their texts, so that any search is quick."""
        if not self.is_read:
            self.rows = tuple(self.rows)
            _ = self.by_key, self.vocabulary, self.haystacks

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names of all decks and tags."""
        return vocabulary(self._decks)

    @cached_property
    def haystacks(self) -> list[str]:
        """The searchable text of each card."""
        return [haystack(row.deck, row.card) for row in self.rows]

    @cached_property
    def by_key(self) -> dict[str, int]:
        """The row of each card, by ``deck/card``."""
        return {row.key: at for at, row in enumerate(self.rows)}

    @property
    def is_read(self) -> bool:
        """Whether all texts are read."""
        return "haystacks" in self.__dict__

    def find(self, query: Query, statuses: Sequence[CardStatus], among: Sequence[int]) -> list[int]:
        """Find the rows that match a query, in the order of `among`."""
        found = list(among)
        for term in sorted(query.terms, key=lambda each: isinstance(each, Words)):
            found = self._narrow(found, term, statuses)
        return found

    def ordered(self, sort: Sort, statuses: Sequence[CardStatus], *, descends: bool) -> list[int]:
        """Sort all rows. Rows without a value always come last."""
        found = list(range(len(self.rows)))
        if sort is Sort.PROMPT:
            prompts = [search_form(row.card.body.prompt) for row in self.rows]
            found.sort(key=prompts.__getitem__, reverse=descends)
        elif sort is Sort.DECK:
            found.sort(reverse=descends)
        else:
            worth = _worth(sort, statuses)
            sign = -1 if descends else 1
            found.sort(key=lambda at: _NEVER if worth[at] == _NEVER else sign * worth[at])
        return found

    def _narrow(self, among: list[int], term: Term, statuses: Sequence[CardStatus]) -> list[int]:
        """Filter rows by a term, in one short loop per kind of term for speed at 100,000 rows."""
        wanted = term.wanted
        if isinstance(term, Words):
            text, texts = term.text, self.haystacks
            return [at for at in among if (text in texts[at]) is wanted]
        if isinstance(term, Is):
            bit = int(term.mark)
            return [at for at in among if (statuses[at].marks & bit != 0) is wanted]
        column, meant = self._column(term)
        return [at for at in among if (column[at] in meant) is wanted]

    def _column(self, term: InDeck | Tagged | OfKind) -> tuple[Sequence[object], Container[object]]:
        """Return the column that a term tests, and the values that match."""
        match term:
            case InDeck(decks):
                return self._deck_ids, decks
            case OfKind(kinds):
                return self._kinds, kinds
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


def _worth(sort: Sort, statuses: Sequence[CardStatus]) -> list[float]:
    """Compute the sort value of each row, or infinity if it has none."""
    match sort:
        case Sort.DUE:
            return [_NEVER if each.due_day is None else each.due_day for each in statuses]
        case Sort.STABILITY:
            return [_NEVER if each.stability < 0 else each.stability for each in statuses]
        case Sort.LAPSES:
            return [_NEVER if each.stability < 0 else -each.lapses for each in statuses]
        case _:  # least likely recalled first
            return [_NEVER if each.weakest is None else -each.faded for each in statuses]
