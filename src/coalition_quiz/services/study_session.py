"""A sitting: one session driven against the history, whatever the learner looks at.

Events are made durable first; only then does the session move on. A failed write leaves the
session as it was, so that the same call can be made again.
"""

from collections.abc import Mapping

from coalition_quiz.core.days import Moment, ordinal
from coalition_quiz.core.draw_question import NAMED, TYPED
from coalition_quiz.core.events import BURY, REVIEW, SUSPEND, Draft, Event
from coalition_quiz.core.items import Item
from coalition_quiz.core.notices import NO_NOTICES, Leech, Notices, is_leech_now, is_stale
from coalition_quiz.core.questions.responses import Response
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
from coalition_quiz.history.append import UndoRefusedError
from coalition_quiz.history.history import History
from coalition_quiz.library.stored_deck import cached_confusable_names
from coalition_quiz.system.clock import Clock
from coalition_quiz.system.locks import ItemLocks


class StudySession:
    """Puts questions, records answers, goes on. Every method may raise `NotSavedError`.

    Attributes:
        session: where the session stands; show this.
        elsewhere: how many entries were left to another window.
        was_undone_elsewhere: whether another window had already undone what the last call undid.
        leech: the item that the last answer made a leech, if it did.
        flagged: the items marked in this sitting.
        left: the items still to be settled when it was left.
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
        self.session: Session = machine.start(planned, retention)
        self.elsewhere = 0
        self.was_undone_elsewhere = False
        self.leech: Leech | None = None
        self.flagged: set[str] = set()
        self.left: tuple[str, ...] = ()
        self._paused: Moment | None = None
        self._today = 0
        self._known: Progress | None = None
        self._items = items
        self._history = history
        self._clock = clock
        self._item_locks = item_locks
        self._names: dict[str, frozenset[str]] = {}
        self._present()

    def answer(self, response: Response) -> None:
        """Answer the open question; the answer is durable when this returns."""
        self._take(machine.answer(self.session, response, self._clock.now()))

    def rate(self, rating: Rating) -> None:
        """Settle the answered question with this rating and put the next one."""
        self._take(machine.rate(self.session, rating, self._clock.now()))

    def accept(self) -> None:
        """Settle the answered question as suggested and put the next one."""
        self._take(machine.accept(self.session, self._clock.now()))

    def was_right(self) -> None:
        """Count what was typed as right, now and from now on, and put the next question."""
        self._take(machine.count_as_right(self.session, self._clock.now()))

    def skip(self) -> None:
        """Leave the open question for another day's session."""
        self.leech = None
        self._go(machine.skip(self.session))

    def suspend(self) -> None:
        """Ask the item at hand no more, until it is resumed, and put the next question."""
        self._take(machine.set_aside(self.session, SUSPEND, self._clock.now()))

    def bury(self) -> None:
        """Ask the item at hand again tomorrow at the earliest, and put the next question."""
        self._take(machine.set_aside(self.session, BURY, self._clock.now()))

    def flag(self) -> bool:
        """Mark the item at hand, or take its mark away.

        Returns:
            Whether it is marked now.
        """
        entry, flagged = self.session.entry, not self.is_flagged
        self._take(machine.flag(self.session, self._clock.now(), flagged=flagged))
        assert entry is not None
        (self.flagged.add if flagged else self.flagged.discard)(entry.item)
        return flagged

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to ask."""
        return isinstance(self.session.phase, Finished)

    @property
    def is_flagged(self) -> bool:
        """Whether the item at hand is marked."""
        entry = self.session.entry
        return entry is not None and self._history.flags(entry.item).flagged

    @property
    def card_notices(self) -> Notices:
        """What to tell beside the question at hand."""
        entry, phase = self.session.entry, self.session.phase
        if entry is None or not isinstance(phase, Asking | Answered):
            return NO_NOTICES
        return Notices(
            changed=entry.reason is Reason.CHANGED,
            stale=is_stale(phase.question.item.card, self._today),
            flagged=self.is_flagged,
            leech=self.leech,
        )

    def pause(self) -> None:
        """Stop the clock of the open question; a pause within a pause is one."""
        self._paused = self._paused or self._clock.now()

    def resume(self) -> None:
        """Let the clock go on."""
        if self._paused is not None:
            now = self._clock.now()
            self.session = machine.pause_clock(self.session, self._paused, now)
            self._paused = None

    def reread(self, items: Mapping[str, Item], *, whole: bool) -> bool:
        """Go on with the cards as they are written now.

        Args:
            items: every item there is.
            whole: whether nothing is wrong with what was read. Otherwise an item that is missing
                is asked as it was.

        Returns:
            False where the item at hand has gone and the next question is put.
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
        """Take the last answer back and put its question again.

        What another window has already undone is left as it is (see `was_undone_elsewhere`).

        Returns:
            False where there is nothing to take back, or its item is open in another window.
        """
        now = self._clock.now()
        step = machine.undo(self.session, now)
        if step is None or not self._claims_again(step.session):
            return False
        self._take(step)
        self._redraw()
        is_settled = self._is_settled_elsewhere(self.session, now)
        if is_settled and isinstance(self.session.phase, Asking):
            self.skip()
        return True

    def leave(self) -> None:
        """End the sitting; what was recorded stays as it is."""
        self.left = machine.unsettled_items(self.session)
        self.session = machine.leave(self.session)
        self.close()

    def close(self) -> None:
        """Let other windows ask the item that was open here."""
        self._item_locks.release()

    def _take(self, step: Transition) -> None:
        self.leech, self.was_undone_elsewhere = None, False
        step, events = self._record(step)
        self._go(machine.mark_recorded(step, tuple(event.ref for event in events)))

    def _record(self, step: Transition) -> tuple[Transition, tuple[Event, ...]]:
        """Make events durable, except undos that another window has made."""
        try:
            return step, self._append(step.drafts)
        except UndoRefusedError as refused:
            self.was_undone_elsewhere = True
            left = tuple(draft for draft in step.drafts if draft.target != refused.target)
            return self._record(Transition(step.session, left))

    def _append(self, drafts: tuple[Draft, ...]) -> tuple[Event, ...]:
        """Make events durable, and see whether they made a leech of their item."""
        events = self._history.append(drafts) if drafts else ()
        if drafts and drafts[-1].kind == REVIEW:
            before, after = _lapses(self._known), _lapses(self._learn(drafts[-1].item))
            if is_leech_now(before, after):
                phase = self.session.phase
                assert isinstance(phase, Asking | Answered)
                self.leech = Leech(drafts[-1].item, phase.question.prompt, after)
        return events

    def _learn(self, item: str) -> Progress | None:
        """Where the item at hand stands, in this window or another; it is kept in mind."""
        self._known = self._history.progress(item)
        return self._known

    def _go(self, session: Session) -> None:
        self.session = session
        self._present()

    def _present(self) -> None:
        while isinstance(self.session.phase, Waiting):
            entry = self.session.entry
            assert entry is not None
            now, item = self._clock.now(), self._items.get(entry.item)
            if item is None:  # its card has gone from the deck, which was edited meanwhile
                self.session = machine.drop_waiting(self.session)
                continue
            # Claimed first: what another window does before that is in the history by then.
            if not self._item_locks.take(entry.item) or self._is_settled_elsewhere(
                self.session, now
            ):
                self.elsewhere += 1
                self.session = machine.drop_waiting(self.session)
                continue
            self._today = ordinal(now.study_day)
            self.session = machine.present(
                self.session, item, self._known, now, self._names_of(item), self._accepted(item)
            )

    def _redraw(self) -> None:
        """Draw the current question again if its card has changed."""
        entry = self.session.entry
        item = self._items.get(entry.item) if entry else None
        if item is not None:
            self.session = machine.redraw(
                self.session, item, self._names_of(item), self._accepted(item)
            )

    def _accepted(self, item: Item) -> tuple[str, ...]:
        return self._history.accepted(item.id) if item.card.kind in TYPED else ()

    def _claims_again(self, reopened: Session) -> bool:
        assert reopened.entry is not None
        if self._item_locks.take(reopened.entry.item):
            return True
        if self.session.entry is not None:
            self._item_locks.take(self.session.entry.item)
        return False

    def _is_settled_elsewhere(self, session: Session, now: Moment) -> bool:
        """Whether another window has answered, reset, suspended or buried the item at hand."""
        assert session.entry is not None
        item = session.entry.item
        progress = self._learn(item)
        reviews = progress.reviews if progress else 0
        return reviews != session.entry.reviews or self._history.flags(item).rests(now.study_day)

    def _names_of(self, item: Item) -> frozenset[str]:
        if item.card.kind not in NAMED:
            return frozenset()  # gathering them takes a pass over the deck
        if item.deck.id not in self._names:
            self._names[item.deck.id] = cached_confusable_names(item.deck)
        return self._names[item.deck.id]


def _lapses(progress: Progress | None) -> int:
    return progress.lapses if progress else 0
