"""Pauses, edited cards and an early end of a session."""

from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card
from coalition_quiz.core.days import Moment
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.true_false import TrueFalse, TrueFalseResponse
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.scheduling.queue import QueueEntry, Reason
from coalition_quiz.core.sessions import study as machine
from coalition_quiz.core.sessions.study import (
    Answered,
    Asking,
    Session,
    Waiting,
    pause_clock,
    unsettled_items,
)

DAY = 20_000
DECK = Deck("d", "Deck", "d.yaml", ())


def at(seconds: float = 0) -> Moment:
    """A moment on the day of the tests."""
    return Moment(int(seconds * 1000), 60, DAY)


def item_of(item_id: str, prompt: str = "Is it so?", *, why: str = "") -> Item:
    """An item to which the answer is True."""
    card = Card(item_id.split("/")[1], TrueFalse(prompt, answer=True), 1, why=why)
    return Item(item_id, "", card, DECK)


def put(session: Session) -> Session:
    """Put the waiting entry's question."""
    if isinstance(session.phase, Waiting) and session.entry:
        return machine.present(session, item_of(session.entry.item), None, at())
    return session


def redrawn(session: Session, *, why: str = "") -> Session:
    """The session with its card edited."""
    item = item_of("d/a", "Is it really so?", why=why)
    return machine.redraw(session, item, frozenset(), ())


def begin(*items: str) -> Session:
    """A session over items, with the first question put."""
    return put(machine.start_session(tuple(QueueEntry(item, Reason.DUE, 1) for item in items), 0.9))


def answered(session: Session, *, right: bool) -> Session:
    """The session with its question answered and not settled yet."""
    step = machine.answer(session, TrueFalseResponse(right), at())
    return machine.mark_recorded(step, ("dev:1",))


def test_the_time_of_a_pause_does_not_count() -> None:
    session = pause_clock(begin("d/a"), at(10), at(610))
    (draft,) = machine.answer(session, TrueFalseResponse(True), at(613)).drafts
    assert draft.payload["ms"] == 13_000


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=5))
def test_any_pauses_leave_the_time_between_them(spans: list[tuple[int, int]]) -> None:
    session, now = begin("d/a"), 0
    for thinking, pause in spans:
        session = pause_clock(session, at(now + thinking), at(now + thinking + pause))
        now += thinking + pause
    (draft,) = machine.answer(session, TrueFalseResponse(True), at(now)).drafts
    thought = sum(thinking for thinking, _ in spans)
    assert draft.payload["ms"] == min(thought * 1000, machine.LONGEST_MS)


def test_a_clock_set_back_within_a_pause_adds_no_time() -> None:
    session = begin("d/a")
    assert pause_clock(session, at(10), at(5)) == session


def test_a_pause_after_the_answer_changes_nothing() -> None:
    session = answered(begin("d/a"), right=True)
    assert pause_clock(session, at(10), at(20)) == session


def test_an_open_question_is_asked_as_it_is_written_now() -> None:
    session = redrawn(begin("d/a"))
    assert isinstance(session.phase, Asking)
    assert session.phase.question.prompt == "Is it really so?"
    (draft,) = machine.answer(session, TrueFalseResponse(True), at(4)).drafts
    assert draft.payload["ms"] == 4000


def test_an_answered_question_keeps_its_verdict_and_shows_the_new_why() -> None:
    before = answered(begin("d/a"), right=False)
    after = redrawn(before, why="So it is.")
    assert isinstance(before.phase, Answered)
    assert isinstance(after.phase, Answered)
    assert after.phase.verdict == before.phase.verdict
    assert after.phase.question.prompt == "Is it so?"
    assert after.phase.question.item.card.why == "So it is."


def test_unsettled_items_are_those_still_to_ask() -> None:
    session = begin("d/a", "d/b", "d/c")
    assert unsettled_items(session) == ("d/a", "d/b", "d/c")
    missed = answered(session, right=False)
    assert unsettled_items(missed) == ("d/a", "d/b", "d/c")
    going_on = put(machine.accept(missed, at()).session)
    assert unsettled_items(going_on) == ("d/b", "d/c", "d/a")
    skipped = put(machine.skip(going_on))
    assert unsettled_items(skipped) == ("d/c", "d/a")
    right = answered(skipped, right=True)
    assert unsettled_items(right) == ("d/a",)
    by_hand = put(machine.rate(right, Rating.AGAIN, at()).session)
    assert set(unsettled_items(by_hand)) == {"d/a", "d/c"}


def test_a_withdrawn_item_is_gone_and_its_answer_stays() -> None:
    missed = answered(begin("d/a", "d/b"), right=False)
    after = put(machine.withdraw(missed))
    assert unsettled_items(after) == ("d/b",)
    assert (after.tally.answered, after.again) == (1, ())
    back = machine.undo(after, at())
    assert back is not None
    assert [draft.target for draft in back.drafts] == ["dev:1"]
