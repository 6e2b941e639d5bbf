"""The answers that a learner counts as right, in a real history: kept, undone, carried along."""

from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import ACCEPT, ALIAS, REVIEW, UNDO, Draft, Event
from coalition_quiz.history import event_rows
from coalition_quiz.history.connection import connect_unchecked
from coalition_quiz.history.history import History, UndoRefusedError
from coalition_quiz.history.stale_caches import stale_caches

from helpers.support import empty_history

WHEN = Moment(100 * 86_400_000, 0, 100)


def accept(history: History, text: object, item: str = "d/a") -> Event:
    (event,) = history.append([Draft(ACCEPT, item, WHEN, payload={"text": text})])
    return event


def undo(history: History, event: Event) -> Event:
    (undone,) = history.append([Draft(UNDO, event.item, WHEN, target=event.ref)])
    return undone


def test_a_text_is_accepted_until_it_is_undone(history: History) -> None:
    assert history.accepted("d/a") == ()
    event = accept(history, "Wolga")
    assert history.accepted("d/a") == ("Wolga",)
    assert history.accepted("d/b") == ()
    assert history.all_accepted() == {"d/a": ("Wolga",)}
    back = undo(history, event)
    assert history.accepted("d/a") == ()
    assert history.all_accepted() == {}
    undo(history, back)
    assert history.accepted("d/a") == ("Wolga",)
    with pytest.raises(UndoRefusedError):
        undo(history, back)


def test_accepted_twice_is_accepted_once(history: History) -> None:
    first = accept(history, "Wolga")
    accept(history, "Rha")
    accept(history, "Wolga")
    assert history.accepted("d/a") == ("Wolga", "Rha")
    undo(history, first)
    assert set(history.accepted("d/a")) == {"Wolga", "Rha"}


def test_a_renamed_item_keeps_its_accepted_answers(history: History) -> None:
    event = accept(history, "Wolga")
    (alias,) = history.append([Draft(ALIAS, "d/a", WHEN, target="d/new")])
    assert history.accepted("d/new") == history.accepted("d/a") == ("Wolga",)
    assert history.all_accepted() == {"d/new": ("Wolga",)}
    history.append([Draft(UNDO, "d/new", WHEN, target=event.ref)])
    assert history.accepted("d/new") == ()
    accept(history, "Rha", "d/a")
    undo(history, alias)
    assert history.accepted("d/new") == ()
    assert history.accepted("d/a") == ("Rha",)


def test_two_windows_see_each_others_accepted_answers(path: Path) -> None:
    with History.open(path) as one, History.open(path) as other:
        event = accept(one, "Wolga")
        assert other.accepted("d/a") == ("Wolga",)
        accept(other, "Rha")
        undo(other, event)
        assert one.accepted("d/a") == ("Rha",)


def test_accepted_answers_of_another_device_count(history: History) -> None:
    accept(history, "Wolga")
    history._connection.execute("UPDATE meta SET value = 'feedbeef' WHERE key = 'device'")
    with History.open(history.path) as later:
        accept(later, "Rha")
        assert later.accepted("d/a") == ("Wolga", "Rha")


@pytest.mark.parametrize("odd", [None, 7, ["Wolga"], {}, "", "  "])
def test_invalid_accepted_texts_are_ignored(history: History, odd: object) -> None:
    accept(history, odd)
    assert history.accepted("d/a") == ()
    assert history.all_accepted() == {}


def test_accepted_answers_are_found_by_their_index(history: History) -> None:
    connection = history._connection
    for query in (event_rows._ACCEPTS_OF_ITEM, event_rows._ALL_ACCEPTS):
        plan = str(connection.execute(f"EXPLAIN QUERY PLAN {query}", {"item": "d/a"}).fetchall())
        assert "event_accept" in plan
        assert "event_undo" in plan
        assert "SCAN event " not in plan.replace("SCAN event USING INDEX event_accept", "")


def test_a_rebuild_of_the_history_gives_the_same(history: History) -> None:
    accept(history, "Wolga")
    undo(history, accept(history, "Rha"))
    history.rebuild()
    assert history.accepted("d/a") == ("Wolga",)


deeds = st.lists(
    st.tuples(
        st.sampled_from(["accept", "undo", "review", "alias"]),
        st.sampled_from(["d/a", "d/b", "e/a"]),
        st.sampled_from(["x", "y", "z"]),
        st.integers(0, 30),
    ),
    max_size=14,
)


def standing(events: list[Event]) -> dict[str, set[str]]:
    """What is accepted under which ids, worked out the long way round."""
    undos = [event for event in events if event.kind == UNDO]

    def stands(event: Event) -> bool:
        return not any(stands(each) for each in undos if each.target == event.ref)

    found: dict[str, set[str]] = {}
    for event in events:
        if event.kind == ACCEPT and stands(event):
            found.setdefault(event.item, set()).add(event.payload["text"])
    return found


@settings(max_examples=40)
@given(deeds)
def test_any_sequence_of_events_rebuilds_to_the_same_states(
    played: list[tuple[str, str, str, int]],
) -> None:
    with empty_history() as history:
        for number, (deed, item, text, which) in enumerate(played):
            _play(history, deed, item, text, which, number)
        before = history.all_accepted(), history.all_progress()
        now = {item: history.accepted(item) for item in ("d/a", "d/b", "e/a")}
        stood = standing(list(history.events()))
        assert all(texts <= set(now[item]) for item, texts in stood.items())
        assert set().union(*before[0].values()) == set().union(*stood.values())
        with closing(connect_unchecked(history.path)) as copy:
            assert stale_caches(copy, lambda *_: None) == ()
        assert (history.all_accepted(), history.all_progress()) == before


def _play(history: History, deed: str, item: str, text: str, which: int, number: int) -> None:
    when = Moment((100 + number) * 86_400_000, 0, 100 + number)
    events = list(history.events())
    if deed == "accept":
        review = Draft(REVIEW, item, when, payload={"rating": 3, "mode": "study"})
        history.append([Draft(ACCEPT, item, when, payload={"text": text}), review])
    elif deed == "review":
        history.append([Draft(REVIEW, item, when, payload={"rating": 1 + which % 4})])
    elif deed == "alias":
        history.record_renames([(item, f"d/{'ab'[which % 2]}")], when)
    elif events:
        target = events[which % len(events)]
        with suppress(UndoRefusedError):
            history.append([Draft(UNDO, target.item, when, target=target.ref)])
