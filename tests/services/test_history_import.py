"""Imported reviews: folded as FSRS folds them, kept once, and taken back as a whole."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler

from coalition_quiz.core.cards import Card
from coalition_quiz.core.days import Moment
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.events import REVIEW, UNDO, Draft
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.exchange.model import Imported, ImportedCard, ImportedFlags, ImportedReview
from coalition_quiz.history import imports
from coalition_quiz.history.history import History
from coalition_quiz.services.history_import import record_history

NOW = (Moment(20_100 * 86_400_000, 0, 20_100), 0.9)
RATINGS = {"a": (3, 3, 1, 2, 4), "b": (1, 3, 0, 4, 3)}  # 0 is a reset
CARDS = tuple(Card(key, Flip(key, "back", both=True), 0) for key in (*RATINGS, "c"))
DECK = Deck("deck", "Deck", "", CARDS)


def day_of(number: int) -> int:
    return 20_000 + number * number


def imported(keys: str = "abc") -> Imported:
    reviews = [
        ImportedReview(key, "", day_of(n) * 86_400_000 + 3_600_000, 0, day_of(n), rating, 900)
        for key, ratings in RATINGS.items()
        if key in keys
        for n, rating in enumerate(ratings)
    ]
    flags = [ImportedFlags("c", "back", suspended=True, buried=True, flagged=True)]
    cards = [ImportedCard(card, card.id) for card in CARDS]
    return Imported("anki", cards, reviews=reviews, flags=flags)


def expected(ratings: tuple[int, ...]) -> FsrsCard:
    scheduler = Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
    card = FsrsCard(card_id=1)
    for number, rating in enumerate(ratings):
        when = datetime(1970, 1, 1, 1, tzinfo=UTC) + timedelta(days=day_of(number))
        if rating:
            card, _ = scheduler.review_card(card, Rating(rating), when)
        else:
            card = FsrsCard(card_id=1)
    return card


@pytest.fixture(params=["few", "many"])
def history(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[History]:
    """Open a history that folds item by item, and one that rebuilds everything."""
    monkeypatch.setattr(imports, "_FEW", 500 if request.param == "few" else 0)
    with History.open(tmp_path / "history.sqlite") as opened:
        yield opened


def states(history: History) -> dict[str, Progress]:
    return history.all_progress()


def test_reviews_are_folded_as_the_model_folds_them(history: History) -> None:
    assert record_history(history, imported(), DECK, NOW).added == 13
    for key, ratings in RATINGS.items():
        progress = history.progress(f"deck/{key}")
        card = expected(ratings)
        assert progress is not None
        assert progress.stability == card.stability
        assert progress.memory.difficulty == card.difficulty
        assert progress.due_day == (card.due - datetime(1970, 1, 1, tzinfo=UTC)).days
    flags = history.flags("deck/c/back")
    assert (flags.suspended, flags.flagged, flags.buried_until) == (True, True, 20_101)
    before = states(history), history.all_flags(), history.answers("deck/a")
    history.rebuild()
    assert (states(history), history.all_flags(), history.answers("deck/a")) == before


def test_the_same_history_is_added_once(history: History) -> None:
    record_history(history, imported("a"), DECK, NOW)
    counts = record_history(history, imported(), DECK, NOW)
    assert (counts.added, counts.known) == (5, 8)
    assert record_history(history, imported(), DECK, NOW).added == 0
    assert len(history.answers("deck/a")) == 5


def test_an_import_is_undone_as_a_whole_and_an_undo_too(history: History) -> None:
    own = Draft(REVIEW, "deck/a", Moment(20_050 * 86_400_000, 0, 20_050), payload={"rating": 3})
    history.append([own])
    before = states(history)
    record_history(history, imported(), DECK, NOW)
    after = states(history)
    assert history.undo_last_import(NOW[0]) is not None
    assert (states(history), history.all_flags()) == (before, {})
    assert len(history.answers("deck/a")) == 1
    history.rebuild()
    assert (states(history), history.all_flags()) == (before, {})
    undo = list(history.events())[-1]
    history.append([Draft(UNDO, undo.item, NOW[0], target=undo.ref)])
    assert states(history) == after
    assert history.undo_last_import(NOW[0]) is not None
    assert history.undo_last_import(NOW[0]) is None
    assert record_history(history, imported(), DECK, NOW).added == 13
    assert {item: each.memory for item, each in states(history).items()} == {
        item: each.memory for item, each in after.items()
    }


def test_later_answers_build_on_imported_ones(history: History) -> None:
    record_history(history, imported(), DECK, NOW)
    own = Draft(REVIEW, "deck/a", NOW[0], payload={"rating": 3})
    history.append([own])
    progress = history.progress("deck/a")
    assert progress is not None
    assert progress.reviews == 6
    history.rebuild()
    assert history.progress("deck/a") == progress


def test_an_interrupted_import_leaves_nothing(history: History) -> None:
    def stop(_: str) -> None:
        raise KeyboardInterrupt

    from coalition_quiz.system.progress import ProgressListener

    with pytest.raises(KeyboardInterrupt):
        record_history(history, imported(), DECK, NOW, ProgressListener(stop))
    assert not list(history.events())
