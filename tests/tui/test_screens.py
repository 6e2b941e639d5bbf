"""All screens: hostile decks, small terminals, themes, no colour."""

import ast
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from textual.events import MouseDown
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

import coalition_quiz.tui
from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.questions.line import LineInput

from helpers.classroom import CARDS, Student, deck_of, make_workspace, student_at
from helpers.hostile import EVERY_KIND, EVIL


async def test_a_hostile_deck_on_every_screen(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, EVERY_KIND, "[/x]: [", notices=[EVIL])
    assert len(workspace.library.decks) == 1, workspace.library.diagnostics
    async with student_at(workspace, size=(60, 18)) as student:
        assert "[/x] [@click=app.quit]" in student.screen
        await student.press("p", "escape", "enter", "h")
        for _ in range(len(workspace.library.items)):
            assert any(sign in student.words for sign in ("[/x] [@click", "אבג", "are even?"))
            await student.press("question_mark" if student.card != "typed" else "f1", "escape")
            if isinstance(student.app.focused, LineInput):
                await student.type(EVIL)
                await student.press("enter")
            await student.press("ctrl+g", "enter", "enter", "3")
            if "Enter Home" in student.screen:
                break
        await student.press("escape", "escape", "escape")
        assert student.app.failure is None


@pytest.mark.parametrize("kind", CARDS)
async def test_resizing_leaves_everything_as_it_was(tmp_path: Path, kind: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of(kind)), StudyRequest()) as student:
        if isinstance(student.app.focused, LineInput):
            await student.type("Par")
        before = student.screen
        focused = student.app.focused
        await student.resize(40, 12)
        assert "Make the window" not in student.words
        await student.resize(38, 10)
        assert "Make the window at least 40×12 (now 38×10)." in student.words
        await student.resize(20, 5)
        assert "(now 20×5). Press Enter" in student.words
        await student.resize(80, 24)
        await student.settle()
        assert student.screen == before
        assert student.app.focused is focused


async def test_continue_in_a_small_terminal(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("choice")), StudyRequest(), (38, 10)
    ) as student:
        assert "at least 40×12" in student.words
        await student.press("enter")
        assert "Which city is" in student.words
        await student.resize(36, 10)
        assert "Which city is" in student.words
        await student.press("1")
        assert len(student.events) == 1
        await student.resize(80, 24)
        await student.resize(38, 10)
        assert "at least 40×12" in student.words


async def test_small_over_help(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("choice"))) as student:
        await student.press("question_mark")
        await student.resize(40, 12)
        await student.press("question_mark", "p")
        assert "at least 60×18" in student.words
        await student.resize(80, 24)
        assert "Keys" in student.screen
        await student.press("question_mark")
        assert "All decks" in student.screen


def colours(student: Student) -> set[str]:
    """Return every colour on the screen."""
    strips = student.app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if segment.style]
    return {str(style.color.name) for style in styles if style.color}


async def test_no_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with student_at(make_workspace(tmp_path, deck_of("choice")), StudyRequest()) as student:
        await student.press("down")
        assert "►" in student.screen
        assert all(name[1:3] == name[3:5] == name[5:7] for name in colours(student))
        await student.press("enter")
        assert "✓" in student.screen


async def test_every_theme(tmp_path: Path) -> None:
    workspace = make_workspace(
        tmp_path, deck_of("several", "typed"), settings=Settings(theme="nord")
    )
    async with student_at(workspace) as student:
        assert student.app.theme == "nord"
        await student.press("enter", "1", "enter", "enter")
        await student.type("Rome")
        await student.press("enter")
        for theme in sorted(BUILTIN_THEMES):
            student.app.theme = theme
            await student.settle()
            assert student.app.theme == theme
            assert "✗ Wrong" in student.screen
        await student.press("q")
        assert "Left early" in student.screen


async def test_the_theme_can_be_chosen_in_the_palette(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth"))) as student:
        await student.press("ctrl+p")
        await student.pilot.pause(0.3)
        await student.type("Theme")
        await student.pilot.pause(0.5)
        await student.press("enter")
        await student.pilot.pause(0.3)
        while student.app.theme != "nord":
            await student.press("up")
        await student.press("enter")
        assert student.app.theme == "nord"
        assert "All decks" in student.screen


async def test_ctrl_c_does_not_crash(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("typed")), StudyRequest()) as student:
        await student.press("ctrl+c", "ctrl+c")
        assert student.app.is_running
        told = [each.message for each in student.app._notifications]
        assert set(told) == {"Press Ctrl+Q to quit."}


@pytest.mark.parametrize("key", ["", "question_mark", "ctrl+p"])
async def test_click_on_a_removed_widget_does_not_crash(key: str, tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("front")), StudyRequest()) as student:
        await student.press(*filter(None, [key]))
        screen = student.app.screen
        there = [(x, y) for y in range(24) for x in range(0, 80, 8)]
        found = [(at, screen.get_widget_and_offset_at(*at)[0]) for at in there]
        (x, y), widget = next((at, one) for at, one in found if one not in (None, screen))
        parent = widget.parent
        widget._detach()  # what Textual does first when it removes a widget
        screen._forward_event(MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))
        widget._attach(parent)


def test_every_screen_can_be_clicked_on_safely() -> None:
    for module in pkgutil.walk_packages(coalition_quiz.tui.__path__, "coalition_quiz.tui."):
        for each in vars(import_module(module.name)).values():
            if isinstance(each, type) and issubclass(each, Screen):
                ours = each.__module__.startswith("coalition_quiz")
                assert issubclass(each, Clickable) or not ours, each


def test_only_literal_text_reaches_widgets() -> None:
    """Text of a deck never reaches a function that reads markup."""
    folder = Path(coalition_quiz.tui.__file__).parent
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name = node.func.attr
                assert name not in {"from_markup", "from_text"}, file
                if name == "notify":
                    assert "markup=False" in ast.unparse(node), file
                if name == "update" and node.args:
                    assert not isinstance(node.args[0], ast.Constant | ast.JoinedStr), file
