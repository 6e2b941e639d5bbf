"""How well decks are known: measured beside the screen, only what moved, and remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft, Event
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.core.scheduling.fsrs import retrievability
from coalition_quiz.core.statistics.overview import DeckMemory, sum_memories
from coalition_quiz.history.history import History
from coalition_quiz.services.mastery import LatestMastery, Mastery, measure_mastery

DAY = 103
ODD = DeckMemory(seen=515)
"""What is nowhere measured: where it stays, nobody has looked."""

DECKS = [
    DeckSummary(deck, f"as {deck} is", 2, lambda deck=deck: [f"{deck}/a", f"{deck}/b"])
    for deck in ("one", "two", "three")
]


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """A history in which one deck was begun."""
    with History.open(tmp_path / "history.sqlite") as opened:
        opened.store_decks(DECKS)
        do(opened, "review", "one/a", rating=3)
        yield opened


def do(history: History, kind: str, item: str, target: str = "", **payload: int) -> Event:
    """An event of three days ago."""
    (event,) = history.append([Draft(kind, item, Moment(0, 0, DAY - 3), target, payload)])
    return event


def known(history: History, before: Mastery | None = None, day: int = DAY) -> Mastery:
    """How well the decks are known now."""
    found = measure_mastery(history.path, DECKS, day, before or Mastery())
    assert found is not None
    return found


def tampered(mastery: Mastery) -> Mastery:
    """The same, with what is nowhere measured."""
    return mastery._replace(
        measured={deck: (mark, ODD) for deck, (mark, _) in mastery.measured.items()}
    )


def looked_at(history: History, before: Mastery, day: int = DAY) -> set[str]:
    """Which decks are measured anew after `before`."""
    after = known(history, tampered(before), day).decks
    return {deck for deck, memory in after.items() if memory != ODD}


def test_a_deck_is_recalled_as_its_items_are(history: History) -> None:
    do(history, "review", "two/a", rating=1)
    do(history, "review", "two/b", rating=3)
    do(history, "suspend", "two/b")
    progress = history.progress("one/a")
    assert progress is not None
    chance = retrievability(progress.memory, DAY)
    found = known(history).decks
    assert found["one"] == DeckMemory(1, 0, chance, (("one/a", chance),), DAY - 3, 1, 1)
    assert found["one"].recall == chance
    assert found["two"].recall == pytest.approx(chance / 2)
    assert found["two"].weakest == (("two/a", 0.0),)
    assert (found["two"].answers, found["two"].right_at_first) == (2, 1)
    assert found["three"].recall is None
    every = sum_memories(found.values())
    assert (every.seen, every.recall) == (3, pytest.approx(chance * 2 / 3))
    assert [item for item, _ in every.weakest] == ["two/a", "one/a"]


def test_what_is_recalled_falls_from_day_to_day(history: History) -> None:
    before = known(history)
    after = known(history, before, DAY + 30).decks["one"]
    assert after == known(history, day=DAY + 30).decks["one"]
    assert after.recalled < before.decks["one"].recalled


def test_only_decks_that_moved_are_measured(history: History) -> None:
    before = known(history)
    assert looked_at(history, before) == set()
    event = do(history, "review", "two/b", rating=3)
    assert looked_at(history, before) == {"two"}
    before = known(history)
    do(history, "undo", "two/b", event.ref)
    do(history, "reset", "one/a")
    assert looked_at(history, before) == {"one", "two"}


def test_renames_and_other_histories_are_measured_in_full(history: History) -> None:
    before = known(history)
    alias = do(history, "alias", "one/a", "two/b")
    every = {"one", "two", "three"}
    assert looked_at(history, before) == every
    before = known(history)
    do(history, "review", "one/a", rating=1)  # which is two/b by now
    assert looked_at(history, before) == {"one", "two"}
    before = known(history)
    do(history, "undo", "one/a", alias.ref)
    assert looked_at(history, before) == every
    number, _ = known(history).event
    assert looked_at(history, known(history)._replace(event=(number, "of another"))) == every
    marks = dict.fromkeys(every, ("as it was", ODD))
    assert known(history, known(history)._replace(measured=marks)).decks != dict.fromkeys(
        every, ODD
    )


def test_unwanted_measurements_stop(history: History) -> None:
    answers = iter([True, False])
    assert measure_mastery(history.path, DECKS, DAY, Mastery(), lambda: next(answers)) is None


def test_it_is_remembered_and_may_be_lost(history: History, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    found = known(history)
    assert LatestMastery(cache).take(found)
    again = LatestMastery(cache)
    assert again.latest == found
    assert not again.take(found)
    (cache / "cache.sqlite").unlink()
    assert LatestMastery(cache).latest == Mastery()
