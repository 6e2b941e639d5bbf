"""A study session as an immutable state machine, shared by the screens and the line mode.

Each `Transition` has the next session, and the events that must be durable before it is shown. The
caller appends the events first and then calls `mark_recorded`.
"""

from typing import Any

import msgspec
from msgspec import Struct

from coalition_quiz.core.days import Moment
from coalition_quiz.core.draw_question import Question, draw
from coalition_quiz.core.events import ACCEPT, BURY, FLAG, REVIEW, SUSPEND, UNDO, UNFLAG, Draft
from coalition_quiz.core.items import Item, content_hash
from coalition_quiz.core.kinds.flip import FlipResponse, FlipTask
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import ListTask, Outcome, Response, Verdict, seed_of
from coalition_quiz.core.scheduling import fsrs as fsrs_memory
from coalition_quiz.core.scheduling.fsrs import (
    DEFAULT_PARAMETERS,
    Memory,
    Parameters,
    Rating,
    RatingPreview,
)
from coalition_quiz.core.scheduling.progress import Progress, scheduler_payload
from coalition_quiz.core.scheduling.queue import QueueEntry, Reason

AGAIN_AFTER = 4
"""A missed item comes back after this number of other questions, or when no other is left."""

LONGEST_MS = 10 * 60_000
"""The most time that counts for one question. The learner was away if it took longer."""

_LONGEST_PROMPT = 300
_NOT_UNDOABLE = frozenset({UNDO, FLAG, UNFLAG})


class Waiting(Struct, frozen=True):
    """The phase before a question: the entry is known, but the question is not drawn yet."""


class Asking(Struct, frozen=True):
    """The phase of an open question.

    Attributes:
        memory: the memory of the item; None for a new item.
        note: why the last attempt could not be read.
    """

    question: Question
    memory: Memory | None
    since_ms: int
    note: str = ""


class Answered(Struct, frozen=True):
    """The phase after an answer. A graded answer is already recorded with `rating`.

    Attributes:
        verdict: None for a flashcard, which only the learner rates.
        rating: the recorded rating; None while nothing is recorded.
        rating_previews: the effect of each rating on the memory before this answer.
    """

    question: Question
    response: Response
    verdict: Verdict | None
    rating: Rating | None
    rating_previews: tuple[RatingPreview, ...]
    ms: int

    @property
    def suggested(self) -> Rating:
        """The rating that is chosen if the learner accepts the suggestion."""
        return self.rating or Rating.GOOD


class Finished(Struct, frozen=True):
    """The phase after the last question."""


Phase = Waiting | Asking | Answered | Finished


class Attempt(Struct, frozen=True):
    """A settled answer of a session, and the one before it."""

    answered: Answered
    before: "Attempt | None" = None


class SessionTally(Struct, frozen=True):
    """The counts of a session so far.

    Attributes:
        answered: recorded reviews, including repeats.
        due_recalled: due items recalled at the first try in this session.
        due_missed: due items missed at the first try in this session.
        introduced: new items answered.
        settled: entries whose last rating in this session was a pass.
        skipped: entries that the learner skipped.
        suspended: items suspended.
        buried: items buried until tomorrow.
        ms: time spent on recorded answers, in milliseconds.
    """

    answered: int = 0
    due_recalled: int = 0
    due_missed: int = 0
    introduced: int = 0
    settled: int = 0
    skipped: int = 0
    suspended: int = 0
    buried: int = 0
    ms: int = 0


class Session(Struct, frozen=True):
    """A session of study.

    Attributes:
        planned: all entries to ask, fixed when the session starts.
        retention: the desired probability of recall (0.70-0.99).
        parameters: the weights of FSRS.
        at: the number of `planned` entries taken so far.
        again: missed entries, each with the question number when it comes back.
        asked: the number of questions asked so far.
        entry: the current entry.
        previous: the session to return to on undo.
        undoable: refs of the events that undo takes back; empty if none was recorded.
        latest: the latest settled answer.
    """

    planned: tuple[QueueEntry, ...]
    retention: float
    parameters: Parameters = DEFAULT_PARAMETERS
    at: int = 0
    again: tuple[tuple[int, QueueEntry], ...] = ()
    asked: int = 0
    entry: QueueEntry | None = None
    phase: Phase = Waiting()
    tally: SessionTally = SessionTally()
    previous: "Session | None" = None
    undoable: tuple[str, ...] = ()
    latest: Attempt | None = None

    @property
    def attempts(self) -> tuple[Answered, ...]:
        """The settled answers, in their order."""
        found, attempt = [], self.latest
        while attempt is not None:
            found.append(attempt.answered)
            attempt = attempt.before
        return tuple(reversed(found))

    @property
    def remaining(self) -> int:
        """The number of entries not settled yet, including the current one."""
        return len(self.planned) - self.at + len(self.again) + (self.entry is not None)

    @property
    def total(self) -> int:
        """The number of entries in the session, including those already settled."""
        return self.remaining + self.tally.settled


class Transition(Struct, frozen=True):
    """The next session, and the events that must be durable before it is shown."""

    session: Session
    drafts: tuple[Draft, ...] = ()


def start_session(
    planned: tuple[QueueEntry, ...],
    retention: float,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Session:
    """Start a session over these entries, with the first one waiting."""
    return _next_entry(Session(planned, retention, parameters))


def present(
    session: Session,
    item: Item,
    progress: Progress | None,
    now: Moment,
    names: frozenset[str] = frozenset(),
    accepted: tuple[str, ...] = (),
) -> Session:
    """Draw the question of the waiting entry and ask it.

    Args:
        session: a session whose phase is `Waiting`.
        item: the item of the waiting entry.
        progress: its progress; None for a new item.
        now: the moment when the learner sees the question.
        names: the names of its deck that typos may not confuse (see `confusable_names`).
        accepted: the texts that the learner counts as right.
    """
    assert isinstance(session.phase, Waiting)
    assert session.entry is not None
    question = _drawn(session.entry, item, names, accepted)
    phase = Asking(question, progress.memory if progress else None, now.at_ms)
    return msgspec.structs.replace(session, phase=phase, asked=session.asked + 1)


def redraw(
    session: Session, item: Item, names: frozenset[str], accepted: tuple[str, ...]
) -> Session:
    """Draw the current question again, from an edited card (arguments as in `present`).

    An open question is asked in its new form and its clock keeps running. An answered question
    keeps the verdict that was given on the old card, but shows the text of the new one. A
    flashcard has no verdict, so it is shown in its new form.
    """
    entry, phase = session.entry, session.phase
    if entry is None or not isinstance(phase, Asking | Answered):
        return session
    question = _drawn(entry, item, names, accepted)
    if isinstance(phase, Asking):
        phase = msgspec.structs.replace(phase, question=question, note="")
    else:
        tasks = phase.question.task, question.task
        if not all(isinstance(task, FlipTask) for task in tasks):
            question = msgspec.structs.replace(phase.question, item=item)
        phase = msgspec.structs.replace(phase, question=question)
    return msgspec.structs.replace(session, phase=phase)


def answer(session: Session, response: Response, now: Moment) -> Transition:
    """Answer the open question.

    A response that cannot be read leaves the question open, with a note. A graded response is
    recorded at once with the suggested rating. A revealed flashcard waits for the learner's rating.
    """
    from coalition_quiz.core.kinds.grade import grade  # noqa: PLC0415 - the first question is put first

    asking = _asking(session)
    if isinstance(asking.question.task, FlipTask):
        return Transition(_answered(session, FlipResponse(), None, now))
    verdict = grade(asking.question.task, response, asking.question.accepted)
    if verdict.outcome is Outcome.UNREADABLE:
        phase = msgspec.structs.replace(asking, note=verdict.note)
        return Transition(msgspec.structs.replace(session, phase=phase))
    after = _answered(session, response, verdict, now)
    return Transition(after, (_review_draft(after, now),))


def suggested_rating(verdict: Verdict) -> Rating:
    """Suggest Good for a right answer and Again for any other."""
    return Rating.GOOD if verdict.outcome is Outcome.RIGHT else Rating.AGAIN


def ratings_on_offer(answered: Answered) -> tuple[Rating, ...]:
    """List the ratings that make sense after an answer, in their order.

    A flashcard offers all four. So does a right answer, unless Hard, Good and Easy lead to the same
    day. A partly right answer offers Again and Hard. A wrong answer, or one that was shown, offers
    Again only. With a single rating there is no need to ask the learner.
    """
    if answered.verdict is None:
        return tuple(Rating)
    match answered.verdict.outcome:
        case Outcome.RIGHT:
            days = {
                each.interval
                for each in answered.rating_previews
                if each.rating is not Rating.AGAIN
            }
            return tuple(Rating) if len(days) > 1 else (answered.suggested,)
        case Outcome.PARTLY:
            return (Rating.AGAIN, Rating.HARD)
        case _:
            return (Rating.AGAIN,)


def texts_to_accept(answered: Answered) -> tuple[str, ...]:
    """List the typed texts that the learner may count as right from now on.

    For a list these are the unknown names, provided that enough names are given with them.
    """
    verdict = answered.verdict
    if verdict is None or verdict.outcome is Outcome.RIGHT:
        return ()
    match answered.response, answered.question.task:
        case TypedResponse(text), _:
            return (text.strip(),)
        case ListResponse(), ListTask(need=need):
            given = [part for part in verdict.parts if part.given]
            unknown = [part.given.strip() for part in given if not part.right]
            return tuple(dict.fromkeys(unknown)) if len(given) >= need else ()
        case _:
            return ()


def rate(session: Session, rating: Rating, now: Moment) -> Transition:
    """Settle the answered question with a rating and continue with the next entry.

    If another rating is already recorded, that review is undone first.

    Raises:
        ValueError: the rating is not on offer (see `ratings_on_offer`).
    """
    if rating not in ratings_on_offer(_answered_phase(session)):
        raise ValueError(f"{rating.name} is not on offer")
    return _rate(session, rating, now)


def accept(session: Session, now: Moment) -> Transition:
    """Settle the answered question with the suggested rating."""
    return _rate(session, _answered_phase(session).suggested, now)


def count_as_right(session: Session, now: Moment) -> Transition:
    """Count a typed text that was graded as wrong as right, now and from now on.

    Raises:
        ValueError: nothing was typed that could be right (see `texts_to_accept`).
    """
    answered = _answered_phase(session)
    texts = texts_to_accept(answered)
    if not texts:
        raise ValueError("nothing was typed that could be right")
    item = answered.question.item.id
    accepted = tuple(Draft(ACCEPT, item, now, payload={"text": text}) for text in texts)
    return _rate(session, Rating.GOOD, now, accepted)


def skip(session: Session) -> Session:
    """Skip the open question for this session. Nothing is recorded."""
    _asking(session)
    tally = msgspec.structs.replace(session.tally, skipped=session.tally.skipped + 1)
    return _next_entry(msgspec.structs.replace(session, tally=tally, previous=session, undoable=()))


def set_aside(session: Session, kind: str, now: Moment) -> Transition:
    """Suspend or bury the current item, by an event of this kind, and continue without it.

    A recorded answer stays. Undo returns to the same question or answer.
    """
    assert session.entry is not None
    after = withdraw(session)
    tally = msgspec.structs.replace(
        after.tally,
        suspended=after.tally.suspended + (kind == SUSPEND),
        buried=after.tally.buried + (kind == BURY),
    )
    after = msgspec.structs.replace(after, tally=tally, previous=session, undoable=())
    return Transition(after, (Draft(kind, session.entry.item, now),))


def withdraw(session: Session) -> Session:
    """Continue without the current item. A recorded answer stays."""
    entry, phase = session.entry, session.phase
    assert entry is not None
    if isinstance(phase, Answered) and phase.rating:
        session = _count_answer(session, phase)
    again = tuple(waiting for waiting in session.again if waiting[1].item != entry.item)
    return _next_entry(msgspec.structs.replace(session, again=again))


def flag(session: Session, now: Moment, *, flagged: bool) -> Transition:
    """Flag or unflag the current item. The session does not change."""
    assert session.entry is not None
    return Transition(session, (Draft(FLAG if flagged else UNFLAG, session.entry.item, now),))


def drop_waiting(session: Session) -> Session:
    """Leave out the waiting entry, because another window has answered it or is asking it."""
    assert isinstance(session.phase, Waiting)
    return _next_entry(session)


def undo(session: Session, now: Moment) -> Transition | None:
    """Undo the last answer and return to its question.

    Returns:
        None if there is nothing to undo.
    """
    if session.previous is None:
        return None
    return Transition(reopen(session.previous, now), _undo_drafts(session, now))


def reopen(session: Session, now: Moment) -> Session:
    """Restart the clock of an open question. An answered one stays as it is."""
    if isinstance(session.phase, Answered):
        return session
    phase = msgspec.structs.replace(_asking(session), since_ms=now.at_ms, note="")
    return msgspec.structs.replace(session, phase=phase)


def mark_recorded(step: Transition, refs: tuple[str, ...]) -> Session:
    """Return the session of a transition whose events are now durable under these refs."""
    pairs = zip(step.drafts, refs, strict=True)
    undoable = tuple(ref for draft, ref in pairs if draft.kind not in _NOT_UNDOABLE)
    return msgspec.structs.replace(step.session, undoable=undoable) if undoable else step.session


def leave(session: Session) -> Session:
    """End the session. A recorded answer counts."""
    answered = session.phase
    if isinstance(answered, Answered) and answered.rating:
        session = _settle(session, answered)
    entry = session.entry
    # A missed item that is being repeated is still missed.
    open_again = ((session.asked, entry),) if entry and entry.reason is Reason.AGAIN else ()
    return msgspec.structs.replace(
        session, again=open_again + session.again, entry=None, phase=Finished()
    )


def pause_clock(session: Session, paused: Moment, now: Moment) -> Session:
    """Leave the time from `paused` until `now` out of the open question's time."""
    if not isinstance(session.phase, Asking):
        return session
    away = max(0, now.at_ms - paused.at_ms)
    phase = msgspec.structs.replace(session.phase, since_ms=session.phase.since_ms + away)
    return msgspec.structs.replace(session, phase=phase)


def unsettled_items(session: Session) -> tuple[str, ...]:
    """List the items that a session would still ask, in their order, without skipped ones."""
    entries = [*session.planned[session.at :], *(entry for _, entry in session.again)]
    phase = session.phase
    is_open = not isinstance(phase, Answered) or phase.rating in (None, Rating.AGAIN)
    if session.entry is not None and is_open:
        entries.insert(0, session.entry)
    return tuple(dict.fromkeys(entry.item for entry in entries))


def _drawn(
    entry: QueueEntry, item: Item, names: frozenset[str], accepted: tuple[str, ...]
) -> Question:
    return draw(item, seed_of(entry.item, entry.reviews), names, accepted)


def _asking(session: Session) -> Asking:
    if not isinstance(session.phase, Asking):
        raise TypeError("no question is open")
    return session.phase


def _answered_phase(session: Session) -> Answered:
    if not isinstance(session.phase, Answered):
        raise TypeError("no question has been answered")
    return session.phase


def _answered(
    session: Session, response: Response, verdict: Verdict | None, now: Moment
) -> Session:
    asking = _asking(session)
    phase = Answered(
        question=asking.question,
        response=response,
        verdict=verdict,
        rating=suggested_rating(verdict) if verdict else None,
        rating_previews=fsrs_memory.rating_previews(
            asking.memory, now.study_day, session.retention, session.parameters
        ),
        ms=min(max(0, now.at_ms - asking.since_ms), LONGEST_MS),
    )
    return msgspec.structs.replace(session, phase=phase, previous=session, undoable=())


def _rate(
    session: Session, rating: Rating, now: Moment, before: tuple[Draft, ...] = ()
) -> Transition:
    """Settle the answered question with a rating, recorded after the events `before`."""
    answered = _answered_phase(session)
    if answered.rating is rating:
        return Transition(_settle(session, answered))
    rated = msgspec.structs.replace(answered, rating=rating)
    after = msgspec.structs.replace(session, phase=rated)
    drafts = _undo_drafts(session, now) if answered.rating else ()
    return Transition(_settle(after, rated), (*drafts, *before, _review_draft(after, now)))


def _settle(session: Session, answered: Answered) -> Session:
    """Count the rated answer and continue with the next entry."""
    return _next_entry(_count_answer(session, answered))


def _count_answer(session: Session, answered: Answered) -> Session:
    """Count the rated answer. A missed item comes back later."""
    entry = session.entry
    assert entry is not None
    passed = answered.rating is not Rating.AGAIN
    later = () if passed else ((session.asked + AGAIN_AFTER, _repeat_entry(entry)),)
    return msgspec.structs.replace(
        session,
        again=session.again + later,
        tally=_add_to_tally(session.tally, entry.reason, passed, answered.ms),
        latest=Attempt(answered, session.latest),
    )


def _repeat_entry(entry: QueueEntry) -> QueueEntry:
    return QueueEntry(entry.item, Reason.AGAIN, entry.reviews + 1)


def _add_to_tally(tally: SessionTally, reason: Reason, passed: bool, ms: int) -> SessionTally:
    return msgspec.structs.replace(
        tally,
        answered=tally.answered + 1,
        due_recalled=tally.due_recalled + (reason is Reason.DUE and passed),
        due_missed=tally.due_missed + (reason is Reason.DUE and not passed),
        introduced=tally.introduced + (reason is Reason.NEW),
        settled=tally.settled + passed,
        ms=tally.ms + ms,
    )


def _next_entry(session: Session) -> Session:
    ready = next((waiting for waiting in session.again if waiting[0] <= session.asked), None)
    if ready is None and session.at < len(session.planned):
        return msgspec.structs.replace(
            session, entry=session.planned[session.at], at=session.at + 1, phase=Waiting()
        )
    taken = ready or next(iter(session.again), None)
    if taken is None:
        return msgspec.structs.replace(session, entry=None, phase=Finished())
    rest = tuple(waiting for waiting in session.again if waiting is not taken)
    return msgspec.structs.replace(session, entry=taken[1], again=rest, phase=Waiting())


def _review_draft(session: Session, now: Moment) -> Draft:
    answered = _answered_phase(session)
    assert answered.rating is not None
    item = answered.question.item
    payload: dict[str, Any] = {
        "rating": int(answered.rating),
        "suggested": int(suggested_rating(answered.verdict)) if answered.verdict else None,
        "verdict": answered.verdict.outcome.value if answered.verdict else None,
        "response": msgspec.to_builtins(answered.response),
        "ms": answered.ms,
        "mode": "study",
        "kind": answered.question.kind,
        "seed": answered.question.seed,
        "content": content_hash(item.card),
        "scheduler": scheduler_payload(session.retention, session.parameters),
    }
    if item.card.changed is not None:
        payload["changed"] = str(item.card.changed.on)
    if session.entry is not None and session.entry.reviews == 0:
        # The card can be found by its prompt if it ever loses its id.
        payload["prompt"] = item.card.body.prompt[:_LONGEST_PROMPT]
    return Draft(REVIEW, item.id, now, payload=payload)


def _undo_drafts(session: Session, now: Moment) -> tuple[Draft, ...]:
    """Build the undos of everything recorded by the last transition, latest first."""
    assert session.previous is not None
    assert session.previous.entry is not None
    item = session.previous.entry.item
    return tuple(Draft(UNDO, item, now, target=ref) for ref in reversed(session.undoable))
