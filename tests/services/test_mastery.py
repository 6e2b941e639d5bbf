"""How well decks are known: measured beside the screen, only what moved, and remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft, Event
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.core.scheduling.fsrs import retrievability
from coalition_quiz.history.history import History
from coalition_quiz.services.mastery import LatestMastery, Mastery, measure_mastery

DAY = 103
ODD = 0.515625
"""A share that is nowhere measured: where it stays, nobody has looked."""

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
    """The same, with shares that are nowhere measured."""
    odd = {deck: (mark, ODD) for deck, (mark, _) in mastery.shares.items()}
    return mastery._replace(shares=odd)


def looked_at(history: History, before: Mastery, day: int = DAY) -> set[str]:
    """Which decks are measured anew after `before`."""
    after = known(history, tampered(before), day).known
    return {deck for deck, share in after.items() if share != ODD}


def test_a_deck_is_known_as_its_items_are(history: History) -> None:
    do(history, "review", "two/a", rating=1)
    progress = history.progress("one/a")
    assert progress is not None
    share = retrievability(progress.memory, DAY) / 2
    assert known(history).known == {"one": share, "two": 0.0, "three": 0.0}


def test_only_decks_that_moved_are_measured(history: History) -> None:
    before = known(history)
    assert looked_at(history, before) == set()
    event = do(history, "review", "two/b", rating=3)
    assert looked_at(history, before) == {"two"}
    before = known(history)
    do(history, "undo", "two/b", event.ref)
    do(history, "reset", "one/a")
    assert looked_at(history, before) == {"one", "two"}
    assert looked_at(history, before, DAY + 1) == {"one", "two", "three"}


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
    assert known(history, known(history)._replace(shares=marks)).known != dict.fromkeys(every, ODD)


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
