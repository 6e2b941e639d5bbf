"""The story in line mode: read, and a section studied."""

import io
from pathlib import Path

from coalition_quiz.plain.console import Console
from coalition_quiz.plain.story import run_story
from services.test_story import DECK

from helpers.classroom import deck_of, make_workspace


def talk(folder: Path, deck: str, typed: str) -> str:
    """What is said to these lines."""
    output = io.StringIO()
    workspace = make_workspace(folder, deck)
    with workspace.history:
        assert run_story(workspace, (), Console(io.StringIO(typed), output)) == 0
    return output.getvalue()


def test_a_section_is_studied(tmp_path: Path) -> None:
    told = talk(tmp_path, DECK, "x\n9\n2\nt\n\n")
    assert "1. Rivers\nSince summer of 2014\nNot started: 3 questions.\nRivers flow." in told
    assert "3. Outside these sections (A book)" in told
    assert told.count("Type a section's number to study it") == 3
    assert "Statement 2 stands." in told
    assert not set(told) & set("–·✓✗≈○●◐━│")


def test_there_may_be_no_story(tmp_path: Path) -> None:
    assert talk(tmp_path, deck_of("truth"), "").startswith("No source of these decks has sections.")
