"""The desk: what a session left, retired and changed facts, decks edited meanwhile."""

from pathlib import Path

from coalition_quiz.core.events import Draft
from coalition_quiz.core.questions.responses import TrueFalseResponse
from coalition_quiz.core.scheduling.queue import QueueEntry, Reason
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.settings import Settings

from helpers.classroom import FixedClock, make_desk

NAMES = ("a", "b", "c", "d")


def deck(*cards: str) -> str:
    """A deck of these cards."""
    return "format: 1\ndeck: t\ntitle: T\ncards:\n" + "".join(cards)


def truth(name: str, more: str = "") -> str:
    """A card of which True is the answer."""
    return f"  - id: {name}\n    truth: Is it {name}?\n    answer: true\n{more}"


def at_desk(folder: Path, *cards: str) -> Workspace:
    """A desk with one deck."""
    folder.mkdir(exist_ok=True)
    return make_desk(folder, deck(*cards))


def answer_all(desk: Workspace) -> None:
    """A session in which all is right."""
    sitting = desk.sit(StudyRequest(siblings=True))
    while sitting.session.entry is not None:
        sitting.answer(TrueFalseResponse(True))
        sitting.accept()
    sitting.close()


def test_what_a_session_left_is_asked_in_its_order_with_its_reasons(tmp_path: Path) -> None:
    desk = at_desk(tmp_path, *map(truth, NAMES))
    sitting = desk.sit(StudyRequest())
    sitting.answer(TrueFalseResponse(False))
    sitting.accept()
    sitting.leave()
    assert desk.plan_rest(sitting.left) == (
        QueueEntry("t/b", Reason.NEW),
        QueueEntry("t/c", Reason.NEW),
        QueueEntry("t/d", Reason.NEW),
        QueueEntry("t/a", Reason.DUE, 1),
    )
    desk.history.close()


def test_what_was_done_meanwhile_is_not_left(tmp_path: Path) -> None:
    desk = at_desk(tmp_path, *map(truth, NAMES))
    answer_all(desk)
    assert desk.plan_rest(("t/a", "t/gone")) == ()
    desk.history.append([Draft("reset", "t/a", desk.clock.now())])
    assert desk.plan_rest(("t/a", "t/gone")) == (QueueEntry("t/a", Reason.NEW),)
    desk.history.append([Draft("suspend", "t/a", desk.clock.now())])
    assert desk.plan_rest(("t/a",)) == ()
    desk.history.close()


def test_a_retired_card_is_asked_no_more_and_keeps_its_history(tmp_path: Path) -> None:
    desk = at_desk(tmp_path, *map(truth, NAMES))
    answer_all(desk)
    desk.history.close()
    retired = truth("a", "    retired: {on: 2023-10, why: It is no more.}\n")
    again = at_desk(tmp_path, retired, *map(truth, NAMES[1:]), truth("e"))
    assert again.plan(StudyRequest()) == (QueueEntry("t/e", Reason.NEW),)
    assert again.overview().decks[0].items == 4
    assert again.history.progress("t/a") is not None
    assert [event.item for event in again.history.events(item="t/a")] == ["t/a"]
    again.history.close()


def test_a_changed_fact_comes_first_once(tmp_path: Path) -> None:
    desk = at_desk(tmp_path, *map(truth, NAMES))
    answer_all(desk)
    desk.history.close()
    changed = truth("c", "    changed: {on: 2023-10, was: It was not so.}\n")
    again = at_desk(tmp_path, truth("a"), truth("b"), changed, truth("d"), truth("e"))
    again.clock.at_ms += 86_400_000
    assert again.plan(StudyRequest())[0] == QueueEntry("t/c", Reason.CHANGED, 1)
    assert (again.overview().due, again.overview().changed) == (1, 1)
    answer_all(again)
    assert again.plan(StudyRequest()) == ()
    assert again.overview().changed == 0
    again.history.close()


def test_a_changed_fact_that_is_studied_by_name_is_told(tmp_path: Path) -> None:
    desk = at_desk(tmp_path, truth("a"), truth("b"))
    answer_all(desk)
    desk.history.close()
    desk = at_desk(
        tmp_path, truth("a"), truth("b", "    changed: {on: 2023-10, was: It was not.}\n")
    )
    named = StudyRequest(items=("t/a", "t/b"))
    assert desk.plan(named) == (
        QueueEntry("t/a", Reason.AGAIN, 1),
        QueueEntry("t/b", Reason.CHANGED, 1),
    )
    sitting = desk.sit_over(desk.plan(named))
    while sitting.session.entry is not None:
        sitting.answer(TrueFalseResponse(True))
        sitting.accept()
    sitting.close()
    assert [entry.reason for entry in desk.plan(named)] == [Reason.AGAIN, Reason.AGAIN]
    desk.history.close()


def test_who_learns_a_fact_after_it_changed_is_not_told_of_it(tmp_path: Path) -> None:
    changed = truth("c", "    changed: {on: 2023-10, was: It was not so.}\n")
    desk = at_desk(tmp_path, changed)
    answer_all(desk)
    assert desk.overview().changed == 0
    desk.history.close()


def test_a_buried_item_comes_tomorrow_and_a_suspended_one_does_not(tmp_path: Path) -> None:
    desk = at_desk(tmp_path, *map(truth, NAMES))
    now = desk.clock.now()
    early = now._replace(study_day=now.study_day - 9, at_ms=now.at_ms - 9 * 86_400_000)
    for item, care in (("t/a", "bury"), ("t/b", "suspend"), ("t/c", "")):
        desk.history.append([Draft("review", item, early, payload={"rating": 3})])
        if care:
            desk.history.append([Draft(care, item, now)])
    assert desk.overview().forecast[:2] == (1, 1)
    assert sum(desk.overview().forecast) == 2
    desk.history.close()


def test_an_edited_deck_is_read_again(tmp_path: Path) -> None:
    desk = at_desk(tmp_path, *map(truth, NAMES))
    path = Path(desk.library.decks[0].path)
    answer_all(desk)
    renamed = truth("z", "    was: [a]\n")
    path.write_text(deck(renamed, truth("b")), encoding="utf-8")
    desk.read_again(str(path))
    assert list(desk.library.items) == ["t/z", "t/b"]
    assert desk.history.progress("t/z") is not None
    path.write_text("cards: [", encoding="utf-8")
    desk.read_again(str(path))
    assert list(desk.library.items) == ["t/z", "t/b"]
    assert desk.library.diagnostics
    path.write_text(deck(truth("b")), encoding="utf-8")
    desk.read_again(str(path))
    assert (list(desk.library.items), desk.library.diagnostics) == (["t/b"], ())
    desk.history.close()


def test_chosen_settings_count_at_once(tmp_path: Path) -> None:
    desk = at_desk(tmp_path, *map(truth, NAMES))
    desk.choose(Settings(new_per_day=1), ["Something is odd."])
    assert (len(desk.plan(StudyRequest())), desk.notices) == (1, ("Something is odd.",))
    assert isinstance(desk.clock, FixedClock)
    desk.clock = SystemClock(0)
    desk.choose(Settings(day_start_min=23 * 60), ())
    assert desk.clock.now().study_day <= SystemClock(0).now().study_day
    desk.history.close()
