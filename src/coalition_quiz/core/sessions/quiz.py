"""A quiz as a state machine of values: the screen, the line mode and the tests drive this one.

Every transition returns the quiz that follows. Nothing of it is recorded before it is handed in;
a transition after the time is up ends the quiz instead. The score is the sum of the verdicts:
one for an answer that is right, nothing for one that is partly right, wrong or missing.
"""

from enum import StrEnum

import msgspec
from msgspec import Struct

from coalition_quiz.core.days import Moment
from coalition_quiz.core.grading.grade import answer_to, grade
from coalition_quiz.core.questions.question import FlipTask, Question
from coalition_quiz.core.questions.responses import FlipResponse, GaveUp, Response
from coalition_quiz.core.questions.verdicts import Outcome, Verdict
from coalition_quiz.core.sessions.study import LONGEST_MS

_MS_A_MINUTE = 60_000
_SELF_RATED = "Rated by yourself."


class Feedback(StrEnum):
    """When the learner hears what an answer was worth."""

    EACH = "each"
    END = "end"


class QuizTerms(Struct, frozen=True):
    """What was agreed on before a quiz.

    Attributes:
        seed: what its questions were drawn from.
        minutes: how long it may take; 0 for as long as one likes.
        counts: whether its answers move the schedule.
    """

    seed: int
    feedback: Feedback = Feedback.END
    minutes: int = 0
    counts: bool = False


class GivenAnswer(Struct, frozen=True):
    """An answer.

    Attributes:
        verdict: None while the learner has looked at the back of a card and not rated it.
    """

    response: Response
    verdict: Verdict | None


class Quiz(Struct, frozen=True):
    """Questions, and what was answered so far.

    Attributes:
        given: the answer to each question; None where there is none.
        spent: milliseconds looked at each question, before the present look.
        flagged: the numbers of questions to come back to, from 0.
        at: the number of the question looked at.
        since_ms: when the present look began.
        note: why the last response could not be read.
        ended: when it was handed in, or was found out of time.
    """

    questions: tuple[Question, ...]
    terms: QuizTerms
    began: Moment
    given: tuple[GivenAnswer | None, ...]
    spent: tuple[int, ...]
    since_ms: int
    flagged: frozenset[int] = frozenset()
    at: int = 0
    note: str = ""
    ended: Moment | None = None
    out_of_time: bool = False

    @property
    def question(self) -> Question:
        """The question looked at."""
        return self.questions[self.at]

    @property
    def answer_here(self) -> GivenAnswer | None:
        """The answer to the question looked at."""
        return self.given[self.at]

    @property
    def is_final(self) -> bool:
        """Whether the answer here stands: its verdict or its back has been seen, or it is over."""
        given = self.answer_here
        seen = given is not None and (
            self.terms.feedback is Feedback.EACH or isinstance(given.response, FlipResponse)
        )
        return seen or self.ended is not None

    @property
    def open(self) -> tuple[int, ...]:
        """The numbers of the questions that are not answered."""
        return tuple(at for at, given in enumerate(self.given) if not has_verdict(given))

    @property
    def deadline_ms(self) -> int | None:
        """When the time is up; None without a limit."""
        minutes = self.terms.minutes
        return self.began.at_ms + minutes * _MS_A_MINUTE if minutes else None

    def left_ms(self, now: Moment) -> int | None:
        """How long there is still; None without a limit."""
        return None if self.deadline_ms is None else max(0, self.deadline_ms - now.at_ms)

    @property
    def taken_ms(self) -> int:
        """How long it took, once it has ended; at most as long as it might."""
        assert self.ended is not None
        taken = max(0, self.ended.at_ms - self.began.at_ms)
        return taken if self.deadline_ms is None else min(taken, self.terms.minutes * _MS_A_MINUTE)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict on every question, those left open included."""
        return tuple(map(verdict_for, self.questions, self.given))

    @property
    def score(self) -> int:
        """How many answers are right."""
        return sum(map(points, self.verdicts))


def start(questions: tuple[Question, ...], terms: QuizTerms, now: Moment) -> Quiz:
    """A quiz with its first question looked at."""
    assert questions
    nothing = (None,) * len(questions)
    return Quiz(questions, terms, now, nothing, (0,) * len(questions), now.at_ms)


def answer(quiz: Quiz, response: Response, now: Moment) -> Quiz:
    """Answer the question looked at, or answer it anew; one that cannot be read is not taken.

    A card that only the learner can rate shows its back, and is open until it is rated.

    Raises:
        TypeError: the answer here stands, or the response is not of the question's kind.
    """
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    if quiz.is_final:
        raise TypeError("the answer here stands")
    verdict = _verdict(quiz.question, response)
    if verdict is not None and verdict.outcome is Outcome.UNREADABLE:
        return msgspec.structs.replace(quiz, note=verdict.note)
    return _with_answer(quiz, GivenAnswer(response, verdict), now)


def rate(quiz: Quiz, right: bool, now: Moment) -> Quiz:
    """Say whether what was revealed had been known: it counts as the learner says.

    Raises:
        TypeError: nothing was revealed here, or it was rated already.
    """
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    given = quiz.answer_here
    if given is None or given.verdict is not None or quiz.ended is not None:
        raise TypeError("nothing is to be rated here")
    outcome = Outcome.RIGHT if right else Outcome.WRONG
    verdict = Verdict(outcome, answer_to(quiz.question.task), _SELF_RATED)
    return _with_answer(quiz, GivenAnswer(given.response, verdict), now)


def clear(quiz: Quiz, now: Moment) -> Quiz:
    """Take the answer back, and leave the question open.

    Raises:
        TypeError: the answer here stands.
    """
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    if quiz.is_final:
        raise TypeError("the answer here stands")
    return _with_answer(quiz, None, now)


def go_to(quiz: Quiz, to: int, now: Moment) -> Quiz:
    """Look at another question, or at the nearest there is; no answer changes."""
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    at = min(max(0, to), len(quiz.questions) - 1)
    return msgspec.structs.replace(_timed(quiz, now), at=at)


def flag(quiz: Quiz) -> Quiz:
    """Mark the question looked at, or take its mark away."""
    return msgspec.structs.replace(quiz, flagged=quiz.flagged ^ {quiz.at}, note="")


def hand_in(quiz: Quiz, now: Moment) -> Quiz:
    """End the quiz; what is open counts as wrong."""
    if quiz.ended is not None:
        return quiz
    if _is_late(quiz, now):
        return end_for_time(quiz, now)
    return msgspec.structs.replace(_timed(quiz, now), ended=now)


def end_for_time(quiz: Quiz, now: Moment) -> Quiz:
    """End the quiz because its time is up."""
    return msgspec.structs.replace(_timed(quiz, now), ended=now, out_of_time=True)


def has_verdict(given: GivenAnswer | None) -> bool:
    """Whether there is an answer, and where the learner rates it, a rating."""
    return given is not None and given.verdict is not None


def verdict_for(question: Question, given: GivenAnswer | None) -> Verdict:
    """What an answer was worth; none, or a back not rated, is wrong."""
    if given is None or given.verdict is None:
        return Verdict(Outcome.WRONG, answer_to(question.task))
    return given.verdict


def points(verdict: Verdict) -> int:
    """What a verdict adds to the score: one where it is right, and nothing else."""
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
    """The quiz with the present look's time spent, and a new look begun."""
    if quiz.ended is not None:
        return quiz
    # Reading what came of an answer is no time spent on it.
    is_reading = quiz.is_final and has_verdict(quiz.answer_here)
    look = 0 if is_reading else min(max(0, now.at_ms - quiz.since_ms), LONGEST_MS)
    spent = (*quiz.spent[: quiz.at], quiz.spent[quiz.at] + look, *quiz.spent[quiz.at + 1 :])
    return msgspec.structs.replace(quiz, spent=spent, since_ms=now.at_ms, note="")


def _is_late(quiz: Quiz, now: Moment) -> bool:
    return quiz.ended is None and quiz.left_ms(now) == 0
