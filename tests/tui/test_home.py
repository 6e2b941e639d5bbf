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
from coalition_quiz.tui.browse.screen import BrowseScreen
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
            "Welcome! Answer a question",
            "All decks",
            "► Every kind of card",
            "[Enter]  Learn the first 2 cards   about 1 minute",
        ):
            assert said in student.screen
        assert "Recall" not in student.screen
        await answer_all(student)
        await student.press("enter")
        assert "Welcome" not in student.screen


async def test_enter_studies_what_the_cursor_is_on(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        await student.press("down")
        assert "[Enter]  Learn the first 2 cards" in student.screen
        assert "Enter Learn" in student.screen.splitlines()[-1]
        await student.press("enter")
        assert student.card == "one"
        assert "0 of 2" in student.screen
        await student.press("q", "enter")
        assert "► The second deck" in student.screen
        await student.press("up", "up")
        assert "[Enter]  Learn the first 4 cards" in student.screen
        await student.press("enter")
        assert "0 of 4" in student.screen


@pytest.mark.parametrize("clicks", [["[Enter]"], ["The second deck", "The second deck"]])
async def test_studying_by_mouse(tmp_path: Path, clicks: list[str]) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        for text in clicks:
            await student.click(text)
        assert "0 of 2" in student.screen
        assert student.card == ("truth" if len(clicks) == 1 else "one")


async def test_enter_always_does_something(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path, Settings(new_per_day=1))) as student:
        await student.press("up")
        await answer_all(student)
        await student.press("enter")
        for said in ("Today's new cards are done.", "[Enter]  Learn 4 more new", "Enter Learn"):
            assert said in student.screen
        await student.press("enter")
        assert "0 of 3" in student.screen


async def test_more_new_offers_siblings_when_nothing_else_is_left(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        await student.press("up")
        await answer_all(student)
        await student.press("enter")
        assert "m More new" in student.screen
        await student.press("m")
        assert "[…]" in student.screen
        assert "0 of 1" in student.screen


async def test_with_nothing_left_enter_looks_through_the_cards(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        await answer_all(student)
        await student.press("enter", "down")
        said = "[Enter]  Nothing is due until Wed 22 Nov: browse the cards"
        assert said in student.screen
        assert "Enter Browse" in student.screen.splitlines()[-1]
        await student.press("enter")
        assert "deck:kinds" in student.screen
        assert "2 of 4 cards" in student.words


async def test_a_deck_that_is_set_aside_says_so(tmp_path: Path) -> None:
    workspace = two_decks(tmp_path)
    workspace.record_action("suspend", ["kinds/truth", "kinds/typed"])
    async with student_at(workspace) as student:
        await student.press("down")
        assert "All 2 questions are suspended: browse the cards" in student.screen


async def test_figures_agree_with_each_other_and_with_the_session(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path), size=(120, 36)) as student:
        await student.press("up")
        await answer_all(student)
        student.workspace.clock.at_ms += 2 * 86_400_000
        await student.press("enter")
        await student.app.workers.wait_for_complete()
        await student.settle()
        screen = " ".join(student.screen.replace("│", " ").split())
        assert "[Enter] Study 4 due about 1 minute" in screen
        assert "Due in the next 14 days: 4" in screen
        assert "Learnt 0 of 5" in screen
        assert "% of the 4 seen" in screen
        assert "Last Mon 20 Nov 4 answers" in screen
        await student.press("enter")
        assert "0 of 4" in student.screen


async def test_panes_follow_the_cursor(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path), size=(160, 50)) as student:
        await answer_all(student)
        await student.press("enter")
        await student.app.workers.wait_for_complete()
        await student.settle()
        for said in ("1 day in a row", "Days studied, all decks: 1 of the last 30", "2 of 2  100%"):
            assert said in student.screen
        assert "The Seine flows through Paris." in student.screen
        assert "Last        today   2 answers, 2 right at first" in student.screen
        before = [line for line in student.screen.splitlines() if "Weakest cards" in line]
        await student.press("down", "down")
        assert "No card has been seen yet." in student.screen
        assert [line for line in student.screen.splitlines() if "Weakest cards" in line] == before
        await student.press("full_stop")
        assert "Weakest cards" not in student.screen
        assert "All decks" in student.screen


async def test_the_streak_can_be_hidden(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path, Settings(show_streak=False))) as student:
        await answer_all(student)
        await student.press("enter")
        await student.app.workers.wait_for_complete()
        await student.settle()
        assert "in a row" not in student.screen


async def test_escape_only_says_how_to_quit(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        await student.press("escape", "escape")
        assert not student.app._exit
        assert {each.message for each in student.app._notifications} == {"Press q to quit."}


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
        assert "No decks found." in student.screen
        assert "one of these folders" in student.words
        assert "(missing)" in student.screen
        assert "Enter" not in student.screen
        await student.press("enter", "m", "exclamation_mark", "down", "c")
        assert "No decks found." in student.screen


async def test_problems_are_counted_and_listed(tmp_path: Path) -> None:
    bad = "format: 1\ndeck: bad\ntitle: Bad\ncards:\n  - id: x\n    choise: What?\n"
    workspace = make_workspace(
        tmp_path, bad, SECOND, SECOND, notices=["settings.toml: [/x] is odd"]
    )
    async with student_at(workspace, size=(100, 50)) as student:
        assert "Press !" in student.screen
        await student.press("exclamation_mark")
        for said in ("deck0.yaml:6", "[/x] is odd", "Two decks have the id `second`", "help:"):
            assert said in student.words
        await student.press("escape")
        assert "All decks" in student.screen


async def test_unknown_theme_is_a_problem(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path, Settings(theme="[/nope]"))) as student:
        assert "1 problem in decks or settings. Press !" in student.screen
        await student.press("exclamation_mark")
        assert "Unknown theme `[/nope]`" in student.screen
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
        assert "Learn the first" in student.screen
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

        def fail(*_: object) -> None:
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


async def test_what_is_measured_is_shown_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with student_at(two_decks(tmp_path)) as student:
        await answer_all(student)
        await student.press("enter")
        await student.app.workers.wait_for_complete()
        await student.settle()
        assert "100% of the 2 seen" in student.screen
    monkeypatch.setattr("coalition_quiz.tui.home.screen.measure_mastery", lambda *_: None)
    async with student_at(two_decks(tmp_path)) as student:
        await student.press("down")
        assert "100% of the 2 seen" in student.screen
    monkeypatch.setattr("coalition_quiz.services.mastery._FORM", "of another program")
    async with student_at(two_decks(tmp_path)) as student:
        assert "…" in student.screen
        assert "100%" not in student.screen


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_click_on_a_weak_card_opens_it_in_browse(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with student_at(two_decks(tmp_path), size=size) as student:
        await answer_all(student)
        await student.press("enter")
        await student.app.workers.wait_for_complete()
        await student.settle()
        weak = student.app.screen._agenda.weakest[0][0]
        await student.click(student.app.screen._agenda.prompt(weak)[:25])
        assert isinstance(student.app.screen, BrowseScreen)
        assert student.app.screen._view.card == weak


async def test_failed_mastery_computation_ends_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coalition_quiz.system.errors import HistoryError

    def fail(*_: object) -> None:
        raise HistoryError("The history cannot be read.")

    monkeypatch.setattr("coalition_quiz.tui.home.screen.measure_mastery", fail)
    async with student_at(two_decks(tmp_path)) as student:
        await student.app.workers.wait_for_complete()
        await student.settle()
        assert isinstance(student.app.failure, HistoryError)


async def test_how_to_quit_is_said_once_and_on_home_alone(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path), size=(40, 12)) as student:
        # A pilot draws no notices.
        notices = student.app._notifications
        await student.press("escape", "escape")
        assert [each.message for each in notices] == ["Press q to quit."]
        await student.press("comma")
        assert not list(notices)


async def test_the_themes_fit_on_a_small_terminal(tmp_path: Path) -> None:
    async with student_at(two_decks(tmp_path), size=(40, 12)) as student:
        student.app.action_change_theme()
        await student.settle()
        assert all(line.endswith(("╮", "│", "╯")) for line in student.screen.splitlines())
        assert "►" in student.screen
        assert "Enter Keep" in student.screen
