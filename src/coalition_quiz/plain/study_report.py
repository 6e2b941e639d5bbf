"""What a session came to, in sentences."""

from collections.abc import Iterator

from coalition_quiz.core.scheduling.item_flags import RestingCounts
from coalition_quiz.core.sessions.study import Session, SessionTally
from coalition_quiz.plain.figures import percent, time_taken
from coalition_quiz.plain.study_lines import Ending
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.wording.cards import counted, resting_told
from coalition_quiz.wording.notices import leech_told_after

_BACK_TO_LEECH = "Take the last answer back to suspend it, or learn it another way."


def report(study_session: StudySession, ending: Ending, resting: RestingCounts) -> Iterator[str]:
    """The report of a sitting that has ended in that way, and what rests of its decks."""
    session, tally = study_session.session, study_session.session.tally
    missed = len(session.again)
    if resting.is_all and not session.previous:
        yield from _rest(resting)
    else:
        yield _heading(session, ending.left, lost=ending.lost)
    yield from _done(tally)
    for number, what in (
        (missed, "missed, to be repeated"),
        (tally.skipped, "skipped"),
        (tally.suspended, "suspended"),
        (tally.buried, "put off until tomorrow"),
        (len(study_session.flagged), "marked"),
        (ending.left - missed, "left for later"),
        (study_session.elsewhere, "left to another window"),
    ):
        if number > 0:
            yield f"{counted(number, 'item')} {'was' if number == 1 else 'were'} {what}."
    if study_session.leech:
        yield leech_told_after(study_session.leech, _BACK_TO_LEECH)


def _heading(session: Session, left: int, *, lost: bool) -> str:
    if lost:
        return "You left early. What you did last is not saved. Everything before it is."
    if left:
        return "You left early. Every answer is saved."
    return "Session finished." if session.previous else "Nothing to study right now."


def _rest(resting: RestingCounts) -> Iterator[str]:
    yield resting_told(resting)
    if resting.suspended:
        yield "Run `coalition-quiz browse is:suspended` and type @ to resume a question."
    if resting.buried:
        yield "Run `coalition-quiz browse is:buried` and type - to have a question asked today."


def _done(tally: SessionTally) -> Iterator[str]:
    if tally.answered:
        yield f"{counted(tally.answered, 'answer')} in {time_taken(tally.ms)}."
    if due := tally.due_recalled + tally.due_missed:
        share = percent(tally.due_recalled / due)
        yield f"Due items recalled: {tally.due_recalled} of {due}, {share}."
    if tally.introduced:
        yield f"New items met: {tally.introduced}."
