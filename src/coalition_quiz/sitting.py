"""A sitting: one session driven against the history, whatever the learner looks at.

Events are made durable first; only then does the session move on. A failed write leaves the
session as it was, so that the same call can be made again.
"""

from collections.abc import Mapping

from coalition_quiz.claims import Claims
from coalition_quiz.clock import Clock
from coalition_quiz.history.log import History
from coalition_quiz.learning import session as machine
from coalition_quiz.learning.answers import rivals_of
from coalition_quiz.learning.drawing import draw
from coalition_quiz.learning.items import Item
from coalition_quiz.learning.memory import Rating
from coalition_quiz.learning.queue import Entry
from coalition_quiz.learning.responses import Response
from coalition_quiz.learning.session import Session, Step, Waiting
from coalition_quiz.learning.shuffling import seed_of


class Sitting:
    """Puts questions, records answers, goes on. Every method may raise `NotSavedError`.

    Attributes:
        session: where the session stands; show this.
        elsewhere: how many entries were left to another window.
    """

    def __init__(
        self,
        planned: tuple[Entry, ...],
        items: Mapping[str, Item],
        history: History,
        clock: Clock,
        claims: Claims,
        retention: float,
    ) -> None:
        self.session: Session = machine.start(planned, retention)
        self.elsewhere = 0
        self._items = items
        self._history = history
        self._clock = clock
        self._claims = claims
        self._rivals: dict[str, frozenset[str]] = {}
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
        """Count an answer graded as missed as right after all, and put the next question."""
        self._take(machine.was_right(self.session, self._clock.now()))

    def skip(self) -> None:
        """Leave the open question for another day's session."""
        self._go(machine.skip(self.session))

    def undo(self) -> bool:
        """Take the last answer back and put its question again.

        Returns:
            False where there is nothing to take back, or its item is open in another window.
        """
        step = machine.undo(self.session, self._clock.now())
        if step is None or not self._claims_again(step.session):
            return False
        self._take(step)
        if self._is_settled_elsewhere(self.session):
            self.skip()
        return True

    def leave(self) -> None:
        """End the sitting; what was recorded stays as it is."""
        self.session = machine.leave(self.session)
        self.close()

    def close(self) -> None:
        """Let other windows ask the item that was open here."""
        self._claims.release()

    def _take(self, step: Step) -> None:
        events = self._history.append(step.drafts) if step.drafts else ()
        self._go(machine.recorded(step, tuple(event.ref for event in events)))

    def _go(self, session: Session) -> None:
        self.session = session
        self._present()

    def _present(self) -> None:
        while isinstance(self.session.phase, Waiting):
            entry = self.session.entry
            assert entry is not None
            # Claimed first: what another window does before that is in the history by then.
            if not self._claims.take(entry.item) or self._is_settled_elsewhere(self.session):
                self.elsewhere += 1
                self.session = machine.drop(self.session)
                continue
            item = self._items[entry.item]
            question = draw(item, seed_of(entry.item, entry.reviews), self._rivals_of(item))
            progress = self._history.progress(entry.item)
            memory = progress.memory if progress else None
            self.session = machine.ask(self.session, question, memory, self._clock.now())

    def _claims_again(self, reopened: Session) -> bool:
        assert reopened.entry is not None
        if self._claims.take(reopened.entry.item):
            return True
        if self.session.entry is not None:
            self._claims.take(self.session.entry.item)
        return False

    def _is_settled_elsewhere(self, session: Session) -> bool:
        assert session.entry is not None
        progress = self._history.progress(session.entry.item)
        return (progress.reviews if progress else 0) != session.entry.reviews

    def _rivals_of(self, item: Item) -> frozenset[str]:
        if item.deck.id not in self._rivals:
            self._rivals[item.deck.id] = rivals_of(item.deck)
        return self._rivals[item.deck.id]
