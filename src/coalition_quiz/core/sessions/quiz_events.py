"""The events of a quiz: one answer for each question, and its result as a whole.

An answer is practice and does not move the schedule, unless the learner chose that. An unanswered
question is recorded as given up and always as practice, because its recall was not tested.
"""

from collections.abc import Collection
from typing import Any

import msgspec

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import REVIEW, Draft
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.kinds.flip import FlipResponse
from coalition_quiz.core.questions.responses import GaveUp, Response
from coalition_quiz.core.scheduling.fsrs import DEFAULT_PARAMETERS, Parameters
from coalition_quiz.core.scheduling.progress import QUIZ, scheduler_payload
from coalition_quiz.core.sessions.quiz import GivenAnswer, Quiz, has_verdict, verdict_for
from coalition_quiz.core.sessions.quiz_results import quiz_result, result_payload
from coalition_quiz.core.sessions.study import suggested_rating

QUIZ_EVENT = "quiz"
"""The kind of the event that holds the result of a quiz; its item is `ALL_QUIZZES`."""

ALL_QUIZZES = "quiz"
"""The item of all quiz results. A real item's id has a slash."""

_LONGEST_PROMPT = 300


def quiz_drafts(
    quiz: Quiz,
    retention: float,
    untold: Collection[str] = (),
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> tuple[Draft, ...]:
    """Build the events of a quiz that has ended, to be recorded together.

    Args:
        quiz: the quiz.
        retention: the desired probability of recall (0.70-0.99), if the quiz moves the schedule.
        untold: items whose fact has changed since the learner last saw it. A quiz does not show
            that, so the next session still has to.
        parameters: the weights of FSRS, if the quiz moves the schedule.
    """
    assert quiz.ended is not None
    numbers = range(len(quiz.questions))
    scheduler = scheduler_payload(retention, parameters)
    answers = tuple(_answer(quiz, at, quiz.ended, scheduler, untold) for at in numbers)
    whole = Draft(QUIZ_EVENT, ALL_QUIZZES, quiz.ended, payload=result_payload(quiz_result(quiz)))
    return (*answers, whole)


def _answer(
    quiz: Quiz, at: int, now: Moment, scheduler: dict[str, Any], untold: Collection[str]
) -> Draft:
    question, given = quiz.questions[at], quiz.given[at]
    card = question.item.card
    payload: dict[str, Any] = {
        **_grade(quiz, at),
        "response": msgspec.to_builtins(_response(given)),
        "ms": quiz.spent[at],
        "mode": QUIZ,
        "quiz": quiz.terms.seed,
        "kind": question.kind,
        "seed": question.seed,
        "content": content_hash(card),
        "scheduler": scheduler,
        # It may be the first answer to the card (see `past_cards`).
        "prompt": card.body.prompt[:_LONGEST_PROMPT],
    }
    if card.changed is not None and question.item.id not in untold:
        payload["changed"] = str(card.changed.on)
    if quiz.terms.counts and has_verdict(given):
        payload["counts"] = True
    return Draft(REVIEW, question.item.id, now, payload=payload)


def _grade(quiz: Quiz, at: int) -> dict[str, Any]:
    question, given = quiz.questions[at], quiz.given[at]
    verdict = verdict_for(question, given)
    rating = suggested_rating(verdict)
    if given is not None and given.verdict and isinstance(given.response, FlipResponse):
        # As in a study session, there is no suggestion for a flashcard.
        return {"rating": int(rating), "suggested": None, "verdict": None}
    return {"rating": int(rating), "suggested": int(rating), "verdict": verdict.outcome.value}


def _response(given: GivenAnswer | None) -> Response:
    return given.response if given is not None and has_verdict(given) else GaveUp()
