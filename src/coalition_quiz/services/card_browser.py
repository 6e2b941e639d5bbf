"""Browsing: every card in one table, searched, ordered and set aside, whatever shows it.

Events are made durable first; only then does a card stand otherwise here.
"""

from collections.abc import Iterable, Sequence

from coalition_quiz.core.events import BURY, FLAG, RESET, RESUME, SUSPEND, UNFLAG
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.scheduling.item_flags import NO_FLAGS, ItemAction, ItemFlags
from coalition_quiz.core.scheduling.progress import PastAnswer, Progress
from coalition_quiz.core.search.card_status import (
    CardRow,
    CardStatus,
    ItemFacts,
    card_status,
    card_statuses,
)
from coalition_quiz.core.search.card_table import CardTable, Sort
from coalition_quiz.core.search.query import Query, parse_query
from coalition_quiz.history.append import UndoRefusedError
from coalition_quiz.history.history import History
from coalition_quiz.services.workspace import Workspace

MOST_AT_ONCE = 2_000
"""How many cards may be set aside by one key: it takes one to two seconds."""

_MOST_READ_SINGLY = 500
_OF_CARDS_ALONE = frozenset({Sort.DECK, Sort.PROMPT})


class CardBrowser:
    """The table of all cards, and what can be done from there.

    What needs the history is done on the thread that opened it; `read_beside` is for another.
    Until all is read, cards and where they stand are looked up one by one.

    Attributes:
        catalogue: the cards.
        day: the study day as of which cards stand as they do.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._library = workspace.library
        self.catalogue = CardTable(workspace.library.decks)
        self._done: list[ItemAction] = []
        self._standings: list[CardStatus] = []
        self._orders: dict[tuple[Sort, bool], list[int]] = {}
        self._known: ItemFacts | None = None
        self._turn = 0
        self.day = workspace.clock.now().study_day

    @property
    def is_read(self) -> bool:
        """Whether every card's text and standing is at hand, so that any query is quick."""
        return self.catalogue.is_read and self._has_standings

    @property
    def undoable(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    def read(self) -> None:
        """Take in every card's text and standing."""
        self._read(self._workspace.history)

    def read_beside(self) -> None:
        """The same on any thread, by a connection of its own.

        Raises:
            HistoryError: if the history cannot be read.
        """
        with History.open_readonly(self._workspace.history.path) as history:
            self._read(history)

    def _read(self, history: History) -> None:
        catalogue, turn = self.catalogue, self._turn
        catalogue.read()
        if not self._has_standings:
            known = self._read_history(history)
            found = card_statuses(catalogue.rows, known)
            # What was refreshed meanwhile is to be read anew, and what was done here stays.
            if turn == self._turn and not self._has_standings:
                self._known, self._standings = known, found

    def refresh(self) -> None:
        """Take in what was answered, set aside or edited elsewhere."""
        if self._library is not self._workspace.library:
            self._library = self._workspace.library
            self.catalogue = CardTable(self._library.decks)
        self.day = self._workspace.clock.now().study_day
        self._known, self._standings, self._orders = None, [], {}
        self._turn += 1

    # Asking

    def parse(self, text: str) -> Query:
        """Read a query (see `learning.browsing.query.parse`)."""
        return parse_query(text, self.catalogue.vocabulary)

    def find(self, query: Query, sort: Sort = Sort.DECK, *, descends: bool = False) -> list[int]:
        """The rows of which a query holds, in an order: as positions in the catalogue."""
        self.read()
        order = self._orders.get((sort, descends))
        if order is None:
            order = self.catalogue.ordered(sort, self._standings, descends=descends)
            self._orders[sort, descends] = order
        return self.catalogue.find(query, self._standings, order)

    def standing(self, at: int) -> CardStatus:
        """How a card stands."""
        if self._has_standings:
            return self._standings[at]
        row = self.catalogue.rows[at]
        return card_status(row, self._known_of(row.items))

    def progress(self, item: str) -> Progress | None:
        """Where an item stands."""
        return self._known_of((item,)).progress.get(item)

    def flags(self, item: str) -> ItemFlags:
        """What was asked for an item beside its schedule."""
        return self._known_of((item,)).cares.get(item, NO_FLAGS)

    def answers(self, item: str) -> tuple[PastAnswer, ...]:
        """The answers to an item that stand, oldest first."""
        return self._workspace.history.answers(item)

    def to_study(self, rows: Iterable[int]) -> tuple[str, ...]:
        """The items of some cards that can be studied: neither retired nor at rest."""
        self.read()
        return tuple(
            item
            for row in self._asked(rows)
            for item in row.items
            if not self.flags(item).rests(self.day)
        )

    # Doing: each may raise NotSavedError, and has done nothing then.

    def suspend(self, rows: Sequence[int]) -> ItemAction:
        """Ask these cards no more; where all of them are suspended, ask them again."""
        items = [item for row in self._asked(rows) for item in row.items]
        awake = [item for item in items if not self.flags(item).suspended]
        return self._do(SUSPEND, awake) if awake else self._do(RESUME, items)

    def bury(self, rows: Sequence[int]) -> ItemAction:
        """Ask these cards again tomorrow; where all of them are buried, ask them again today."""
        items = [item for row in self._asked(rows) for item in row.items]
        awake = [item for item in items if not self.flags(item).rests(self.day)]
        buried = [item for item in items if not self.flags(item).suspended]
        return self._do(BURY, awake) if awake else self._do(RESUME, buried)

    def flag(self, rows: Sequence[int]) -> ItemAction:
        """Mark these cards; where all of them are marked, take the marks away."""
        items = [item for at in rows for item in self.catalogue.rows[at].items]
        plain = [item for item in items if not self.flags(item).flagged]
        return self._do(FLAG, plain) if plain else self._do(UNFLAG, items)

    def reset(self, rows: Sequence[int]) -> ItemAction:
        """Make these cards as new, as though they had never been reviewed."""
        items = [item for at in rows for item in self.catalogue.rows[at].items]
        return self._do(RESET, [item for item in items if self.progress(item)])

    def undo(self) -> ItemAction | None:
        """Undo what was done last, except what another window has undone.

        Raises:
            NotSavedError: if that could not be written; it can be tried again.
            UndoRefusedError: if another window has undone all of it; the next undo goes further.
        """
        if not self._done:
            return None
        last = self._done[-1]
        try:
            self._workspace.take_back(last.events)
        except UndoRefusedError:
            self._forget(last)
            raise
        self._forget(last)
        return last

    def _forget(self, last: ItemAction) -> None:
        self._done.pop()
        self._reread(last.items)

    def _do(self, kind: str, items: Sequence[str]) -> ItemAction:
        done = ItemAction(kind, tuple(items), self._workspace.set_aside(kind, items))
        if done.events:
            self._done.append(done)
            self._reread(done.items)
        return done

    def _asked(self, rows: Iterable[int]) -> Iterable[CardRow]:
        found = (self.catalogue.rows[at] for at in rows)
        return (row for row in found if row.card.retired is None)

    @property
    def _has_standings(self) -> bool:
        return len(self._standings) == len(self.catalogue.rows)

    def _known_of(self, items: Sequence[str]) -> ItemFacts:
        """What is known of some items at least."""
        if self._known:
            return self._known
        history = self._workspace.history
        progress = {item: found for item in items if (found := history.progress(item))}
        return ItemFacts(progress, {item: history.flags(item) for item in items}, self.day)

    def _read_history(self, history: History) -> ItemFacts:
        progress, cares = history.all_progress(), history.all_care()
        for earlier, now in self._library.renames():
            # The app writes renames down when it opens; until then they are followed here.
            if earlier in progress:
                progress.setdefault(now, progress[earlier])
            if earlier in cares:
                cares.setdefault(now, cares[earlier])
        return ItemFacts(progress, cares, self.day)

    def _reread(self, items: Sequence[str]) -> None:
        """Take in where items stand now that were set aside here."""
        if self._known is None:
            return
        if len(items) > _MOST_READ_SINGLY:
            self._known = self._read_history(self._workspace.history)
        else:
            self._known = self._with(self._known, items)
        if self._has_standings:
            rows, by_key = self.catalogue.rows, self.catalogue.by_key
            for at in {by_key[card_of(item)] for item in items}:
                self._standings[at] = card_status(rows[at], self._known)
        kept = {key: order for key, order in self._orders.items() if key[0] in _OF_CARDS_ALONE}
        self._orders = kept

    def _with(self, known: ItemFacts, items: Iterable[str]) -> ItemFacts:
        progress, cares = dict(known.progress), dict(known.cares)
        for item in items:
            progress.pop(item, None)
            if now := self._workspace.history.progress(item):
                progress[item] = now
            cares[item] = self._workspace.history.flags(item)
        return ItemFacts(progress, cares, self.day)
