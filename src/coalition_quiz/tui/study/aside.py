"""The side of a session on a wide terminal: the session, the last questions, this card. All pure.

It is made of what the session has in memory: nothing is read on the way of an answer.
"""

from collections.abc import Iterator
from itertools import islice

from textual.content import Content

from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.scheduling.recall import recall
from coalition_quiz.core.sessions.study import Answered, Asking, Session
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.tui.looks import PART
from coalition_quiz.tui.questions.marks import IS_RIGHT, IS_WRONG, NO_LABEL
from coalition_quiz.tui.study.header import to_repeat
from coalition_quiz.tui.widgets.rows import SignedText
from coalition_quiz.wording.cards import counted, references
from coalition_quiz.wording.figures import percent, time_taken

_LATEST = 5
_NAME_WIDTH = 15
_LONGEST = 76
_BLANK = SignedText(NO_LABEL, NO_LABEL, Content(" "))


def aside(session: Session, before: Progress | None) -> Iterator[SignedText]:
    """Return the rows of the aside.

    Args:
        session: the session.
        before: the progress of the current item before this answer; None for a new item.
    """
    yield from _about_session(session)
    latest = list(islice(_latest(session), _LATEST))
    if latest:
        yield from (_BLANK, _title("Just now"), _BLANK, *latest)
    if isinstance(session.phase, Answered):
        yield from (_BLANK, _title("This card"), _BLANK, *about_card(session.phase, before))
        for text in references(session.phase.question.item.card):
            yield SignedText(NO_LABEL, NO_LABEL, literal_line(text, QUIET))


def _about_session(session: Session) -> Iterator[SignedText]:
    tally = session.tally
    yield _title("This session")
    yield _BLANK
    yield _figure("Done", f"{tally.settled}", f" of {session.total}")
    if asked := tally.due_recalled + tally.due_missed:
        yield _figure("Due recalled", f"{tally.due_recalled}", f" of {asked}")
    yield _figure("To repeat", f"{to_repeat(session)}", "")
    if tally.ms:
        yield _figure("Time", time_taken(tally.ms), "")


def _latest(session: Session) -> Iterator[SignedText]:
    """Yield the questions answered before this one, the last first, without their answers."""
    after, before = session, session.previous
    for _ in range(2 * _LATEST):
        if before is None:
            return
        if isinstance(before.phase, Asking) and after.tally.answered > before.tally.answered:
            passed = after.tally.settled > before.tally.settled
            prompt = literal_line(before.phase.question.prompt, QUIET)
            shown = prompt.truncate(_LONGEST, ellipsis=True)
            yield SignedText(IS_RIGHT if passed else IS_WRONG, NO_LABEL, shown)
        after, before = before, before.previous


def about_card(answered: Answered, before: Progress | None) -> Iterator[SignedText]:
    """Return what was known of the learner's memory of a card before an answer."""
    if before is None:
        yield _text("New until now")
    else:
        missed = f", forgotten {counted(before.lapses, 'time')}" if before.lapses else ""
        yield _text(f"Reviewed {counted(before.reviews, 'time')}{missed}")
        if days := answered.rating_previews:
            share = recall(before, days[0].memory.last_day)
            yield _text(f"Recall before this answer: {percent(share)}")


def _title(text: str) -> SignedText:
    return SignedText(NO_LABEL, NO_LABEL, Content.styled(text, PART))


def _text(text: str) -> SignedText:
    return SignedText(NO_LABEL, NO_LABEL, Content(text))


def _figure(name: str, figure: str, rest: str) -> SignedText:
    label = Content.styled(f"{name:<{_NAME_WIDTH}}", QUIET)
    return SignedText(NO_LABEL, label, Content.assemble((figure, "bold"), rest))
