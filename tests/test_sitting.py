"""A sitting against a real history: saved before shown, and two windows at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coalition_quiz.claims import Claims
from coalition_quiz.errors import NotSavedError
from coalition_quiz.history.log import History
from coalition_quiz.learning.cards import Card, Deck, Front, Truth
from coalition_quiz.learning.days import Moment
from coalition_quiz.learning.items import Item, items_of
from coalition_quiz.learning.memory import Rating
from coalition_quiz.learning.queue import Entry, Limits, build_queue
from coalition_quiz.learning.responses import Judged, Revealed
from coalition_quiz.learning.session import Answered, Asking, Finished
from coalition_quiz.sitting import Sitting

DAY = 20_000
DECK = Deck(
    "d",
    "Deck",
    "d.yaml",
    tuple(Card(f"c{n}", Truth(f"Is it {n}?", answer=True), line=n) for n in range(4)),
)
ITEMS: dict[str, Item] = {item.id: item for item in items_of(DECK)}


class Ticking:
    """A clock that gains a second at each look."""

    def __init__(self) -> None:
        self.at_ms = DAY * 86_400_000

    def now(self) -> Moment:
        """One second later than the last time."""
        self.at_ms += 1000
        return Moment(self.at_ms, 0, DAY)


Sit = Callable[[], Sitting]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    """Open one more window on the same history, on the same four items."""
    opened: list[tuple[History, Sitting]] = []
    clock = Ticking()

    def open_window() -> Sitting:
        history = History.open(tmp_path / "history.sqlite")
        planned = build_queue(ITEMS, history.all_progress(), DAY, Limits(new=9))
        sitting = Sitting(planned, ITEMS, history, clock, Claims(tmp_path / "claims"), 0.9)
        opened.append((history, sitting))
        return sitting

    yield open_window
    for history, sitting in opened:
        sitting.close()
        history.close()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """The history as one more program sees it."""
    with History.open(tmp_path / "history.sqlite") as history:
        yield history


def asked(sitting: Sitting) -> str:
    """The item whose question is open."""
    assert isinstance(sitting.session.phase, Asking)
    return sitting.session.phase.question.item.id


def test_an_answer_is_in_the_history_before_its_verdict_shows(sit: Sit, history: History) -> None:
    sitting = sit()
    sitting.answer(Judged(True))
    assert isinstance(sitting.session.phase, Answered)
    (event,) = history.events()
    assert (event.item, event.payload["rating"]) == ("d/c0", Rating.GOOD)


def test_another_rating_replaces_the_first(sit: Sit, history: History) -> None:
    sitting = sit()
    sitting.answer(Judged(True))
    sitting.rate(Rating.HARD)
    assert [event.kind for event in history.events()] == ["review", "undo", "review"]
    progress = history.progress("d/c0")
    assert progress is not None
    assert (progress.reviews, progress.last_rating) == (1, Rating.HARD)
    assert asked(sitting) == "d/c1"


def test_undo_restores_the_item_and_asks_it_again(sit: Sit, history: History) -> None:
    sitting = sit()
    sitting.answer(Judged(False))
    sitting.accept()
    assert sitting.undo()
    assert asked(sitting) == "d/c0"
    assert history.progress("d/c0") is None
    assert not sitting.undo()


def test_a_failed_write_leaves_the_question_open_and_can_be_tried_again(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sit()
    before = sitting.session

    def full_disk(_history: History, _drafts: object) -> None:
        raise NotSavedError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(History, "append", full_disk)
        with pytest.raises(NotSavedError):
            sitting.answer(Judged(True))
    assert sitting.session is before
    sitting.answer(Judged(True))
    assert isinstance(sitting.session.phase, Answered)


def test_two_windows_never_ask_the_same_item_at_once(sit: Sit) -> None:
    first, second = sit(), sit()
    assert (asked(first), asked(second)) == ("d/c0", "d/c1")
    assert second.elsewhere == 1


def test_what_one_window_answered_the_other_does_not_ask(sit: Sit) -> None:
    first = sit()
    second = sit()
    first.answer(Judged(True))
    first.accept()
    assert asked(first) == "d/c2"
    second.answer(Judged(True))
    second.accept()
    assert asked(second) == "d/c3"
    first.skip()
    assert isinstance(first.session.phase, Finished)


def test_two_windows_together_lose_no_answer(sit: Sit, history: History) -> None:
    windows = [sit(), sit()]
    while any(isinstance(window.session.phase, Asking) for window in windows):
        for window in windows:
            if isinstance(window.session.phase, Asking):
                window.answer(Judged(True))
                window.accept()
    assert sorted(event.item for event in history.events()) == sorted(ITEMS)


def test_a_window_that_is_left_gives_its_item_free(sit: Sit) -> None:
    first = sit()
    first.leave()
    assert asked(sit()) == "d/c0"


def test_the_next_showing_of_an_item_has_another_seed(sit: Sit) -> None:
    sitting = sit()
    seeds = []
    for said in (False, True, True, True, True, True):
        assert isinstance(sitting.session.phase, Asking)
        seeds.append((asked(sitting), sitting.session.phase.question.seed))
        sitting.answer(Judged(said))
        sitting.accept()
        if isinstance(sitting.session.phase, Finished):
            break
    repeated = [seed for item, seed in seeds if item == "d/c0"]
    assert len(set(repeated)) == 2


def test_a_revealed_card_is_saved_when_rated(tmp_path: Path, history: History) -> None:
    deck = Deck("f", "Fronts", "f.yaml", (Card("a", Front("Front", "Back"), line=1),))
    items = {item.id: item for item in items_of(deck)}
    planned = build_queue(items, {}, DAY, Limits(new=1))
    assert planned == (Entry("f/a", planned[0].reason),)
    sitting = Sitting(planned, items, history, Ticking(), Claims(tmp_path / "claims"), 0.9)
    sitting.answer(Revealed())
    assert list(history.events()) == []
    sitting.rate(Rating.EASY)
    assert [event.payload["rating"] for event in history.events()] == [4]
    sitting.close()


def test_undo_does_not_reopen_what_another_window_asks(sit: Sit, history: History) -> None:
    first = sit()
    first.skip()
    second = sit()
    assert asked(second) == "d/c0"
    assert not first.undo()
    assert asked(first) == "d/c1"
    second.answer(Judged(True))
    second.accept()
    assert len(list(history.events())) == 1


def test_undo_after_another_window_answered_does_not_ask_again(sit: Sit) -> None:
    first = sit()
    first.skip()
    second = sit()
    second.answer(Judged(True))
    second.accept()
    assert first.undo()
    assert asked(first) != "d/c0"


def test_leaving_a_missed_item_that_was_asked_again_leaves_it_missed(sit: Sit) -> None:
    sitting = sit()
    for said in (False, True, True, True):
        sitting.answer(Judged(said))
        sitting.accept()
    assert asked(sitting) == "d/c0"
    sitting.leave()
    assert [entry.item for _, entry in sitting.session.again] == ["d/c0"]
