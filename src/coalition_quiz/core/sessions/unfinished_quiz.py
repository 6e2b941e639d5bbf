"""A quiz that was left before it was handed in: its saved form, and how it is resumed."""

from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct

from coalition_quiz.core.days import Moment
from coalition_quiz.core.draw_question import Question, confusable_names
from coalition_quiz.core.items import Item, content_hash
from coalition_quiz.core.kinds import AnyResponse
from coalition_quiz.core.kinds.flip import FlipResponse
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions import quiz as machine
from coalition_quiz.core.sessions.quiz import GivenAnswer, Quiz, QuizTerms, has_verdict
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.core.sessions.quiz_selection import NamesOf, draw_questions
from coalition_quiz.core.statistics.calibration import Confidence

Prepare = Callable[[tuple[Question, ...]], tuple[Question, ...]]


class UnfinishedAnswer(Struct, frozen=True):
    """One question of an unfinished quiz.

    Attributes:
        item: the id of its item.
        content: the hash of its card's content.
        response: the answer; None if it has not been answered.
        knew: the learner's rating of a revealed flashcard; None if it is not rated.
        spent: time spent on it, in milliseconds.
        flagged: whether it is flagged.
        confidence: how sure the learner says to be; None if nothing was said.
    """

    item: str
    content: str
    response: AnyResponse | None
    knew: bool | None
    spent: int
    flagged: bool
    confidence: Confidence | None = None


class UnfinishedQuiz(Struct, frozen=True):
    """An unfinished quiz.

    Attributes:
        elapsed_ms: its duration so far, in milliseconds.
        at_ms: when it was saved; 0 if an earlier version saved it.
    """

    terms: QuizTerms
    answers: tuple[UnfinishedAnswer, ...]
    elapsed_ms: int
    at_ms: int = 0

    @property
    def answered(self) -> int:
        """The number of questions with an answer."""
        return sum(each.response is not None for each in self.answers)


def to_unfinished(quiz: Quiz) -> UnfinishedQuiz:
    """Convert a quiz to its saved form, as of its latest answer or move."""
    answers = tuple(_to_unfinished_answer(quiz, at) for at in range(len(quiz.questions)))
    elapsed_ms = max(0, quiz.since_ms - quiz.began.at_ms)
    return UnfinishedQuiz(quiz.terms, answers, elapsed_ms, quiz.since_ms)


def is_finished(left: UnfinishedQuiz, result: Result, ended_ms: int) -> bool:
    """Check whether a result is that of a quiz that looks unfinished.

    The program may be killed after it has recorded a quiz and before it deletes the draft.

    Args:
        left: the quiz as it was saved.
        result: the result of a quiz.
        ended_ms: when that quiz was handed in.
    """
    asked = {line.item for line in result.lines}
    is_later = left.at_ms > 0 and ended_ms >= left.at_ms
    return is_later and left.terms.seed == result.seed and {e.item for e in left.answers} == asked


def resume_quiz(
    left: UnfinishedQuiz,
    items: Mapping[str, Item],
    prepare: Prepare,
    now: Moment,
    names_of: NamesOf = confusable_names,
) -> Quiz | None:
    """Resume a quiz with its remaining time, without cards that have changed.

    Args:
        left: the unfinished quiz.
        items: all items by id.
        prepare: adds the learner's accepted answers to the questions.
        now: the moment when it continues.
        names_of: gives the names of each deck with typed answers.

    Returns:
        The quiz, at its first open question; None if none of its cards is left.

    Raises:
        TypeError: if an answer has another kind than its question.
    """
    answers = [each for each in left.answers if _is_there(each, items)]
    if not answers:
        return None
    questions = prepare(
        draw_questions([items[each.item] for each in answers], left.terms.seed, names_of)
    )
    began = now._replace(at_ms=now.at_ms - left.elapsed_ms)
    quiz = machine.begin_quiz(questions, left.terms, began)
    for at, each in enumerate(answers):
        quiz = _answered(machine.go_to(quiz, at, began), each, began)
    spent = tuple(each.spent for each in answers)
    flagged = frozenset(at for at, each in enumerate(answers) if each.flagged)
    sure = {at: each.confidence for at, each in enumerate(answers) if each.confidence}
    at = next(iter(quiz.open), 0)
    return msgspec.structs.replace(
        quiz, spent=spent, flagged=flagged, sure=sure, at=at, since_ms=now.at_ms, note=""
    )


def _to_unfinished_answer(quiz: Quiz, at: int) -> UnfinishedAnswer:
    question, given = quiz.questions[at], quiz.given[at]
    return UnfinishedAnswer(
        item=question.item.id,
        content=content_hash(question.item.card),
        response=given.response if given else None,
        knew=_self_rating(given),
        spent=quiz.spent[at],
        flagged=at in quiz.flagged,
        confidence=quiz.sure.get(at),
    )


def _self_rating(given: GivenAnswer | None) -> bool | None:
    if given is None or given.verdict is None or not isinstance(given.response, FlipResponse):
        return None
    return given.verdict.outcome is Outcome.RIGHT


def _is_there(answer: UnfinishedAnswer, items: Mapping[str, Item]) -> bool:
    item = items.get(answer.item)
    return item is not None and content_hash(item.card) == answer.content


def _answered(quiz: Quiz, answer: UnfinishedAnswer, now: Moment) -> Quiz:
    if answer.response is None:
        return quiz
    quiz = machine.answer_question(quiz, answer.response, now)
    if answer.knew is None or has_verdict(quiz.answer_here):
        return quiz
    return machine.rate_flashcard(quiz, answer.knew, now)
