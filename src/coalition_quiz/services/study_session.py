"""A running study session: its events, its clock and the locks on its items.

Events are made durable before the session continues. After a failed write the session is unchanged
and the same call can be repeated.
"""

from collections.abc import Mapping

from coalition_quiz.core.days import Moment, ordinal
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.events import BURY, REVIEW, SUSPEND, Draft, Event
from coalition_quiz.core.items import Item
from coalition_quiz.core.notices import NO_NOTICES, Leech, Notices, is_leech_now, is_stale
from coalition_quiz.core.questions import Response
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.scheduling.queue import QueueEntry, Reason
from coalition_quiz.core.sessions import study as machine
from coalition_quiz.core.sessions.study import (
    Answered,
    Asking,
    Finished,
    Session,
    Transition,
    Waiting,
)
from coalition_quiz.history.history import History, UndoRefusedError
from coalition_quiz.library.stored_deck import cached_confusable_names
from coalition_quiz.system.clock import Clock
from coalition_quiz.system.locks import ItemLocks


class StudySession:
    """A study session in progress. Every method may raise `NotSavedError`.

    Attributes:
        session: the current state of the session, to be shown.
        elsewhere: the number of entries left to another window.
        was_undone_elsewhere: whether another window had already undone the same event.
        leech: the item that the last answer made a leech, if any.
        flagged: the items flagged in this session.
        left: the items not settled when the session was left.
    """

    def __init__(
        self,
        planned: tuple[QueueEntry, ...],
        items: Mapping[str, Item],
        history: History,
        clock: Clock,
        item_locks: ItemLocks,
        retention: float,
    ) -> None:
        self.session: Session = machine.start_session(planned, retention, history.parameters)
        self.elsewhere = 0
        self.was_undone_elsewhere = False
        self.leech: Leech | None = None
        self.flagged: set[str] = set()
        self.left: tuple[str, ...] = ()
        self._paused: Moment | None = None
        self._introduced: set[str] = set()
        self._today = 0
        self._progress: Progress | None = None
        self._progress_asked: Progress | None = None
        self._items = items
        self._history = history
        self._clock = clock
        self._item_locks = item_locks
        self._names: dict[str, frozenset[str]] = {}
        self._present()

    def answer(self, response: Response) -> None:
        """Answer the open question. The answer is durable when this returns."""
        self._apply(machine.answer(self.session, response, self._clock.now()))

    def rate(self, rating: Rating) -> None:
        """Settle the answered question with this rating and ask the next one."""
        self._apply(machine.rate(self.session, rating, self._clock.now()))

    def accept(self) -> None:
        """Settle the answered question with the suggested rating and ask the next one."""
        self._apply(machine.accept(self.session, self._clock.now()))

    def was_right(self) -> None:
        """Count the typed text as right, now and from now on, and ask the next question."""
        self._apply(machine.count_as_right(self.session, self._clock.now()))

    def skip(self) -> None:
        """Skip the open question for this session."""
        self.leech = None
        self._go(machine.skip(self.session))

    def suspend(self) -> None:
        """Suspend the current item and ask the next question."""
        self._apply(machine.set_aside(self.session, SUSPEND, self._clock.now()))

    def bury(self) -> None:
        """Bury the current item until tomorrow and ask the next question."""
        self._apply(machine.set_aside(self.session, BURY, self._clock.now()))

    def flag(self) -> bool:
        """Flag or unflag the current item.

        Returns:
            Whether it is flagged now.
        """
        entry, flagged = self.session.entry, not self.is_flagged
        self._apply(machine.flag(self.session, self._clock.now(), flagged=flagged))
        assert entry is not None
        (self.flagged.add if flagged else self.flagged.discard)(entry.item)
        return flagged

    @property
    def is_over(self) -> bool:
        """Whether the session has ended."""
        return isinstance(self.session.phase, Finished)

    @property
    def is_flagged(self) -> bool:
        """Whether the current item is flagged."""
        entry = self.session.entry
        return entry is not None and self._history.flags(entry.item).flagged

    @property
    def progress_before(self) -> Progress | None:
        """The progress of the current item when it was asked; None for a new one."""
        return self._progress_asked

    @property
    def card_notices(self) -> Notices:
        """The notices for the current question."""
        entry, phase = self.session.entry, self.session.phase
        if entry is None or not isinstance(phase, Asking | Answered):
            return NO_NOTICES
        return Notices(
            changed=entry.reason is Reason.CHANGED,
            stale=is_stale(phase.question.item.card, self._today),
            flagged=self.is_flagged,
            leech=self.leech,
        )

    def take_introduction(self) -> Deck | None:
        """Return the deck whose introduction is to be read before the open question, once.

        An introduction is read before the first new card of a deck that was never studied.
        """
        entry, phase = self.session.entry, self.session.phase
        if entry is None or entry.reason is not Reason.NEW or not isinstance(phase, Asking):
            return None
        deck = phase.question.item.deck
        if not deck.introduction or deck.id in self._introduced:
            return None
        self._introduced.add(deck.id)
        return None if self._history.is_learnt(deck.id) else deck

    def pause(self) -> None:
        """Stop the clock of the open question. A second call has no effect."""
        self._paused = self._paused or self._clock.now()

    def resume(self) -> None:
        """Restart the clock after a pause."""
        if self._paused is not None:
            now = self._clock.now()
            self.session = machine.pause_clock(self.session, self._paused, now)
            self._paused = None

    def reread(self, items: Mapping[str, Item], *, whole: bool) -> bool:
        """Continue with edited cards.

        Args:
            items: all items as they are now.
            whole: whether all cards could be read. If not, missing items are asked as before.

        Returns:
            False if the current item is gone and the next question is asked.
        """
        self._items = items if whole else {**self._items, **items}
        self._names.clear()
        if self.session.entry is None:
            return True
        if self.session.entry.item not in self._items:
            self._go(machine.withdraw(self.session))
            return False
        self._redraw()
        return True

    def undo(self) -> bool:
        """Undo the last answer and ask its question again.

        An event that another window has already undone is skipped (see `was_undone_elsewhere`).

        Returns:
            False if there is nothing to undo, or another window asks the item.
        """
        now = self._clock.now()
        step = machine.undo(self.session, now)
        if step is None or not self._relock(step.session):
            return False
        self._apply(step)
        self.left = ()
        self._redraw()
        is_settled = self._is_settled_elsewhere(self.session, now)
        if is_settled and isinstance(self.session.phase, Asking):
            self.skip()
        return True

    def leave(self) -> None:
        """End the session. Recorded events stay."""
        self.left = machine.unsettled_items(self.session)
        self.session = machine.leave(self.session)
        self.close()

    def close(self) -> None:
        """Release the current item, so that other windows can ask it."""
        self._item_locks.release()

    def _apply(self, step: Transition) -> None:
        self.leech, self.was_undone_elsewhere = None, False
        step, events = self._record(step)
        self._go(machine.mark_recorded(step, tuple(event.ref for event in events)))

    def _record(self, step: Transition) -> tuple[Transition, tuple[Event, ...]]:
        """Record events, except undos that another window has made."""
        try:
            return step, self._append(step.drafts)
        except UndoRefusedError as refused:
            self.was_undone_elsewhere = True
            left = tuple(draft for draft in step.drafts if draft.target != refused.target)
            return self._record(Transition(step.session, left))

    def _append(self, drafts: tuple[Draft, ...]) -> tuple[Event, ...]:
        """Record events and check whether they made their item a leech."""
        events = self._history.append(drafts) if drafts else ()
        if drafts and drafts[-1].kind == REVIEW:
            before, after = _lapses(self._progress), _lapses(self._read_progress(drafts[-1].item))
            if is_leech_now(before, after):
                phase = self.session.phase
                assert isinstance(phase, Asking | Answered)
                self.leech = Leech(drafts[-1].item, phase.question.prompt, after)
        return events

    def _read_progress(self, item: str) -> Progress | None:
        """Read and remember the current progress of an item, which any window may have changed."""
        self._progress = self._history.progress(item)
        return self._progress

    def _go(self, session: Session) -> None:
        self.session = session
        self._present()

    def _present(self) -> None:
        while isinstance(self.session.phase, Waiting):
            entry = self.session.entry
            assert entry is not None
            now, item = self._clock.now(), self._items.get(entry.item)
            if item is None:  # its card was removed from the deck meanwhile
                self.session = machine.drop_waiting(self.session)
                continue
            # Locked first. Then everything another window did before is in the history.
            if not self._item_locks.take(entry.item) or self._is_settled_elsewhere(
                self.session, now
            ):
                self.elsewhere += 1
                self.session = machine.drop_waiting(self.session)
                continue
            self._progress_asked = self._progress
            self._today = ordinal(now.study_day)
            self.session = machine.present(
                self.session, item, self._progress, now, self._names_of(item), self._accepted(item)
            )

    def _redraw(self) -> None:
        """Draw the current question again if its card has changed."""
        entry, phase = self.session.entry, self.session.phase
        if entry is None or not isinstance(phase, Asking | Answered):
            return
        item = self._items.get(entry.item)
        if item is not None and item.card != phase.question.item.card:
            self.session = machine.redraw(
                self.session, item, self._names_of(item), self._accepted(item)
            )

    def _accepted(self, item: Item) -> tuple[str, ...]:
        return self._history.accepted(item.id) if item.card.body.is_typed else ()

    def _relock(self, reopened: Session) -> bool:
        assert reopened.entry is not None
        if self._item_locks.take(reopened.entry.item):
            return True
        if self.session.entry is not None:
            self._item_locks.take(self.session.entry.item)
        return False

    def _is_settled_elsewhere(self, session: Session, now: Moment) -> bool:
        """Check whether another window has answered, reset, suspended or buried the item."""
        assert session.entry is not None
        item = session.entry.item
        progress = self._read_progress(item)
        reviews = progress.reviews if progress else 0
        return reviews != session.entry.reviews or self._history.flags(item).rests(now.study_day)

    def _names_of(self, item: Item) -> frozenset[str]:
        if not item.card.body.is_named:
            return frozenset()  # gathering them needs a pass over the deck
        if item.deck.id not in self._names:
            self._names[item.deck.id] = cached_confusable_names(item.deck)
        return self._names[item.deck.id]


def _lapses(progress: Progress | None) -> int:
    return progress.lapses if progress else 0
