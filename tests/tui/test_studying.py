"""A session on the screen: ratings, undo, giving up, skipping, hints, report, leaving."""

from pathlib import Path

import pytest

from coalition_quiz.core.events import UNDO, Draft
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.sessions.study import Asking
from coalition_quiz.history.history import History
from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.tui import key_repeats

from helpers.classroom import Student, deck_of, make_workspace, student_at

TWO = deck_of("truth", "typed")


@pytest.mark.parametrize(
    ("key", "rating"), [("enter", 3), ("space", 3), ("1", 1), ("2", 2), ("3", 3), ("4", 4)]
)
async def test_ratings(tmp_path: Path, key: str, rating: int) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("truth", "front")), StudyRequest()
    ) as student:
        await student.press("t")
        for shown in ("Enter Good 2 d", "1 Again", "2 Hard 1 d", "4 Easy 8 d"):
            assert shown in student.screen
        await student.press(key)
        progress = student.workspace.history.progress("kinds/truth")
        assert progress is not None
        assert progress.last_rating == rating
        assert student.card == "front"


@pytest.mark.parametrize("way", ["key", "mouse"])
async def test_i_was_right(tmp_path: Path, way: str) -> None:
    workspace = make_workspace(tmp_path, deck_of("typed", "truth"))
    async with student_at(workspace, StudyRequest()) as student:
        await student.type("Capital City")
        await student.press("enter")
        assert "[Enter Next]" in student.screen
        await (student.press("i") if way == "key" else student.click("I was right"))
        assert student.ratings == [1, 3]
        assert [event.kind for event in student.events] == ["review", "undo", "accept", "review"]
        assert student.card == "truth"
        assert workspace.history.accepted("kinds/typed") == ("Capital City",)
        await student.press("u")
        assert student.card == "typed"
        assert student.events[-1].target.endswith(":3")
        assert workspace.history.accepted("kinds/typed") == ()


async def test_right_answers_cannot_be_protested(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("t")
        assert "I was right" not in student.screen
        await student.press("i")
        assert student.ratings == [3]
        assert student.card == "truth"


async def test_a_rating_by_mouse(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("t")
        await student.click("Hard")
        assert student.ratings == [3, 2]


@pytest.mark.parametrize("way", ["u", "ctrl+z", "click"])
async def test_undo_of_an_answer_asks_it_again(tmp_path: Path, way: str) -> None:
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("u", "f")
        await (student.click("Undo") if way == "click" else student.press(way))
        assert student.card == "truth"
        assert "Wrong" not in student.screen
        assert [event.kind for event in student.events] == ["review", "undo"]
        assert student.workspace.history.progress("kinds/truth") is None
        await student.press("t")
        assert "✓ Right" in student.screen


async def test_undo_goes_back_from_the_next_question(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("t", "enter")
        assert student.card == "typed"
        await student.press("u", "ctrl+z")
        assert student.card == "truth"
        assert "0 of 2" in student.screen


async def test_undo_from_the_report(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth")), StudyRequest()) as student:
        await student.press("t", "enter")
        assert type(student.app.screen).__name__ == "ReportScreen"
        await student.press("u")
        assert "The Seine flows through Paris." in student.screen
        await student.press("f", "enter")
        assert student.card == "truth"
        await student.press("t", "enter")
        assert type(student.app.screen).__name__ == "ReportScreen"


@pytest.mark.parametrize("kind", ["choice", "truth", "order", "match", "several"])
async def test_giving_up(tmp_path: Path, kind: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of(kind)), StudyRequest()) as student:
        await student.press("g")
        assert "→ Answer shown; this will come back" in student.screen
        assert "I was right" not in student.screen
        assert student.ratings == [1]
        assert student.events[0].payload["response"] == {"type": "gave-up"}


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("typed", "Paris"), ("number", "777 km"), ("date", "November 1993"), ("list", "Toulon")],
)
async def test_giving_up_while_typing(tmp_path: Path, kind: str, answer: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of(kind)), StudyRequest()) as student:
        await student.press("ctrl+g")
        assert "→ Answer shown" in student.screen
        assert answer in student.screen


@pytest.mark.parametrize(("kind", "key"), [("truth", "s"), ("typed", "ctrl+n"), ("front", "s")])
async def test_skipping_records_nothing(tmp_path: Path, kind: str, key: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of(kind)), StudyRequest()) as student:
        await student.press(key)
        assert not student.events
        assert "1 skipped" in student.screen


async def test_the_hint_is_shown_where_there_is_one(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("truth", "choice")), StudyRequest()
    ) as student:
        assert "Hint" not in student.screen
        await student.press("t", "enter")
        assert "h Hint" in student.screen
        await student.press("h")
        assert "Hint: It lies on the Seine." in student.screen


async def test_missed_question_comes_back_with_a_note(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("f", "enter")
        await student.type("Paris")
        await student.press("enter", "enter")
        assert student.card == "truth"
        await student.press("q")
        for told in ("Left early: every answer is saved", "1 of 2 right at the first try", "2 new"):
            assert told in student.screen
        assert "✗ The Seine flows through Paris." in student.screen
        assert "→ True   you said False" in student.screen
        assert "1 card left" in student.screen
        await student.press("c")
        assert student.card == "truth"


async def test_leaving_by_escape_while_typing_then_home(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("typed")), StudyRequest()) as student:
        await student.type("Par")
        await student.press("escape", "escape")
        assert "Left early" in student.screen
        assert "1 card left" in student.screen
        await student.press("enter")
        assert "[Enter]  Learn" in student.screen


async def test_enter_again_and_again_is_harmless(tmp_path: Path) -> None:
    kinds = ("choice", "truth", "typed", "number")
    for number, kind in enumerate(kinds):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with student_at(make_workspace(folder, deck_of(kind)), StudyRequest()) as student:
            await student.press(*["enter"] * 5)
            assert not student.events


async def test_nothing_to_study_shows_a_note(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("truth")), StudyRequest(new=0)
    ) as student:
        assert "Nothing to study right now" in student.screen
        assert "Undo" not in student.screen
        await student.press("enter")
        assert "Every kind of card" in student.screen


async def test_quitting_in_the_middle_frees_the_question(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth")), StudyRequest()) as student:
        await student.press("ctrl+q")
    workspace = make_workspace(tmp_path, deck_of("truth"))
    study_session = workspace.start_session(StudyRequest())
    assert isinstance(study_session.session.phase, Asking)
    study_session.close()
    workspace.history.close()


async def test_report_mentions_another_window(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("truth"))
    other = workspace.start_session(StudyRequest())
    async with student_at(make_workspace(tmp_path, deck_of("truth")), StudyRequest()) as student:
        assert "left to another window" in student.screen
    other.close()
    workspace.history.close()


async def test_long_texts_hide_nothing(tmp_path: Path) -> None:
    long = "word " * 400
    options = ", ".join(f"{number} {'option ' * 42}" for number in range(39))
    deck = (
        "format: 1\ndeck: long\ntitle: " + "T" * 150 + "\ncards:\n"
        f"  - id: a\n    choice: {long}\n    answer: right\n    wrong: [{options}]\n"
        f"    why: {long}\n    hint: {long}\n"
        f"  - id: b\n    typed: {long}\n    answer: right\n    why: {long}\n"
        f"  - id: c\n    list: {long}\n    answer: [one, two]\n"
        f"  - id: d\n    front: {long}\n    back: {long}\n"
    )
    async with student_at(make_workspace(tmp_path, deck), StudyRequest(), (60, 18)) as student:
        assert isinstance(student.app.navigator.session.phase.question.task, ChoiceTask)
        await student.press("h", "pagedown", "pageup", "end")
        assert "choose" in student.screen.splitlines()[-2]
        assert "►" in student.screen
        await student.press("enter")
        assert "Enter" in "".join(student.screen.splitlines()[-3:])
        await student.press(*["down"] * 3, "enter")
        assert "›" in student.screen
        await student.type("right")
        await student.press("enter")
        assert "✓ Right" in student.screen
        await student.press("enter")
        assert "Enter add" in student.screen
        await student.press("ctrl+g", "enter")
        await student.press("space")
        assert "Enter Good" in student.screen


async def test_keys_reach_the_commands_of_the_palette(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth")), StudyRequest()) as student:
        await student.press("ctrl+p")
        await student.pilot.pause(0.3)
        await student.type("skip")
        await student.pilot.pause(0.5)
        await student.press("enter")
        await student.pilot.pause(0.3)
        assert "1 skipped" in student.screen
        assert not student.events


async def help_of(student: Student) -> str:
    """Return the words of the help, and close it."""
    before = student.screen
    await student.press("f1")
    said = student.words
    await student.press("escape")
    assert student.screen == before
    return said


async def test_help_tells_the_commands_of_the_moment(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest(), (100, 40)) as student:
        said = await help_of(student)
        assert "True, False" in said
        assert "Show the answer" in said
        assert "Again, Hard" not in said
        await student.press("t")
        assert "Again, Hard, Good, Easy" in await help_of(student)
        await student.press("enter")
        assert "^G" in await help_of(student)


async def test_an_impatient_second_press_of_a_digit_rates_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        key_repeats, "SECOND_S", 60
    )  # a busy machine may take long between two keys
    async with student_at(
        make_workspace(tmp_path, deck_of("choice", "front")), StudyRequest()
    ) as student:
        await student.press("1", "1")
        assert len(student.ratings) == 1
        assert student.card == "choice"
        await student.press("3")
        assert student.ratings[-1] == 3


async def test_an_answer_undone_in_another_window_is_asked_again(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("t", "enter")
        with History.open(workspace.history.path) as other:
            (review,) = other.events()
            other.append([Draft(UNDO, review.item, workspace.clock.now(), target=review.ref)])
        await student.press("ctrl+z")
        assert student.card == "truth"
        assert "Already undone in another window." in student.words
        await student.press("f")
        assert "Already undone" not in student.screen


async def test_a_question_open_in_another_window_is_not_undone(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("t", "enter")
        other = ItemLocks(workspace.cache / "claims")
        assert other.take("kinds/truth")
        await student.type("Pa")
        await student.press("ctrl+z")
        assert "open in another window" in student.words
        assert "Pa" in student.screen
        assert len(student.events) == 1
        other.release()
        await student.press("ctrl+z")
        assert student.card == "truth"


@pytest.mark.parametrize(("kind", "answer"), [("truth", "→ True"), ("choice", "→ Paris")])
async def test_the_page_of_a_card_names_its_answer(tmp_path: Path, kind: str, answer: str) -> None:
    """Wherever a widget marks the answer in study, the page says it. Its source is named once."""
    deck = deck_of(kind).replace("    why:", "    source: atlas\n    why:", kind == "truth")
    async with student_at(make_workspace(tmp_path, deck), StudyRequest()) as student:
        await student.press(*(["f"] if kind == "truth" else ["g"]), "v")
        assert answer in student.screen
        assert "Source: " not in student.screen
        assert "A small atlas" in student.screen


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_leaving_asks_once_before_an_unfinished_answer_is_lost(
    tmp_path: Path, key: str
) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("list")), StudyRequest()) as student:
        await student.type("Nice")
        await student.press("enter")
        await student.press(key)
        shown = {"escape": "Esc", "ctrl+q": "Ctrl+Q"}[key]
        assert f"Press {shown} again to leave without this answer." in student.screen
        await student.type("Tou")
        await student.press(key)
        assert "again to leave" in student.screen
        assert "Name 2. 1 so far." in student.screen
        await student.press(key)
        assert "Name 2" not in student.screen or not student.app.is_running


async def test_leaving_a_question_without_an_answer_asks_nothing(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("t", "enter", "escape")
        assert "Type a short answer" not in student.screen


async def test_the_end_of_a_session_left_early_offers_undo(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("f", "enter", "escape")
        assert "Left early" in student.screen
        assert "u Undo" in student.screen
        await student.press("u")
        assert student.card == "truth"
        assert [event.kind for event in student.events] == ["review", "undo"]
        await student.press("t", "enter")
        assert student.card == "typed"
        await student.type("Paris")
        await student.press("enter", "enter")
        assert "Done for today" in student.screen
        assert "c Continue" not in student.screen


async def test_a_small_terminal_says_how_to_leave(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("choice"))
    async with student_at(workspace, StudyRequest(), (40, 12)) as student:
        assert "Esc Finish" in student.screen
        await student.press("g")
        assert "Esc Finish" in student.screen
