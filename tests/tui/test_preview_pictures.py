"""Pictures of the preview. After a wanted change: ``pytest tests/tui --snapshot-update``."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_quiz.authoring.file_watcher import FileWatcher
from coalition_quiz.tui.preview.app import PreviewApp

from helpers.classroom import CARDS, deck_of
from helpers.teacher import as_read, teacher_at

Picture = Callable[..., None]
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
BROKEN = (
    "  - id: broken\n    choise: Which city is the capital of Italy?\n"
    "    answer: Rome\n    wrong: [Milan]\n"
)
DECK = deck_of(*CARDS).replace(CARDS["typed"], CUT) + BROKEN


def app_of(folder: Path, text: str, theme: str = "") -> PreviewApp:
    """Make a preview of a deck with this text."""
    file = folder / "deck.yaml"
    file.write_text(text, encoding="utf-8")
    return PreviewApp(FileWatcher(file, as_read), theme)


@pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=["usual", "narrow"])
def test_card(tmp_path: Path, picture: Picture, size: tuple[int, int]) -> None:
    picture(app_of(tmp_path, DECK), "n", "n", "n", "enter", *"Rome", size=size)


def test_answer_side(tmp_path: Path, picture: Picture) -> None:
    picture(app_of(tmp_path, deck_of("choice") + BROKEN), "space")


def test_problems(tmp_path: Path, picture: Picture) -> None:
    picture(app_of(tmp_path, DECK, "textual-light"), "n", "n", "n", "tab", "down")


@pytest.mark.parametrize("size", [(60, 18), (160, 50)], ids=["narrow", "wide"])
async def test_every_kind_fits_narrow_and_wide_terminals(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with teacher_at(tmp_path, deck_of("choice", "match", "front"), size) as teacher:
        for text in ("capital of France?", "through which city?", "mountain of the Alps?"):
            assert text in teacher.words
            await teacher.press("space")
            assert "ask it again" in teacher.words
            await teacher.press("n")


async def test_hostile_deck_is_shown_as_text(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, HOSTILE) as teacher:
        assert "[/x] [@click=app.quit]go[/]" in teacher.words
        await teacher.press("space")
        assert "[/x] [@click=app.quit]go[/]" in teacher.words
        await teacher.press("tab", "down")
        assert not set(teacher.screen) & {"\x1b", "\u202e"}


async def test_deck_without_cards_says_so(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, "format: 1\ndeck: empty\ntitle: Nothing yet\n") as teacher:
        assert "Nothing yet" in teacher.words
