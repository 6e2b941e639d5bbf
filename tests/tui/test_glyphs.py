"""Signs on terminals that lack the usual ones."""

import re
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from coalition_quiz import tui
from coalition_quiz.tui.glyphs import simplified, substitutes

SOURCE = "".join(file.read_text() for file in Path(tui.__path__[0]).rglob("*.py"))
SIGNS = "".join(sorted(set(re.findall(r"[\u2190-\u27bf]", SOURCE))))
CONSOLE = {*bytes(range(128, 256)).decode("cp437"), *"→←↑↓↕▲►◄√≈"}


def test_console_and_ascii_have_every_sign() -> None:
    assert "✓" in SIGNS
    shown = SIGNS.translate(substitutes("linux", "utf-8"))
    assert {sign for sign in shown if not sign.isascii()} <= CONSOLE
    assert SIGNS.translate(substitutes("xterm", "ascii")).isascii()
    assert substitutes("xterm-256color", "UTF-8") == {}


def test_driver_replaces_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    written = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda _self, data: written.append(data))
    driver = simplified(HeadlessDriver)
    driver.write(object.__new__(driver), "✓ Right")
    assert written == ["√ Right"]
