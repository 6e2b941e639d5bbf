"""A quiz on the screen: setup, questions in any order, result."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.days import moment
from coalition_quiz.core.sessions.quiz import Feedback, Quiz
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.services.quiz_plan import QuizPlan, start_quiz
from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.navigation import Home, QuizSetup, ResumedQuiz
from coalition_quiz.tui.quiz import screen as asking
from coalition_quiz.tui.quiz import setup
from coalition_quiz.tui.quiz.header import clock

from helpers.classroom import CARDS, Student, deck_of, make_workspace, student_at

EVIL = "[/x] [@click=app.quit]go[/] [red]r list[int] אבג \u200f \U0001f468\u200d\U0001f469 $x [b"
WORD = "W" * 200
HOSTILE = f"""\
format: 1
deck: hostile
title: '{EVIL} title'
sources:
  s: {{title: '{EVIL} source', url: 'https://example.org/[/x]'}}
cards:
  - id: choice
    choice: '{EVIL} {WORD}'
    answer: '{EVIL} right'
    wrong: {{'{EVIL} wrong': '{EVIL} why not', '{WORD}': }}
    why: '{EVIL} why'
    source: 's, {EVIL} place'
    according_to: '{EVIL} someone'
    disputed: '{EVIL} disputed'
  - id: truth
    truth: '{EVIL}'
    answer: true
    tags: ['{EVIL}']
  - {{id: typed, typed: '{EVIL}', answer: '{EVIL}'}}
  - {{id: number, number: '{EVIL}', answer: 3, unit: '{EVIL}'}}
  - {{id: order, order: '{EVIL}', answer: ['{EVIL} 1', '{EVIL} 2', '{WORD}']}}
  - {{id: match, match: '{EVIL}', pairs: {{'{EVIL} a': '{EVIL} b', '{WORD}': '{EVIL} c'}}}}
  - {{id: list, list: '{EVIL}', answer: ['{EVIL} one', '{EVIL} two']}}
  - id: cloze
    cloze: 'אבג [🏴|/x] [a|@click=app.quit] {WORD}'
"""
TRUTHS = "format: 1\ndeck: truths\ntitle: Truths\ncards:\n" + "".join(
    f"  - {{id: c{n}, truth: Statement {n} stands., answer: true, tags: [t{n % 2}], why: So.}}\n"
    for n in range(6)
)


def quiz_of(student: Student) -> Quiz:
    """Return the quiz on the screen."""
    stack = student.app.screen_stack
    return next(screen._quiz for screen in stack if isinstance(screen, asking.QuizScreen))


def result_of(student: Student) -> Result:
    """Return the result on the screen."""
    screen: Any = student.app.screen
    return screen._result  # type: ignore[no-any-return]


def told(student: Student) -> str:
    """Return the words on the screen, without lines of a frame."""
    return " ".join(student.screen.replace("│", " ").split())


def opening(workspace: Any, **terms: Any) -> ResumedQuiz:
    """Return a quiz over all cards, in the order of the seed."""
    wishes = QuizCriteria(99, kinds=terms.pop("kinds", ()))
    quiz_session = start_quiz(workspace, QuizPlan(seed=5, criteria=wishes, **terms))
    return ResumedQuiz(quiz_session)


async def test_from_home_over_one_deck_and_back(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of(*CARDS), TRUTHS)) as student:
        await student.press("down", "down", "z")
        assert "[ ] Every kind of card" in student.screen
        assert "[x] Truths" in student.screen
        assert "Start: 6 questions out of 6 cards" in student.screen
        await student.press("escape")
        assert "All decks" in student.screen


async def test_many_cards_are_counted_in_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "_COUNTED_AT_ONCE", 0)
    async with student_at(make_workspace(tmp_path, TRUTHS)) as student:
        await student.press("z")
        await student.app.workers.wait_for_complete()
        await student.pilot.pause()
        assert "Start: 6 questions out of 6 cards" in student.screen


async def test_every_term_reaches_the_quiz(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, TRUTHS, deck_of(*CARDS)), QuizSetup()
    ) as student:
        await student.press("3", "down", "1", "2", "down", "right", "down", "right", "right")
        await student.press("right", "down", "right", "down", "right", "down", "right")
        assert "Each answer is a review" in student.screen
        await student.press("down", "7", "7", "9", "backspace", "down", "down", "space")
        assert "[ ] Every kind of card" in student.screen
        assert "Start: 3 questions out of 3 cards" in student.screen
        await student.press("enter")
        quiz = quiz_of(student)
        assert len(quiz.questions) == 3
        assert {question.item.card.tags for question in quiz.questions} == {("t0",)}
        terms = quiz.terms
        assert (terms.seed, terms.minutes, terms.counts) == (77, 12, True)
        assert terms.feedback is Feedback.EACH


async def test_what_cannot_be_begun_is_said(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, TRUTHS, deck_of("date")), QuizSetup()
    ) as student:
        await student.press("a", "enter")
        assert "Tick a deck first" in student.screen
        await student.press("a", "down", "down", "right", "down", *["right"] * 6, "enter")
        assert (
            "No card matches these tags and kinds of question" in student.words
            or "nothing to ask" in student.words
        )
        assert "New quiz" in student.screen
        assert student.app.failure is None


async def test_tab_and_the_cursor_go_between_the_terms_and_the_decks(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, TRUTHS, deck_of("date")), QuizSetup(), size=(120, 36)
    ) as student:
        await student.press("tab", "space")
        assert "► [ ] Truths" in student.screen
        await student.press("up", "right")
        assert "► Draw" in student.screen
        await student.press("down", "down", "space")
        assert "► [ ] Every kind of card" in student.screen
        assert "Tick a deck first." in student.screen
        await student.press("tab", "down", "down", "down", "right")
        assert "‹ flashcard ›" in student.screen
        await student.click("[ ] Truths")
        assert "[x] Truths" in student.screen


async def test_fields_step_in_a_circle_and_numbers_stop(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TRUTHS)) as student:
        await student.press("z", "left")
        assert "‹ 15 ›" in student.screen
        await student.press(*["left"] * 5)
        assert "‹ 1 ›" in student.screen
        await student.press("right")
        assert "‹ 5 ›" in student.screen
        await student.press("down", "down", "left")
        assert "‹ t1 ›" in student.screen
        await student.press("right")
        assert "‹ any ›" in student.screen
        await student.press(*"123")
        assert "‹ any ›" in student.screen


async def test_without_decks_there_is_no_quiz(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path)) as student:
        assert "Quiz" not in student.screen.splitlines()[-1]
        await student.press("z")
        assert "No decks found." in student.screen


async def test_back_and_forth_changes_no_answer(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of(*CARDS))
    async with student_at(workspace, opening(workspace)) as student:
        answers = {
            "choice": ["1"],
            "several": ["1", "3", "enter"],
            "truth": ["f"],
            "typed": [*"Rome", "enter"],
            "number": [*"12", "enter"],
            "date": [*"1992-11", "enter"],
            "order": ["space", "down", "space", "enter"],
            "match": ["1", "a", "b", "c", "enter"],
            "list": [*"Nice", "enter", "enter", "enter"],
            "cloze": [*"Rhine", "enter"],
        }
        total = len(quiz_of(student).questions)
        assert total == len(answers)
        for at in range(total):
            assert quiz_of(student).at == at
            await student.press(*answers[quiz_of(student).question.item.card.id])
        assert "10 of 10 questions answered." in told(student)
        await student.press("escape")
        given = quiz_of(student).given
        assert all(given)
        for key in ("pageup", "pagedown", "ctrl+b", "ctrl+n"):
            for _ in range(total + 1):
                await student.press(key)
                assert quiz_of(student).given == given
                assert "Your answer: " in student.screen
        # Enter keeps the typed text.
        for at in range(total - 1, -1, -1):
            while quiz_of(student).at != at:
                await student.press("pageup")
            if quiz_of(student).question.item.card.id != "list":
                await student.press("enter")
                await student.press("escape") if "Hand in your quiz?" in student.screen else None
            assert quiz_of(student).given == given


async def test_an_answer_is_shown_and_can_be_changed_or_taken_back(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed", "truth"))
    async with student_at(workspace, opening(workspace, kinds=("typed",))) as student:
        await student.type("Rome")
        await student.press("enter", "escape")
        assert "Your answer: Rome" in student.screen
        assert "Wrong" not in student.screen
        await student.press("end", *["backspace"] * 4, *"Paris", "enter", "escape")
        assert "Your answer: Paris" in student.screen
        await student.press("ctrl+u", "backspace")
        assert quiz_of(student).given == (None,)
        assert "Your answer" not in student.screen
        assert "0 answered" in student.screen


async def test_typed_text_counts_when_moving_on(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed", "number", "several", "match"))
    async with student_at(workspace, opening(workspace)) as student:
        for _ in range(4):
            match quiz_of(student).question.item.card.id:
                case "typed":
                    await student.type("Paris")
                case "number":
                    await student.type("many")
                case "several":
                    await student.press("2")
                case "match":
                    await student.press("1", "a")
            await student.press("pagedown")
        quiz = quiz_of(student)
        stands = {q.item.card.id for q, g in zip(quiz.questions, quiz.given, strict=True) if g}
        assert stands == {"typed", "several"}
        await student.press("ctrl+o")
        assert "2 of them started but not submitted" in student.words
        assert student.screen.count("begun   ") == 2
        await student.press("escape")
        for _ in range(4):
            if quiz_of(student).question.item.card.id == "number":
                assert "many" in student.screen
            if quiz_of(student).question.item.card.id == "match":
                assert "─ a" in student.screen
            await student.press("pageup")
        assert quiz_of(student).given == quiz.given


async def test_moving_on_gives_no_answer_with_feedback_after_each(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed", "number"))
    terms = {"feedback": Feedback.EACH}
    async with student_at(workspace, opening(workspace, **terms)) as student:
        await student.type("12")
        await student.press("pagedown", "pageup")
        assert quiz_of(student).given == (None, None)
        assert "12" in student.screen


async def test_feedback_after_each(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed", "truth", "choice"))
    async with student_at(workspace, opening(workspace, feedback=Feedback.EACH)) as student:
        for _ in range(3):
            if quiz_of(student).question.item.card.id == "typed":
                await student.type("Rome")
                await student.press("enter")
            else:
                await student.press("1")
            assert "Right" in student.screen or "Wrong" in student.screen
            assert quiz_of(student).is_final
            shown = student.screen
            await student.press("1", "f", "backspace")
            assert student.screen == shown
            await student.press("enter")
        assert "Hand in your quiz?" in student.screen
        await student.press("escape", "pageup", "pageup")
        assert "Right" in student.screen or "Wrong" in student.screen


@pytest.mark.parametrize("key", ["y", "n"])
async def test_a_card_to_be_recalled_is_rated_by_its_learner(tmp_path: Path, key: str) -> None:
    workspace = make_workspace(tmp_path, deck_of("front"))
    async with student_at(workspace, opening(workspace)) as student:
        assert "Mont Blanc" not in student.screen
        await student.press("space")
        assert "Mont Blanc" in student.screen
        assert "I knew it" in student.screen
        await student.press("enter", "1")
        assert quiz_of(student).open == (0,)
        await student.press(key)
        assert "Hand in your quiz?" in student.screen
        await student.press("enter")
        assert result_of(student).score == (key == "y")
        assert "self-rated" in student.screen or key == "y"


async def test_an_unreadable_answer_is_not_taken(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("number", "truth"))
    async with student_at(workspace, opening(workspace, kinds=("number",))) as student:
        await student.type("many")
        await student.press("enter")
        assert quiz_of(student).given == (None,)
        assert "number" in student.words
        await student.type("777")
        await student.press("enter")
        assert "Hand in your quiz?" in student.screen


async def test_flags_and_the_overview(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("t", "m", "pagedown", "m", "m")
        assert quiz_of(student).flagged == {1}
        await student.press("o")
        assert "1 of 6 questions answered; 5 unanswered" in student.words
        assert "*   2  open" in student.screen
        assert "1  answered" in student.screen
        await student.press("n", "n", "enter")
        assert quiz_of(student).at == 4
        await student.press("o", "home", "tab", "space")
        assert quiz_of(student).at == 1
        assert "*" in student.screen
        await student.press("o", "escape")
        assert quiz_of(student).at == 1
        await student.press("o")
        await student.click("  6  open")
        assert quiz_of(student).at == 5


async def test_the_last_question_says_what_is_open(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press(*["pagedown"] * 9, "t")
        assert "Some are unanswered." in student.words
        assert quiz_of(student).at == 5


async def test_an_impatient_second_press_answers_nothing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("t", "t")
        assert len(quiz_of(student).open) == 5


async def test_handing_in_asks_first_and_shows_the_result(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("t", "f", "ctrl+d")
        assert "2 of 6 questions answered; 4 unanswered, which count as wrong" in told(student)
        await student.press("o", "escape", "ctrl+d", "escape")
        assert not student.events
        await student.press("ctrl+d", "enter")
        assert "1 of 6 right (17%)." in student.screen
        assert len(student.events) == 3  # two answers and the result
        assert "Study missed" in student.screen


async def test_leaving_asks_first(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("t", "q")
        assert "Leave the quiz?" in student.screen
        await student.press("escape")
        assert "Quiz · 2 of 6" in student.screen
        await student.press("escape", "h")
        assert "1 of 6 right" in student.screen
        await student.press("q")
        assert "All decks" in student.screen


async def test_leaving_records_nothing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("t", "escape", "y")
        assert "All decks" in student.screen
        assert not student.events


async def test_quitting_asks_first(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("o", "ctrl+q")
        assert student.app.is_running
        assert "Leave the quiz?" in student.screen
        await student.press("ctrl+q")
        assert not student.app.is_running or student.app._exit


def stop_clock(workspace: Any, at_ms: int) -> None:
    """Stop the clock at this time."""
    workspace.clock.now = lambda: moment(at_ms, 60, 240)


async def test_the_clock_runs_and_ends_it(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed", "truth"))
    async with student_at(workspace, opening(workspace, minutes=1, kinds=("typed",))) as student:
        assert " left" in student.screen
        screen: Any = student.app.screen
        await student.type("Paris")
        for left in (30_500, 1_000, 0):
            stop_clock(workspace, quiz_of(student).began.at_ms + 60_000 - left)
            await screen._tick()
            await student.settle()
            assert ("0:31 left" in student.screen) == (left == 30_500)
        assert "Time ran out." in student.screen
        assert result_of(student).score == 1
        assert result_of(student).taken_ms == 60_000
        assert len(student.events) == 2


async def test_below_a_dialog_the_time_runs_on(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace, minutes=1)) as student:
        await student.press("t", "ctrl+d")
        workspace.clock.at_ms += 100_000  # type: ignore[attr-defined]
        await student.press("escape")
        assert "Time ran out." in student.screen
        assert result_of(student).score == 1


async def test_a_quiz_that_cannot_be_saved_waits(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    workspace.history._connection.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(tmp_path / "history.sqlite")
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("t")
        other.execute("BEGIN EXCLUSIVE")
        await student.press("ctrl+d", "enter")
        assert "Not saved yet." in student.screen
        assert "Enter Try now" in student.screen
        for key in ("t true", "Enter hand in", "m Flag", "^D Hand in", "PgDn", "o Questions"):
            assert key not in student.screen
        assert "right (" not in student.screen
        await student.press("pagedown", "ctrl+q")
        assert "Press y to leave" in student.words
        await student.press("escape")
        other.rollback()
        await student.press("enter")
        assert "1 of 6 right" in student.screen
        assert len(student.events) == 2  # the answer and the result
    other.close()


async def test_studying_what_was_missed_leads_back_to_the_result(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("ctrl+d", "enter")
        assert "0 of 6 right" in student.screen
        await student.press("r", "q", "escape")
        assert "0 of 6 right" in student.screen
        await student.press("escape")
        assert "All decks" in student.screen


async def test_result_shows_every_question(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS, deck_of("choice"))
    async with student_at(workspace, opening(workspace), size=(100, 50)) as student:
        await student.press("1", "ctrl+d", "enter")
        assert "By deck" in student.screen
        assert "Missed" in student.screen
        await student.press("n")
        assert "Not answered" in student.screen
        assert "→" in student.screen
        open_lines = student.screen.count("→")
        await student.press("enter")
        assert student.screen.count("→") < open_lines
        await student.press("a")
        assert "Why" in student.screen
        await student.press("a", "a", "pagedown", "pageup", "end", "home")
        assert student.app.failure is None


async def test_studying_what_was_missed(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("f", *"ttttt", "enter")
        assert "5 of 6 right" in student.screen
        missed = result_of(student).missed[0].item
        await student.press("r")
        assert f"truths/{student.card}" == missed
        assert "0 of 1" in student.screen
        await student.press("t", "enter")
        assert type(student.app.screen).__name__ == "ReportScreen"
        assert missed in workspace.history.all_progress()


async def test_all_right_leaves_nothing_to_study(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press(*"tttttt", "enter")
        assert "6 of 6 right (100%)" in student.screen
        assert "Study missed" not in student.screen
        await student.press("s", "n", "down")
        assert "6 of 6 right (100%)" in student.screen


def saved(folder: Path) -> list[str]:
    """Return the saved results in a folder."""
    return [file.read_text(encoding="utf-8") for file in folder.glob("quiz-*")]


async def test_saving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("ctrl+d", "enter", "w", "escape")
        assert not saved(tmp_path)
        await student.press("w", "enter")
        assert "Saved: " in student.screen
        (text,) = saved(tmp_path)
        assert text.startswith("# Quiz of 2023-11-20")
        await student.press("w", "enter")
        assert "already exists" in student.words
        await student.press("backspace", "backspace", *"json", "enter")
        assert "Saved: " in student.screen
        assert len(saved(tmp_path)) == 2


async def test_past_quizzes_open_though_their_cards_are_gone(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace)) as student:
        await student.press("t", "ctrl+d", "enter", "z", "l")
        assert "1 of   6" in student.screen
        await student.press("escape", "escape")
        assert "All decks" in student.screen
    retired = TRUTHS.replace("truths", "other")
    async with student_at(make_workspace(tmp_path, retired)) as student:
        await student.press("z", "l", "enter")
        assert "1 of 6 right" in student.screen
        assert "5 questions you missed are no longer in the decks." in student.words
        assert "Study missed" not in student.screen
        await student.press("n")
        assert "Statement" in student.screen
        await student.press("escape")


async def test_no_past_quizzes(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TRUTHS)) as student:
        await student.press("z", "l", "enter")
        assert "No quizzes yet." in student.screen
        await student.press("escape")
        assert "out of" in student.screen


@pytest.mark.parametrize("feedback", Feedback)
async def test_a_hostile_deck(tmp_path: Path, feedback: Feedback) -> None:
    workspace = make_workspace(tmp_path, HOSTILE)
    assert len(workspace.library.decks[0].cards) == 8, workspace.library.diagnostics
    async with student_at(workspace, size=(60, 18)) as student:
        await student.press("z", "down", "down", "right", "left", "down", "down")
        await student.press(*["right"] * (feedback is Feedback.EACH), "enter")
        total = len(quiz_of(student).questions)
        assert total == 8
        for _ in range(total):
            await student.press("f1", "escape", "1", "enter", "pagedown")
        await student.press("pageup", "ctrl+o", "end", "home", "escape")
        assert "[/x] [@click" in student.words or "אבג" in student.words
        await student.press("ctrl+d", "enter", "a", "end", "home", "pagedown", "w", "escape")
        await student.press("f1", "escape", "z", "l", "enter")
        assert "of 8 right" in student.screen
        await student.press("q", "q", "q")
        assert student.app.failure is None
        assert "[/x] [@click=app.quit]" in student.screen


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord", "dracula"])
async def test_themes(tmp_path: Path, theme: str) -> None:
    workspace = make_workspace(tmp_path, TRUTHS, settings=Settings(theme=theme))
    async with student_at(workspace) as student:
        await student.press("z", "enter", "t", "m", "o", "escape", "ctrl+d", "enter")
        assert "of 6 right" in student.screen


async def test_resizing_keeps_what_is_laid_out(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed", "truth"))
    async with student_at(workspace, opening(workspace, kinds=("typed",))) as student:
        await student.type("Par")
        before = student.screen
        await student.resize(38, 10)
        assert "Make the window at least 40×12" in student.words
        await student.resize(80, 24)
        assert student.screen == before


@pytest.mark.parametrize(
    ("ms", "shown"),
    [(0, "0:00"), (1, "0:01"), (60_000, "1:00"), (59_999, "1:00"), (5_400_000, "90:00")],
)
def test_the_clock_in_figures(ms: int, shown: str) -> None:
    assert clock(ms) == shown


async def test_what_was_counted_as_right_is_right_in_a_quiz(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed"))
    async with student_at(workspace, StudyRequest()) as student:
        await student.type("City of Light")
        await student.press("enter", "i")
    workspace = make_workspace(tmp_path, deck_of("typed"))
    to = ResumedQuiz(start_quiz(workspace, QuizPlan(seed=1)))
    async with student_at(workspace, to) as student:
        await student.type("city of light")
        await student.press("enter", "enter")
        assert result_of(student).score == 1


async def test_the_keys_of_a_result_say_open_and_close(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TRUTHS)
    async with student_at(workspace, opening(workspace), size=(100, 50)) as student:
        await student.press("ctrl+d", "enter")
        assert "a Collapse all" in student.screen
        await student.press("n")
        assert "Enter Close" in student.screen
        await student.press("enter")
        assert "Enter Open" in student.screen
        assert "a Expand all" in student.screen
        await student.press("a")
        assert student.screen.count("Not answered") == 6
        await student.press("a")
        assert "Not answered" not in student.screen
        assert "a Expand all" in student.screen


async def test_only_topics_of_ticked_decks_are_offered(tmp_path: Path) -> None:
    tagged = deck_of("truth").rstrip() + "\n    tags: [water]\n"
    workspace = make_workspace(tmp_path, tagged, TRUTHS)
    async with student_at(workspace, QuizSetup()) as student:
        await student.press("down", "down", "left")
        assert "‹ water ›" in student.screen
        await student.press(*["down"] * 6, "space")
        assert "[ ] Every kind" in student.screen
        assert "water" not in student.screen
        assert "Topic              ‹ any ›" in student.screen
        await student.press(*["up"] * 6, "left")
        assert "‹ t1 ›" in student.screen
        await student.press("a", "a")
        assert "Tick a deck first." in student.screen
        assert "‹ any ›" in student.screen


async def test_the_result_of_a_match_names_both_sides(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("match"))
    async with student_at(workspace, opening(workspace), size=(100, 50)) as student:
        await student.press(*"1a2b3c")
        await student.press("enter", "ctrl+d", "enter", "n")
        given = [line for line in student.screen.splitlines() if "✓" in line or "✗" in line]
        assert sum(" – " in line for line in given) == 3


async def test_the_quiz_of_the_day_is_taken_once_and_its_line_copied(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TRUTHS), Home()) as student:
        await student.press("d", *["t"] * 6, "enter")
        line = result_of(student).line_to_share
        assert line.split()[1] == "2023-11-20"
        assert line.split()[2] == "6/6"
        await student.press("y")
        assert student.app.clipboard == line
        await student.press("q", "d")
        assert result_of(student).line_to_share == line


async def test_one_says_how_sure_one_is_while_typing_and_sees_it_in_the_result(
    tmp_path: Path,
) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed", "truth"))
    async with student_at(workspace, opening(workspace, kinds=("typed", "truth"))) as student:
        for _ in range(2):
            await student.press("f3", "f3", "f3")
            assert "· sure" in student.screen
            if quiz_of(student).question.kind == "typed":
                await student.type("Lyon")
                await student.press("enter")
            else:
                await student.press("t")
        await student.press("enter")
        assert "Sure: 1 of 2 right (50%)." in student.screen
        assert student.screen.index("Sure, but wrong") < student.screen.index("Right")
        assert {event.payload.get("confidence") for event in student.events[:2]} == {"sure"}
        await student.press("q", "t", "end")
        assert "How sure you were in quizzes" in student.screen
