"""A sitting against a real history: saved before shown, and two windows at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coalition_quiz.core.cards import Card
from coalition_quiz.core.days import Moment
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.events import BURY, REVIEW, SUSPEND, UNDO, Draft, Event
from coalition_quiz.core.items import Item, items_of
from coalition_quiz.core.kinds.flip import Flip, FlipResponse
from coalition_quiz.core.kinds.true_false import TrueFalse, TrueFalseResponse
from coalition_quiz.core.notices import Leech
from coalition_quiz.core.scheduling.fsrs import (
    DEFAULT_PARAMETERS,
    DEFAULT_WEIGHTS,
    Parameters,
    Rating,
)
from coalition_quiz.core.scheduling.queue import QueueEntry, QueueLimits, Reason, build_queue
from coalition_quiz.core.sessions.study import Answered, Asking, Finished
from coalition_quiz.history.history import History
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.system.errors import NotSavedError
from coalition_quiz.system.locks import ItemLocks

DAY = 20_000
DECK = Deck(
    "d",
    "Deck",
    "d.yaml",
    tuple(Card(f"c{n}", TrueFalse(f"Is it {n}?", answer=True), line=n) for n in range(4)),
)
ITEMS: dict[str, Item] = {item.id: item for item in items_of(DECK)}


class Ticking:
    """A clock that gains a second at each look."""

    def __init__(self, day: int = DAY) -> None:
        self.at_ms, self._day = day * 86_400_000, day

    def now(self) -> Moment:
        """One second later than the last time."""
        self.at_ms += 1000
        return Moment(self.at_ms, 0, self._day)


Sit = Callable[[], StudySession]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    """Open one more window on the same history, on the same four items."""
    opened: list[tuple[History, StudySession]] = []
    clock = Ticking()

    def open_window() -> StudySession:
        history = History.open(tmp_path / "history.sqlite")
        planned = build_queue(ITEMS, history.all_progress(), DAY, QueueLimits(new=9))
        study_session = StudySession(
            planned, ITEMS, history, clock, ItemLocks(tmp_path / "claims"), 0.9
        )
        opened.append((history, study_session))
        return study_session

    yield open_window
    for history, study_session in opened:
        study_session.close()
        history.close()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """The history as one more program sees it."""
    with History.open(tmp_path / "history.sqlite") as history:
        yield history


def asked(study_session: StudySession) -> str:
    """The item whose question is open."""
    assert isinstance(study_session.session.phase, Asking)
    return study_session.session.phase.question.item.id


def test_an_answer_is_in_the_history_before_its_verdict_shows(sit: Sit, history: History) -> None:
    study_session = sit()
    study_session.answer(TrueFalseResponse(True))
    assert isinstance(study_session.session.phase, Answered)
    (event,) = history.events()
    assert (event.item, event.payload["rating"]) == ("d/c0", Rating.GOOD)


def test_another_rating_replaces_the_first(sit: Sit, history: History) -> None:
    study_session = sit()
    study_session.answer(TrueFalseResponse(True))
    study_session.rate(Rating.HARD)
    assert [event.kind for event in history.events()] == ["review", "undo", "review"]
    progress = history.progress("d/c0")
    assert progress is not None
    assert (progress.reviews, progress.last_rating) == (1, Rating.HARD)
    assert asked(study_session) == "d/c1"


def test_undo_restores_the_item_and_asks_it_again(sit: Sit, history: History) -> None:
    study_session = sit()
    study_session.answer(TrueFalseResponse(False))
    study_session.accept()
    assert study_session.undo()
    assert asked(study_session) == "d/c0"
    assert history.progress("d/c0") is None
    assert not study_session.undo()


def take_back(history: History, *targets: Event) -> None:
    """Undo events, as another window does."""
    when = Moment(DAY * 86_400_000 + 1, 0, DAY)
    history.append([Draft(UNDO, each.item, when, target=each.ref) for each in targets])


def test_an_event_undone_in_another_window_is_asked_again_and_undone_once(
    sit: Sit, history: History
) -> None:
    study_session = sit()
    study_session.answer(TrueFalseResponse(False))
    study_session.accept()
    take_back(history, *history.events())
    assert study_session.undo()
    assert study_session.was_undone_elsewhere
    assert asked(study_session) == "d/c0"
    assert [event.kind for event in history.events()] == ["review", "undo"]
    study_session.answer(TrueFalseResponse(True))
    assert not study_session.was_undone_elsewhere
    assert history.progress("d/c0") is not None


def test_an_answer_undone_in_another_window_can_still_be_rated(sit: Sit, history: History) -> None:
    study_session = sit()
    study_session.answer(TrueFalseResponse(True))
    take_back(history, *history.events())
    study_session.rate(Rating.EASY)
    assert [event.kind for event in history.events()] == ["review", "undo", "review"]
    progress = history.progress("d/c0")
    assert progress is not None
    assert (progress.reviews, progress.last_rating) == (1, Rating.EASY)
    assert study_session.undo()
    assert not study_session.was_undone_elsewhere
    assert history.progress("d/c0") is None


@pytest.mark.parametrize("kind", [SUSPEND, BURY])
def test_items_suspended_in_another_window_are_not_asked(
    sit: Sit, history: History, kind: str
) -> None:
    study_session = sit()
    history.append([Draft(kind, "d/c1", Moment(DAY * 86_400_000, 0, DAY))])
    study_session.answer(TrueFalseResponse(True))
    study_session.accept()
    assert asked(study_session) == "d/c2"
    assert study_session.elsewhere == 1


def test_a_failed_write_leaves_the_question_open_and_can_be_tried_again(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    study_session = sit()
    before = study_session.session

    def full_disk(_history: History, _drafts: object) -> None:
        raise NotSavedError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(History, "append", full_disk)
        with pytest.raises(NotSavedError):
            study_session.answer(TrueFalseResponse(True))
    assert study_session.session is before
    study_session.answer(TrueFalseResponse(True))
    assert isinstance(study_session.session.phase, Answered)


def test_two_windows_never_ask_the_same_item_at_once(sit: Sit) -> None:
    first, second = sit(), sit()
    assert (asked(first), asked(second)) == ("d/c0", "d/c1")
    assert second.elsewhere == 1


def test_an_item_answered_in_one_window_is_not_asked_in_another(sit: Sit) -> None:
    first = sit()
    second = sit()
    first.answer(TrueFalseResponse(True))
    first.accept()
    assert asked(first) == "d/c2"
    second.answer(TrueFalseResponse(True))
    second.accept()
    assert asked(second) == "d/c3"
    first.skip()
    assert isinstance(first.session.phase, Finished)


def test_two_windows_together_lose_no_answer(sit: Sit, history: History) -> None:
    windows = [sit(), sit()]
    while any(isinstance(window.session.phase, Asking) for window in windows):
        for window in windows:
            if isinstance(window.session.phase, Asking):
                window.answer(TrueFalseResponse(True))
                window.accept()
    assert sorted(event.item for event in history.events()) == sorted(ITEMS)


def test_a_window_that_is_left_gives_its_item_free(sit: Sit) -> None:
    first = sit()
    first.leave()
    assert asked(sit()) == "d/c0"


def test_the_next_showing_of_an_item_has_another_seed(sit: Sit) -> None:
    study_session = sit()
    seeds = []
    for said in (False, True, True, True, True, True):
        assert isinstance(study_session.session.phase, Asking)
        seeds.append((asked(study_session), study_session.session.phase.question.seed))
        study_session.answer(TrueFalseResponse(said))
        study_session.accept()
        if isinstance(study_session.session.phase, Finished):
            break
    repeated = [seed for item, seed in seeds if item == "d/c0"]
    assert len(set(repeated)) == 2


def test_a_revealed_card_is_saved_when_rated(tmp_path: Path, history: History) -> None:
    deck = Deck("f", "Fronts", "f.yaml", (Card("a", Flip("Front", "Back"), line=1),))
    items = {item.id: item for item in items_of(deck)}
    planned = build_queue(items, {}, DAY, QueueLimits(new=1))
    assert planned == (QueueEntry("f/a", planned[0].reason),)
    study_session = StudySession(
        planned, items, history, Ticking(), ItemLocks(tmp_path / "claims"), 0.9
    )
    study_session.answer(FlipResponse())
    assert list(history.events()) == []
    study_session.rate(Rating.EASY)
    assert [event.payload["rating"] for event in history.events()] == [4]
    study_session.close()


def test_undo_does_not_reopen_what_another_window_asks(sit: Sit, history: History) -> None:
    first = sit()
    first.skip()
    second = sit()
    assert asked(second) == "d/c0"
    assert not first.undo()
    assert asked(first) == "d/c1"
    second.answer(TrueFalseResponse(True))
    second.accept()
    assert len(list(history.events())) == 1


def test_undo_after_another_window_answered_does_not_ask_again(sit: Sit) -> None:
    first = sit()
    first.skip()
    second = sit()
    second.answer(TrueFalseResponse(True))
    second.accept()
    assert first.undo()
    assert asked(first) != "d/c0"


def test_leaving_a_missed_item_that_was_asked_again_leaves_it_missed(sit: Sit) -> None:
    study_session = sit()
    for said in (False, True, True, True):
        study_session.answer(TrueFalseResponse(said))
        study_session.accept()
    assert asked(study_session) == "d/c0"
    study_session.leave()
    assert [entry.item for _, entry in study_session.session.again] == ["d/c0"]


def test_an_item_set_aside_is_recorded_and_comes_back_with_undo(sit: Sit, history: History) -> None:
    study_session = sit()
    first = asked(study_session)
    study_session.suspend()
    assert history.flags(first).suspended
    assert asked(study_session) != first
    assert study_session.undo()
    assert not history.flags(first).suspended
    assert asked(study_session) == first


def test_an_answered_item_can_be_buried_and_undone(sit: Sit, history: History) -> None:
    study_session = sit()
    first = asked(study_session)
    study_session.answer(TrueFalseResponse(False))
    study_session.bury()
    assert history.flags(first).rests(DAY)
    assert study_session.undo()
    assert history.flags(first).buried_until == 0
    assert isinstance(study_session.session.phase, Answered)
    study_session.accept()
    assert isinstance(study_session.session.phase, Asking)


def test_a_mark_is_put_on_and_off(sit: Sit, history: History) -> None:
    study_session = sit()
    first = asked(study_session)
    assert (study_session.flag(), history.flags(first).flagged) == (True, True)
    assert asked(study_session) == first
    assert (study_session.flag(), history.flags(first).flagged) == (False, False)


def test_a_pause_stops_the_clock_of_the_question(sit: Sit, history: History) -> None:
    study_session = sit()
    study_session.pause()
    for _ in range(600):
        study_session._clock.now()
    study_session.resume()
    study_session.resume()
    study_session.answer(TrueFalseResponse(True))
    (event,) = history.events()
    assert event.payload["ms"] == 2000


def lapse(history: History, times: int) -> None:
    """Let the first item be recalled and missed so often, on days before, and recalled at last."""
    days = range(DAY - 2 * times - 1, DAY)
    for day, rating in zip(days, [3, 1] * times + [3], strict=True):
        when = Moment(day * 86_400_000, 0, day)
        history.append([Draft(REVIEW, "d/c0", when, payload={"rating": rating})])


def at_the_first(sit: Sit) -> StudySession:
    """A sitting with the first item at hand."""
    study_session = sit()
    while asked(study_session) != "d/c0":
        study_session.skip()
    return study_session


@pytest.mark.parametrize(("lapses", "told"), [(6, None), (7, 8), (8, None), (11, 12)])
def test_the_eighth_lapse_and_every_fourth_after_are_reported(
    sit: Sit, history: History, lapses: int, told: int | None
) -> None:
    lapse(history, lapses)
    study_session = at_the_first(sit)
    study_session.answer(TrueFalseResponse(False))
    leech = study_session.card_notices.leech
    assert (leech.lapses if leech else None) == told


def test_a_leech_is_reported_once_even_after_a_rating(sit: Sit, history: History) -> None:
    lapse(history, 7)
    study_session = at_the_first(sit)
    study_session.answer(TrueFalseResponse(False))
    study_session.undo()
    assert study_session.leech is None
    study_session.answer(TrueFalseResponse(True))
    assert study_session.leech is None
    study_session.rate(Rating.AGAIN)
    assert study_session.leech == Leech("d/c0", "Is it 0?", 8)
    study_session.answer(TrueFalseResponse(False))
    assert study_session.leech is None


def edited(*prompts: str) -> dict[str, Item]:
    """The items of the deck as it is written now; an empty prompt is a card that has gone."""
    cards = (
        Card(f"c{n}", TrueFalse(prompt, answer=True), line=n) for n, prompt in enumerate(prompts)
    )
    deck = Deck("d", "Deck", "d.yaml", tuple(card for card in cards if card.body.prompt))
    return {item.id: item for item in items_of(deck)}


def test_a_card_is_asked_as_it_is_written_now(sit: Sit) -> None:
    study_session = sit()
    assert study_session.reread(edited("Is it nought?", "Is it 1?", "Two?", "Is it 3?"), whole=True)
    assert isinstance(study_session.session.phase, Asking)
    assert study_session.session.phase.question.prompt == "Is it nought?"
    study_session.answer(TrueFalseResponse(True))
    study_session.accept()
    study_session.reread(edited("Nought?", "One?", "Two?", "Three?"), whole=True)
    assert study_session.session.phase.question.prompt == "One?"
    assert study_session.undo()
    assert study_session.session.phase.question.prompt == "Nought?"


def test_missing_cards_are_not_asked(sit: Sit) -> None:
    study_session = sit()
    assert not study_session.reread(edited("", "Is it 1?", "", "Is it 3?"), whole=True)
    assert asked(study_session) == "d/c1"
    study_session.answer(TrueFalseResponse(True))
    study_session.accept()
    assert asked(study_session) == "d/c3"
    assert (study_session.elsewhere, study_session.session.total) == (0, 2)


def test_a_card_with_a_mistake_in_it_is_asked_as_it_was(sit: Sit, history: History) -> None:
    study_session = sit()
    assert study_session.reread(edited("", "One?"), whole=False)
    assert asked(study_session) == "d/c0"
    study_session.answer(TrueFalseResponse(True))
    assert [event.item for event in history.events()] == ["d/c0"]


def test_the_decks_may_be_read_again_when_all_is_asked(sit: Sit) -> None:
    study_session = sit()
    while isinstance(study_session.session.phase, Asking):
        study_session.skip()
    assert study_session.reread({}, whole=True)


def test_a_flagged_item_counts_once(sit: Sit) -> None:
    study_session = sit()
    study_session.flag()
    assert (study_session.card_notices.flagged, study_session.flagged) == (True, {"d/c0"})
    study_session.flag()
    assert (study_session.card_notices.flagged, study_session.flagged) == (False, set())


def test_a_session_that_is_left_lists_its_open_items(sit: Sit) -> None:
    study_session = sit()
    study_session.answer(TrueFalseResponse(False))
    study_session.accept()
    study_session.skip()
    study_session.leave()
    assert study_session.left == ("d/c2", "d/c3", "d/c0")


def test_a_review_keeps_the_weights_that_it_names_when_all_is_rebuilt(tmp_path: Path) -> None:
    path, mine = tmp_path / "history.sqlite", Parameters([*DEFAULT_WEIGHTS[:20], 0.3], "mine")
    default = [DEFAULT_PARAMETERS]
    # Another rating is an undo and a new review: that item is folded from all its events.
    sessions = (("d/c0", default, Rating.GOOD), ("d/c0", default, Rating.GOOD))
    sessions += (("d/c1", [*default, mine], Rating.GOOD), ("d/c1", [*default, mine], Rating.GOOD))
    sessions += (("d/c2", [*default, mine], Rating.GOOD), ("d/c2", [*default, mine], Rating.HARD))
    for number, (item, weights, rating) in enumerate(sessions):
        with History.open(path, weights=weights) as history:
            before = history.progress(item)
            entry = QueueEntry(item, Reason.NEW, before.reviews if before else 0)
            locks, clock = ItemLocks(tmp_path / "claims"), Ticking(DAY + 5 * number)
            session = StudySession((entry,), ITEMS, history, clock, locks, 0.9)
            session.answer(TrueFalseResponse(True))
            session.rate(rating)
            session.close()
            reviews = [event for event in history.events() if event.kind == REVIEW]
            named = [event.payload["scheduler"].get("parameters") for event in reviews]
            known = history.all_progress()
    assert (named[0], named[-1]) == (None, "mine")
    assert known["d/c0"].memory.difficulty == known["d/c1"].memory.difficulty
    assert known["d/c0"].stability != known["d/c1"].stability
    with History.open(path, weights=[mine]) as history:
        history.rebuild()
        assert history.all_progress() == known
    with History.open(path) as history:  # as if the weights were not known: the default ones
        found = history.all_progress()
        assert found["d/c1"].stability == known["d/c0"].stability
        assert found["d/c2"].stability != known["d/c2"].stability
    with History.open(path, weights=[mine]) as history:
        assert history.all_progress() == known
