"""A quiz that is not handed in is kept, however the program ends, and offered again."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_quiz.core.kinds.choice import ChoiceResponse, ChoiceTask
from coalition_quiz.core.kinds.flip import FlipResponse, FlipTask
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import ListTask, Response, Task
from coalition_quiz.core.sessions.quiz import Feedback
from coalition_quiz.core.sessions.quiz_results import QUIZ_EVENT
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.history.history import History
from coalition_quiz.services.bookmark import drafts_in
from coalition_quiz.services.quiz_plan import QuizPlan, past_quizzes, start_quiz, unfinished_quiz
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.workspace import Workspace

from helpers.classroom import CARDS, deck_of, make_workspace, student_at
from helpers.terminal import program

KINDS = ("choice", "truth", "typed", "number", "date", "order", "match", "list", "front", "cloze")
ALL = QuizPlan(seed=3, criteria=QuizCriteria(99, kinds=KINDS), minutes=10)


def an_answer(task: Task) -> Response:
    match task:
        case ChoiceTask(options):
            return ChoiceResponse((options[0].text,))
        case TrueFalseTask():
            return TrueFalseResponse(answer=False)
        case OrderTask(rows):
            return OrderResponse(tuple(rows))
        case MatchTask(lefts, rights):
            return MatchResponse(tuple(zip(lefts, rights, strict=False)))
        case ListTask():
            return ListResponse(("Nice", "Rome"))
        case FlipTask():
            return FlipResponse()
        case _:
            return TypedResponse("1992-11")


def answer_all(quiz_session: QuizSession) -> None:
    for at, question in enumerate(quiz_session.quiz.questions):
        quiz_session.go(at)
        quiz_session.answer(an_answer(question.task))
        if isinstance(question.task, FlipTask):
            quiz_session.rate(True)
    quiz_session.flag()


def leave_answered(workspace: Workspace) -> None:
    quiz_session = start_quiz(workspace, ALL)
    answer_all(quiz_session)
    quiz_session.leave()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = make_workspace(tmp_path, deck_of(*CARDS))
    with made.history:
        yield made


@pytest.mark.parametrize("feedback", Feedback)
def test_every_kind_of_answer_is_as_it_was(workspace: Workspace, feedback: Feedback) -> None:
    quiz_session = start_quiz(workspace, ALL._replace(feedback=feedback))
    quiz_session.change_confidence()
    answer_all(quiz_session)
    quiz_session.leave()
    left = unfinished_quiz(workspace)
    assert left is not None
    for name in ("questions", "given", "flagged", "sure", "terms"):
        assert getattr(left.quiz, name) == getattr(quiz_session.quiz, name), name
    assert left.hand_in().score == quiz_session.hand_in().score


def test_a_finished_or_discarded_quiz_is_not_offered_again(workspace: Workspace) -> None:
    for end in (QuizSession.hand_in, QuizSession.discard):
        quiz_session = start_quiz(workspace, ALL)
        answer_all(quiz_session)
        quiz_session.leave()
        left = unfinished_quiz(workspace)
        assert left is not None
        end(left)
        assert unfinished_quiz(workspace) is None


def test_what_a_window_is_taking_is_not_offered(workspace: Workspace) -> None:
    quiz_session = start_quiz(workspace, ALL)
    answer_all(quiz_session)
    assert unfinished_quiz(workspace) is None
    quiz_session.leave()
    continued = unfinished_quiz(workspace)
    assert continued is not None
    assert unfinished_quiz(workspace) is None


def test_a_second_quiz_leaves_the_first_alone(workspace: Workspace) -> None:
    first, second = start_quiz(workspace, ALL), start_quiz(workspace, ALL._replace(seed=4))
    answer_all(first)
    answer_all(second)
    for each in (first, second):
        each.leave()
    seeds = set()
    while (left := unfinished_quiz(workspace)) is not None:
        seeds.add(left.quiz.terms.seed)
        left.hand_in()
    assert seeds == {3, 4}
    assert len(past_quizzes(workspace)) == 2


def test_questions_that_have_changed_are_left_out(workspace: Workspace, tmp_path: Path) -> None:
    leave_answered(workspace)
    (tmp_path / "later").mkdir()
    text = deck_of(*CARDS).replace("The Seine flows", "The Loire flows")
    later = make_workspace(tmp_path / "later", text)
    (tmp_path / "quiz.json").rename(tmp_path / "later" / "quiz.json")
    with later.history:
        left, whole = unfinished_quiz(later), start_quiz(workspace, ALL)
    assert left is not None
    gone = {q.item.id for q in whole.quiz.questions} - {q.item.id for q in left.quiz.questions}
    assert gone == {"kinds/truth"}


@pytest.mark.parametrize("size", [0, 1, 40, 300])
def test_a_damaged_file_is_no_quiz(workspace: Workspace, size: int) -> None:
    leave_answered(workspace)
    file = workspace.cache / "quiz.json"
    file.write_bytes(file.read_bytes()[:size])
    assert unfinished_quiz(workspace) is None


def test_answers_of_another_kind_are_no_quiz(workspace: Workspace) -> None:
    leave_answered(workspace)
    file = workspace.cache / "quiz.json"
    for old, new in (('"type":"judged","answer":false', '"type":"wrote","text":"x"'),):
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    assert unfinished_quiz(workspace) is None


async def test_home_offers_it_and_leaving_discards_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path / "home"))
    leave_answered(workspace)
    async with student_at(workspace) as student:
        assert "Continue quiz" in student.screen
        await student.press("z", "enter")
        assert "Continue the quiz you left?" in student.screen
        await student.press("escape")
        assert "Continue quiz" in student.screen
        await student.press("z", "enter")
        assert "Continue the quiz you left?" in student.screen
        await student.press("n")
        assert "0 answered" in student.screen
        await student.press("q", "y")
        assert "Continue quiz" not in student.screen


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGHUP])
def test_it_survives_the_end_of_the_program(home: Path, end: signal.Signals) -> None:
    with program(home, "quiz", "coalition-campaign", "-n", "5", "--seed", "1") as screen:
        screen.wait_for("Quiz · 1 of 5")
        screen.press("\x1b[6~")
        screen.wait_for("Quiz · 2 of 5")
        screen.press("\x06")
        screen.wait_for("this one is flagged")
        os.kill(screen.child.pid, end)
        screen.wait_until_dead()
    with program(home) as screen:
        screen.wait_for("Continue quiz", "You left a quiz. Press Z to continue it.")
        screen.press("Z")
        screen.wait_for("Quiz · 1 of 5", "1 flagged")


def test_a_quiz_that_another_window_is_taking_is_recorded_once(home: Path) -> None:
    words = ("quiz", "coalition-campaign", "-n", "4", "--seed", "3", "--kind", "choice")
    with program(home, *words) as one:
        one.wait_for("Quiz · 1 of 4")
        one.press("1")
        one.wait_for("Quiz · 2 of 4")
        with program(home) as home_screen:
            home_screen.wait_for("Learn", "Browse")
            assert "Continue quiz" not in home_screen.text
        with program(home, *words) as other:
            other.wait_for("Quiz · 1 of 4", "0 answered")
            other.press("2")
            other.wait_for("Quiz · 2 of 4")
            for screen in (one, other):
                screen.press("\x04")
                screen.wait_for("Hand in your quiz?")
                screen.press("\r")
                screen.wait_for("of 4 right")
    with History.open(home / "history.sqlite") as history:
        taken = [event for event in history.events() if event.kind == QUIZ_EVENT]
    assert len(taken) == 2
    assert not drafts_in(home / "cache")


def test_line_mode_asks_whether_to_continue_it(home: Path) -> None:
    with program(home, "quiz", "coalition-campaign", "-n", "5", "--seed", "1") as screen:
        screen.wait_for("Quiz · 1 of 5")
        screen.press("\x06")
        screen.wait_for("this one is flagged")
        os.kill(screen.child.pid, signal.SIGKILL)
        screen.wait_until_dead()
    with program(home, "quiz", "coalition-campaign", "--plain") as screen:
        screen.wait_for("You left a quiz with 0 of 5 questions answered.", "Continue it?")
        screen.press("y\r")
        screen.wait_for("This quiz has 5 questions.")
