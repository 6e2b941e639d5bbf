"""From a plan to a quiz that is taken, recorded in one piece, and opened again."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_quiz.core.events import BURY, SUSPEND, Draft
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.kinds.true_false import TrueFalseResponse
from coalition_quiz.core.questions import GaveUp
from coalition_quiz.core.scheduling.queue import Reason
from coalition_quiz.core.sessions.quiz import Feedback
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria, eligible_items
from coalition_quiz.history.examine import examine
from coalition_quiz.services.bookmark import drafts_in
from coalition_quiz.services.quiz_plan import (
    QuizCandidates,
    QuizPlan,
    past_quizzes,
    quiz_items,
    start_quiz,
    unfinished_quiz,
)
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import NotSavedError, UsageError
from coalition_quiz.system.progress import QUIET
from coalition_quiz.system.text import is_showable

from helpers.classroom import CARDS, deck_of, make_workspace

SECOND = """\
format: 1
deck: second
title: A second deck
cards:
  - {id: one, truth: One is odd., answer: true, tags: [numbers]}
  - {id: two, truth: Two is odd., answer: false, tags: [numbers, even]}
  - {id: three, truth: Three is odd., answer: true}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A desk with two decks."""
    made = make_workspace(tmp_path, deck_of(*CARDS), SECOND)
    yield made
    made.history.close()


def only(*decks: str, **criteria: object) -> QuizPlan:
    """A plan over these decks."""
    return QuizPlan(decks=decks, criteria=QuizCriteria(**criteria))  # type: ignore[arg-type]


def items(quiz_session: QuizSession) -> set[str]:
    """What a quiz asks."""
    return {question.item.id for question in quiz_session.quiz.questions}


def test_all_decks_unless_some_are_named(workspace: Workspace) -> None:
    assert len({item.split("/")[0] for item in items(start_quiz(workspace, QuizPlan()))}) == 2
    assert items(start_quiz(workspace, only("second"))) == {
        "second/one",
        "second/two",
        "second/three",
    }
    assert items(start_quiz(workspace, only("second", tags=("even",)))) == {"second/two"}
    assert items(start_quiz(workspace, only(kinds=("date",)))) == {"kinds/date"}


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (only("secnd"), "Unknown deck `secnd`. Did you mean `second`?"),
        (only(tags=("number",)), "Unknown tag `number`. Did you mean `numbers`?"),
        (only("kinds", tags=("numbers",)), "Unknown tag `numbers`."),
        (only(kinds=("chioce",)), "Unknown kind `chioce`. Did you mean `choice`?"),
        (only("second", kinds=("date",)), "No card matches"),
        (only(tags=("even",), kinds=("date",)), "No card matches"),
        (only("a\x1b]52;b\n"), r"Unknown deck `a\x1b]52;b\n`."),
    ],
)
def test_missing_names_are_reported(workspace: Workspace, plan: QuizPlan, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        start_quiz(workspace, plan)
    assert said in str(raised.value)
    assert is_showable(str(raised.value))


def test_a_seed_of_ones_own(workspace: Workspace) -> None:
    one, other = (start_quiz(workspace, QuizPlan(seed=7)) for _ in range(2))
    assert one.quiz.questions == other.quiz.questions
    assert one.quiz.terms.seed == 7
    unnamed = {start_quiz(workspace, QuizPlan()).quiz.terms.seed for _ in range(5)}
    assert len(unnamed) == 5
    assert all(0 <= seed < 1_000_000 for seed in unnamed)


def test_seed_zero_is_a_seed(workspace: Workspace) -> None:
    assert start_quiz(workspace, QuizPlan(seed=0)).quiz.terms.seed == 0


def test_suspended_items_are_asked_unless_weak_ones_are_chosen(workspace: Workspace) -> None:
    now = workspace.clock.now()
    workspace.history.append([Draft(SUSPEND, "second/one", now), Draft(BURY, "second/two", now)])
    assert len(items(start_quiz(workspace, only("second")))) == 3
    assert items(start_quiz(workspace, only("second", weak=True))) == {"second/three"}


def test_how_many_cards_there_are_to_draw_from(workspace: Workspace) -> None:
    assert QuizCandidates(workspace).on_offer(only("second")) == 3
    assert QuizCandidates(workspace).on_offer(only("second", tags=("even",))) == 1
    assert QuizCandidates(workspace).on_offer(only("second", kinds=("date",))) == 0


@pytest.mark.parametrize("decks", [(), ("kinds",), ("second",)])
@pytest.mark.parametrize("tags", [(), ("even",), ("even", "numbers"), ("rivers",)])
@pytest.mark.parametrize("kinds", [(), ("front",), ("truth", "cloze")])
def test_the_candidates_counted_are_those_drawn_from(
    workspace: Workspace, decks: tuple[str, ...], tags: tuple[str, ...], kinds: tuple[str, ...]
) -> None:
    plan = only(*decks, tags=tags, kinds=kinds)
    drawn = eligible_items(quiz_items(workspace, plan), plan.criteria)
    assert QuizCandidates(workspace).on_offer(plan) == len({card_of(item.id) for item in drawn})


def test_practice_leaves_the_schedule_as_it_is(workspace: Workspace) -> None:
    quiz_session = start_quiz(workspace, only("second"))
    quiz_session.answer(TrueFalseResponse(True))
    assert not list(workspace.history.events())
    result = quiz_session.hand_in()
    events = list(workspace.history.events())
    assert [event.kind for event in events] == ["review", "quiz"]
    assert workspace.history.all_progress() == {}
    assert past_quizzes(workspace) == (result,)
    assert result.asked == 3
    workspace.history.rebuild()
    assert workspace.history.all_progress() == {}
    assert not workspace.history.verify_chain()


def test_what_is_counted_of_a_history(workspace: Workspace) -> None:
    """As in the statistics: no undone review, and a quiz question only if it was answered."""
    for verdict in ("f", "t"):
        session = workspace.start_session(StudyRequest(decks=("second",), items=("second/one",)))
        session.answer(TrueFalseResponse(verdict == "t"))
        if verdict == "f":
            session.undo()
        session.leave()
    quiz_session = start_quiz(workspace, only("second"))
    quiz_session.answer(TrueFalseResponse(True))
    quiz_session.hand_in()
    total = workspace.statistics().total
    found = examine(workspace.history.path, QUIET)
    assert (found.reviews, found.practice) == (total.reviews, total.practice) == (1, 1)
    assert found.events == 5  # two reviews, an undo, the answer of the quiz and its result


def test_a_quiz_that_counts_moves_it(workspace: Workspace) -> None:
    quiz_session = start_quiz(workspace, QuizPlan(("second",), counts=True))
    quiz_session.answer(GaveUp())
    item = quiz_session.quiz.question.item.id
    quiz_session.hand_in()
    assert set(workspace.history.all_progress()) == {item}
    assert workspace.history.all_progress()[item].last_rating == 1


def test_a_counting_quiz_leaves_changes_for_the_next_session(tmp_path: Path) -> None:
    card = "  - id: {0}\n    truth: It is {0}.\n    answer: true\n"
    changed = "    changed: {on: 2023-10, was: Otherwise}\n"
    workspace = make_workspace(
        tmp_path, deck_of() + "".join(card.format(n) + changed for n in "ab")
    )
    learnt = Draft("review", "kinds/a", workspace.clock.now(), payload={"rating": 3})
    workspace.history.append([learnt])
    quiz_session = start_quiz(workspace, QuizPlan(counts=True))
    for at in (0, 1):
        quiz_session.go(at)
        quiz_session.answer(TrueFalseResponse(True))
    quiz_session.hand_in()
    workspace.clock.at_ms += 86_400_000  # type: ignore[attr-defined]
    # Who met the other one as it is now has nothing to be told.
    reasons = {entry.item: entry.reason for entry in workspace.plan(StudyRequest())}
    assert reasons == {"kinds/a": Reason.CHANGED}
    workspace.history.close()


def test_a_quiz_that_was_recorded_is_not_offered_again(workspace: Workspace) -> None:
    """The program may be killed before it deletes the draft of a quiz that was handed in."""
    quiz_session = start_quiz(workspace, only("second"))
    quiz_session.answer(TrueFalseResponse(True))
    (path,) = drafts_in(workspace.cache)
    saved = path.read_bytes()
    quiz_session.leave()
    again = unfinished_quiz(workspace)
    assert again is not None
    again.hand_in()
    path.write_bytes(saved)
    assert unfinished_quiz(workspace) is None
    assert drafts_in(workspace.cache) == []
    # The same quiz taken once more, and left, is another one.
    repeated = start_quiz(workspace, only("second")._replace(seed=quiz_session.quiz.terms.seed))
    repeated.answer(TrueFalseResponse(True))
    repeated.leave()
    assert unfinished_quiz(workspace) is not None


def test_a_failed_hand_in_can_be_made_again(workspace: Workspace, tmp_path: Path) -> None:
    quiz_session = start_quiz(workspace, only("second"))
    quiz_session.answer(TrueFalseResponse(True))
    other = sqlite3.connect(tmp_path / "history.sqlite")
    workspace.history._connection.execute("PRAGMA busy_timeout = 0")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(NotSavedError):
        quiz_session.hand_in()
    assert quiz_session.result is None
    assert quiz_session.quiz.ended is not None
    ended = quiz_session.quiz
    other.rollback()
    result = quiz_session.hand_in()
    assert quiz_session.quiz == ended
    assert quiz_session.hand_in() is result
    assert len(list(workspace.history.events())) == 2  # the one answer, and the result
    other.close()


def test_the_time_runs_out(workspace: Workspace) -> None:
    quiz_session = start_quiz(workspace, QuizPlan(("second",), minutes=1))
    assert quiz_session.left_ms == 56_000  # the clock gains four seconds at each look
    looks = [quiz_session.check_time() for _ in range(20)]
    assert looks.index(True) == 13
    assert quiz_session.hand_in().out_of_time
    assert past_quizzes(workspace)[0].taken_ms == 60_000


def test_past_quizzes_the_latest_first_even_of_decks_that_are_gone(
    workspace: Workspace, tmp_path: Path
) -> None:
    for seed in (1, 2):
        start_quiz(workspace, QuizPlan(("second",), seed=seed)).hand_in()
    workspace.history.close()
    later = make_workspace(tmp_path, deck_of("truth"))
    results = past_quizzes(later)
    assert [result.seed for result in results] == [2, 1]
    assert results[0].lines[0].prompt.endswith("is odd.")
    later.history.close()


def test_damage_in_one_past_quiz_leaves_the_others(workspace: Workspace) -> None:
    start_quiz(workspace, only("second")).hand_in()
    now = workspace.clock.now()
    workspace.history.append([Draft("quiz", "quiz", now, payload={"lines": "?"})])
    assert len(past_quizzes(workspace)) == 1


def test_feedback_is_as_planned(workspace: Workspace) -> None:
    quiz_session = start_quiz(workspace, QuizPlan(("second",), feedback=Feedback.EACH))
    quiz_session.answer(TrueFalseResponse(True))
    assert quiz_session.quiz.is_final


def test_a_session_over_just_these_items(workspace: Workspace) -> None:
    missed = ("second/two", "kinds/date", "gone/gone")
    plan = workspace.plan(StudyRequest(items=missed, new=0))
    assert [entry.item for entry in plan] == ["second/two", "kinds/date"]
    assert {entry.reason for entry in plan} == {Reason.NEW}
    start_quiz(
        workspace, QuizPlan(("second",), counts=True, criteria=QuizCriteria(tags=("even",)))
    ).answer(GaveUp())
    quiz_session = start_quiz(
        workspace, QuizPlan(("second",), counts=True, criteria=QuizCriteria(tags=("even",)))
    )
    quiz_session.answer(TrueFalseResponse(False))
    quiz_session.hand_in()
    (entry,) = workspace.plan(StudyRequest(items=("second/two",)))
    assert (entry.reason, entry.reviews) == (Reason.AGAIN, 1)
