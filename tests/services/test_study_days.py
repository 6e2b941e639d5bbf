"""Days in a row on which everything due was done, and what of it has lasted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.core.statistics.study_days import DayFigures, StudyDays, kept_days
from coalition_quiz.history.history import History
from coalition_quiz.services.study_days import read_study_days

DAY_MS = 86_400_000
ITEMS = ["d/a", "d/b", "d/gaps/1", "d/gaps/2"]
DECKS = [DeckSummary("d", "as it is", len(ITEMS), lambda: ITEMS)]


class Learner:
    """A learner with a history."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._ms = 0

    def do(self, day: int, kind: str, item: str, payload: dict[str, object] | None = None) -> None:
        self._ms += 1
        when = Moment(day * DAY_MS + 12 * 3_600_000 + self._ms, 0, day)
        self.history.append([Draft(kind, item, when, payload=payload or {})])

    def answer(self, day: int, *items: str, rating: int = 3) -> None:
        for item in items:
            self.do(day, "review", item, {"rating": rating, "ms": 1000, "kind": "choice"})

    def due(self, item: str) -> int:
        progress = self.history.progress(item)
        assert progress is not None
        return progress.due_day

    def keep_up(self, item: str, until: int) -> list[int]:
        """Answer an item on every day it is due."""
        days = []
        while (day := self.due(item)) <= until:
            self.answer(day, item)
            days.append(day)
        return days

    def days(self, today: int, retention: float = 0.9) -> StudyDays:
        now = Moment(today * DAY_MS + 20 * 3_600_000, 0, today)
        return read_study_days(self.history.path, DECKS, now, 240, retention)


@pytest.fixture(params=[True, False], ids=["stored", "looked up"])
def learner(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Learner]:
    with History.open(tmp_path / "history.sqlite") as history:
        if request.param:
            history.store_decks(DECKS)
        yield Learner(history)


def test_days_without_due_work_neither_count_nor_break(learner: Learner) -> None:
    assert learner.days(100).streak == 0
    learner.answer(100, "d/a")
    assert learner.days(100).streak == 1
    later = learner.keep_up("d/a", 200)
    assert len(later) > 2
    assert later[-1] - later[0] > len(later), "there are days without work between them"
    assert learner.days(later[-1]).streak == 1 + len(later)
    assert learner.days(learner.due("d/a")).streak == 1 + len(later), "today is not over"
    assert learner.days(learner.due("d/a") + 1).streak == 0, "yesterday something was left"


def test_an_answer_that_was_late_breaks_the_row_before_it(learner: Learner) -> None:
    learner.answer(100, "d/a", "d/b")
    late = learner.due("d/a") + 1
    learner.answer(learner.due("d/b"), "d/b")
    learner.answer(late, "d/a")
    assert learner.days(late).streak == 1
    # The day is still kept when intervals are short by another setting.
    assert learner.days(late, retention=0.99).streak == 1


def test_intervals_of_another_setting_are_not_late(learner: Learner) -> None:
    learner.answer(100, "d/a")
    later = learner.keep_up("d/a", 400)
    for retention in (0.7, 0.9, 0.99):
        assert learner.days(later[-1], retention).streak == 1 + len(later)


def test_a_miss_left_for_tomorrow_keeps_the_day(learner: Learner) -> None:
    learner.answer(100, "d/a", rating=1)
    assert learner.days(100).streak == 1
    assert learner.days(101).streak == 1
    learner.answer(101, "d/a")
    assert learner.days(101).streak == 2


@pytest.mark.parametrize("kind", ["bury", "suspend"])
def test_what_was_set_aside_is_not_missing(learner: Learner, kind: str) -> None:
    learner.answer(100, "d/a", "d/b")
    due = learner.due("d/a")
    learner.do(due, kind, "d/a")
    learner.answer(due, "d/b")
    assert learner.days(due).streak == 2
    if kind == "suspend":
        learner.do(due + 1, "resume", "d/a")
    learner.answer(due + 1, "d/a")
    assert learner.days(due + 1).streak == 3


def test_gaps_of_a_card_wait_for_each_other(learner: Learner) -> None:
    learner.answer(100, "d/gaps/1", "d/gaps/2")
    due = learner.due("d/gaps/1")
    assert due == learner.due("d/gaps/2")
    learner.answer(due, "d/gaps/1")
    assert learner.days(due).streak == 2
    assert learner.days(due + 1).streak == 2
    learner.answer(due + 1, "d/gaps/2")
    assert learner.days(due + 1).streak == 3
    assert learner.days(due + 20).streak == 0


def test_many_answers_are_read_piece_by_piece(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coalition_quiz.history.learner_days._CHUNK", 2)
    test_an_answer_that_was_late_breaks_the_row_before_it(learner)


def test_the_figures_of_a_day_tell_first_tries_from_repeats(learner: Learner) -> None:
    learner.answer(100, "d/a", rating=1)
    learner.answer(100, "d/a", "d/b")
    learner.do(100, "review", "d/b", {"rating": 3, "ms": 500, "mode": "quiz"})
    assert learner.days(100).days == {100: DayFigures(4, 2, 1, 3500)}
    assert learner.history.answers_per_day("d") == {100: DayFigures(4, 2, 1, 3500)}
    assert learner.history.answers_per_day("other") == {}


def test_learned_is_what_was_right_a_day_or_more_later(learner: Learner) -> None:
    count = learner.history.count_learned
    learner.answer(100, "d/a", "d/a", "d/b")
    assert count(ITEMS) == 0, "on the same day nothing has lasted"
    learner.answer(101, "d/a")
    learner.answer(101, "d/b", rating=1)
    learner.answer(101, "d/b")
    assert count(ITEMS) == 1, "a repeat on the day of the miss does not count"
    assert count(ITEMS, before=101) == 0
    learner.answer(103, "d/a", rating=1)
    learner.answer(103, "d/b")
    assert (count(["d/a"]), count(["d/b"]), count(ITEMS, before=103)) == (0, 1, 1)
    learner.do(104, "reset", "d/b")
    assert count(ITEMS) == 0


def test_the_row_of_a_traveller() -> None:
    assert kept_days([98, 99, 101], 100, 90, is_done=True) == 3
    assert kept_days([98, 99, 100, 104], 100, 98, is_done=False) == 1
