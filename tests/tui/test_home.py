"""The home screen: its texts, Enter, keys and clicks."""

from pathlib import Path

import pytest

from coalition_quiz.core.days import moment
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.grade import answer_to
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.sessions.study import Asking
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp, run
from coalition_quiz.tui.navigation import Home

from helpers.classroom import Student, deck_of, make_workspace, student_at

SECOND = """\
format: 1
deck: second
title: The second deck
as_of: 2019-03-23
cards:
  - id: one
    truth: One is odd.
    answer: true
  - id: cloze
    cloze: The [Loire] flows through [Nantes].
"""


def two_decks(folder: Path, settings: Settings | None = None) -> Workspace:
    """Make a workspace with two decks."""
    return make_workspace(folder, deck_of("truth", "typed"), SECOND, settings=settings)


async def answer_all(student: Student) -> None:
    """Answer all due questions correctly, up to the report."""
    await student.press("enter")
    while isinstance(phase := student.app.navigator.session.phase, Asking):
        task = phase.question.task
        if isinstance(task, TrueFalseTask):
            await student.press("t" if task.answer else "f")
        elif isinstance(task, FlipTask):
            await student.press("space")
        else:
            await student.type(answer_to(task)[0])
            await student.press("enter")
        await student.press("3")


async def test_a_first_start_says_what_to_press(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        for said in (
            "Mon 20 Nov",
            "0 due · 4 new · about 1 minute",
            "Welcome. Press Enter to begin",
            "[ Study all Enter ]",
            "next 14 days ▁▁▁▁▁▁▁▁▁▁▁▁▁▁",
            "All decks",
            "Oct 2023",
            "Mar 2019",
        ):
            assert said in student.screen


async def test_enter_studies_what_the_cursor_is_on(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        await student.press("down", "down")
        assert "[ Study this deck Enter ]" in student.screen
        await student.press("enter")
        assert student.card == "one"
        assert "0 / 2" in student.screen
        await student.press("q", "enter")
        assert "► The second deck" in student.screen
        await student.press("up", "up", "enter")
        assert "0 / 4" in student.screen


@pytest.mark.parametrize("clicks", [["[ Study all"], ["The second deck", "The second deck"]])
async def test_studying_by_mouse(tmp_path: Path, clicks: list[str]) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        for text in clicks:
            await student.click(text)
        assert f"0 / {4 if len(clicks) == 1 else 2}" in student.screen


async def test_all_done_says_when_and_offers_more(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path, Settings(new_per_day=1))) as student:
        await answer_all(student)
        assert "1 item comes due on Wed 22 Nov." in student.screen
        await student.press("enter")
        for said in ("All done for today.", "Press n to learn 4 new items.", "n More new"):
            assert said in student.screen
        assert "Study all" not in student.screen
        await student.press("enter")
        assert "All decks" in student.screen
        await student.press("n")
        assert "0 / 3" in student.screen


async def test_more_new_offers_siblings_when_nothing_else_is_left(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        await answer_all(student)
        await student.press("enter", "n")
        assert "[…]" in student.screen
        assert "0 / 1" in student.screen


async def test_the_forecast_and_the_known_share(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        await answer_all(student)
        await student.press("enter")
        assert "4 in all, most on Wed 22 Nov (4)" in student.screen
        assert "100%" in student.screen
        assert "80%" in student.screen


async def test_after_midnight_the_day_is_still_yesterdays(tmp_path: Path) -> None:
    workspace = two_decks(tmp_path)

    class Night:
        def now(self) -> object:
            return moment(1_700_530_200_000, 60, 240)

    workspace.clock = Night()
    async with student_at(workspace) as student:
        assert "still Mon 20 Nov" in student.screen


async def test_no_decks_says_where_they_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path))
    async with student_at(make_workspace(tmp_path), size=(160, 50)) as student:
        assert "No decks yet." in student.screen
        assert "looked for in" in student.words
        assert str(tmp_path / "decks") in student.screen.replace("│\n│", "").replace(" ", "")
        await student.press("enter", "n", "p", "down", "d")
        assert "No decks yet." in student.screen


async def test_problems_are_counted_and_listed(tmp_path: Path) -> None:
    bad = "format: 1\ndeck: bad\ntitle: Bad\ncards:\n  - id: x\n    choise: What?\n"
    workspace = make_workspace(
        tmp_path, bad, SECOND, SECOND, notices=["settings.toml: [/x] is odd"]
    )
    async with student_at(workspace, size=(100, 50)) as student:
        assert "press p" in student.screen
        await student.press("p")
        for said in ("deck0.yaml:6", "[/x] is odd", "Two decks have the id `second`", "help:"):
            assert said in student.words
        await student.press("escape")
        assert "All decks" in student.screen


async def test_unknown_theme_is_a_problem(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path, Settings(theme="[/nope]"))) as student:
        assert "1 problem in decks or settings: press p" in student.screen
        await student.press("p")
        assert "There is no theme `[/nope]`" in student.screen
        assert "tokyo-night" in student.words


async def test_sixty_decks_scroll(tmp_path: Path) -> None:
    decks = [
        f"format: 1\ndeck: d{n}\ntitle: Deck {n}\ncards:\n"
        "  - id: a\n    truth: So it is.\n    answer: true\n"
        for n in range(60)
    ]
    async with student_at(make_workspace(tmp_path, *decks), size=(60, 18)) as student:
        await student.press("end")
        assert "► Deck 59" in student.screen
        assert "Study this deck" in student.screen
        assert "? Keys" in student.screen.splitlines()[-1]


async def test_q_quits(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        await student.pilot.press("q")
        assert student.app._exit


async def test_the_study_is_one_of_the_app_and_ends_with_what_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coalition_quiz.system.errors import HistoryError

    workspace = two_decks(tmp_path)
    async with student_at(workspace) as student:

        def fail() -> None:
            raise HistoryError("The history cannot be read.")

        monkeypatch.setattr(workspace, "overview", fail)
        await student.press("enter", "q")
        assert isinstance(student.app.failure, HistoryError)

    def runs(app: QuizApp) -> None:
        app.failure = HistoryError("The history cannot be read.")

    monkeypatch.setattr(QuizApp, "run", runs)
    workspace = two_decks(tmp_path)
    with workspace.history, pytest.raises(HistoryError):
        run(workspace, Home())


async def test_mastery_is_computed_in_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coalition_quiz.services.workspace._MOST_AT_ONCE", -1)

    async def at_home() -> str:
        async with student_at(two_decks(tmp_path)) as student:
            await student.app.workers.wait_for_complete()
            await student.settle()
            first = student.screen
            await answer_all(student)
            await student.press("enter")
            await student.app.workers.wait_for_complete()
            await student.settle()
            assert "80%" in student.screen
            assert "100%" in student.screen
            return first

    assert "0%" in await at_home()
    # The next start shows the last mastery before it computes a new one.
    monkeypatch.setattr("coalition_quiz.tui.home.screen.measure_mastery", lambda *_: None)
    async with student_at(two_decks(tmp_path)) as student:
        assert "80%" in student.screen
    monkeypatch.setattr("coalition_quiz.services.mastery._FORMAT", "of another program")
    async with student_at(two_decks(tmp_path)) as student:
        assert "…" in student.screen
        assert "80%" not in student.screen


async def test_failed_mastery_computation_ends_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coalition_quiz.system.errors import HistoryError

    def fail(*_: object) -> None:
        raise HistoryError("The history cannot be read.")

    monkeypatch.setattr("coalition_quiz.services.workspace._MOST_AT_ONCE", -1)
    monkeypatch.setattr("coalition_quiz.tui.home.screen.measure_mastery", fail)
    async with student_at(two_decks(tmp_path)) as student:
        await student.app.workers.wait_for_complete()
        await student.settle()
        assert isinstance(student.app.failure, HistoryError)
