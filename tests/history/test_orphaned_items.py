"""Items that are gone: found whichever way the decks are known, joined, kept apart, undone."""

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft, Event
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.history import event_rows as rows
from coalition_quiz.history import past_items as gone
from coalition_quiz.history.history import History

NOW = Moment(86_400_000 * 200, 0, 200)


def summary(deck: str, *cards: str, renames: tuple[tuple[str, str], ...] = ()) -> DeckSummary:
    """A deck that asks these cards."""
    ids = [f"{deck}/{card}" for card in cards]
    return DeckSummary(deck, "-".join(ids), len(ids), lambda: ids, (), renames)


def learn(history: History, *items: str, day: int = 100) -> None:
    """Review items once."""
    when = Moment(day * 86_400_000, 0, day)
    history.append([Draft("review", item, when, payload={"rating": 3}) for item in items])


def undo(history: History, *events: Event) -> tuple[Event, ...]:
    """Take events back."""
    return history.append([Draft("undo", each.item, NOW, each.ref) for each in events])


@pytest.fixture(params=["noted", "not noted"])
def is_noted(request: pytest.FixtureRequest) -> bool:
    """Whether the history has written down what is asked."""
    return bool(request.param == "noted")


def gone_from(history: History, deck: DeckSummary, *, is_noted: bool) -> list[str]:
    """What is gone from a deck."""
    history.store_decks([deck] if is_noted else [])
    return history.orphaned_items(deck)


def test_what_is_not_asked_is_gone(history: History, is_noted: bool) -> None:
    learn(history, "d/a", "d/b", "d/c/gap1", "d/c/gap2", "da/x", "c/x", "d-e/x")
    deck = summary("d", "a", "c/gap1", "new")
    assert gone_from(history, deck, is_noted=is_noted) == ["d/b", "d/c/gap2"]


def test_an_item_with_an_alias_is_not_gone(history: History, is_noted: bool) -> None:
    learn(history, "d/a", "d/b", "d/c")
    history.record_renames([("d/a", "d/now"), ("d/b", "d/later")], NOW)
    # The deck has gone back to the first id of one of them.
    deck = summary("d", "now", "b", "c")
    assert gone_from(history, deck, is_noted=is_noted) == []


def test_a_rename_that_is_not_written_down_yet_covers_its_item(history: History) -> None:
    learn(history, "d/a")
    deck = summary("d", "now", renames=(("d/a", "d/now"),))
    assert history.orphaned_items(deck) == []


def test_joining_moves_the_state_and_undo_brings_it_back(history: History) -> None:
    learn(history, "d/old", day=100)
    learn(history, "d/old", day=103)
    deck = summary("d", "new")
    history.store_decks([deck])
    before = history.progress("d/old")
    (joined,) = history.record_decisions([("d/old", "d/new")], [], NOW)
    assert history.progress("d/new") == before
    assert history.orphaned_items(deck) == []
    with history.agenda([deck], 200) as agenda:
        assert agenda.counts(9).due == {"d": 1}
    (undone,) = undo(history, joined)
    assert history.progress("d/new") is None
    assert history.progress("d/old") == before
    assert history.orphaned_items(deck) == ["d/old"]
    undo(history, undone)
    assert history.progress("d/new") == before


def test_a_rebuild_gives_the_same(history: History) -> None:
    learn(history, "d/old", "d/other", day=100)
    learn(history, "d/old", day=103)
    (joined, apart) = history.record_decisions([("d/old", "d/new")], [("d/other", "d/new")], NOW)
    learn(history, "d/new", day=110)
    undo(history, apart)
    assert [joined.kind, joined.payload, apart.kind] == ["alias", {"chosen": True}, "apart"]
    before = history.all_progress()
    history.rebuild()
    assert history.all_progress() == before
    assert before["d/new"].reviews == 3


def test_a_refusal_changes_no_state_and_is_found_again(history: History) -> None:
    learn(history, "d/old", "d/other")
    before = history.all_progress()
    events = history.record_decisions([], [("d/old", "d/new"), ("d/other", "d/new")], NOW)
    assert history.all_progress() == before
    assert history.refused_pairs(["d/old"]) == {("d/old", "d/new")}
    undo(history, events[0])
    assert history.refused_pairs(["d/old", "d/other"]) == {("d/other", "d/new")}


def test_a_refusal_follows_its_item_to_a_new_id(history: History) -> None:
    learn(history, "d/old")
    history.record_decisions([], [("d/old", "d/new")], NOW)
    history.record_renames([("d/old", "d/older")], NOW)
    assert history.refused_pairs(["d/older"]) == {("d/older", "d/new")}


def test_every_deck_is_found_once(history: History) -> None:
    learn(history, "a/1", "a/2", "a-b/1", "a/3", "b/1/gap1", "zz/1")
    assert history.learnt_decks() == ["a-b", "a", "b", "zz"]


def test_no_deck_is_found_before_any_answer(history: History) -> None:
    assert history.learnt_decks() == []
    assert history.orphaned_items(summary("d", "a")) == []


def test_no_query_walks_the_log(history: History) -> None:
    """What is asked of the log is found by its indexes, however long it is."""
    for query, values in (
        (rows._APARTS, {"items": "[]"}),
        (gone._GONE_FROM_STORED, {"deck": "d"}),
        (gone._GONE_FROM_NAMED, {"deck": "d", "ids": "[]"}),
    ):
        plan = history._connection.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
        steps = [step for *_, step in plan]
        walked = ("SCAN event", "SCAN item_state", "SCAN asked")
        assert not [step for step in steps if step.startswith(walked)], steps


def test_whether_anything_is_new(history: History, is_noted: bool) -> None:
    learn(history, "d/a", "d/old")
    history.record_renames([("d/old", "d/now")], NOW)
    for cards, is_new in ((("a", "now"), False), (("a", "old"), False), (("a", "b"), True)):
        deck = summary("d", *cards)
        history.store_decks([deck] if is_noted else [])
        assert history.has_new(deck) is is_new
