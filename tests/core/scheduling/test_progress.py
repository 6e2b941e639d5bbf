"""The fold: what the events of one item amount to."""

import random
from typing import Any

import pytest

from coalition_quiz.core.events import Event
from coalition_quiz.core.scheduling import fsrs as fsrs_memory
from coalition_quiz.core.scheduling.fsrs import DEFAULT_WEIGHTS, Parameters, Rating
from coalition_quiz.core.scheduling.progress import (
    Progress,
    advance,
    counts,
    fold_progress,
    undone_refs,
)


def event(seq: int, kind: str = "review", **fields: Any) -> Event:
    """An event; a Good review on a day of its own unless `fields` say otherwise."""
    day = fields.pop("day", 100 + seq)
    fields = {"target": "", "at_ms": day * 1000, "payload": {"rating": 3}} | fields
    return Event(
        device=fields.pop("device", "a"),
        seq=seq,
        kind=kind,
        item="d/a",
        tz_min=0,
        study_day=day,
        prev="",
        hash="",
        **fields,
    )


def rated(seq: int, rating: object, **fields: Any) -> Event:
    """A review."""
    return event(seq, payload={"rating": rating, **fields.pop("payload", {})}, **fields)


def undo(seq: int, of: int, **fields: Any) -> Event:
    """An undo of the event of that number."""
    return event(seq, "undo", target=f"a:{of}", **fields)


def progress_of(*events: Event) -> Progress:
    """The progress that there must be."""
    progress = fold_progress(events)
    assert progress is not None
    return progress


def test_no_events_give_no_progress() -> None:
    assert fold_progress([]) is None


def test_the_first_review_makes_an_item_known() -> None:
    progress = progress_of(rated(1, 3, day=100))
    expected = fsrs_memory.review(None, Rating.GOOD, 100, 0.9)
    assert progress.memory == expected.memory
    assert progress.due_day == expected.due_day
    assert (progress.first_day, progress.reviews, progress.lapses) == (100, 1, 0)
    assert progress.last == (100, 100_000, "a", 1)


def test_reviews_add_up_and_misses_of_the_recalled_are_lapses() -> None:
    ratings = [1, 1, 3, 1, 1, 2, 1, 4]
    progress = progress_of(*(rated(seq, rating) for seq, rating in enumerate(ratings, 1)))
    assert progress.reviews == 8
    assert progress.lapses == 2
    assert progress.last_rating == 4
    assert progress.first_day == 101


def test_the_order_they_come_in_does_not_matter() -> None:
    events = [rated(n, 1 + n % 4, day=100 + n // 3, at_ms=n % 5) for n in range(1, 20)]
    expected = fold_progress(events)
    for seed in range(20):
        shuffled = random.Random(seed).sample(events, len(events))
        assert fold_progress(shuffled) == expected


def test_folding_is_advancing_step_by_step() -> None:
    events = [rated(n, 1 + n % 4) for n in range(1, 12)]
    progress = None
    for number, one in enumerate(events, 1):
        progress = advance(progress, one)
        assert progress == fold_progress(events[:number])


def test_ties_are_settled_by_device_and_number() -> None:
    one = rated(1, 1, device="a", day=100)
    two = rated(1, 3, device="b", day=100)
    assert fold_progress([one, two]) == fold_progress([two, one])
    assert progress_of(one, two).last_rating == 3


def test_an_undone_review_does_not_count() -> None:
    assert fold_progress([rated(1, 3), rated(2, 1), undo(3, 2)]) == fold_progress([rated(1, 3)])
    assert fold_progress([rated(1, 3), undo(2, 1)]) is None


def test_an_undone_undo_takes_nothing_back() -> None:
    events = [rated(1, 3), undo(2, 1), undo(3, 2)]
    assert fold_progress(events) == fold_progress(events[:1])
    assert fold_progress([*events, undo(4, 3)]) is None


@pytest.mark.parametrize("days", [(100, 90, 80), (100, 100, 100), (80, 100, 90)])
def test_undos_follow_their_target_not_their_time(days: tuple[int, int, int]) -> None:
    events = [rated(1, 3, day=days[0]), undo(2, 1, day=days[1]), undo(3, 2, day=days[2])]
    assert fold_progress(events) == fold_progress(events[:1])


def test_undos_in_a_circle_end() -> None:
    assert undone_refs([undo(1, 2), undo(2, 1)]) == set()
    assert undone_refs([undo(1, 1)]) == set()


def test_a_long_quarrel_of_undos_is_settled() -> None:
    quarrel = [undo(seq, seq - 1) for seq in range(2, 5002)]
    assert undone_refs(quarrel) == {f"a:{seq}" for seq in range(2, 5002) if seq % 2 == 0}
    assert fold_progress([rated(1, 3), *quarrel]) is not None
    assert fold_progress([rated(1, 3), *quarrel[:-1]]) is None


def test_two_undos_of_one_event_take_it_back_until_both_are_undone() -> None:
    events = [rated(1, 3), undo(2, 1), undo(3, 1)]
    assert fold_progress([*events, undo(4, 2)]) is None
    assert fold_progress([*events, undo(4, 2), undo(5, 3)]) == fold_progress(events[:1])


@pytest.mark.parametrize("rating", [0, 5, None, "3", [3], {}, -1])
def test_a_rating_that_is_not_known_is_ignored(rating: object) -> None:
    assert not counts(rated(2, rating))
    assert fold_progress([rated(1, 3), rated(2, rating)]) == fold_progress([rated(1, 3)])


def test_kinds_that_are_not_known_are_ignored() -> None:
    assert fold_progress([rated(1, 3), event(2, "suspend"), event(3, "")]) == fold_progress(
        [rated(1, 3)]
    )


@pytest.mark.parametrize("day", [10**9, -(10**9), 2**62])
def test_a_day_that_no_calendar_has_is_ignored(day: int) -> None:
    assert fold_progress([rated(1, 3), rated(2, 3, day=day)]) == fold_progress([rated(1, 3)])


@pytest.mark.parametrize("day", [2_000_000, -700_000, 0])
def test_strange_days_that_a_calendar_has_are_folded(day: int) -> None:
    assert progress_of(rated(1, 4, day=day), rated(2, 4, day=day)).reviews == 2


def test_the_retention_of_the_event_holds() -> None:
    def due(retention: object) -> int:
        scheduler = {"name": "fsrs-6", "retention": retention}
        return progress_of(rated(1, 4, payload={"scheduler": scheduler})).due_day

    assert due(0.75) > due(0.9) > due(0.97)
    assert due(1.5) == due(0.99)
    assert due(0) == due(0.70)
    assert due(None) == due("high") == due(0.9)


@pytest.mark.parametrize("scheduler", [None, "fsrs-6", [], {}, {"retention": {}}])
def test_an_unknown_scheduler_is_the_default_one(scheduler: object) -> None:
    assert fold_progress([rated(1, 3, payload={"scheduler": scheduler})]) == fold_progress(
        [rated(1, 3)]
    )


OTHERS = {"mine": Parameters((*DEFAULT_WEIGHTS[:2], 5.0, *DEFAULT_WEIGHTS[3:-1], 0.3), "mine")}


def reviews_with(parameters: object) -> list[Event]:
    scheduler = {"name": "fsrs-6", "retention": 0.9, "parameters": parameters}
    return [rated(seq, 3, day=100 + 9 * seq, payload={"scheduler": scheduler}) for seq in (1, 2)]


def test_each_review_is_folded_with_the_parameters_that_it_names() -> None:
    mine, usual = reviews_with("mine"), [rated(1, 3, day=109), rated(2, 3, day=118)]
    first = fold_progress(mine[:1], OTHERS)
    assert first is not None
    assert first.memory.stability == 5.0
    last = fsrs_memory.review(first.memory, Rating.GOOD, 118, 0.9, OTHERS["mine"])
    progress = fold_progress(mine, OTHERS)
    assert progress is not None
    assert (progress.memory, progress.due_day) == (last.memory, last.due_day)
    mixed = fold_progress([usual[0], mine[1]], OTHERS)
    assert mixed not in (fold_progress(mine, OTHERS), fold_progress(usual))


def test_a_review_without_parameters_has_the_default_ones_whatever_others_there_are() -> None:
    events = [rated(1, 3), rated(2, 1), rated(3, 4)]
    assert fold_progress(events, OTHERS) == fold_progress(events)


@pytest.mark.parametrize("parameters", ["unknown", "", None, 3, ["mine"]])
def test_parameters_that_are_not_known_are_the_default_ones(parameters: object) -> None:
    events = reviews_with(parameters)
    assert fold_progress(events, OTHERS) == fold_progress(reviews_with(None))
