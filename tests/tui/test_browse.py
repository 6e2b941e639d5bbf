"""The browse screen, used by keys."""

import asyncio
import sys
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from textual.events import Key

from coalition_quiz.core.days import moment
from coalition_quiz.core.events import REVIEW, Draft
from coalition_quiz.services.card_browser import CardBrowser
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import NotSavedError
from coalition_quiz.tui import input_gate
from coalition_quiz.tui.browse import parts
from coalition_quiz.tui.browse import screen as browse_screen
from coalition_quiz.tui.browse import table as browse_table
from coalition_quiz.tui.navigation import Browse
from coalition_quiz.wording import browse as browsed

from helpers.classroom import (
    CARDS,
    MONDAY_MS,
    FixedClock,
    Student,
    deck_of,
    make_workspace,
    student_at,
)

SIZES = {"narrow": (60, 18), "usual": (80, 24), "wide": (160, 50)}
DAY_MS = 86_400_000


def opening(query: str = "") -> Browse:
    """Return the destination of the browse screen."""
    return Browse(query)


def reviewed(folder: Path, *kinds: str) -> Workspace:
    """Make a workspace with reviewed cards. The choice was forgotten nine times."""
    workspace = make_workspace(folder, deck_of(*(kinds or CARDS)))
    drafts = [review("kinds/choice", ago, 3 if ago % 4 else 1) for ago in range(36, 0, -2)]
    drafts += [review("kinds/truth", 30), review("kinds/truth", 20)]
    workspace.history.append(drafts)
    return workspace


def review(item: str, days_ago: int, rating: int = 3) -> Draft:
    """Return a review some days ago."""
    when = moment(MONDAY_MS - days_ago * DAY_MS, 60, 240)
    return Draft(REVIEW, item, when, payload={"rating": rating, "ms": 4_000, "kind": "truth"})


def table(student: Student) -> list[str]:
    """Return the ids of the found cards."""
    view = browse(student)._view
    return [view.browser.catalogue.rows[at].card.id for at in view.found]


def at_cursor(student: Student) -> str:
    """Return the id of the card at the cursor."""
    screen = browse(student)
    return str(screen._view.row(screen._grid.cursor)[0].card.id)


def browse(student: Student) -> Any:
    """Return the screen."""
    return student.app.screen


def kinds_of(student: Student) -> list[str]:
    """Return the kinds of events in the history, without reviews."""
    return [event.kind for event in student.events if event.kind != "review"]


async def test_from_home_and_back(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path)) as student:
        await student.press("b")
        assert "Browse" in student.screen
        assert "11 cards · by deck ↑" in student.screen
        await student.press("escape", "escape")
        assert "All decks" in student.screen


async def test_typing_narrows_and_the_title_counts(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening()) as student:
        await student.press("slash")
        await student.type("paris")
        assert "6 of 11 cards" in student.screen
        await student.type(" kind:truth")
        assert table(student) == ["truth"]
        assert "1 of 11 cards" in student.screen
        await student.press(*["backspace"] * 11)
        assert "6 of 11 cards" in student.screen
        await student.type(" zzz")
        assert browsed.NONE_FOUND in student.screen
        assert "0 of 11 cards" in student.screen


async def test_keys_typed_ahead_go_where_they_are_meant(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening()) as student:
        for key in ("slash", *"highest", "enter", "f", "minus"):
            student.app.simulate_key(key)
        await student.settle()
        await student.settle()
        assert [(event.kind, event.item) for event in student.events[-2:]] == [
            ("flag", "kinds/front"),
            ("bury", "kinds/front"),
        ]
        assert "› highest " in student.screen


async def test_query_error_is_shown_while_typing(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening()) as student:
        await student.press("slash")
        await student.type("paris is:dud")
        assert "There is no `is:dud`. Did you mean `is:due`?" in student.screen
        assert "6 of 11 cards" in student.screen
        await student.press("backspace", "e")
        assert "There is no" not in student.screen
        assert table(student) == ["choice"]


async def test_query_of_the_command_line_is_used_first(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("is:leech")) as student:
        assert table(student) == ["choice"]
        assert "› is:leech" in student.words
        await student.press("r")
        assert student.card == "choice"


async def test_query_and_position_are_remembered(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening()) as student:
        await student.press("slash")
        await student.type("paris")
        await student.press("enter", "down", "down")
        here = at_cursor(student)
        await student.press("z", "escape", "b")
        assert "6 of 11 cards" in student.screen
        assert at_cursor(student) == here
        assert student.app.focused is browse(student)._grid


@pytest.mark.parametrize("size", SIZES)
async def test_moving_the_cursor(tmp_path: Path, size: str) -> None:
    async with student_at(reviewed(tmp_path), opening(), SIZES[size]) as student:
        grid = browse(student)._grid
        assert (student.app.focused, grid.cursor) == (grid, 0)
        await student.press("end")
        assert grid.cursor == 10
        await student.press("down", "k", "j")
        assert grid.cursor == 10
        assert "►" in student.screen
        await student.press("home", "pagedown", "pageup")
        assert grid.cursor == 0
        await student.press("up")
        assert student.app.focused is browse(student)._search
        await student.press("escape")
        assert student.app.focused is grid
        await student.press("slash", "down")
        assert student.app.focused is grid


async def test_clicks_move_the_cursor(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening()) as student:
        await student.click("How long is the Seine?")
        assert at_cursor(student) == "number"


@pytest.mark.parametrize("size", ["narrow", "usual"])
async def test_the_detail_over_the_table(tmp_path: Path, size: str) -> None:
    async with student_at(reviewed(tmp_path), opening("is:leech"), SIZES[size]) as student:
        await student.press("enter")
        for said in ("→ Paris", "✗ Lyon: Lyon is the second", "! Forgotten 8 or more times"):
            assert said in student.words
        await student.press("end")
        assert "15 Oct 2023 ✗ Again first answer · 4.0 s" in student.words
        await student.press("escape")
        assert "1 of 11 cards" in student.screen


async def test_detail_next_to_the_table(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("is:leech"), SIZES["wide"]) as student:
        for said in (
            "→ Paris",
            "Source: A small atlas (2023), chapter 2",
            "As of October 2023",
            "Due since 19 Nov 2023",
            "seen 18 times · forgotten 8 times",
            "Recall today",
            "100% █",
            "in 90 days",
            "18 Nov 2023 ✓ Good after 2 days, ",
            "deck0.yaml:9",
        ):
            assert said in student.words, said
        await student.press("enter")
        assert student.app.focused is browse(student)._pane
        await student.press("escape")
        assert student.app.focused is browse(student)._grid


async def test_the_detail_follows_the_cursor_and_the_size(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening(), SIZES["wide"]) as student:
        await student.press("down", "down")
        assert "→ True" in student.screen
        await student.resize(80, 24)
        assert "→ True" not in student.screen
        await student.press("down")
        await student.resize(160, 50)
        assert "→ Paris (or Lutetia)" in student.screen


async def test_detail_shows_each_gap(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path, "cloze"), opening("seine"), (130, 30)) as student:
        assert "── Gap 1: Seine ──" in student.words
        assert "New" in student.screen


async def test_suspend_and_undo(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("kind:truth")) as student:
        await student.press("at")
        assert "1 question suspended until you resume it. Press u to undo." in student.screen
        assert "suspended" in student.screen.splitlines()[4]
        await student.press("u")
        assert "1 question resumed." in student.screen
        assert "in 5 days" in student.screen.splitlines()[4]
        assert kinds_of(student) == ["suspend", "undo"]
        await student.press("at", "at", "minus", "minus", "asterisk", "asterisk")
        assert kinds_of(student)[2:] == ["suspend", "resume", "bury", "resume", "flag", "unflag"]


async def test_reset_asks_first(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("paris")) as student:
        await student.press("down", "x")
        assert "Reset this card? All progress on it is forgotten." in student.words
        await student.press("escape")
        assert kinds_of(student) == []
        await student.press("x", "down", "y", "up")
        assert kinds_of(student) == []
        await student.press("x", "y")
        assert kinds_of(student) == ["reset"]
        assert "1 question reset to new. Press u to undo." in student.screen
        await student.press("ctrl+z")
        assert student.workspace.history.progress("kinds/truth") is not None


async def test_action_applies_to_all_selected_cards(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("paris")) as student:
        await student.press("space", "space")
        assert "2 selected" in student.screen
        assert student.screen.count("●") == 2
        await student.press("end", "asterisk")
        assert kinds_of(student) == ["flag", "flag"]
        assert student.screen.count("*") == 3  # one is the key
        await student.press("a")
        assert "6 selected" in student.screen
        await student.press("a")
        assert "selected" not in student.screen
        await student.press("asterisk", "u")
        assert kinds_of(student)[2:] == ["flag", "undo"]


async def test_too_many_cards_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browse_screen, "MOST_AT_ONCE", 3)
    async with student_at(reviewed(tmp_path), opening("paris")) as student:
        await student.press("a", "at")
        assert "cards at once" in student.words
        await student.press("x", "y")
        assert kinds_of(student) == []


async def test_study_just_these(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("paris kind:typed")) as student:
        await student.press("r")
        assert student.card == "typed"
        assert "0 of 1" in student.screen
        await student.press("escape")
        assert "Enter Back" in student.screen
        assert "Home" not in student.screen
        await student.press("enter")
        assert "1 of 11 cards" in student.screen
        await student.press("at", "r")
        assert browsed.NOTHING_TO_STUDY in student.words


@pytest.mark.parametrize("key", ["escape", "q", "enter"])
async def test_a_session_leads_back_to_the_card_it_was_started_from(
    key: str, tmp_path: Path
) -> None:
    async with student_at(reviewed(tmp_path), opening("paris")) as student:
        await student.press("down")
        before = at_cursor(student)
        await student.press("r", "q", key)
        assert at_cursor(student) == before
        await student.press("r", "q", "c", "q", key)
        assert at_cursor(student) == before
        await student.press("escape", "escape", "c", "q", key)
        assert "All decks" in student.screen


async def test_selected_cards_are_studied_before_all(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("paris")) as student:
        await student.press("down", "space", "r")
        assert "0 of 1" in student.screen
        assert student.card == "truth"


async def test_without_a_selection_what_is_due_or_new_today_is_studied(tmp_path: Path) -> None:
    workspace = reviewed(tmp_path)
    workspace.settings = workspace.settings._replace(new_per_day=3)
    async with student_at(workspace, opening()) as student:
        await student.press("r")
        assert "0 of 4" in student.screen
        assert student.card == "choice"


async def test_many_cards_are_studied_only_if_the_learner_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse_screen, "MANY", 2)
    monkeypatch.setattr(parts, "MANY", 2)
    async with student_at(reviewed(tmp_path), opening()) as student:
        await student.press("r")
        assert "Study the 2 most urgent of " in student.screen
        await student.press("escape", "r", "down", "r", "enter")
        assert "0 of 2" in student.screen


async def test_escape_shows_all_cards_and_then_goes_home(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("zzz")) as student:
        assert "No cards match." in student.screen
        assert browsed.SHOW_ALL in student.screen
        await student.press("escape")
        assert len(table(student)) == 11
        await student.press("slash", *"is:leech", "escape")
        assert (len(table(student)), student.app.focused) == (11, browse(student)._grid)
        await student.press("escape")
        assert "All decks" in student.screen


async def test_the_card_beside_the_table_can_be_hidden(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening(), SIZES["wide"]) as student:
        assert "→ Paris" in student.screen
        await student.press("full_stop")
        assert "→ Paris" not in student.screen
        await student.press("z", "escape", "b")
        assert "→ Paris" not in student.screen
        await student.press("full_stop")
        assert "→ Paris" in student.screen


async def test_quiz_and_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with student_at(reviewed(tmp_path), opening("is:leech")) as student:
        copied: list[str] = []
        monkeypatch.setattr(student.app, "copy_to_clipboard", copied.append)
        await student.press("y")
        assert "Paris" in copied[0]
        await student.press("z")
        assert "New quiz" in student.screen


async def test_sort_key_cycles_through_the_columns(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("paris")) as student:
        for name in ("due day", "recall", "how long it lasts", "times missed", "question", "deck"):
            await student.press("o")
            assert f"by {name} ↑" in student.screen
        first = table(student)
        await student.press("O")
        assert "by deck ↓" in student.screen
        assert table(student) == first[::-1]


async def test_failed_save_shows_an_error_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise NotSavedError("The disk is full [/x].")

    async with student_at(reviewed(tmp_path), opening("kind:truth")) as student:
        monkeypatch.setattr(student.workspace.history, "append", refuse)
        await student.press("at")
        assert "The disk is full [/x]." in student.screen
        assert "suspended" not in student.screen
        monkeypatch.undo()
        await student.press("at", "x")
        monkeypatch.setattr(student.workspace.history, "append", refuse)
        await student.press("u")
        assert "The disk is full" in student.screen
        monkeypatch.undo()
        await student.press("u")
        assert kinds_of(student) == ["suspend", "undo"]


async def test_undo_in_another_window_shows_a_note(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("kind:truth")) as student:
        await student.press("asterisk")
        student.workspace.undo_events([student.events[-1]])
        await student.press("u")
        assert "Already undone in another window." in student.words
        await student.press("u")
        assert kinds_of(student) == ["flag", "undo"]


async def test_editing_opens_the_line_and_reads_the_file_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def edit(_screen: object, path: Path, line: int) -> str:
        opened.append((path.name, line))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("The Seine flows", "The Marne flows"), encoding="utf-8")
        return "The editor `[/x]` ended with an error (1)."

    monkeypatch.setitem(
        sys.modules, "coalition_quiz.tui.widgets.editor", SimpleNamespace(edit=edit)
    )
    async with student_at(reviewed(tmp_path), opening("paris")) as student:
        await student.press("down", "e")
        assert opened == [("deck0.yaml", 24)]
        assert "The Marne flows through" in student.screen
        assert at_cursor(student) == "truth"
        assert "The editor `[/x]` ended with an error (1)." in student.screen


async def test_without_an_editor_file_and_line_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "coalition_quiz.tui.widgets.editor", None)
    async with student_at(reviewed(tmp_path), opening("kind:truth"), (160, 24)) as student:
        file = tmp_path / "deck0.yaml"
        await student.press("e")
        assert "at line 24, then press F5" in student.words
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("The Seine flows", "The Marne flows"), encoding="utf-8")
        await student.press("f5")
        assert "The Marne flows" in student.screen


async def test_after_midnight_other_cards_are_due(tmp_path: Path) -> None:
    workspace = reviewed(tmp_path, "truth", "typed")
    async with student_at(workspace, opening("is:new")) as student:
        assert table(student) == ["typed"]
        workspace.history.append([review("kinds/typed", 0)])
        assert isinstance(workspace.clock, FixedClock)
        workspace.clock.at_ms += DAY_MS
        await student.press("question_mark", "escape")
        assert table(student) == []


async def test_many_cards_are_read_in_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse_table, "_READ_AT_ONCE", 3)
    async with student_at(reviewed(tmp_path), opening("kind:truth")) as student:
        while not browse(student)._view.browser.is_read:
            await student.settle()
        await student.settle()
        assert table(student) == ["truth"]
        assert parts.READING not in student.screen
        await student.press("at")
        assert kinds_of(student) == ["suspend"]


async def test_enter_waits_for_the_result_of_a_slow_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it takes to read the cards, the keys after Enter act on the cards found."""
    may_read = Event()
    read = CardBrowser.read_in_thread

    def read_late(browser: CardBrowser) -> None:
        may_read.wait()
        read(browser)

    monkeypatch.setattr(CardBrowser, "read_in_thread", read_late)
    monkeypatch.setattr(browse_table, "_READ_AT_ONCE", 3)
    monkeypatch.setattr(input_gate, "_MOST_LOOKS", 40)
    async with student_at(reviewed(tmp_path), opening()) as student:
        await student.press("slash")
        for letter in "kind:truth":
            student.app.post_message(Key(letter, letter))
        for key, letter in (("enter", None), ("at", "@")):
            student.app.post_message(Key(key, letter))
        for _ in range(3_000):
            await asyncio.sleep(0)
        before = browse(student)._search.value, browse(student).focused
        may_read.set()
        assert before == ("kind:truth", browse(student)._search)
        await student.settle()
        assert browse(student)._search.value == "kind:truth"
        assert table(student) == ["truth"]
        assert kinds_of(student) == ["suspend"]


async def test_no_cards_at_all(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path), opening()) as student:
        assert browsed.NO_CARDS in student.screen
        await student.press("tab", *"seofa@-ryu", "enter", "space", "down", "up", "end", "f5")
        assert "0 cards" in student.screen
        await student.press("escape")
        assert student.app.failure is None


async def test_resizing_leaves_everything_as_it_was(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("paris")) as student:
        await student.press("down", "space")
        before = student.screen
        await student.resize(40, 12)
        await student.resize(160, 50)
        await student.resize(80, 24)
        assert student.screen == before


async def test_the_help_names_every_key(tmp_path: Path) -> None:
    async with student_at(reviewed(tmp_path), opening("paris"), (100, 60)) as student:
        await student.press("at", "question_mark")
        for key in ("@", "-", "/", "Space", "u", "^Z", "F5", "PgDn", "Home"):
            assert f" {key} " in student.screen, key
        for said in ("Suspend or resume", "Search", "Select all cards shown"):
            assert said in student.screen
