"""Putting rows in order, and joining pairs."""

from coalition_quiz.core.questions.question import MatchTask, OrderTask
from coalition_quiz.core.questions.verdicts import Outcome, Part, Verdict


def answer_to_arrange(ask: OrderTask) -> tuple[str, ...]:
    """The rows in order, each with its date where it has one."""
    if not ask.dates:
        return ask.answer
    return tuple(f"{row} ({date})" for row, date in zip(ask.answer, ask.dates, strict=True))


def grade_arrange(ask: OrderTask, rows: tuple[str, ...]) -> Verdict:
    """Grade an order: right as a whole, partly right where half of the rows stand right.

    Raises:
        ValueError: the rows are not those that were shown.
    """
    if sorted(rows) != sorted(ask.answer):
        raise ValueError("these are not the rows of the question")
    parts = tuple(_part(*pair) for pair in zip(rows, ask.answer, strict=True))
    standing = sum(part.right for part in parts)
    outcome = _outcome(parts, partly=2 * standing >= len(parts))
    return Verdict(outcome, answer_to_arrange(ask), parts=parts)


def answer_to_join(ask: MatchTask) -> tuple[str, ...]:
    """Each left with its right."""
    return tuple(f"{left} – {right}" for left, right in ask.pairs)


def grade_join(ask: MatchTask, pairs: tuple[tuple[str, str], ...]) -> Verdict:
    """Grade joined pairs: right where every pair is, partly right where some are.

    A part's `given` and `expected` are rights, in the order of the question's lefts.

    Raises:
        ValueError: a side was never shown, or joined twice.
    """
    joined, wanted = dict(pairs), dict(ask.pairs)
    if len(joined) < len(pairs) or not joined.keys() <= wanted.keys():
        raise ValueError("these are not the pairs of the question")
    if not set(joined.values()) <= set(ask.rights):
        raise ValueError("these are not the right sides of the question")
    if joined.keys() < wanted.keys():
        return Verdict(Outcome.UNREADABLE, (), "Join every pair first, or ask to see the answer.")
    parts = tuple(_part(joined[left], wanted[left]) for left in ask.lefts)
    some = any(part.right for part in parts)
    return Verdict(_outcome(parts, partly=some), answer_to_join(ask), parts=parts)


def _part(given: str, expected: str) -> Part:
    return Part(given, given == expected, "" if given == expected else expected)


def _outcome(parts: tuple[Part, ...], *, partly: bool) -> Outcome:
    if all(part.right for part in parts):
        return Outcome.RIGHT
    return Outcome.PARTLY if partly else Outcome.WRONG
