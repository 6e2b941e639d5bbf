"""Quizzes by lines: answering, going back and forth, handing in, the result, what was missed."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.sessions.quiz import Feedback
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.plain.console import Console
from coalition_quiz.plain.quiz import print_result, run_quiz
from coalition_quiz.services.quiz_plan import QuizPlan, past_quizzes, start_quiz
from coalition_quiz.services.quiz_session import QuizSession, lock_drafts
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import NotSavedError

from helpers.classroom import CARDS, deck_of, make_workspace
from helpers.spoken import Heard, Talk, Typist

RIGHT = {
    "Which city is the capital of France?": ["Paris"],
    "Which of these lie on the sea?": ["Marseille", "Nice"],
    "Put these in order": ["Lille", "Paris", "Lyon", "Marseille"],
}
WORDS = {
    "The Seine flows through Paris.": "t",
    "What is the capital": "Paris",
    "How long": "777",
    "When did the treaty": "Nov 1993",
    "The [blank]": "Seine",
}
RIVERS = {"Paris": "Seine", "Lyon": "Rhône", "Nantes": "Loire"}


class Sat:
    """A quiz that was taken: what was said, and what came of it."""

    def __init__(
        self, workspace: Workspace, *typed: Any, plan: QuizPlan | None = None, alone: bool = False
    ) -> None:
        output = io.StringIO()
        console = Console(Typist(output, typed), output)
        self.quiz_session: QuizSession = start_quiz(workspace, plan or QuizPlan(seed=1))
        self.code = run_quiz(self.quiz_session, None if alone else workspace, console)
        self.text = output.getvalue()
        self.events = list(workspace.history.events())

    @property
    def questions(self) -> list[int]:
        """The numbers of the questions put, in order."""
        return [int(found) for found in re.findall(r"^Question (\d+) of", self.text, re.MULTILINE)]


def right(heard: Heard) -> str:
    """The right line for whatever is asked."""
    asked = heard.question
    for prompt, texts in RIGHT.items():
        if prompt in asked:
            return " ".join(map(heard.number_of, texts))
    if "Which river" in asked:
        return " ".join(heard.number_of(a) + heard.number_of(b) for a, b in RIVERS.items())
    return next(word for prompt, word in WORDS.items() if prompt in asked)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """All kinds but the two that take more than a line."""
    made = make_workspace(
        tmp_path, deck_of(*(kind for kind in CARDS if kind not in {"list", "front"}))
    )
    yield made
    made.history.close()


def plan_of(count: int = 20, **terms: Any) -> QuizPlan:
    return QuizPlan(criteria=QuizCriteria(count), seed=1, **terms)


def test_all_right(workspace: Workspace) -> None:
    sat = Sat(workspace, *[right] * 9, "e", "")
    assert sat.quiz_session.result
    assert sat.quiz_session.result.score == 9
    assert "All questions are answered.\n" in sat.text
    assert "9 of 9 questions right, 100 percent.\n" in sat.text
    assert "You missed no questions.\n" in sat.text
    assert "Right.\n" not in sat.text
    assert sat.questions == [*range(1, 10)]
    assert [event.payload["mode"] for event in sat.events if event.kind == "review"] == ["quiz"] * 9
    assert sat.code == 0


def test_a_list_and_a_card_that_is_rated(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("list", "front"))

    def typed(heard: Heard) -> str:
        replies = {
            "Did you know it?": "y",
            "Type e to hand in": "e",
            "Press Enter to be told": "",
            "2 noted so far.": "",
            "1 noted so far.": "Rome",
            "Name 2": "nice",
        }
        return next((reply for said, reply in replies.items() if said in heard), "")

    plan = QuizPlan(criteria=QuizCriteria(kinds=("list", "front")), seed=1)
    sat = Sat(workspace, *[typed] * 9, plan=plan)
    workspace.history.close()
    assert "That is not one of them." not in sat.text
    assert "The answer is:\nMont Blanc, 4,806 metres.\nDid you know it? Type y or n.\n" in sat.text
    assert "1 of 2 questions right, 50 percent.\n" in sat.text
    assert "Your answer: nice; Rome.\n" in sat.text
    assert sat.quiz_session.result
    assert sat.quiz_session.result.score == 1


def test_a_name_is_removed_from_an_open_list(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("list"))
    sat = Sat(workspace, ":x", "Rome", "Nice, Oslo", ":x", "", ":e", plan=plan_of())
    workspace.history.close()
    assert "There is nothing to remove.\n" in sat.text
    assert "Removed: Oslo.\n" in sat.text
    assert "Your answer: Rome; Nice.\n" in sat.text


def test_accepted_answers_are_right_in_a_quiz(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed"))
    Talk(workspace, "City of Light", "i")
    sat = Sat(workspace, "city of light", "e", plan=plan_of())
    workspace.history.close()
    assert "1 of 1 question right, 100 percent.\n" in sat.text
    assert not any(event.kind == "accept" for event in sat.events[4:])


def test_feedback_after_each(workspace: Workspace) -> None:
    typed = [part for _ in range(9) for part in (right, "x", "")]
    sat = Sat(workspace, *typed, "e", "", plan=plan_of(feedback=Feedback.EACH))
    assert sat.text.count("\nRight.\n") == 9
    assert sat.text.count("Your answer can no longer be changed. Press Enter to continue.\n") == 9
    assert "It divides the city.\n" in sat.text


def test_back_and_forth_never_changes_an_answer(workspace: Workspace) -> None:
    sat = Sat(
        workspace, right, ":b", ":n", ":9", ":n", "1", ":0", "：４", ":flag", ":٣", ":go ४", ":l"
    )
    assert sat.questions == [1, 2, 1, 2, 9, 1, 4, 3, 4]
    assert sat.text.count("Your answer was:") == 2
    assert "You flagged this question.\n" in sat.text
    assert "Flagged: 4.\n" in sat.text
    assert "Not answered: 2, 3, 4, 5, 6, 7, 8 and 9.\n" in sat.text
    assert sat.quiz_session.result is None


def test_an_answer_is_changed_and_taken_back(workspace: Workspace) -> None:
    sat = Sat(
        workspace, right, ":b", ":c", ":c", ":n", right, ":b", right, ":1", right, ":e", ":e", ""
    )
    assert "Your answer was cleared.\n" in sat.text
    assert "There is no answer yet.\n" in sat.text
    assert sat.quiz_session.result
    assert sat.quiz_session.result.score == 2


def test_handing_in_with_open_questions_needs_confirmation(workspace: Workspace) -> None:
    sat = Sat(workspace, right, ":end", right, ":end", ":end", "")
    assert sat.text.count("Type it again to confirm.\n") == 2
    assert sat.text.count("Handed in.\n") == 1
    assert sat.quiz_session.result
    assert sat.quiz_session.result.score == 2


@pytest.mark.parametrize("typed", [[":q", ":q"], [KeyboardInterrupt()], []])
def test_leaving_records_nothing(workspace: Workspace, typed: list[Any]) -> None:
    before = [right] if typed else []
    sat = Sat(workspace, *before, *typed)
    assert not sat.events
    assert sat.quiz_session.result is None
    assert "You did not hand in the quiz, so nothing was recorded." in sat.text
    is_interrupted = any(isinstance(each, KeyboardInterrupt) for each in typed)
    assert ("to continue it" in sat.text) is is_interrupted
    assert sat.code == (130 if typed and not isinstance(typed[0], str) else 0)


@pytest.mark.parametrize("count", range(12))
def test_the_input_may_end_anywhere(workspace: Workspace, count: int) -> None:
    sat = Sat(workspace, *[*[right] * 9, "e", ""][:count])
    assert sat.code == 0
    if count >= 9:
        assert sat.quiz_session.result
        assert sat.quiz_session.result.score == 9
    else:
        assert not sat.events
        assert ("Run `coalition-quiz quiz` to continue it." in sat.text) is (count > 0)


def test_before_the_first_question_there_is_none(workspace: Workspace) -> None:
    sat = Sat(workspace, ":back")
    assert "This is the first question.\n" in sat.text
    assert sat.questions == [1]


def test_the_quiz_continues_after_the_input_ended(workspace: Workspace) -> None:
    Sat(workspace, right, right)
    draft = next(lock_drafts(workspace.cache))
    assert draft.left
    assert draft.left.answered == 2
    draft.release()


def test_a_name_typed_twice_is_noted_once(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("list"))
    sat = Sat(workspace, "Oslo", "oslo", "Rome, Oslo", "", ":e", plan=plan_of())
    workspace.history.close()
    assert sat.text.count("You already have") == 2
    assert "1 noted so far." in sat.text
    assert "Your answer: Oslo; Rome.\n" in sat.text


def test_missed_questions_are_listed_and_studied(workspace: Workspace) -> None:
    sat = Sat(workspace, *[right] * 7, ":9", ":n", "e", "e", "s", *[":skip"] * 2, "")
    assert sat.quiz_session.result
    missed = [line.item for line in sat.quiz_session.result.missed]
    assert len(missed) == 2
    assert "You missed 2 questions:\n" in sat.text
    assert "Question 8. Not answered.\n" in sat.text
    assert "the 2 questions you missed.\n" in sat.text
    assert "Question 1. 0 of 2 done.\n" in sat.text
    assert "Session finished.\n" in sat.text
    assert "There is more to study." not in sat.text


def test_the_report_is_repeated_and_written(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    sat = Sat(workspace, right, ":e", ":e", "a", "w", f"w {file}", f"w {file}", "z", "q")
    assert json.loads(file.read_text())["score"] == 1
    assert sat.text.count(f"Saved to {file}.\n") == 1
    assert "already exists" in sat.text
    assert "Question 1. Right.\n" in sat.text


def test_the_time_is_up(workspace: Workspace) -> None:
    def late(heard: Heard) -> str:
        workspace.clock.at_ms += 60_000  # type: ignore[attr-defined]
        return right(heard)

    sat = Sat(workspace, right, late, "", plan=plan_of(minutes=1))
    assert "You have 1 minute.\n" in sat.text
    assert "Time is up.\n" in sat.text
    assert sat.quiz_session.result
    assert (sat.quiz_session.result.score, sat.quiz_session.result.out_of_time) == (1, True)


def test_failed_saves_are_tried_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, calls = workspace.history.append, []

    def fails_once(drafts: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise NotSavedError("The disk is full.")
        return append(drafts)

    monkeypatch.setattr(workspace.history, "append", fails_once)
    sat = Sat(workspace, right, ":e", ":e", "", "")
    assert "This could not be saved.\nThe disk is full.\nPress Enter to try again," in sat.text
    assert sat.quiz_session.result
    calls.clear()
    monkeypatch.setattr(workspace.history, "append", fails_once)
    lost = Sat(workspace, right, ":e", ":e", "q")
    assert (lost.code, lost.quiz_session.result) == (2, None)


def test_the_same_as_without_lines(workspace: Workspace) -> None:
    """The result that is told is the one that is kept."""
    sat = Sat(workspace, *[right] * 5, ":e", ":e", "", alone=True)
    (kept,) = past_quizzes(workspace)
    assert kept == sat.quiz_session.result
    output = io.StringIO()
    assert print_result(kept, Console(io.StringIO(), output)) == 0
    assert output.getvalue().count("Question ") >= 9
    assert "Next: " not in output.getvalue()


def test_lines_are_plain(workspace: Workspace) -> None:
    sat = Sat(workspace, "?", ":w", *[right] * 9, "?", "l", "r", "b", ":9", ":n", "e", "e", "a", "")
    assert not set(sat.text) & set("\x1b\r\t·✓✗≈✔✘◐○…─│━█▁⏎←→↑↓%")


def test_how_sure_one_is_comes_back_in_the_result(workspace: Workspace) -> None:
    """The first question is answered wrong and sure."""
    typed = [":w", ":w", ":sure", "wrong", "", "", ":w", "wrong", ":e", ":e"]
    sat = Sat(workspace, *typed, plan=QuizPlan(seed=1, criteria=QuizCriteria(kinds=("typed",))))
    assert "You are guessing.\nAnswer: :w\nYou are fairly sure.\nAnswer: :sure\nYou are sure." in (
        sat.text
    )
    assert "Sure: 0 of 1 right, 0 percent." in sat.text
    assert "How sure you were: sure." in sat.text
    said = [event.payload.get("confidence") for event in sat.events if event.kind == "review"]
    assert said.count("sure") == 1
    curve = workspace.statistics().calibration
    assert curve is not None
    assert curve.whole.asked == len(list(filter(None, said)))
    assert workspace.statistics(["another"]).calibration is None
    assert print_result(past_quizzes(workspace)[0], Console(io.StringIO(), io.StringIO())) == 0
