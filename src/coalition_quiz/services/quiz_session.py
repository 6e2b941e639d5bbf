"""A running quiz: its answers, its clock, its draft in the cache and its events."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

import msgspec

from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions import quiz as machine
from coalition_quiz.core.sessions.quiz import Quiz
from coalition_quiz.core.sessions.quiz_results import Result, quiz_drafts, quiz_result
from coalition_quiz.core.sessions.unfinished_quiz import UnfinishedQuiz, to_unfinished
from coalition_quiz.core.statistics.calibration import next_confidence
from coalition_quiz.history.history import History
from coalition_quiz.services.bookmark import drafts_in
from coalition_quiz.system.clock import Clock
from coalition_quiz.system.files import read_cache_file, write_cache_file
from coalition_quiz.system.locks import Lock, lock_file

_FORMAT = "coalition-quiz draft 1"


class _Document(msgspec.Struct):
    format: str
    quiz: UnfinishedQuiz


class QuizDraftFile:
    """A cache file with one quiz that was not handed in, locked by this window.

    It may be lost or damaged. The operating system releases the lock if the window dies.
    """

    def __init__(self, path: Path, lock: Lock) -> None:
        self._path = path
        self._lock = lock

    @property
    def left(self) -> UnfinishedQuiz | None:
        """The unfinished quiz, if there is one."""
        try:
            document = msgspec.json.decode(read_cache_file(self._path), type=_Document)
        except (OSError, ValueError, RecursionError):
            return None
        return document.quiz if document.format == _FORMAT else None

    def save(self, quiz: UnfinishedQuiz) -> None:
        """Save a quiz and replace the previous one."""
        write_cache_file(self._path, msgspec.json.encode(_Document(_FORMAT, quiz)))

    def delete(self) -> None:
        """Delete the saved quiz and let another window use the file."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Let another window continue the quiz."""
        self._lock.release()


def lock_drafts(cache: Path) -> Iterator[QuizDraftFile]:
    """Lock the file of each unfinished quiz that no window has open, one after another."""
    for path in drafts_in(cache):
        if (lock := _lock(path)) is not None:
            yield QuizDraftFile(path, lock)


def lock_draft_for_new(cache: Path) -> QuizDraftFile:
    """Lock a file for a new quiz: that of an unfinished quiz, if there is one."""
    paths = (cache / f"quiz{suffix}.json" for suffix in _suffixes())
    free = (QuizDraftFile(path, lock) for path in paths if (lock := _lock(path)) is not None)
    return next(chain(lock_drafts(cache), free))


def _suffixes() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))


def _lock(draft: Path) -> Lock | None:
    return lock_file(draft.with_suffix(".lock"))


class QuizSession:
    """A quiz in progress. All answers are recorded at once when it is handed in.

    Attributes:
        quiz: the current state of the quiz, to be shown.
        result: its result, once it is durable.
        draft: the file that holds it until then.
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
        self.draft = draft
        self.quiz = quiz
        self.result: Result | None = None

    def answer(self, response: Response) -> None:
        """Answer the current question. If the answer cannot be read, the quiz's note says why."""
        self._update(machine.answer_question(self.quiz, response, self._clock.now()))

    def rate(self, right: bool) -> None:
        """Rate the revealed flashcard as known or not."""
        self._update(machine.rate_flashcard(self.quiz, right, self._clock.now()))

    def clear(self) -> None:
        """Clear the answer to the current question."""
        self._update(machine.clear(self.quiz, self._clock.now()))

    def go(self, to: int) -> None:
        """Go to another question."""
        self.quiz = machine.go_to(self.quiz, to, self._clock.now())

    def change_confidence(self) -> None:
        """Say the next confidence in the current answer: guess, fairly sure, sure, none."""
        confidence = next_confidence(self.quiz.confidence)
        self._update(machine.state_confidence(self.quiz, confidence))

    def flag(self) -> None:
        """Flag or unflag the current question."""
        self._update(machine.toggle_flag(self.quiz))

    @property
    def left_ms(self) -> int | None:
        """The time left in milliseconds; None without a limit."""
        return self.quiz.left_ms(self._clock.now())

    def check_time(self) -> bool:
        """End the quiz if its time is up.

        Returns:
            Whether it has ended. If so, hand it in.
        """
        if self.quiz.ended is None and self.left_ms == 0:
            self.quiz = machine.end_for_time(self.quiz, self._clock.now())
        return self.quiz.ended is not None

    def hand_in(self) -> Result:
        """End the quiz and record it in one transaction.

        Raises:
            NotSavedError: if it could not be saved; nothing was. The call may be repeated, and
                the first call's time counts.
        """
        self.quiz = machine.hand_in(self.quiz, self._clock.now())
        if self.result is None:
            self._history.append(
                quiz_drafts(
                    self.quiz,
                    self._retention,
                    frozenset(self._unseen_changes()),
                    self._history.parameters,
                )
            )
            self.result = quiz_result(self.quiz)
            self.draft.delete()
        return self.result

    def discard(self) -> None:
        """Delete the draft, so that this quiz is not offered again."""
        self.draft.delete()

    def leave(self) -> None:
        """Keep the draft, so that this or another window can continue the quiz."""
        self.draft.release()

    def _update(self, quiz: Quiz) -> None:
        self.quiz = quiz
        self.draft.save(to_unfinished(quiz))

    def _unseen_changes(self) -> Iterator[str]:
        """Find the items whose fact has changed since the learner last saw it."""
        for question in self.quiz.questions:
            item, changed = question.item.id, question.item.card.changed
            if changed is not None:
                known = self._history.progress(item)
                if known is not None and known.change_seen < str(changed.on):
                    yield item
