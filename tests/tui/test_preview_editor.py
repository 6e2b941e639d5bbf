"""The preview opens the editor at the current line."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from coalition_quiz.tui.preview.app import PreviewApp

from helpers.classroom import deck_of
from helpers.support import script
from helpers.teacher import BROKEN, teacher_at


@pytest.fixture
def vim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set an editor that records its arguments."""
    told = tmp_path / "told"
    monkeypatch.setattr(PreviewApp, "suspend", lambda _: nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script(tmp_path, "vim", f'echo "$@" >> {told}')))
    return told


def told_to(vim: Path) -> list[str]:
    """Return the editor's arguments, call by call."""
    return vim.read_text(encoding="utf-8").splitlines() if vim.exists() else []


async def test_the_editor_opens_at_the_card(tmp_path: Path, vim: Path) -> None:
    text = deck_of("truth", "typed") + BROKEN
    async with teacher_at(tmp_path, text, (80, 24)) as teacher:
        await teacher.press("n", "e")
        await teacher.press("enter", "e", "f4")  # in the input line a letter is typed
        assert "e" in teacher.words
        await teacher.press("tab", "e")
        await teacher.press("enter")  # no card has this problem, so the editor opens at its line
        file = teacher.file
    lines = [f"+{line} {file}" for line in (13, 13, 19, 19)]
    assert told_to(vim) == lines


@pytest.mark.parametrize("editor", ["/no/such/editor", "false"])
async def test_an_editor_that_fails_is_a_sentence(
    tmp_path: Path, vim: Path, monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    async with teacher_at(tmp_path, deck_of("truth")) as teacher:
        await teacher.press("e")
        assert f"he editor `{editor}`" in teacher.words
        assert "The Seine flows" in teacher.words
    assert told_to(vim) == []


async def test_an_editor_with_a_window_may_fail_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", str(script(tmp_path, "code", "exit 5")))
    async with teacher_at(tmp_path, deck_of("truth")) as teacher:
        await teacher.press("e")
        await teacher.until("ended with an error (5)")


async def test_without_an_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    async with teacher_at(tmp_path, deck_of("truth")) as teacher:
        await teacher.press("e")
        assert "Set EDITOR, for example to" in teacher.words
