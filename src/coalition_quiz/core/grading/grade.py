"""Which family grades a response, and gives the right answer to a question."""

from collections.abc import Collection

import msgspec

from coalition_quiz.core.cards import Entry
from coalition_quiz.core.grading import (
    arrangements,
    choices,
    lists,
    numbers,
)
from coalition_quiz.core.grading import (
    date_answers as dates,
)
from coalition_quiz.core.grading import (
    typed as texts,
)
from coalition_quiz.core.grading.characters import UNDECODED, is_undecoded
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.questions.question import (
    ChoiceTask,
    DateTask,
    FlipTask,
    ListTask,
    MatchTask,
    NumberTask,
    OrderTask,
    Task,
    TrueFalseTask,
    TypedTask,
)
from coalition_quiz.core.questions.responses import (
    ChoiceResponse,
    GaveUp,
    ListResponse,
    MatchResponse,
    OrderResponse,
    Response,
    TrueFalseResponse,
    TypedResponse,
)
from coalition_quiz.core.questions.verdicts import Outcome, Verdict

COUNTED_BEFORE = "You counted this as right before."
"""What is said of an answer that is right for this learner only."""


def grade(ask: Task, response: Response, accepted: Collection[str] = ()) -> Verdict:
    """Grade a response to a question of any kind but those the learner rates alone.

    Args:
        ask: the question.
        response: what the learner did.
        accepted: texts that the learner counts as right, whatever they would be otherwise; how
            they are written matters no more than in the deck's own answers.

    Raises:
        TypeError: the response is not of the question's kind.
        ValueError: it holds an option, a row or a pair that was never shown.
    """
    if isinstance(response, TypedResponse) and is_undecoded(response.text):
        return Verdict(Outcome.UNREADABLE, (), UNDECODED)
    if accepted and isinstance(response, TypedResponse | ListResponse):
        return _grade_with(ask, response, accepted)
    return _grade(ask, response)


def with_accepted(ask: ListTask, accepted: Collection[str]) -> ListTask:
    """The list with the names added that the learner counts as right and the deck does not."""
    known = lists.EntryStatus.ACCEPTED
    more = {normalise(text): text for text in accepted}.values()
    new = [Entry(text) for text in more if lists.check_entry(ask, (), text).standing is not known]
    return msgspec.structs.replace(ask, entries=(*ask.entries, *new))


def _grade_with(
    ask: Task, response: TypedResponse | ListResponse, accepted: Collection[str]
) -> Verdict:
    verdict = _grade(ask, response)
    if verdict.outcome is Outcome.RIGHT:
        return verdict
    if isinstance(ask, ListTask):
        return _grade_list_with(ask, response, accepted)
    if isinstance(response, TypedResponse) and normalise(response.text) in map(normalise, accepted):
        return Verdict(Outcome.RIGHT, answer_to(ask), COUNTED_BEFORE, accepted=True)
    return verdict


def _grade_list_with(
    ask: ListTask, response: TypedResponse | ListResponse, accepted: Collection[str]
) -> Verdict:
    verdict = _grade(with_accepted(ask, accepted), response)
    named = tuple(part for part in verdict.parts if part.given)
    # Names that were counted as right together are right together, however many were asked for.
    enough = len(named) >= ask.need and all(part.right for part in named)
    if enough or verdict.outcome is Outcome.RIGHT:
        return Verdict(Outcome.RIGHT, answer_to(ask), COUNTED_BEFORE, named, accepted=True)
    own = {entry.text for entry in ask.entries}
    missed = tuple(each for each in verdict.parts if not each.given and each.expected in own)
    return msgspec.structs.replace(
        verdict, answer=answer_to(ask) if verdict.answer else (), parts=(*named, *missed)
    )


def _grade(ask: Task, response: Response) -> Verdict:
    match ask, response:
        case ChoiceTask(), ChoiceResponse(options):
            return choices.grade_pick(ask, options)
        case TrueFalseTask(), TrueFalseResponse(said):
            return choices.grade_judge(ask, said=said)
        case TypedTask(), TypedResponse(text):
            return texts.grade(ask, text)
        case NumberTask(), TypedResponse(text):
            return numbers.grade(ask, text)
        case DateTask(), TypedResponse(text):
            return dates.grade(ask, text)
        case OrderTask(), OrderResponse(rows):
            return arrangements.grade_arrange(ask, rows)
        case MatchTask(), MatchResponse(pairs):
            return arrangements.grade_join(ask, pairs)
        case ListTask(), ListResponse(entries):
            return lists.grade(ask, entries)
        case _, GaveUp() if not isinstance(ask, FlipTask):
            return Verdict(Outcome.WRONG, answer_to(ask))
    raise TypeError(f"{type(response).__name__} does not answer {type(ask).__name__}")


def answer_to(ask: Task) -> tuple[str, ...]:
    """The right answer to a question, to be shown, one text a piece."""
    match ask:
        case FlipTask(back):
            return (back,)
        case ChoiceTask():
            return choices.answer_to_pick(ask)
        case TrueFalseTask():
            return choices.answer_to_judge(ask)
        case TypedTask():
            return texts.answer(ask)
        case NumberTask():
            return numbers.answer(ask)
        case DateTask():
            return dates.answer(ask)
        case OrderTask():
            return arrangements.answer_to_arrange(ask)
        case MatchTask():
            return arrangements.answer_to_join(ask)
        case ListTask():
            return lists.answer(ask)
