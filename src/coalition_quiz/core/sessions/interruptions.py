"""What befalls a session from outside: a pause, a card edited meanwhile, an early end."""

import msgspec

from coalition_quiz.core.days import Moment
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import Answered, Asking, Session


def resumed(session: Session, paused: Moment, now: Moment) -> Session:
    """The session with its clock stopped from `paused` until `now`."""
    if not isinstance(session.phase, Asking):
        return session
    away = max(0, now.at_ms - paused.at_ms)
    phase = msgspec.structs.replace(session.phase, since_ms=session.phase.since_ms + away)
    return msgspec.structs.replace(session, phase=phase)


def redrawn(session: Session, question: Question) -> Session:
    """The session with the question at hand as its card is written now.

    An open question is asked anew, and its clock goes on. One that is answered keeps its verdict,
    which was given on the card as it was; what is told of it is told as it is now. What was
    recalled has no verdict but the learner's own, and is shown as it is now.
    """
    phase = session.phase
    if isinstance(phase, Asking):
        phase = msgspec.structs.replace(phase, question=question, note="")
    elif isinstance(phase, Answered):
        both = phase.question.task, question.task
        if not all(isinstance(task, FlipTask) for task in both):
            question = msgspec.structs.replace(phase.question, item=question.item)
        phase = msgspec.structs.replace(phase, question=question)
    return msgspec.structs.replace(session, phase=phase)


def unsettled(session: Session) -> tuple[str, ...]:
    """The items that a session would still ask, in their order; skipped ones are none of them."""
    entries = [*session.planned[session.at :], *(entry for _, entry in session.again)]
    if session.entry is not None and _is_open(session):
        entries.insert(0, session.entry)
    return tuple(dict.fromkeys(entry.item for entry in entries))


def _is_open(session: Session) -> bool:
    phase = session.phase
    return not isinstance(phase, Answered) or phase.rating in (None, Rating.AGAIN)
