"""FSRS-6 by study days, against the package itself and a real learner's log."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_quiz.core.days import moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.scheduling.fsrs import (
    DEFAULT_PARAMETERS,
    Memory,
    Parameters,
    Rating,
    RatingPreview,
    rating_previews,
    retrievability,
    review,
)
from coalition_quiz.core.scheduling.progress import fold_progress
from coalition_quiz.history.history import History

LOG = Path(__file__).parents[2] / "data" / "pyfsrs_josh_revlog.csv"
DAY_START_MIN = 4 * 60

OTHERS = Parameters(
    (
        *(0.4, 1.1, 3.2, 15.7, 7.2, 0.53, 1.46, 0.005, 1.55, 0.12, 1.02),
        *(1.94, 0.11, 0.3, 2.27, 0.23, 2.99, 0.52, 0.66, 0.14, 0.27),
    ),
    "others",
)
"""Parameters as they may be fitted to one learner."""

ratings = st.sampled_from(Rating)
days = st.integers(0, 40_000)
retentions = st.floats(0.70, 0.99)
histories = st.lists(st.tuples(ratings, st.integers(0, 400)), max_size=12)


class Answer(NamedTuple):
    """One row of the log."""

    card: str
    rating: int
    at_ms: int
    ms: int


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    """The log in its order."""
    with LOG.open(newline="", encoding="utf-8") as rows:
        return [
            Answer(
                row["card_id"],
                int(row["review_rating"]),
                round(datetime.fromisoformat(row["review_time"]).timestamp() * 1000),
                int(row["review_duration"]),
            )
            for row in csv.DictReader(rows)
        ]


def study_noon(at_ms: int) -> datetime:
    """Noon UTC of the study day that begins at four, by other arithmetic than the program's."""
    four_hours_before = datetime.fromtimestamp(at_ms / 1000, UTC) - timedelta(hours=4)
    return four_hours_before.replace(hour=12, minute=0, second=0, microsecond=0)


def remembered(history: list[tuple[Rating, int]], retention: float = 0.9) -> Memory | None:
    """The memory after reviews so many days apart."""
    memory, day = None, 1000
    for rating, gap in history:
        day += gap
        memory = review(memory, rating, day, retention).memory
    return memory


@pytest.mark.parametrize("retention", [0.7, 0.9, 0.97])
def test_a_real_log_is_followed_review_by_review(answers: list[Answer], retention: float) -> None:
    scheduler = theirs(retention)
    cards: dict[str, fsrs.Card] = {}
    ours: dict[str, Memory] = {}
    for answer in answers:
        today = study_noon(answer.at_ms)
        card = cards.get(answer.card) or fsrs.Card(card_id=1)
        card, _ = scheduler.review_card(card, fsrs.Rating(answer.rating), today)
        cards[answer.card] = card

        day = moment(answer.at_ms, 0, DAY_START_MIN).study_day
        after = review(ours.get(answer.card), Rating(answer.rating), day, retention)
        ours[answer.card] = after.memory

        assert day == (today - noon(0)).days
        assert (after.memory.stability, after.memory.difficulty) == (
            card.stability,
            card.difficulty,
        )
        expected = 0 if answer.rating == 1 else (card.due - today).days
        assert after.interval == expected
    assert (len(answers), len(cards)) == (12_580, 1_205)


def theirs(retention: float, parameters: Parameters = DEFAULT_PARAMETERS) -> fsrs.Scheduler:
    """The package's scheduler, set as the program means it."""
    return fsrs.Scheduler(
        parameters=parameters.weights,
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
    )


def noon(day: int) -> datetime:
    """Noon UTC of a study day."""
    return datetime(1970, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)


def their_card(memory: Memory | None) -> fsrs.Card:
    """A memory as the package has it."""
    if memory is None:
        return fsrs.Card(card_id=1)
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=noon(memory.last_day),
    )


def test_the_parameters_are_the_packages() -> None:
    assert fsrs.Scheduler().parameters == DEFAULT_PARAMETERS.weights


@given(
    st.none() | st.builds(Memory, st.floats(0.001, 1e5), st.floats(1.0, 10.0), st.just(1000)),
    st.just(0) | st.integers(0, 60) | st.integers(0, 100_000),
    retentions,
    st.sampled_from([DEFAULT_PARAMETERS, OTHERS]),
)
@settings(max_examples=250)
def test_any_review_of_any_memory_is_the_packages_to_the_last_digit(
    memory: Memory | None, elapsed: int, retention: float, parameters: Parameters
) -> None:
    day = 1000 + elapsed
    scheduler = theirs(retention, parameters)
    for offered in rating_previews(memory, day, retention, parameters):
        rating = fsrs.Rating(offered.rating)
        card, _ = scheduler.review_card(their_card(memory), rating, noon(day))
        assert (offered.memory.stability, offered.memory.difficulty) == (
            card.stability,
            card.difficulty,
        )
        waits = (card.due - noon(day)).days
        assert offered.interval == (0 if offered.rating is Rating.AGAIN else waits)
    if memory is not None:
        chance = scheduler.get_card_retrievability(their_card(memory), noon(day))
        assert retrievability(memory, day, parameters) == chance


def drafts(answers: list[Answer]) -> Iterator[Draft]:
    """The log as it would have been recorded."""
    for answer in answers:
        when = moment(answer.at_ms, 0, DAY_START_MIN)
        payload = {"rating": answer.rating, "ms": answer.ms}
        yield Draft("review", f"log/{answer.card}", when, payload=payload)


def test_a_real_log_goes_through_a_history(answers: list[Answer], tmp_path: Path) -> None:
    with History.open(tmp_path / "history.sqlite") as history:
        recorded = list(drafts(answers))
        for start in range(0, len(recorded), 1000):
            history.append(recorded[start : start + 1000])
        kept = history.all_progress()
        by_item = defaultdict(list)
        for event in history.events():
            by_item[event.item].append(event)
        assert kept == {item: fold_progress(events) for item, events in by_item.items()}
        assert len(kept) == 1_205
        history.rebuild()
        assert history.all_progress() == kept
        assert history.verify_chain() == ()


@pytest.mark.parametrize("retention", [0.0, 0.69, 0.991, 1.0, 1.5, -1.0, float("nan")])
def test_a_retention_out_of_bounds_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match="retention"):
        review(None, Rating.GOOD, 100, retention)


@pytest.mark.parametrize("retention", [0.70, 0.99])
def test_the_bounds_themselves_are_allowed(retention: float) -> None:
    assert review(None, Rating.GOOD, 100, retention).interval >= 1


@given(histories, ratings)
def test_a_higher_retention_never_waits_longer(
    history: list[tuple[Rating, int]], rating: Rating
) -> None:
    memory = remembered(history)
    day = memory.last_day + 3 if memory else 1000
    waits = [review(memory, rating, day, r).interval for r in (0.7, 0.8, 0.9, 0.95, 0.99)]
    assert waits == sorted(waits, reverse=True)


@given(histories.filter(bool), ratings, st.integers(1, 5000))
def test_a_clock_set_back_counts_as_the_day_of_the_last_review(
    history: list[tuple[Rating, int]], rating: Rating, back: int
) -> None:
    memory = remembered(history)
    assert memory is not None
    now = review(memory, rating, memory.last_day, 0.9)
    assert review(memory, rating, memory.last_day - back, 0.9) == now
    assert now.memory.last_day == memory.last_day
    assert retrievability(memory, memory.last_day - back) == retrievability(memory, memory.last_day)


@given(histories, days, retentions)
def test_again_stays_due_on_the_day_and_the_others_do_not(
    history: list[tuple[Rating, int]], day: int, retention: float
) -> None:
    again, *passes = rating_previews(remembered(history), day, retention)
    assert again.interval == 0
    assert again.due_day == again.memory.last_day
    assert all(rating_preview.interval >= 1 for rating_preview in passes)


@given(histories, days, retentions)
def test_previews_match_reviews(
    history: list[tuple[Rating, int]], day: int, retention: float
) -> None:
    memory = remembered(history)
    offered = rating_previews(memory, day, retention)
    assert [rating_preview.rating for rating_preview in offered] == list(Rating)
    assert offered == tuple(review(memory, rating, day, retention) for rating in Rating)


@given(histories, days)
def test_better_ratings_wait_no_less(history: list[tuple[Rating, int]], day: int) -> None:
    waits = [
        rating_preview.interval for rating_preview in rating_previews(remembered(history), day, 0.9)
    ]
    assert waits == sorted(waits)


@given(histories.filter(bool))
def test_memory_fades_day_by_day(history: list[tuple[Rating, int]]) -> None:
    memory = remembered(history)
    assert memory is not None
    chances = [retrievability(memory, memory.last_day + days) for days in (0, 1, 2, 10, 1000)]
    assert chances[0] == 1.0
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance <= 1 for chance in chances)


@given(histories.filter(bool), st.sampled_from([Rating.GOOD, Rating.EASY]))
def test_a_pass_on_the_same_day_never_lowers_stability(
    history: list[tuple[Rating, int]], rating: Rating
) -> None:
    memory = remembered(history)
    assert memory is not None
    assert review(memory, rating, memory.last_day, 0.9).memory.stability >= memory.stability


def test_repeats_of_one_day_go_by_the_same_day_rule() -> None:
    first = review(None, Rating.AGAIN, 100, 0.9)
    same_day = review(first.memory, Rating.GOOD, 100, 0.9)
    next_day = review(first.memory, Rating.GOOD, 101, 0.9)
    assert first.memory.stability < same_day.memory.stability < next_day.memory.stability


def test_the_evening_and_the_morning_after_are_two_study_days() -> None:
    evening = moment(1_700_000_000_000 // 86_400_000 * 86_400_000 + 23 * 3_600_000, 0, 240)
    small_hours = moment(evening.at_ms + 4 * 3_600_000, 0, 240)
    morning = moment(evening.at_ms + 6 * 3_600_000, 0, 240)
    assert small_hours.study_day == evening.study_day
    assert morning.study_day == evening.study_day + 1
    first = review(None, Rating.GOOD, evening.study_day, 0.9)
    within_a_day = review(first.memory, Rating.GOOD, morning.study_day, 0.9)
    assert within_a_day != review(first.memory, Rating.GOOD, evening.study_day, 0.9)


def test_the_first_good_review_has_known_values() -> None:
    one = review(None, Rating.GOOD, 100, 0.9)
    assert one == RatingPreview(Rating.GOOD, Memory(2.3065, 2.118103970459016, 100), 2)
