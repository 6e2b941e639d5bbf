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


def grade(task: Task, response: Response, accepted: Collection[str] = ()) -> Verdict:
    """Grade a response to a question of any kind but those the learner rates alone.

    Args:
        task: the question.
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
        return _grade_with(task, response, accepted)
    return _grade(task, response)


def with_accepted(task: ListTask, accepted: Collection[str]) -> ListTask:
    """The list with the names added that the learner counts as right and the deck does not."""
    known = lists.EntryStatus.ACCEPTED
    more = {normalise(text): text for text in accepted}.values()
    new = [Entry(text) for text in more if lists.check_entry(task, (), text).standing is not known]
    return msgspec.structs.replace(task, entries=(*task.entries, *new))


def _grade_with(
    task: Task, response: TypedResponse | ListResponse, accepted: Collection[str]
) -> Verdict:
    verdict = _grade(task, response)
    if verdict.outcome is Outcome.RIGHT:
        return verdict
    if isinstance(task, ListTask):
        return _grade_list_with(task, response, accepted)
    if isinstance(response, TypedResponse) and normalise(response.text) in map(normalise, accepted):
        return Verdict(Outcome.RIGHT, answer_to(task), COUNTED_BEFORE, accepted=True)
    return verdict


def _grade_list_with(
    task: ListTask, response: TypedResponse | ListResponse, accepted: Collection[str]
) -> Verdict:
    verdict = _grade(with_accepted(task, accepted), response)
    named = tuple(part for part in verdict.parts if part.given)
    # Names that were counted as right together are right together, however many were asked for.
    enough = len(named) >= task.need and all(part.right for part in named)
    if enough or verdict.outcome is Outcome.RIGHT:
        return Verdict(Outcome.RIGHT, answer_to(task), COUNTED_BEFORE, named, accepted=True)
    own = {entry.text for entry in task.entries}
    missed = tuple(each for each in verdict.parts if not each.given and each.expected in own)
    return msgspec.structs.replace(
        verdict, answer=answer_to(task) if verdict.answer else (), parts=(*named, *missed)
    )


def _grade(task: Task, response: Response) -> Verdict:
    match task, response:
        case ChoiceTask(), ChoiceResponse(options):
            return choices.grade_pick(task, options)
        case TrueFalseTask(), TrueFalseResponse(said):
            return choices.grade_judge(task, said=said)
        case TypedTask(), TypedResponse(text):
            return texts.grade(task, text)
        case NumberTask(), TypedResponse(text):
            return numbers.grade(task, text)
        case DateTask(), TypedResponse(text):
            return dates.grade(task, text)
        case OrderTask(), OrderResponse(rows):
            return arrangements.grade_arrange(task, rows)
        case MatchTask(), MatchResponse(pairs):
            return arrangements.grade_join(task, pairs)
        case ListTask(), ListResponse(entries):
            return lists.grade(task, entries)
        case _, GaveUp() if not isinstance(task, FlipTask):
            return Verdict(Outcome.WRONG, answer_to(task))
    raise TypeError(f"{type(response).__name__} does not answer {type(task).__name__}")


def answer_to(task: Task) -> tuple[str, ...]:
    """The right answer to a question, to be shown, one text a piece."""
    match task:
        case FlipTask(back):
            return (back,)
        case ChoiceTask():
            return choices.answer_to_pick(task)
        case TrueFalseTask():
            return choices.answer_to_judge(task)
        case TypedTask():
            return texts.answer(task)
        case NumberTask():
            return numbers.answer(task)
        case DateTask():
            return dates.answer(task)
        case OrderTask():
            return arrangements.answer_to_arrange(task)
        case MatchTask():
            return arrangements.answer_to_join(task)
        case ListTask():
            return lists.answer(task)
