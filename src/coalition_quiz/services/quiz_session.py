"""A quiz driven against the clock and the history, whatever the learner looks at."""

from collections.abc import Iterator

from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.sessions import quiz as machine
from coalition_quiz.core.sessions.quiz import Quiz
from coalition_quiz.core.sessions.quiz_events import quiz_drafts
from coalition_quiz.core.sessions.quiz_results import Result, quiz_result
from coalition_quiz.core.sessions.unfinished_quiz import to_unfinished
from coalition_quiz.history.history import History
from coalition_quiz.services.quiz_draft import QuizDraftFile
from coalition_quiz.system.clock import Clock


class QuizSession:
    """Takes answers; records all of them at once when the quiz is handed in.

    Attributes:
        quiz: where the quiz stands; show this.
        result: what it came to, once that is durable.
    """

    def __init__(
        self,
        quiz: Quiz,
        history: History,
        clock: Clock,
        retention: float,
        draft: QuizDraftFile,
    ) -> None:
        self._history = history
        self._clock = clock
        self._retention = retention
        self._draft = draft
        self.quiz = quiz
        self.result: Result | None = None

    def answer(self, response: Response) -> None:
        """Answer the question looked at; see the quiz's note where that could not be read."""
        self._keep(machine.answer(self.quiz, response, self._clock.now()))

    def rate(self, right: bool) -> None:
        """Say whether what was revealed had been known."""
        self._keep(machine.rate(self.quiz, right, self._clock.now()))

    def clear(self) -> None:
        """Take the answer here back."""
        self._keep(machine.clear(self.quiz, self._clock.now()))

    def go(self, to: int) -> None:
        """Look at another question."""
        self.quiz = machine.go_to(self.quiz, to, self._clock.now())

    def flag(self) -> None:
        """Mark the question here, or take its mark away."""
        self._keep(machine.flag(self.quiz))

    @property
    def left_ms(self) -> int | None:
        """How long there is still; None without a limit."""
        return self.quiz.left_ms(self._clock.now())

    def look(self) -> bool:
        """Look at the clock, and end the quiz if its time is up.

        Returns:
            Whether it has ended; hand it in then.
        """
        if self.quiz.ended is None and self.left_ms == 0:
            self.quiz = machine.end_for_time(self.quiz, self._clock.now())
        return self.quiz.ended is not None

    def hand_in(self) -> Result:
        """End the quiz and record all of it, in one transaction.

        Raises:
            NotSavedError: if it could not be written; nothing of it was. The same call may be
                made again, and counts as made at the first.
        """
        self.quiz = machine.hand_in(self.quiz, self._clock.now())
        if self.result is None:
            self._history.append(quiz_drafts(self.quiz, self._retention, frozenset(self._untold())))
            self.result = quiz_result(self.quiz)
            self._draft.drop()
        return self.result

    def discard(self) -> None:
        """Forget what was answered: nothing of this quiz is offered again."""
        self._draft.drop()

    def _keep(self, quiz: Quiz) -> None:
        self.quiz = quiz
        self._draft.keep(to_unfinished(quiz))

    def _untold(self) -> Iterator[str]:
        """The items whose fact has changed since they were learnt, of which nothing was told."""
        for question in self.quiz.questions:
            item, changed = question.item.id, question.item.card.changed
            if changed is not None:
                known = self._history.progress(item)
                if known is not None and known.change_seen < str(changed.on):
                    yield item
