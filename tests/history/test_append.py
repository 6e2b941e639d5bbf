"""Adding events and asking about them."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.scheduling.progress import FOLD_VERSION, fold_progress
from coalition_quiz.history.connection import SCHEMA_VERSION
from coalition_quiz.history.history import History, UndoRefusedError
from coalition_quiz.system.errors import HistoryError, NotSavedError

from helpers.support import introduced

Review = Callable[..., Draft]


def undo(of: str, item: str = "deck/card", day: int = 100) -> Draft:
    return Draft("undo", item, Moment(day * 86_400_000 + 1, 60, day), target=of)


def test_an_event_is_what_was_drafted(history: History, review: Review) -> None:
    (event,) = history.append([review("deck/card", 100, 3, response={"text": "Élysée"}, ms=1500)])
    assert event.device == history.device
    assert (event.seq, event.kind, event.item, event.target) == (1, "review", "deck/card", "")
    assert (event.at_ms, event.tz_min, event.study_day) == (100 * 86_400_000, 60, 100)
    assert event.payload == {"rating": 3, "response": {"text": "Élysée"}, "ms": 1500}
    assert event.prev == ""


def test_events_are_chained_and_read_as_they_were_returned(
    history: History, review: Review
) -> None:
    one = history.append([review("deck/a"), review("deck/b")])
    two = history.append([review("deck/c")])
    assert [event.seq for event in one + two] == [1, 2, 3]
    assert [event.prev for event in one + two] == ["", one[0].hash, one[1].hash]
    assert tuple(history.events()) == one + two


def test_added_events_are_there_after_reopening(path: Path, review: Review) -> None:
    with History.open(path) as history:
        added = history.append([review()])
        progress = history.progress("deck/card")
        device = history.device
    with History.open(path) as again:
        assert tuple(again.events()) == added
        assert again.progress("deck/card") == progress == fold_progress(added)
        assert again.device == device
        assert again.append([review()])[0].seq == 2


def test_any_text_that_a_terminal_can_send_is_kept(history: History, review: Review) -> None:
    hostile = "\x1b]52;c;x\x07 \u202e \ud800 \x00 ٣ [/x] 'quoted' \U0001f600"
    history.append([review(response=hostile)])
    (event,) = history.events()
    assert event.payload["response"] == hostile
    assert history.verify_chain() == ()


def test_a_payload_that_is_no_json_is_misuse_and_changes_nothing(
    history: History, review: Review
) -> None:
    for payload in ({"rating": float("nan")}, {"response": object()}):
        with pytest.raises((TypeError, ValueError)):
            history.append([review(), Draft("review", "x", Moment(0, 0, 0), payload=payload)])
    assert list(history.events()) == []
    history.append([review()])


def test_appending_nothing_adds_nothing(history: History) -> None:
    assert history.append([]) == ()


def test_an_undo_restores_what_was_before(history: History, review: Review) -> None:
    history.append([review(day=100)])
    before = history.progress("deck/card")
    (second,) = history.append([review(day=103, rating=1)])
    after = history.progress("deck/card")
    (undone,) = history.append([undo(second.ref, day=103)])
    assert history.progress("deck/card") == before
    history.append([undo(undone.ref, day=103)])
    assert history.progress("deck/card") == after


def test_an_undo_of_the_only_review_makes_the_item_new(history: History, review: Review) -> None:
    (event,) = history.append([review()])
    history.append([undo(event.ref)])
    assert history.progress("deck/card") is None
    assert history.all_progress() == {}
    assert introduced(history, 100) == [0]


def test_an_undo_counts_even_when_the_clock_was_set_back(history: History, review: Review) -> None:
    (event,) = history.append([review(day=100)])
    (undone,) = history.append([undo(event.ref, day=90)])
    assert history.progress("deck/card") is None
    history.append([undo(undone.ref, day=80)])
    assert history.progress("deck/card") == fold_progress([event])


def test_two_windows_cannot_undo_one_review_twice(path: Path, review: Review) -> None:
    with History.open(path) as one, History.open(path) as two:
        first, second = one.append([review(day=100), review(day=101)])
        two.append([undo(second.ref)])
        with pytest.raises(UndoRefusedError, match="Already"):
            one.append([undo(second.ref)])
        assert len(list(one.events())) == 3
        assert one.progress("deck/card") == fold_progress([first])


@pytest.mark.parametrize("target", ["", "x", "x:1", "{device}:2", "{device}:01", "{device}:-1"])
def test_an_undo_of_an_unknown_event_is_refused(
    history: History, review: Review, target: str
) -> None:
    history.append([review()])
    with pytest.raises(UndoRefusedError, match="nothing to undo"):
        history.append([undo(target.format(device=history.device))])
    assert len(list(history.events())) == 1


def test_an_undo_of_another_items_event_is_refused(history: History, review: Review) -> None:
    (event,) = history.append([review("deck/a")])
    with pytest.raises(UndoRefusedError, match="deck/a"):
        history.append([undo(event.ref, "deck/b")])
    assert history.progress("deck/a") == fold_progress([event])


def test_one_refused_draft_refuses_them_all(history: History, review: Review) -> None:
    with pytest.raises(UndoRefusedError):
        history.append([review(), undo("nowhere:1")])
    assert list(history.events()) == []
    assert history.progress("deck/card") is None


def test_a_review_of_an_earlier_day_is_folded_in_order(history: History, review: Review) -> None:
    late = history.append([review(day=110, rating=3)])
    early = history.append([review(day=100, rating=1)])
    assert history.progress("deck/card") == fold_progress(early + late)
    assert history.progress("deck/card") != fold_progress(late)


def test_kinds_and_ratings_of_a_newer_version_are_kept_and_ignored(
    history: History, review: Review
) -> None:
    (event,) = history.append([review(day=100)])
    others = history.append(
        [
            Draft("suspend", "deck/card", Moment(0, 0, 101), payload={"until": 120}),
            review(day=102, rating=5),
            Draft("weather", "", Moment(0, 0, 103), target="anything"),
        ]
    )
    assert history.progress("deck/card") == fold_progress([event])
    assert tuple(history.events())[1:] == others
    history.rebuild()
    assert history.progress("deck/card") == fold_progress([event])


def test_days_are_counted_separately(history: History, review: Review) -> None:
    history.append([review("d/a", 100), review("d/a/back", 100), review("d/b", 100)])
    (last,) = history.append([review("d/a", 101)])
    history.append([review("d/c", 101)])
    assert introduced(history, 99, 100, 101) == [0, 3, 1]
    history.append([undo(last.ref, "d/a", 101)])
    assert introduced(history, 99, 100, 101) == [0, 3, 1]


def test_events_of_one_item_and_of_another_window(path: Path, review: Review) -> None:
    with History.open(path) as one, History.open(path) as two:
        a, _ = one.append([review("d/a"), review("d/b")])
        c, taken = two.append([review("d/c"), undo(a.ref, "d/a")])
        assert list(one.events(item="d/a")) == [a, taken]
        assert list(one.events(item="d/none")) == []
        assert list(one.events())[2:] == [c, taken]


def test_the_pace_is_the_median_of_the_latest_answers(history: History, review: Review) -> None:
    assert history.pace_ms() is None
    history.append([review(f"d/{n}", ms=60_000) for n in range(50)])
    history.append([review(f"d/{n}", ms=4_000) for n in range(100)])
    history.append([Draft("note", "", Moment(0, 0, 0))])
    assert history.pace_ms() == 4_000


def test_a_paused_reader_does_not_keep_answers_from_being_saved(path: Path, review: Review) -> None:
    with History.open(path) as writer, History.open_readonly(path) as reader:
        writer.append([review(f"d/{n}") for n in range(1200)])
        events = reader.events()
        next(events)
        writer._connection.execute("PRAGMA busy_timeout = 0")
        writer.append([review("d/late")])
        assert sum(1 for _ in events) == 1200


def test_state_left_by_another_fold_is_rebuilt_on_opening(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review()])
        progress = history.progress("deck/card")
        history._connection.execute("UPDATE item_state SET stability = 1, reviews = 99")
        history._connection.execute("UPDATE meta SET value = 'old' WHERE key = 'fold_version'")
    with History.open(path) as again:
        assert again.progress("deck/card") == progress


def test_appending_to_the_table_of_another_fold_marks_it_for_a_rebuild(
    path: Path, review: Review
) -> None:
    newer = str(FOLD_VERSION + 1)
    with History.open(path) as older:
        older._connection.execute("UPDATE meta SET value = ? WHERE key = 'fold_version'", (newer,))
        older.append([review()])
    with closing(sqlite3.connect(path)) as raw:
        (found,) = raw.execute("SELECT value FROM meta WHERE key = 'fold_version'").fetchone()
    assert found != newer


def test_a_window_left_open_during_an_upgrade_refuses_to_save(
    history: History, review: Review
) -> None:
    with closing(sqlite3.connect(history.path)) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(NotSavedError, match="newer"):
        history.append([review()])
    assert list(history.events()) == []


@pytest.mark.parametrize(
    "use",
    [
        lambda history: history.append([Draft("note", "", Moment(0, 0, 0))]),
        lambda history: history.progress("d/a"),
        lambda history: history.rebuild(),
    ],
    ids=["append", "progress", "rebuild"],
)
def test_using_a_history_on_another_thread_is_an_error(
    history: History, use: Callable[[History], object]
) -> None:
    raised: list[BaseException] = []

    def elsewhere() -> None:
        try:
            use(history)
        except sqlite3.ProgrammingError as error:
            raised.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(raised) == 1
    assert list(history.events()) == []


def test_a_damaged_state_is_reported(history: History, review: Review) -> None:
    history.append([review()])
    history._connection.executescript(
        """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, 'STRICT, WITHOUT', 'WITHOUT')
        WHERE name = 'item_state';
        PRAGMA writable_schema = RESET;
        UPDATE item_state SET stability = 'much';
        """
    )
    with pytest.raises(HistoryError, match="damaged"):
        history.progress("deck/card")
