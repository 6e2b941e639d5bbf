"""Suspend, bury, undo and edit on a real terminal, with their events."""

import sys
from pathlib import Path

import pytest

from coalition_quiz.history.history import History

from helpers.support import SMALL_DECK, script
from helpers.terminal import program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
CTRL_Z = "\x1a"


def kinds(home: Path) -> list[str]:
    """Return the kinds of the events in the history."""
    with History.open_readonly(home / "history.sqlite") as history:
        return [event.kind for event in history.events()]


def test_suspend_bury_and_undo(home: Path, own_deck: Path) -> None:
    with program(home, "study", str(own_deck)) as screen:
        screen.wait_for("capital of France")
        screen.press("@")
        screen.wait_for("Suspended until", "flows through", without="capital of France")
        assert kinds(home) == ["suspend"]
        screen.press(CTRL_Z)
        screen.wait_for("capital of France", without="Suspended until")
        assert kinds(home) == ["suspend", "undo"]
        screen.press("-")
        screen.wait_for("Buried until", without="capital of France")
        screen.press(CTRL_Z)
        screen.wait_for("capital of France", without="Buried until")
        screen.press("*")
        screen.wait_for("flagged")
        screen.press("p")
        screen.wait_for("Paused", without="capital of France")
        screen.press("p")
        screen.wait_for("capital of France", without="Paused")
        screen.press("q")
        screen.wait_for("Left early", "1 flagged")
        screen.press("q")
        screen.wait_for("Continue your last session   2 cards left")
        screen.press("q")
        assert screen.end() == 0
    assert kinds(home) == ["suspend", "undo", "bury", "undo", "flag"]


def test_editing_the_current_card(
    home: Path, own_deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = 'sed -i "s/the capital of France/the capital of the French/" "$2"'
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script(home, "vim", change)))
    with program(home, "study", str(own_deck)) as screen:
        screen.wait_for("capital of France")
        screen.press("e")
        screen.wait_for("the capital of the French", "Showing the edited card")
        screen.press("q")
        screen.wait_for("Left early")
        screen.press("\x11")
        assert screen.end() == 0
    assert own_deck.read_text(encoding="utf-8") != SMALL_DECK


def test_copying_reaches_the_terminal(home: Path, own_deck: Path) -> None:
    from base64 import b64encode

    with program(home, "study", str(own_deck)) as screen:
        screen.wait_for("capital of France")
        screen.press("y")
        screen.child.expect(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")
        copied = screen.child.match.group(1)
        assert copied.startswith(b64encode(b"Which city is the capital of France?\n- ")[:40])


def test_settings_are_written_and_remembered(home: Path, own_deck: Path) -> None:
    del own_deck
    with program(home) as screen:
        screen.wait_for("All decks")
        screen.press(",")
        screen.wait_for("How sure you want to be", "New cards a day")
        screen.press("\x1b[B")
        screen.wait_for("► New cards a day")
        screen.press("\r")
        screen.wait_for("Press Enter to save")
        screen.press("7\r")
        screen.wait_for("Saved.")
        screen.press("q")
        screen.wait_for("Learn the first 7 cards")
        screen.press("q")
        assert screen.end() == 0
    assert (home / "settings.toml").read_text(encoding="utf-8") == "new_per_day = 7\n"
