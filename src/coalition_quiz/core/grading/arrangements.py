"""Putting rows in order, and joining pairs."""

from coalition_quiz.core.questions.question import MatchTask, OrderTask
from coalition_quiz.core.questions.verdicts import Outcome, Part, Verdict


def answer_to_arrange(task: OrderTask) -> tuple[str, ...]:
    """Return the rows in order, with their dates if they have any."""
    if not task.dates:
        return task.answer
    return tuple(f"{row} ({date})" for row, date in zip(task.answer, task.dates, strict=True))


def grade_arrange(task: OrderTask, rows: tuple[str, ...]) -> Verdict:
    """Grade an order: right as a whole, partly right if at least half of the rows are in place.

    Raises:
        ValueError: the rows are not those that were shown.
    """
    if sorted(rows) != sorted(task.answer):
        raise ValueError("these are not the rows of the question")
    parts = tuple(_part(*pair) for pair in zip(rows, task.answer, strict=True))
    standing = sum(part.right for part in parts)
    outcome = _outcome(parts, partly=2 * standing >= len(parts))
    return Verdict(outcome, answer_to_arrange(task), parts=parts)


def answer_to_join(task: MatchTask) -> tuple[str, ...]:
    """Return the pairs, left and right side together."""
    return tuple(f"{left} – {right}" for left, right in task.pairs)


def grade_join(task: MatchTask, pairs: tuple[tuple[str, str], ...]) -> Verdict:
    """Grade joined pairs: right if every pair is right, partly right if some are.

    A part's `given` and `expected` are rights, in the order of the question's lefts.

    Raises:
        ValueError: a side was never shown, or joined twice.
    """
    joined, wanted = dict(pairs), dict(task.pairs)
    if len(joined) < len(pairs) or not joined.keys() <= wanted.keys():
        raise ValueError("these are not the pairs of the question")
    if not set(joined.values()) <= set(task.rights):
        raise ValueError("these are not the right sides of the question")
    if joined.keys() < wanted.keys():
        return Verdict(Outcome.UNREADABLE, (), "Join every pair first, or ask to see the answer.")
    parts = tuple(_part(joined[left], wanted[left]) for left in task.lefts)
    some = any(part.right for part in parts)
    return Verdict(_outcome(parts, partly=some), answer_to_join(task), parts=parts)


def _part(given: str, expected: str) -> Part:
    return Part(given, given == expected, "" if given == expected else expected)


def _outcome(parts: tuple[Part, ...], *, partly: bool) -> Outcome:
    if all(part.right for part in parts):
        return Outcome.RIGHT
    return Outcome.PARTLY if partly else Outcome.WRONG
