"""The desk: what a session left, retired and changed facts, decks edited meanwhile."""

from pathlib import Path

from coalition_quiz.core.events import Draft
from coalition_quiz.core.kinds.true_false import TrueFalseResponse
from coalition_quiz.core.scheduling.queue import QueueEntry, Reason
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.settings import Settings

from helpers.classroom import FixedClock, make_workspace

NAMES = ("a", "b", "c", "d")


def deck(*cards: str) -> str:
    """A deck of these cards."""
    return "format: 1\ndeck: t\ntitle: T\ncards:\n" + "".join(cards)


def truth(name: str, more: str = "") -> str:
    """A card of which True is the answer."""
    return f"  - id: {name}\n    truth: Is it {name}?\n    answer: true\n{more}"


def at_workspace(folder: Path, *cards: str) -> Workspace:
    """A desk with one deck."""
    folder.mkdir(exist_ok=True)
    return make_workspace(folder, deck(*cards))


def answer_all(workspace: Workspace) -> None:
    """A session in which all is right."""
    study_session = workspace.start_session(StudyRequest(siblings=True))
    while study_session.session.entry is not None:
        study_session.answer(TrueFalseResponse(True))
        study_session.accept()
    study_session.close()


def test_items_left_by_a_session_keep_order_and_reasons(tmp_path: Path) -> None:
    workspace = at_workspace(tmp_path, *map(truth, NAMES))
    study_session = workspace.start_session(StudyRequest())
    study_session.answer(TrueFalseResponse(False))
    study_session.accept()
    study_session.leave()
    assert workspace.plan_rest(study_session.left) == (
        QueueEntry("t/b", Reason.NEW),
        QueueEntry("t/c", Reason.NEW),
        QueueEntry("t/d", Reason.NEW),
        QueueEntry("t/a", Reason.DUE, 1),
    )
    workspace.history.close()


def test_items_finished_meanwhile_are_not_left(tmp_path: Path) -> None:
    workspace = at_workspace(tmp_path, *map(truth, NAMES))
    answer_all(workspace)
    assert workspace.plan_rest(("t/a", "t/gone")) == ()
    workspace.history.append([Draft("reset", "t/a", workspace.clock.now())])
    assert workspace.plan_rest(("t/a", "t/gone")) == (QueueEntry("t/a", Reason.NEW),)
    workspace.history.append([Draft("suspend", "t/a", workspace.clock.now())])
    assert workspace.plan_rest(("t/a",)) == ()
    workspace.history.close()


def test_a_retired_card_is_not_asked_and_keeps_its_history(tmp_path: Path) -> None:
    workspace = at_workspace(tmp_path, *map(truth, NAMES))
    answer_all(workspace)
    workspace.history.close()
    retired = truth("a", "    retired: {on: 2023-10, why: It is no more.}\n")
    again = at_workspace(tmp_path, retired, *map(truth, NAMES[1:]), truth("e"))
    assert again.plan(StudyRequest()) == (QueueEntry("t/e", Reason.NEW),)
    assert again.overview().decks[0].items == 4
    assert again.history.progress("t/a") is not None
    assert [event.item for event in again.history.events(item="t/a")] == ["t/a"]
    again.history.close()


def test_a_changed_fact_comes_first_once(tmp_path: Path) -> None:
    workspace = at_workspace(tmp_path, *map(truth, NAMES))
    answer_all(workspace)
    workspace.history.close()
    changed = truth("c", "    changed: {on: 2023-10, was: It was not so.}\n")
    again = at_workspace(tmp_path, truth("a"), truth("b"), changed, truth("d"), truth("e"))
    again.clock.at_ms += 86_400_000
    assert again.plan(StudyRequest())[0] == QueueEntry("t/c", Reason.CHANGED, 1)
    assert (again.overview().due, again.overview().changed) == (1, 1)
    answer_all(again)
    assert again.plan(StudyRequest()) == ()
    assert again.overview().changed == 0
    again.history.close()


def test_a_changed_fact_studied_by_name_is_announced(tmp_path: Path) -> None:
    workspace = at_workspace(tmp_path, truth("a"), truth("b"))
    answer_all(workspace)
    workspace.history.close()
    workspace = at_workspace(
        tmp_path, truth("a"), truth("b", "    changed: {on: 2023-10, was: It was not.}\n")
    )
    named = StudyRequest(items=("t/a", "t/b"))
    assert workspace.plan(named) == (
        QueueEntry("t/a", Reason.AGAIN, 1),
        QueueEntry("t/b", Reason.CHANGED, 1),
    )
    study_session = workspace.start_session_over(workspace.plan(named))
    while study_session.session.entry is not None:
        study_session.answer(TrueFalseResponse(True))
        study_session.accept()
    study_session.close()
    assert [entry.reason for entry in workspace.plan(named)] == [Reason.AGAIN, Reason.AGAIN]
    workspace.history.close()


def test_a_change_before_learning_is_not_shown(tmp_path: Path) -> None:
    changed = truth("c", "    changed: {on: 2023-10, was: It was not so.}\n")
    workspace = at_workspace(tmp_path, changed)
    answer_all(workspace)
    assert workspace.overview().changed == 0
    workspace.history.close()


def test_a_buried_item_comes_tomorrow_and_a_suspended_one_does_not(tmp_path: Path) -> None:
    workspace = at_workspace(tmp_path, *map(truth, NAMES))
    now = workspace.clock.now()
    early = now._replace(study_day=now.study_day - 9, at_ms=now.at_ms - 9 * 86_400_000)
    for item, flags in (("t/a", "bury"), ("t/b", "suspend"), ("t/c", "")):
        workspace.history.append([Draft("review", item, early, payload={"rating": 3})])
        if flags:
            workspace.history.append([Draft(flags, item, now)])
    assert workspace.overview().forecast[:2] == (1, 1)
    assert sum(workspace.overview().forecast) == 2
    workspace.history.close()


def test_an_edited_deck_is_read_again(tmp_path: Path) -> None:
    workspace = at_workspace(tmp_path, *map(truth, NAMES))
    path = Path(workspace.library.decks[0].path)
    answer_all(workspace)
    renamed = truth("z", "    was: [a]\n")
    path.write_text(deck(renamed, truth("b")), encoding="utf-8")
    workspace.read_again(str(path))
    assert list(workspace.library.items) == ["t/z", "t/b"]
    assert workspace.history.progress("t/z") is not None
    path.write_text("cards: [", encoding="utf-8")
    workspace.read_again(str(path))
    assert list(workspace.library.items) == ["t/z", "t/b"]
    assert workspace.library.diagnostics
    path.write_text(deck(truth("b")), encoding="utf-8")
    workspace.read_again(str(path))
    assert (list(workspace.library.items), workspace.library.diagnostics) == (["t/b"], ())
    workspace.history.close()


def test_chosen_settings_count_at_once(tmp_path: Path) -> None:
    workspace = at_workspace(tmp_path, *map(truth, NAMES))
    workspace.use_settings(Settings(new_per_day=1), ["Something is odd."])
    assert (len(workspace.plan(StudyRequest())), workspace.notices) == (1, ("Something is odd.",))
    assert isinstance(workspace.clock, FixedClock)
    workspace.clock = SystemClock(0)
    workspace.use_settings(Settings(day_start_min=23 * 60), ())
    assert workspace.clock.now().study_day <= SystemClock(0).now().study_day
    workspace.history.close()
