"""The session: what each key leads to, and which events it asks for."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card, Change
from coalition_quiz.core.days import Moment
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.events import ACCEPT, BURY, FLAG, REVIEW, SUSPEND, UNDO, UNFLAG, Draft
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.choice import ChoiceResponse, ChoiceTask, Option
from coalition_quiz.core.kinds.flip import Flip, FlipResponse, FlipTask
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalse, TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions import (
    Context,
    DateTask,
    GaveUp,
    ListTask,
    NumberTask,
    Outcome,
    Response,
    Task,
    TypedTask,
    Verdict,
)
from coalition_quiz.core.questions import Entry as Answer
from coalition_quiz.core.scheduling.fsrs import (
    DEFAULT_WEIGHTS,
    Memory,
    Parameters,
    Rating,
    rating_previews,
)
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.scheduling.queue import QueueEntry, Reason
from coalition_quiz.core.sessions import study as machine
from coalition_quiz.core.sessions.study import (
    Answered,
    Asking,
    Finished,
    Session,
    Transition,
    Waiting,
)

DAY = 20_000
MEMORY = Memory(stability=5.0, difficulty=5.0, last_day=DAY - 5)
DECK = Deck("d", "Deck", "d.yaml", ())
PROGRESS = Progress(MEMORY, DAY, DAY - 5, 1, 0, 3, (DAY - 5, 0, "dev", 1))
BODIES = {
    "d/true": TrueFalse("Is it so?", answer=True),
    "d/paris": Typed("Which city?", Answer("Paris")),
    "d/front": Flip("Front?", "Back."),
    "d/other": TrueFalse("And this?", answer=False),
}


def at(seconds: float = 0) -> Moment:
    """A moment on the day of the tests."""
    return Moment(int(seconds * 1000), 60, DAY)


def item_of(item_id: str, **fields: Any) -> Item:
    """The item of one of the cards above; `fields` are further ones of the card."""
    card = Card(item_id.split("/")[1], BODIES[item_id], 1, **fields)
    return Item(item_id, "", card, DECK)


def put(session: Session) -> Session:
    """Put the waiting entry's question, as a session of study does."""
    if not isinstance(session.phase, Waiting):
        return session
    assert session.entry is not None
    progress = PROGRESS if session.entry.reviews else None
    return machine.present(session, item_of(session.entry.item), progress, at())


def begin(*items: str, reason: Reason = Reason.DUE) -> Session:
    """A session over items, with the first question put."""
    reviews = 1 if reason is Reason.DUE else 0
    entries = tuple(QueueEntry(item, reason, reviews) for item in items)
    return put(machine.start_session(entries, 0.9))


def record(step: Transition | None, ref: str = "dev:1") -> Session:
    """Carry a step out as a sitting does once its events are durable."""
    assert step is not None
    return put(machine.mark_recorded(step, tuple(ref for _ in step.drafts)))


def kinds(step: Transition | None) -> list[str]:
    """The kinds of the events a step asks for."""
    assert step is not None
    return [draft.kind for draft in step.drafts]


def asked(session: Session) -> str:
    """The item whose question is open."""
    assert isinstance(session.phase, Asking)
    return session.phase.question.item.id


def test_a_right_answer_is_recorded_as_good_before_it_is_shown() -> None:
    step = machine.answer(begin("d/true"), TrueFalseResponse(True), at(3))
    (draft,) = step.drafts
    assert (draft.kind, draft.item) == (REVIEW, "d/true")
    assert draft.payload["rating"] == draft.payload["suggested"] == Rating.GOOD
    assert draft.payload["verdict"] == "right"
    assert draft.payload["response"] == {"type": "judged", "answer": True}
    assert draft.payload["ms"] == 3000
    assert draft.payload["scheduler"] == {"name": "fsrs-6", "retention": 0.9}
    assert isinstance(step.session.phase, Answered)


def test_a_wrong_answer_suggests_again() -> None:
    (draft,) = machine.answer(begin("d/true"), TrueFalseResponse(False), at()).drafts
    assert draft.payload["rating"] == Rating.AGAIN


def test_giving_up_counts_as_missed() -> None:
    (draft,) = machine.answer(begin("d/true"), GaveUp(), at()).drafts
    assert (draft.payload["rating"], draft.payload["verdict"]) == (Rating.AGAIN, "wrong")


def test_an_answer_that_cannot_be_read_asks_again_and_records_nothing() -> None:
    step = machine.answer(begin("d/paris"), TypedResponse("  "), at())
    assert step.drafts == ()
    assert isinstance(step.session.phase, Asking)
    assert step.session.phase.note


def test_a_revealed_card_is_recorded_only_when_rated() -> None:
    revealed = machine.answer(begin("d/front"), FlipResponse(), at(2))
    assert revealed.drafts == ()
    rated = machine.rate(revealed.session, Rating.HARD, at(4))
    (draft,) = rated.drafts
    assert (draft.payload["rating"], draft.payload["suggested"]) == (Rating.HARD, None)
    assert draft.payload["ms"] == 2000


def test_accepting_the_suggestion_records_nothing_more() -> None:
    answered = record(machine.answer(begin("d/true", "d/other"), TrueFalseResponse(True), at()))
    step = machine.accept(answered, at())
    assert step.drafts == ()
    assert asked(put(step.session)) == "d/other"


def test_another_rating_takes_the_first_back_in_the_same_step() -> None:
    answered = record(machine.answer(begin("d/true"), TrueFalseResponse(True), at()), ref="dev:7")
    step = machine.rate(answered, Rating.HARD, at())
    assert kinds(step) == [UNDO, REVIEW]
    assert step.drafts[0].target == "dev:7"
    assert step.drafts[1].payload["rating"] == Rating.HARD
    assert step.drafts[1].payload["suggested"] == Rating.GOOD


def test_i_was_right_turns_a_miss_into_good_and_accepts_what_was_typed() -> None:
    answered = record(machine.answer(begin("d/paris"), TypedResponse(" Lutetia "), at()))
    step = machine.count_as_right(answered, at())
    assert kinds(step) == [UNDO, ACCEPT, REVIEW]
    assert (step.drafts[1].item, step.drafts[1].payload) == ("d/paris", {"text": "Lutetia"})
    payload = step.drafts[2].payload
    assert (payload["rating"], payload["verdict"]) == (Rating.GOOD, "wrong")
    assert payload["response"]["text"] == " Lutetia "
    assert isinstance(step.session.phase, Finished)
    back = machine.undo(machine.mark_recorded(step, ("dev:2", "dev:3", "dev:4")), at())
    assert back is not None
    assert [draft.target for draft in back.drafts] == ["dev:4", "dev:3"]


CITIES = ListTask(tuple(map(Answer, ("Paris", "Lyon", "Nice"))), need=2)


def after(
    task: Task, response: Response, verdict: Verdict | None, memory: Memory | None
) -> Answered:
    rating = machine.suggested_rating(verdict) if verdict else None
    drawn = Question(item_of("d/paris"), "Which city?", task, seed=1)
    return Answered(drawn, response, verdict, rating, rating_previews(memory, DAY, 0.9), ms=0)


@pytest.mark.parametrize(
    ("task", "response", "offered", "accepted"),
    [
        (FlipTask("Paris"), FlipResponse(), (1, 2, 3, 4), ()),
        (TrueFalseTask(answer=True), TrueFalseResponse(True), (1, 2, 3, 4), ()),
        (TrueFalseTask(answer=True), TrueFalseResponse(False), (1,), ()),
        (TrueFalseTask(answer=True), GaveUp(), (1,), ()),
        (TypedTask(Answer("Paris")), TypedResponse("Paris"), (1, 2, 3, 4), ()),
        (TypedTask(Answer("Paris")), TypedResponse("Rome"), (1,), ("Rome",)),
        (TypedTask(Answer("Paris")), GaveUp(), (1,), ()),
        (NumberTask(Decimal(7), "7"), TypedResponse("8"), (1,), ("8",)),
        (DateTask(Edtf(1990)), TypedResponse("1991"), (1,), ("1991",)),
        (OrderTask(("b", "a"), ("a", "b")), OrderResponse(("b", "a")), (1,), ()),
        (OrderTask(tuple("badc"), tuple("abcd")), OrderResponse(tuple("bacd")), (1, 2), ()),
        (MatchTask(("a",), ("b", "c"), (("a", "b"),)), MatchResponse((("a", "c"),)), (1,), ()),
        (
            ChoiceTask((Option("a", True), Option("b", False)), False),
            ChoiceResponse(("b",)),
            (1,),
            (),
        ),
        (CITIES, ListResponse(("Lyon", "Rome")), (1, 2), ("Rome",)),
        (CITIES, ListResponse(("Rome", "Bonn", "Rome")), (1,), ("Rome", "Bonn")),
        (CITIES, ListResponse(("Lyon",)), (1, 2), ()),  # too few, whatever they are
        (CITIES, ListResponse(("Rome",)), (1,), ()),
        (CITIES, GaveUp(), (1,), ()),
    ],
)
def test_only_ratings_that_make_sense_are_on_offer(
    task: Task, response: Response, offered: tuple[int, ...], accepted: tuple[str, ...]
) -> None:
    verdict = None if isinstance(task, FlipTask) else grade(task, response)
    answered = after(task, response, verdict, MEMORY)
    assert machine.ratings_on_offer(answered) == offered
    assert machine.texts_to_accept(answered) == accepted


def test_a_right_answer_is_not_rated_if_every_rating_leads_to_one_day() -> None:
    missed_today = Memory(stability=0.4, difficulty=7.0, last_day=DAY)
    right = Verdict(Outcome.RIGHT, ("Paris",))
    answered = after(TypedTask(Answer("Paris")), TypedResponse("Paris"), right, missed_today)
    assert {each.interval for each in answered.rating_previews} == {0, 1}
    assert machine.ratings_on_offer(answered) == (Rating.GOOD,)
    recalled = after(FlipTask("Paris"), FlipResponse(), None, missed_today)
    assert machine.ratings_on_offer(recalled) == tuple(Rating)


@pytest.mark.parametrize("rating", [Rating.HARD, Rating.GOOD, Rating.EASY])
def test_a_rating_that_is_not_on_offer_is_misuse(rating: Rating) -> None:
    missed = record(machine.answer(begin("d/true"), TrueFalseResponse(False), at()))
    with pytest.raises(ValueError, match="not on offer"):
        machine.rate(missed, rating, at())
    with pytest.raises(ValueError, match="nothing was typed"):
        machine.count_as_right(missed, at())


def test_easy_and_hard_are_never_suggested() -> None:
    for outcome in Outcome:
        verdict = machine.Verdict(outcome, ("x",))
        assert machine.suggested_rating(verdict) in {Rating.AGAIN, Rating.GOOD}


def test_a_missed_item_comes_back_until_it_is_recalled() -> None:
    session = record(machine.answer(begin("d/true", "d/other"), TrueFalseResponse(False), at()))
    session = put(machine.accept(session, at()).session)
    assert asked(session) == "d/other"
    session = record(machine.answer(session, TrueFalseResponse(False), at()))
    session = put(machine.accept(session, at()).session)
    assert asked(session) == "d/true"
    session = record(machine.answer(session, TrueFalseResponse(True), at()))
    assert isinstance(put(machine.accept(session, at()).session).phase, Finished)


def test_a_missed_item_waits_for_other_questions_first() -> None:
    others = [f"d/{name}" for name in ("other", "paris", "front", "other", "paris")]
    session = record(machine.answer(begin("d/true", *others), TrueFalseResponse(False), at()))
    session = put(machine.accept(session, at()).session)
    order = []
    while isinstance(session.phase, Asking):
        order.append(asked(session))
        session = put(machine.skip(session))
    assert order == [*others[:4], "d/true", others[4]]


def test_a_missed_item_knows_that_it_was_reviewed_once_more() -> None:
    session = record(machine.answer(begin("d/true"), TrueFalseResponse(False), at()))
    session = machine.accept(session, at()).session
    assert session.entry == QueueEntry("d/true", Reason.AGAIN, 2)


def test_skipping_records_nothing_and_leaves_the_item_out() -> None:
    session = put(machine.skip(begin("d/true", "d/other")))
    assert asked(session) == "d/other"
    assert session.tally.skipped == 1
    assert isinstance(put(machine.skip(session)).phase, Finished)


def test_undo_takes_the_last_answer_back_and_asks_it_again() -> None:
    session = record(
        machine.answer(begin("d/true", "d/other"), TrueFalseResponse(True), at()), ref="dev:3"
    )
    session = put(machine.accept(session, at()).session)
    step = machine.undo(session, at(9))
    assert step is not None
    assert step.drafts == (Draft(UNDO, "d/true", at(9), target="dev:3"),)
    assert asked(step.session) == "d/true"
    assert step.session.tally == machine.SessionTally()


def test_undo_while_the_verdict_is_shown_takes_that_answer_back() -> None:
    session = record(machine.answer(begin("d/true"), TrueFalseResponse(True), at()), ref="dev:3")
    step = machine.undo(session, at())
    assert step is not None
    assert [draft.target for draft in step.drafts] == ["dev:3"]
    assert asked(step.session) == "d/true"


def test_undo_of_a_changed_rating_takes_back_the_review_that_counts() -> None:
    session = record(
        machine.answer(begin("d/true", "d/other"), TrueFalseResponse(True), at()), ref="dev:1"
    )
    session = record(machine.rate(session, Rating.EASY, at()), ref="dev:3")
    step = machine.undo(session, at())
    assert step is not None
    assert [draft.target for draft in step.drafts] == ["dev:3"]


def test_undo_of_a_skip_asks_again_and_records_nothing() -> None:
    step = machine.undo(put(machine.skip(begin("d/true", "d/other"))), at())
    assert step is not None
    assert step.drafts == ()
    assert asked(step.session) == "d/true"


def test_undo_reaches_back_to_the_start_of_the_session() -> None:
    session = begin("d/true", "d/paris", "d/front")
    session = record(machine.answer(session, TrueFalseResponse(True), at()), ref="dev:1")
    session = record(machine.accept(session, at()))
    session = put(machine.skip(session))
    session = record(machine.answer(session, FlipResponse(), at()))
    session = record(machine.rate(session, Rating.GOOD, at()), ref="dev:2")
    assert isinstance(session.phase, Finished)
    targets = []
    while (step := machine.undo(session, at())) is not None:
        targets += [draft.target for draft in step.drafts]
        session = record(step)
    assert targets == ["dev:2", "dev:1"]
    assert asked(session) == "d/true"


def test_there_is_nothing_to_undo_at_the_start() -> None:
    assert machine.undo(begin("d/true"), at()) is None


def test_a_dropped_entry_leaves_no_trace() -> None:
    session = machine.drop_waiting(
        machine.start_session((QueueEntry("d/true", Reason.DUE, 1),), 0.9)
    )
    assert isinstance(session.phase, Finished)
    assert session.tally == machine.SessionTally()


def test_the_tally_separates_first_tries_from_repeats() -> None:
    session = begin("d/true")
    for said in (False, False, True):
        session = record(machine.answer(session, TrueFalseResponse(said), at(1)))
        session = put(machine.accept(session, at()).session)
    tally = session.tally
    assert (tally.answered, tally.due_recalled, tally.due_missed) == (3, 0, 1)
    assert (tally.settled, tally.ms) == (1, 3000)


def test_new_items_are_no_test_of_memory() -> None:
    session = begin("d/true", reason=Reason.NEW)
    session = record(machine.answer(session, TrueFalseResponse(False), at()))
    tally = machine.accept(session, at()).session.tally
    assert (tally.introduced, tally.due_missed) == (1, 0)


def test_leaving_counts_an_answer_already_on_record() -> None:
    session = record(machine.answer(begin("d/true", "d/other"), TrueFalseResponse(True), at()))
    left = machine.leave(session)
    assert isinstance(left.phase, Finished)
    assert left.tally.answered == 1


def test_leaving_an_open_question_counts_nothing() -> None:
    assert machine.leave(begin("d/true")).tally == machine.SessionTally()


def test_progress_counts_settled_entries_only() -> None:
    session = begin("d/true", "d/other")
    assert (session.tally.settled, session.total) == (0, 2)
    session = record(machine.answer(session, TrueFalseResponse(False), at()))
    session = put(machine.accept(session, at()).session)
    assert (session.tally.settled, session.total) == (0, 2)
    session = record(machine.answer(session, TrueFalseResponse(False), at()))
    session = put(machine.accept(session, at()).session)
    assert (session.tally.settled, session.total) == (1, 2)


def test_prospects_are_those_of_the_memory_before_the_answer() -> None:
    session = machine.answer(begin("d/true"), TrueFalseResponse(True), at()).session
    assert isinstance(session.phase, Answered)
    assert session.phase.rating_previews == machine.fsrs_memory.rating_previews(MEMORY, DAY, 0.9)


def test_a_question_left_open_overnight_counts_ten_minutes() -> None:
    (draft,) = machine.answer(begin("d/true"), TrueFalseResponse(True), at(9 * 3600)).drafts
    assert draft.payload["ms"] == machine.LONGEST_MS


def test_a_clock_set_back_counts_no_negative_time() -> None:
    (draft,) = machine.answer(begin("d/true"), TrueFalseResponse(True), at(-60)).drafts
    assert draft.payload["ms"] == 0


def test_answering_where_nothing_is_open_is_misuse() -> None:
    answered = machine.answer(begin("d/true"), TrueFalseResponse(True), at()).session
    with pytest.raises(TypeError):
        machine.answer(answered, TrueFalseResponse(True), at())
    with pytest.raises(TypeError):
        machine.rate(begin("d/true"), Rating.GOOD, at())


@given(st.data())
def test_any_play_undone_to_the_start_is_the_start(data: st.DataObject) -> None:
    first = begin("d/true", "d/other", "d/front")
    session = first
    log: list[tuple[str, Draft]] = []
    for number in range(data.draw(st.integers(0, 12))):
        asides = {
            "suspend": lambda s: machine.set_aside(s, SUSPEND, at()),
            "bury": lambda s: machine.set_aside(s, BURY, at()),
            "flag": lambda s: machine.flag(s, at(), flagged=data.draw(st.booleans())),
        }
        if isinstance(session.phase, Asking):
            deeds = asides | {
                "answer": lambda s: machine.answer(
                    s, TrueFalseResponse(data.draw(st.booleans())), at()
                ),
                "give up": lambda s: machine.answer(s, GaveUp(), at()),
                "skip": lambda s: Transition(machine.skip(s)),
            }
        elif isinstance(session.phase, Answered):
            deeds = asides | {
                "rate": lambda s: machine.rate(
                    s, data.draw(st.sampled_from(machine.ratings_on_offer(s.phase))), at()
                )
            }
        else:
            break
        step = deeds[data.draw(st.sampled_from(sorted(deeds)))](session)
        log += [(f"dev:{number}", draft) for draft in step.drafts]
        session = record(step, ref=f"dev:{number}")
    taken_back = []
    while (step := machine.undo(session, at())) is not None:
        taken_back += [draft.target for draft in step.drafts]
        session = record(step, ref="dev:0")
    assert session == first
    # A flag is put on and off by its own key; all else was taken back, the last first.
    # Another rating has taken back the one before it already.
    rated_anew = {draft.target for _, draft in log if draft.kind == UNDO}
    done = (ref for ref, draft in log if draft.kind not in {FLAG, UNFLAG, UNDO})
    undoable = dict.fromkeys(ref for ref in done if ref not in rated_anew)
    assert taken_back == [*reversed(undoable)]


def test_a_suspended_item_is_not_asked_until_undo() -> None:
    session = begin("d/true", "d/paris")
    step = machine.set_aside(session, SUSPEND, at(1))
    assert [(draft.kind, draft.item) for draft in step.drafts] == [(SUSPEND, "d/true")]
    after = record(step, "dev:7")
    assert asked(after) == "d/paris"
    back = machine.undo(after, at(2))
    assert back is not None
    assert [(draft.kind, draft.item, draft.target) for draft in back.drafts] == [
        (UNDO, "d/true", "dev:7")
    ]
    assert asked(back.session) == "d/true"


def test_setting_aside_an_answered_item_keeps_its_answer() -> None:
    missed = record(
        machine.answer(begin("d/true", "d/paris"), TrueFalseResponse(False), at()), "dev:1"
    )
    after = record(machine.set_aside(missed, BURY, at(1)), "dev:2")
    assert asked(after) == "d/paris"
    assert (after.tally.answered, after.tally.due_missed) == (1, 1)
    # It does not come back in this session, though it was missed.
    assert after.again == ()
    back = machine.undo(after, at(2))
    assert back is not None
    assert back.drafts[0].target == "dev:2"
    assert back.session == missed
    further = machine.undo(back.session, at(3))
    assert further is not None
    assert further.drafts[0].target == "dev:1"


def test_a_flag_changes_nothing_else() -> None:
    session = begin("d/true")
    for flagged, kind in ((True, FLAG), (False, UNFLAG)):
        step = machine.flag(session, at(), flagged=flagged)
        assert kinds(step) == [kind]
        assert machine.mark_recorded(step, ("dev:1",)) == session


def test_a_review_of_a_changed_card_records_the_change() -> None:
    changed = item_of("d/true", changed=Change(Edtf(2023, 6), "It was not so."))
    waiting = machine.start_session((QueueEntry("d/true", Reason.CHANGED, 1),), 0.9)
    asking = machine.present(waiting, changed, PROGRESS, at())
    step = machine.answer(asking, TrueFalseResponse(True), at())
    assert step.drafts[0].payload["changed"] == "2023-06"


def test_a_review_records_the_id_of_parameters_that_are_not_the_default_ones() -> None:
    mine = Parameters((*DEFAULT_WEIGHTS[:-1], 0.5), "mine")
    waiting = machine.start_session((QueueEntry("d/true", Reason.DUE, 1),), 0.9, mine)
    step = machine.answer(put(waiting), TrueFalseResponse(True), at())
    scheduler = {"name": "fsrs-6", "retention": 0.9, "parameters": "mine"}
    assert step.drafts[0].payload["scheduler"] == scheduler
    assert isinstance(step.session.phase, Answered)
    assert step.session.phase.rating_previews == rating_previews(MEMORY, DAY, 0.9, mine)


def test_the_same_entry_is_always_presented_as_the_same_question() -> None:
    waiting = machine.start_session((QueueEntry("d/paris", Reason.DUE, 1),), 0.9)
    names = frozenset({"paris", "parma"})
    one, two = (
        machine.present(waiting, item_of("d/paris"), PROGRESS, at(4), names, ("Lutetia",))
        for _ in range(2)
    )
    assert one == two
    assert isinstance(one.phase, Asking)
    assert one.phase.question.accepted == ("Lutetia",)
    assert one.phase.question.task == TypedTask(Answer("Paris"), names, Context("Which city?"))
    assert (one.phase.memory, one.phase.since_ms, one.asked) == (MEMORY, 4000, 1)


def test_a_first_review_remembers_how_the_card_was_asked() -> None:
    for reason, prompt in ((Reason.NEW, "Is it so?"), (Reason.DUE, None)):
        (draft,) = machine.answer(
            begin("d/true", reason=reason), TrueFalseResponse(True), at()
        ).drafts
        assert draft.payload.get("prompt") == prompt
