"""The report of a session: answers given, missed, and left. All pure."""

from collections.abc import Iterator

from coalition_quiz.core.notices import Leech
from coalition_quiz.core.sessions.study import Session, SessionTally
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import (
    percent,
    percent_in_words,
    time_in_words,
    time_taken,
)
from coalition_quiz.wording.notices import describe_past_leech
from coalition_quiz.wording.tree import Node, Role, section

_LEECH_KEYS = "u goes back to it: then @ suspends it, e edits it."
_LEECH_COMMANDS = "Take the last answer back to suspend it, or learn it another way."


def describe_session(
    session: Session, *, left: int, lost: bool, flagged: int, elsewhere: int
) -> Node:
    """Describe a session that has ended: a title and a section of figures.

    Args:
        session: the session.
        left: questions not settled when the learner left.
        lost: whether the learner left without saving the last answer.
        flagged: questions flagged in the session.
        elsewhere: questions left to another window.
    """
    tally, missed = session.tally, len(session.again)
    counts = (
        (missed, "Missed, to be repeated", "missed, to be repeated"),
        (tally.skipped, "Skipped", "skipped"),
        (tally.suspended, "Suspended", "suspended"),
        (tally.buried, "Buried until tomorrow", "put off until tomorrow"),
        (flagged, "Flagged", "marked"),
        (left - missed, "Left for later", "left for later"),
        (elsewhere, "Left to another window", "left to another window"),
    )
    figures = (_count(*each) for each in counts if each[0] > 0)
    return section(_title(session, left, lost=lost), section(*_answers(tally), *figures))


def describe_last_leech(leech: Leech | None) -> Node:
    """Describe the question that the last answer made a leech; nothing if it made none."""
    if leech is None:
        return section()
    spoken = describe_past_leech(leech, _LEECH_COMMANDS)
    return Node(Role.NOTE, describe_past_leech(leech, _LEECH_KEYS), spoken=spoken)


def _title(session: Session, left: int, *, lost: bool) -> Node:
    if lost:
        spoken = "You left early. What you did last is not saved. Everything before it is."
        text = "Left early; the last answer was not saved, every other one is."
        return Node(Role.TITLE, text, spoken=spoken)
    if left:
        spoken = "You left early. Every answer is saved."
        return Node(Role.TITLE, "Left early; every answer is saved.", spoken=spoken)
    text = "Session finished." if session.previous else "Nothing to study right now."
    return Node(Role.TITLE, text)


def _answers(tally: SessionTally) -> Iterator[Node]:
    if tally.answered:
        answers = counted(tally.answered, "answer")
        spoken = f"{answers} in {time_in_words(tally.ms)}."
        yield Node(Role.FIGURE, f"{answers} in {time_taken(tally.ms)}", "Answered", spoken)
    if due := tally.due_recalled + tally.due_missed:
        name, share = "Due items recalled", tally.due_recalled / due
        text = f"{tally.due_recalled:,} of {due:,} · {percent(share)}"
        spoken = f"{name}: {tally.due_recalled} of {due}, {percent_in_words(share)}."
        yield Node(Role.FIGURE, text, name, spoken)
    if tally.introduced:
        name = "New items met"
        yield Node(Role.FIGURE, f"{tally.introduced:,}", name, f"{name}: {tally.introduced}.")


def _count(number: int, name: str, what: str) -> Node:
    verb = "was" if number == 1 else "were"
    return Node(Role.FIGURE, f"{number:,}", name, f"{counted(number, 'item')} {verb} {what}.")
