"""Browsing: all cards in one table, to search, sort, suspend, bury, flag and reset.

Events are made durable before the table changes.
"""

from collections.abc import Iterable, Sequence

from coalition_quiz.core.events import BURY, FLAG, RESET, RESUME, SUSPEND, UNFLAG
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.scheduling.item_flags import NO_FLAGS, ItemAction, ItemFlags
from coalition_quiz.core.scheduling.progress import PastAnswer, Progress
from coalition_quiz.core.scheduling.queue import Reason
from coalition_quiz.core.scheduling.recall import recall
from coalition_quiz.core.search.card_status import (
    CardRow,
    CardStatus,
    ItemFacts,
    Status,
    card_status,
    card_statuses,
    item_marks,
)
from coalition_quiz.core.search.card_table import CardTable, Sort
from coalition_quiz.core.search.query import Query, parse_query
from coalition_quiz.history.history import History, UndoRefusedError
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.wording.cards import KIND_NAMES

MOST_AT_ONCE = 2_000
"""The most cards for one action. This takes one to two seconds."""

_MOST_READ_SINGLY = 500
_OF_CARDS_ALONE = frozenset({Sort.DECK, Sort.PROMPT})


class CardBrowser:
    """The table of all cards with its actions.

    Methods that need the history run on the thread that opened it, except `read_in_thread`. Until
    everything is read, cards and their status are looked up one by one.

    Attributes:
        catalogue: the cards.
        day: the study day of each card's status.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._library = workspace.library
        self.catalogue = CardTable(workspace.library.decks)
        self._done: list[ItemAction] = []
        self._statuses: list[CardStatus] = []
        self._orders: dict[tuple[Sort, bool], list[int]] = {}
        self._known: ItemFacts | None = None
        self._turn = 0
        self.day = workspace.clock.now().study_day

    @property
    def is_read(self) -> bool:
        """Whether the text and status of all cards are read, so that any query is quick."""
        return self.catalogue.is_read and self._has_statuses

    @property
    def undoable(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    def read(self) -> None:
        """Read the text and status of all cards."""
        self._read(self._workspace.history)

    def read_in_thread(self) -> None:
        """Read the text and status of all cards on any thread, with a separate connection.

        Raises:
            HistoryError: if the history cannot be read.
        """
        with History.open_readonly(self._workspace.history.path) as history:
            self._read(history)

    def _read(self, history: History) -> None:
        catalogue, turn = self.catalogue, self._turn
        catalogue.read()
        if not self._has_statuses:
            known = self._read_history(history)
            found = card_statuses(catalogue.rows, known)
            # Not after a refresh in the meantime, and not over the effects of an action.
            if turn == self._turn and not self._has_statuses:
                self._known, self._statuses = known, found

    def refresh(self) -> None:
        """Discard everything read, because answers, flags or cards changed elsewhere."""
        if self._library is not self._workspace.library:
            self._library = self._workspace.library
            self.catalogue = CardTable(self._library.decks)
        self.day = self._workspace.clock.now().study_day
        self._known, self._statuses, self._orders = None, [], {}
        self._turn += 1

    # Queries

    def parse(self, text: str) -> Query:
        """Parse a query (see `query.parse_query`)."""
        return parse_query(text, self.catalogue.vocabulary, KIND_NAMES)

    def find(self, query: Query, sort: Sort = Sort.DECK, *, descends: bool = False) -> list[int]:
        """Find the rows that match a query, in an order, as positions in the catalogue.

        An invalid condition matches nothing.
        """
        self.read()
        if query.problem:
            return []
        order = self._orders.get((sort, descends))
        if order is None:
            order = self.catalogue.ordered(sort, self._statuses, descends=descends)
            self._orders[sort, descends] = order
        return self.catalogue.find(query, self._statuses, order)

    def status(self, at: int) -> CardStatus:
        """Return the status of a card."""
        if self._has_statuses:
            return self._statuses[at]
        row = self.catalogue.rows[at]
        return card_status(row, self._known_of(row.items))

    def progress(self, item: str) -> Progress | None:
        """Return the progress of an item."""
        return self._known_of((item,)).progress.get(item)

    def flags(self, item: str) -> ItemFlags:
        """Return the flags of an item."""
        return self._known_of((item,)).flags.get(item, NO_FLAGS)

    def answers(self, item: str) -> tuple[PastAnswer, ...]:
        """Return the answers to an item that were not undone, oldest first."""
        return self._workspace.history.answers(item)

    def to_study(self, rows: Iterable[int]) -> tuple[str, ...]:
        """List the items of some cards that are not retired, suspended or buried."""
        self.read()
        return tuple(
            item
            for row in self._asked(rows)
            for item in row.items
            if not self.flags(item).rests(self.day)
        )

    def to_study_today(self, rows: Iterable[int]) -> tuple[str, ...]:
        """List the items of some cards that are due, least recalled first, and new ones.

        Today's limit of new items holds. If none is due and the limit is reached, all items follow.
        """
        items = self.to_study(rows)
        changes = self._library.changes
        marks = {
            item: item_marks(
                self.progress(item), NO_FLAGS, self.day, changes.get(item, ""), retired=False
            )
            for item in items
        }
        due = [item for item in items if marks[item] & Status.DUE]
        planned = self._workspace.plan(StudyRequest())
        left = sum(entry.reason is Reason.NEW for entry in planned)
        new = [item for item in items if marks[item] & Status.NEW][:left]
        return tuple(sorted(due, key=self._recall)) + tuple(new) or items

    def _recall(self, item: str) -> float:
        progress = self.progress(item)
        return recall(progress, self.day) if progress else 0.0

    # Actions. Each may raise NotSavedError; then it has done nothing.

    def suspend(self, rows: Sequence[int]) -> ItemAction:
        """Suspend these cards; if all of them are suspended, resume them."""
        items = [item for row in self._asked(rows) for item in row.items]
        awake = [item for item in items if not self.flags(item).suspended]
        return self._do(SUSPEND, awake) if awake else self._do(RESUME, items)

    def bury(self, rows: Sequence[int]) -> ItemAction:
        """Bury these cards until tomorrow; if all of them are buried, unbury them."""
        items = [item for row in self._asked(rows) for item in row.items]
        awake = [item for item in items if not self.flags(item).rests(self.day)]
        buried = [item for item in items if not self.flags(item).suspended]
        return self._do(BURY, awake) if awake else self._do(RESUME, buried)

    def flag(self, rows: Sequence[int]) -> ItemAction:
        """Flag these cards; if all of them are flagged, unflag them."""
        items = [item for at in rows for item in self.catalogue.rows[at].items]
        plain = [item for item in items if not self.flags(item).flagged]
        return self._do(FLAG, plain) if plain else self._do(UNFLAG, items)

    def reset(self, rows: Sequence[int]) -> ItemAction:
        """Reset these cards to new."""
        items = [item for at in rows for item in self.catalogue.rows[at].items]
        return self._do(RESET, [item for item in items if self.progress(item)])

    def undo(self) -> ItemAction | None:
        """Undo the last action, except events that another window has undone.

        Raises:
            NotSavedError: if it could not be saved; it can be tried again.
            UndoRefusedError: if another window has undone all of it. The next undo takes the
                action before.
        """
        if not self._done:
            return None
        last = self._done[-1]
        try:
            self._workspace.undo_events(last.events)
        except UndoRefusedError:
            self._forget(last)
            raise
        self._forget(last)
        return last

    def _forget(self, last: ItemAction) -> None:
        self._done.pop()
        self._reread(last.items)

    def _do(self, kind: str, items: Sequence[str]) -> ItemAction:
        done = ItemAction(kind, tuple(items), self._workspace.record_action(kind, items))
        if done.events:
            self._done.append(done)
            self._reread(done.items)
        return done

    def _asked(self, rows: Iterable[int]) -> Iterable[CardRow]:
        found = (self.catalogue.rows[at] for at in rows)
        return (row for row in found if row.card.retired is None)

    @property
    def _has_statuses(self) -> bool:
        return len(self._statuses) == len(self.catalogue.rows)

    def _known_of(self, items: Sequence[str]) -> ItemFacts:
        """Return the progress and flags of at least these items."""
        if self._known:
            return self._known
        history = self._workspace.history
        progress = {item: found for item in items if (found := history.progress(item))}
        return ItemFacts(progress, {item: history.flags(item) for item in items}, self.day)

    def _read_history(self, history: History) -> ItemFacts:
        progress, flags = history.all_progress(), history.all_flags()
        for earlier, now in self._library.renames():
            # Renames are recorded when the app opens; until then they are followed here.
            if earlier in progress:
                progress.setdefault(now, progress[earlier])
            if earlier in flags:
                flags.setdefault(now, flags[earlier])
        return ItemFacts(progress, flags, self.day)

    def _reread(self, items: Sequence[str]) -> None:
        """Read the items again that an action here has changed."""
        if self._known is None:
            return
        if len(items) > _MOST_READ_SINGLY:
            self._known = self._read_history(self._workspace.history)
        else:
            self._known = self._with(self._known, items)
        if self._has_statuses:
            rows, by_key = self.catalogue.rows, self.catalogue.by_key
            for at in {by_key[card_of(item)] for item in items}:
                self._statuses[at] = card_status(rows[at], self._known)
        kept = {key: order for key, order in self._orders.items() if key[0] in _OF_CARDS_ALONE}
        self._orders = kept

    def _with(self, known: ItemFacts, items: Iterable[str]) -> ItemFacts:
        progress, flags = dict(known.progress), dict(known.flags)
        for item in items:
            progress.pop(item, None)
            if now := self._workspace.history.progress(item):
                progress[item] = now
            flags[item] = self._workspace.history.flags(item)
        return ItemFacts(progress, flags, self.day)
