"""What there is to tell of an answer, in words that every way of studying shares."""

from typing import NamedTuple

from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.questions.tasks import ListTask
from coalition_quiz.core.questions.verdicts import Outcome, Verdict


class ListSummary(NamedTuple):
    """What was named of a list, and what was not.

    Attributes:
        right: entries that were named, as their author writes them.
        wrong: what is not one of them, as it was typed.
        others: the entries that were not named.
        enough: whether as many were named as were needed.
    """

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    others: tuple[str, ...]
    enough: bool


def answer_to_tell(response: Response, verdict: Verdict) -> tuple[str, ...]:
    """The answer to something typed; nothing where the learner wrote just that, or was told."""
    wrote = response.text.strip() if isinstance(response, TypedResponse) else ""
    same = [wrote.casefold()] == [text.casefold() for text in verdict.answer]
    is_close = bool(verdict.note) and not verdict.accepted
    if verdict.outcome is Outcome.RIGHT and (is_close or same):
        return ()
    return verdict.answer


def naming(task: ListTask, verdict: Verdict) -> ListSummary:
    """What was named of a list, by its verdict."""
    from coalition_quiz.core.grading.lists import check_entry  # noqa: PLC0415 - few questions ask a list

    given = [part.given for part in verdict.parts if part.right]
    # What the learner alone counts as right is no entry of the deck.
    right = [check_entry(task, (), text).entry or text for text in given]
    wrong = [part.given for part in verdict.parts if part.given and not part.right]
    others = [text for text in verdict.answer if text not in right]
    return ListSummary(tuple(right), tuple(wrong), tuple(others), len(right) >= task.need)
