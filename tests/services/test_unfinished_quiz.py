"""A quiz that is not handed in is kept, however the program ends, and offered again."""

import os
import signal
from pathlib import Path

import pytest

from coalition_quiz.core.questions.question import (
    Arrange,
    Ask,
    Enumerate,
    Join,
    Judge,
    Pick,
    Recall,
)
from coalition_quiz.core.questions.responses import (
    Arranged,
    Joined,
    Judged,
    Named,
    Picked,
    Response,
    Revealed,
    Wrote,
)
from coalition_quiz.core.sessions.quiz import Feedback
from coalition_quiz.core.sessions.quiz_selection import Wishes
from coalition_quiz.services.quiz_plan import Plan, begin, quiz_left
from coalition_quiz.services.quiz_session import Quizzing
from coalition_quiz.services.workspace import Desk

from helpers.classroom import CARDS, deck_of, make_desk, student_at
from helpers.terminal import program

KINDS = ("choice", "truth", "typed", "number", "date", "order", "match", "list", "front", "cloze")
ALL = Plan(seed=3, wishes=Wishes(99, kinds=KINDS), minutes=10)


def an_answer(ask: Ask) -> Response:
    match ask:
        case Pick(options):
            return Picked((options[0].text,))
        case Judge():
            return Judged(answer=False)
        case Arrange(rows):
            return Arranged(tuple(rows))
        case Join(lefts, rights):
            return Joined(tuple(zip(lefts, rights, strict=False)))
        case Enumerate():
            return Named(("Nice", "Rome"))
        case Recall():
            return Revealed()
        case _:
            return Wrote("1992-11")


def answer_all(quizzing: Quizzing) -> None:
    for at, question in enumerate(quizzing.quiz.questions):
        quizzing.go(at)
        quizzing.answer(an_answer(question.ask))
        if isinstance(question.ask, Recall):
            quizzing.rate(True)
    quizzing.flag()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path, deck_of(*CARDS))


@pytest.mark.parametrize("feedback", Feedback)
def test_every_kind_of_answer_is_as_it_was(desk: Desk, feedback: Feedback) -> None:
    quizzing = begin(desk, ALL._replace(feedback=feedback))
    answer_all(quizzing)
    left = quiz_left(desk)
    assert left is not None
    for name in ("questions", "given", "flagged", "terms"):
        assert getattr(left.quiz, name) == getattr(quizzing.quiz, name), name
    assert left.hand_in().score == quizzing.hand_in().score


def test_what_is_handed_in_or_discarded_is_not_offered_again(desk: Desk) -> None:
    for end in (Quizzing.hand_in, Quizzing.discard):
        quizzing = begin(desk, ALL)
        assert quiz_left(desk) is None
        answer_all(quizzing)
        assert quiz_left(desk) is not None
        end(quizzing)
        assert quiz_left(desk) is None


def test_questions_that_have_changed_are_left_out(desk: Desk, tmp_path: Path) -> None:
    answer_all(begin(desk, ALL))
    (tmp_path / "later").mkdir()
    text = deck_of(*CARDS).replace("The Seine flows", "The Loire flows")
    later = make_desk(tmp_path / "later", text)
    (tmp_path / "quiz.json").rename(tmp_path / "later" / "quiz.json")
    left, whole = quiz_left(later), begin(desk, ALL)
    assert left is not None
    gone = {q.item.id for q in whole.quiz.questions} - {q.item.id for q in left.quiz.questions}
    assert gone == {"kinds/truth"}


@pytest.mark.parametrize("size", [0, 1, 40, 300])
def test_a_damaged_file_is_no_quiz(desk: Desk, size: int) -> None:
    answer_all(begin(desk, ALL))
    file = desk.cache / "quiz.json"
    file.write_bytes(file.read_bytes()[:size])
    assert quiz_left(desk) is None


def test_answers_of_another_kind_are_no_quiz(desk: Desk) -> None:
    answer_all(begin(desk, ALL))
    file = desk.cache / "quiz.json"
    for old, new in (('"type":"judged","answer":false', '"type":"wrote","text":"x"'),):
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    assert quiz_left(desk) is None


async def test_home_offers_it_and_leaving_discards_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path / "home"))
    answer_all(begin(desk, ALL))
    async with student_at(desk) as student:
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
        screen.wait_for("Question 1 of 5")
        screen.press("\x0e")
        screen.wait_for("Question 2 of 5")
        screen.press("\x14")
        screen.wait_for("1 flagged")
        os.kill(screen.child.pid, end)
        screen.child.wait()
    with program(home) as screen:
        screen.wait_for("Continue quiz", "You left a quiz: press Z to continue it.")
        screen.press("Z")
        screen.wait_for("Question 1 of 5", "1 flagged")


def test_line_mode_asks_whether_to_continue_it(home: Path) -> None:
    with program(home, "quiz", "coalition-campaign", "-n", "5", "--seed", "1") as screen:
        screen.wait_for("Question 1 of 5")
        screen.press("\x14")
        screen.wait_for("1 flagged")
        os.kill(screen.child.pid, signal.SIGKILL)
        screen.child.wait()
    with program(home, "quiz", "coalition-campaign", "--plain") as screen:
        screen.wait_for("You left a quiz with 0 of 5 questions answered.", "Continue it?")
        screen.press("y\r")
        screen.wait_for("A quiz of 5 questions.")
