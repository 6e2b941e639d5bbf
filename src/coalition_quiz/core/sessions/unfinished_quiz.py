"""A quiz that was left before it was handed in: what is kept of it, and the quiz made of that."""

from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct

from coalition_quiz.core.days import Moment
from coalition_quiz.core.grading.typed import confusable_names
from coalition_quiz.core.items import Item, content_hash
from coalition_quiz.core.questions.question import Question
from coalition_quiz.core.questions.responses import FlipResponse, Response
from coalition_quiz.core.questions.verdicts import Outcome
from coalition_quiz.core.sessions import quiz as machine
from coalition_quiz.core.sessions.quiz import GivenAnswer, Quiz, QuizTerms, has_verdict
from coalition_quiz.core.sessions.quiz_selection import NamesOf, draw_questions

Prepare = Callable[[tuple[Question, ...]], tuple[Question, ...]]


class UnfinishedAnswer(Struct, frozen=True):
    """One question of a quiz that was left.

    Attributes:
        item: what was asked.
        content: the hash of what its card taught.
        response: the answer; None if there was none.
        knew: how the learner rated a card that was revealed; None if it was not rated.
        spent: milliseconds spent on it.
        flagged: whether it is to be looked at again.
    """

    item: str
    content: str
    response: Response | None
    knew: bool | None
    spent: int
    flagged: bool


class UnfinishedQuiz(Struct, frozen=True):
    """A quiz that was left; `elapsed_ms` is how long it had lasted."""

    terms: QuizTerms
    answers: tuple[UnfinishedAnswer, ...]
    elapsed_ms: int

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(each.response is not None for each in self.answers)


def to_unfinished(quiz: Quiz) -> UnfinishedQuiz:
    """What to keep of a quiz, as of its latest answer or move."""
    answers = tuple(_to_unfinished_answer(quiz, at) for at in range(len(quiz.questions)))
    return UnfinishedQuiz(quiz.terms, answers, max(0, quiz.since_ms - quiz.began.at_ms))


def resume_quiz(
    left: UnfinishedQuiz,
    items: Mapping[str, Item],
    prepare: Prepare,
    now: Moment,
    names_of: NamesOf = confusable_names,
) -> Quiz | None:
    """The quiz as it was left, with as much time as was left, without cards that have changed.

    Args:
        left: the quiz that was left.
        items: the items at hand.
        prepare: makes the questions accept what this learner's history accepts.
        now: when it is continued.
        names_of: gives the names of each deck with typed answers.

    Returns:
        The quiz, at its first open question; None if none of its questions is there any more.

    Raises:
        TypeError: an answer is not of its question's kind.
    """
    answers = [each for each in left.answers if _is_there(each, items)]
    if not answers:
        return None
    questions = prepare(
        draw_questions([items[each.item] for each in answers], left.terms.seed, names_of)
    )
    began = now._replace(at_ms=now.at_ms - left.elapsed_ms)
    quiz = machine.start(questions, left.terms, began)
    for at, each in enumerate(answers):
        quiz = _answered(machine.go_to(quiz, at, began), each, began)
    spent = tuple(each.spent for each in answers)
    flagged = frozenset(at for at, each in enumerate(answers) if each.flagged)
    at = next(iter(quiz.open), 0)
    return msgspec.structs.replace(
        quiz, spent=spent, flagged=flagged, at=at, since_ms=now.at_ms, note=""
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
    quiz = machine.answer(quiz, answer.response, now)
    if answer.knew is None or has_verdict(quiz.answer_here):
        return quiz
    return machine.rate(quiz, answer.knew, now)
