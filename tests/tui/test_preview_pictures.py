"""Pictures of the preview. After a wanted change: ``pytest tests/tui --snapshot-update``."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coalition_quiz.authoring.file_watcher import FileWatcher
from coalition_quiz.cli.commands.preview import as_read
from coalition_quiz.tui.preview.app import PreviewApp

from helpers.classroom import CARDS, deck_of

Compare = Callable[..., bool]
SIZES = {"narrow": (60, 18), "usual": (80, 24), "wide": (160, 50)}
EVIL = "[/x] [@click=app.quit]go[/] [red]r list[int] אבג \u200f \U0001f468\u200d\U0001f469 $x [b"
HOSTILE = f"""\
format: 1
deck: hostile
title: '{EVIL} title'
cards:
  - id: choice
    choice: '{EVIL} {"W" * 200}'
    answer: '{EVIL} right'
    wrong: {{'{EVIL} wrong': '{EVIL} why not', '{"W" * 200}': }}
    why: '{EVIL} why'  # comment
    according_to: '{EVIL} someone'
    tags: ['{EVIL}']
  - id: '{EVIL}'
    typed: '{EVIL}'
    answer: '{EVIL}'
  - '[@click=app.quit]x[/] {EVIL}': '{EVIL}'
"""
CUT = CARDS["typed"].replace("capital of France?", "capital # of France?")
BROKEN = "  - id: broken\n    choise: Which city is the capital of Italy?\n    answer: Rome\n"
DECK = deck_of(*CARDS).replace(CARDS["typed"], CUT) + BROKEN


def app_of(folder: Path, text: str, theme: str = "") -> PreviewApp:
    """A preview of a deck of that text."""
    file = folder / "deck.yaml"
    file.write_text(text, encoding="utf-8")
    return PreviewApp(FileWatcher(file, as_read), theme)


def pressing(*keys: str) -> Callable[[Pilot[None]], object]:
    """Press keys, and wait until all is shown."""

    async def press(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.pause()

    return press


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_a_card(tmp_path: Path, snap_compare: Compare, size: str, theme: str) -> None:
    app = app_of(tmp_path, DECK, theme)
    keys = pressing("n", "n", "n", "enter", *"Rome")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["choice", "match", "front"])
def test_the_answer_side(tmp_path: Path, snap_compare: Compare, kind: str, size: str) -> None:
    app = app_of(tmp_path, deck_of(kind) + BROKEN)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing("space"))


@pytest.mark.parametrize("size", SIZES)
def test_problems(tmp_path: Path, snap_compare: Compare, size: str) -> None:
    app = app_of(tmp_path, DECK, "textual-light")
    keys = pressing("n", "n", "n", "tab", "down")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", ["card", "problems"])
def test_a_hostile_deck(tmp_path: Path, snap_compare: Compare, size: str, view: str) -> None:
    app = app_of(tmp_path, HOSTILE)
    keys = pressing("space", *(["tab"] if view == "problems" else []))
    assert snap_compare(app, terminal_size=SIZES[size], run_before=keys)


@pytest.mark.parametrize("size", SIZES)
def test_no_card(tmp_path: Path, snap_compare: Compare, size: str) -> None:
    app = app_of(tmp_path, "format: 1\ndeck: empty\ntitle: Nothing yet\n")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing())


def test_help(tmp_path: Path, snap_compare: Compare) -> None:
    app = app_of(tmp_path, deck_of("choice"))
    assert snap_compare(app, terminal_size=(80, 40), run_before=pressing("question_mark"))
