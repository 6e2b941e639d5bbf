"""A quiz as an immutable state machine, shared by the screens and the line mode.

Every transition returns the next quiz. Nothing is recorded before the quiz is handed in. After the
time limit, every transition ends the quiz instead. The score is the number of right answers; a
partly right answer counts as 0.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct

from coalition_quiz.core.days import Moment
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.flip import FlipResponse, FlipTask
from coalition_quiz.core.kinds.grade import answer_to, grade
from coalition_quiz.core.questions import GaveUp, Outcome, Response, Verdict
from coalition_quiz.core.sessions.daily_quiz import Daily
from coalition_quiz.core.sessions.study import LONGEST_MS
from coalition_quiz.core.statistics.calibration import Confidence

_MS_A_MINUTE = 60_000
_SELF_RATED = "Rated by yourself."


class Feedback(StrEnum):
    """The time when the learner sees the verdicts: after each question or at the end."""

    EACH = "each"
    END = "end"


class QuizTerms(Struct, frozen=True):
    """The terms of a quiz.

    Attributes:
        seed: the seed of its questions.
        minutes: the time limit in minutes; 0 for none.
        counts: whether its answers move the schedule.
        daily: the day whose quiz it is; None for any other quiz.
        pretest: whether it is taken before reading the story.
    """

    seed: int
    feedback: Feedback = Feedback.END
    minutes: int = 0
    counts: bool = False
    daily: Daily | None = None
    pretest: bool = False


class GivenAnswer(Struct, frozen=True):
    """An answer of a quiz.

    Attributes:
        verdict: None while a flashcard is revealed but not rated.
    """

    response: Response
    verdict: Verdict | None


class Quiz(Struct, frozen=True):
    """A quiz: its questions and the answers so far.

    Attributes:
        given: the answer to each question; None if it has not been answered.
        spent: time spent on each question before the current visit, in milliseconds.
        flagged: the numbers (from 0) of flagged questions.
        sure: how sure the learner says to be of the answer to a question, by its number (from 0).
        at: the number (from 0) of the current question.
        since_ms: the start of the current visit, in milliseconds since 1970.
        note: why the last response could not be read.
        ended: the moment when it was handed in or the time was up.
    """

    questions: tuple[Question, ...]
    terms: QuizTerms
    began: Moment
    given: tuple[GivenAnswer | None, ...]
    spent: tuple[int, ...]
    since_ms: int
    flagged: frozenset[int] = frozenset()
    sure: Mapping[int, Confidence] = {}
    at: int = 0
    note: str = ""
    ended: Moment | None = None
    out_of_time: bool = False

    @property
    def question(self) -> Question:
        """The current question."""
        return self.questions[self.at]

    @property
    def answer_here(self) -> GivenAnswer | None:
        """The answer to the current question."""
        return self.given[self.at]

    @property
    def confidence(self) -> Confidence | None:
        """How sure the learner says to be of the current answer; None if nothing was said."""
        return self.sure.get(self.at)

    @property
    def is_final(self) -> bool:
        """Whether the answer is final: its verdict or back is shown, or the quiz has ended."""
        given = self.answer_here
        seen = given is not None and (
            self.terms.feedback is Feedback.EACH or isinstance(given.response, FlipResponse)
        )
        return seen or self.ended is not None

    @property
    def open(self) -> tuple[int, ...]:
        """The numbers of the unanswered questions."""
        return tuple(at for at, given in enumerate(self.given) if not has_verdict(given))

    @property
    def deadline_ms(self) -> int | None:
        """The end of the time limit, in milliseconds since 1970; None without a limit."""
        minutes = self.terms.minutes
        return self.began.at_ms + minutes * _MS_A_MINUTE if minutes else None

    def left_ms(self, now: Moment) -> int | None:
        """Return the time left in milliseconds; None without a limit."""
        return None if self.deadline_ms is None else max(0, self.deadline_ms - now.at_ms)

    @property
    def taken_ms(self) -> int:
        """The time from start to end in milliseconds, at most the time limit."""
        assert self.ended is not None
        taken = max(0, self.ended.at_ms - self.began.at_ms)
        return taken if self.deadline_ms is None else min(taken, self.terms.minutes * _MS_A_MINUTE)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict for every question, including unanswered ones."""
        return tuple(map(verdict_for, self.questions, self.given))

    @property
    def score(self) -> int:
        """The number of right answers."""
        return sum(map(points, self.verdicts))


def begin_quiz(questions: tuple[Question, ...], terms: QuizTerms, now: Moment) -> Quiz:
    """Start a quiz at its first question."""
    assert questions
    nothing = (None,) * len(questions)
    return Quiz(questions, terms, now, nothing, (0,) * len(questions), now.at_ms)


def answer_question(quiz: Quiz, response: Response, now: Moment) -> Quiz:
    """Answer the current question, or change its answer. An unreadable response is not accepted.

    A flashcard is revealed and stays open until it is rated.

    Raises:
        TypeError: if the answer is final, or the response has another kind than the question.
    """
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    if quiz.is_final:
        raise TypeError("the answer is final")
    verdict = _verdict(quiz.question, response)
    if verdict is not None and verdict.outcome is Outcome.UNREADABLE:
        return msgspec.structs.replace(quiz, note=verdict.note)
    return _with_answer(quiz, GivenAnswer(response, verdict), now)


def rate_flashcard(quiz: Quiz, right: bool, now: Moment) -> Quiz:
    """Rate a revealed flashcard as known or not.

    Raises:
        TypeError: if nothing is revealed, or it is already rated.
    """
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    given = quiz.answer_here
    if given is None or given.verdict is not None or quiz.ended is not None:
        raise TypeError("there is nothing to rate")
    outcome = Outcome.RIGHT if right else Outcome.WRONG
    verdict = Verdict(outcome, answer_to(quiz.question.task), _SELF_RATED)
    return _with_answer(quiz, GivenAnswer(given.response, verdict), now)


def clear(quiz: Quiz, now: Moment) -> Quiz:
    """Clear the answer to the current question.

    Raises:
        TypeError: if the answer is final.
    """
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    if quiz.is_final:
        raise TypeError("the answer is final")
    return _with_answer(quiz, None, now)


def go_to(quiz: Quiz, to: int, now: Moment) -> Quiz:
    """Go to another question, or to the nearest one that exists. No answer changes."""
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    at = min(max(0, to), len(quiz.questions) - 1)
    return msgspec.structs.replace(_timed(quiz, now), at=at)


def toggle_flag(quiz: Quiz) -> Quiz:
    """Flag or unflag the current question."""
    return msgspec.structs.replace(quiz, flagged=quiz.flagged ^ {quiz.at}, note="")


def state_confidence(quiz: Quiz, confidence: Confidence | None) -> Quiz:
    """Say how sure one is of the answer to the current question; None takes it back.

    Raises:
        TypeError: if the answer is final.
    """
    if quiz.is_final:
        raise TypeError("the answer is final")
    others = {at: each for at, each in quiz.sure.items() if at != quiz.at}
    sure = others if confidence is None else others | {quiz.at: confidence}
    return msgspec.structs.replace(quiz, sure=sure, note="")


def hand_in(quiz: Quiz, now: Moment) -> Quiz:
    """End the quiz. Unanswered questions count as wrong."""
    if quiz.ended is not None:
        return quiz
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    return msgspec.structs.replace(_timed(quiz, now), ended=now)


def end_for_time(quiz: Quiz, now: Moment) -> Quiz:
    """End the quiz because its time is up."""
    return msgspec.structs.replace(_timed(quiz, now), ended=now, out_of_time=True)


def has_verdict(given: GivenAnswer | None) -> bool:
    """Check that there is an answer, and a rating if it is a flashcard."""
    return given is not None and given.verdict is not None


def verdict_for(question: Question, given: GivenAnswer | None) -> Verdict:
    """Return the verdict for an answer. A missing answer or rating is wrong."""
    if given is None or given.verdict is None:
        return Verdict(Outcome.WRONG, answer_to(question.task))
    return given.verdict


def points(verdict: Verdict) -> int:
    """Return the points for a verdict: 1 if it is right, else 0."""
    return int(verdict.outcome is Outcome.RIGHT)


def _verdict(question: Question, response: Response) -> Verdict | None:
    if not isinstance(question.task, FlipTask):
        return grade(question.task, response, question.accepted)
    if isinstance(response, GaveUp):
        return Verdict(Outcome.WRONG, answer_to(question.task))
    if not isinstance(response, FlipResponse):
        raise TypeError("a card that is recalled is revealed, then rated")
    return None


def _with_answer(quiz: Quiz, given: GivenAnswer | None, now: Moment) -> Quiz:
    timed = _timed(quiz, now)
    answers = (*quiz.given[: quiz.at], given, *quiz.given[quiz.at + 1 :])
    return msgspec.structs.replace(timed, given=answers)


def _timed(quiz: Quiz, now: Moment) -> Quiz:
    """Add the time of the current visit and start a new one."""
    if quiz.ended is not None:
        return quiz
    # Time spent on reading a verdict does not count.
    is_reading = quiz.is_final and has_verdict(quiz.answer_here)
    look = 0 if is_reading else min(max(0, now.at_ms - quiz.since_ms), LONGEST_MS)
    spent = (*quiz.spent[: quiz.at], quiz.spent[quiz.at] + look, *quiz.spent[quiz.at + 1 :])
    return msgspec.structs.replace(quiz, spent=spent, since_ms=now.at_ms, note="")


def _is_late(quiz: Quiz, now: Moment) -> bool:
    return quiz.ended is None and quiz.left_ms(now) == 0
