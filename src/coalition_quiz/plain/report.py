"""What a session came to, in sentences. All pure."""

from collections.abc import Iterator

from coalition_quiz.learning.session import Session, Tally
from coalition_quiz.plain.figures import percent, time_taken
from coalition_quiz.telling import counted


def report(session: Session, left: int, elsewhere: int, *, lost: bool) -> Iterator[str]:
    """The report.

    Args:
        session: as it stands at its end.
        left: entries that were not settled when the learner left.
        elsewhere: entries left to another window.
        lost: whether what was done last could not be saved.
    """
    missed = len(session.again)
    yield _heading(session, left, lost=lost)
    yield from _done(session.tally)
    if missed:
        yield f"{_were(missed)} missed, to be repeated."
    if session.tally.skipped:
        yield f"{_were(session.tally.skipped)} skipped."
    if left > missed:
        yield f"{_were(left - missed)} left for later."
    if elsewhere:
        yield f"{_were(elsewhere)} left to another window."


def _heading(session: Session, left: int, *, lost: bool) -> str:
    if lost:
        return "You left early. What you did last is not saved. Everything before it is."
    if left:
        return "You left early. Every answer is saved."
    return "Session finished." if session.previous else "Nothing to study right now."


def _done(tally: Tally) -> Iterator[str]:
    if tally.answered:
        yield f"{counted(tally.answered, 'answer')} in {time_taken(tally.ms)}."
    if due := tally.due_recalled + tally.due_missed:
        share = percent(tally.due_recalled, due)
        yield f"Due items recalled: {tally.due_recalled} of {due}, {share}."
    if tally.introduced:
        yield f"New items met: {tally.introduced}."


def _were(number: int) -> str:
    return f"{counted(number, 'item')} {'was' if number == 1 else 'were'}"
