"""The story in line mode: read, and a section studied."""

import io
import json
from pathlib import Path

import pytest

from coalition_quiz.cli.commands.story import story_as_json
from coalition_quiz.plain.console import Console
from coalition_quiz.plain.story import run_pretest, run_story
from coalition_quiz.services.pretest import compare_pretest, start_pretest
from coalition_quiz.services.story import read_story
from coalition_quiz.system.errors import UsageError
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


def test_guess_read_and_know(tmp_path: Path) -> None:
    """The same in lines, with the comparison at the end."""
    workspace = make_workspace(tmp_path, DECK)
    with workspace.history:
        output = io.StringIO()
        typed = "t\n" + "f\n" * 4 + "e\n\n" + "t\n\n" * 5
        assert run_pretest(workspace, 1, Console(io.StringIO(typed), output)) == 0
        told = output.getvalue()
        assert "1 of 5 questions right, 20 percent.\nRead the story." in told
        assert told.count("You missed: Statement") >= 4
        assert not set(told) & set("–·✓✗≈○●◐━│%→")
        assert len(workspace.history.all_progress()) == 5
        again = io.StringIO()
        run_story(workspace, (), Console(io.StringIO(""), again))
        assert "Before reading: 1 of 5 questions right. Now: about 5 of 5 recalled." in (
            again.getvalue()
        )
        assert "Before: missed. Now: 100 percent recalled." in again.getvalue()
        comparison = compare_pretest(workspace)
        assert comparison is not None
        told_json = json.loads(json.dumps(story_as_json(read_story(workspace), comparison)))
        assert told_json["pretest"]["before"] == 1
        assert told_json["pretest"]["questions"][0]["now"] == 1.0
        assert compare_pretest(workspace, ["another"]) is None


def test_leaving_the_questions_reads_nothing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, DECK)
    with workspace.history:
        output = io.StringIO()
        assert run_pretest(workspace, 1, Console(io.StringIO(":q\n:q\n"), output)) == 0
        assert "Read the story." not in output.getvalue()
        with pytest.raises(UsageError, match="No source of these decks has sections"):
            start_pretest(workspace, ["another"])
