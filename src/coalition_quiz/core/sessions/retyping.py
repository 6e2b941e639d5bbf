"""Typing a missed answer once, as an exercise. Nothing is recorded, and no rating changes."""

from collections.abc import Collection

from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import DateTask, ListTask, NumberTask, Outcome, Task, TypedTask
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import Answered


def answers_to_retype(answered: Answered) -> tuple[str, ...]:
    """List the answers to type after a miss, in their order; none if nothing was missed.

    Only what was to be typed anyway is typed again: a short answer, a number, a date, a gap, and
    the names of a list that are still missing.
    """
    verdict, task = answered.verdict, answered.question.task
    if verdict is None or answered.rating is not Rating.AGAIN:
        return ()
    match task:
        case TypedTask() | NumberTask() | DateTask():
            return verdict.answer[:1]
        case ListTask(need=need):
            right = [part.given for part in verdict.parts if part.right]
            named = _named(task, right)
            missing = [text for text in verdict.answer if text not in named]
            return tuple(missing[: max(0, need - len(right))])
        case _:
            return ()


def still_to_retype(task: Task, wanted: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return the wanted answers without those that a text gives, in any right spelling."""
    from coalition_quiz.core.grading.normalise import normalise  # noqa: PLC0415 - not at the start

    typed = {normalise(text)}
    if isinstance(task, ListTask):
        typed |= set(map(normalise, _named(task, [text])))
    elif _is_right(task, text):
        return ()
    return tuple(each for each in wanted if normalise(each) not in typed)


def _is_right(task: Task, text: str) -> bool:
    from coalition_quiz.core.kinds.grade import grade  # noqa: PLC0415 - not at the start

    return grade(task, TypedResponse(text)).outcome is Outcome.RIGHT


def _named(task: ListTask, texts: Collection[str]) -> set[str]:
    """Return the entries that texts name, each as its author writes it."""
    from coalition_quiz.core.grading.lists import check_entry, entries_in  # noqa: PLC0415 - few questions ask a list

    entries = [entry for text in texts for entry in entries_in(task, text)]
    return {check_entry(task, (), entry).entry for entry in entries}
