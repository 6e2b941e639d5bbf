"""The hooks for pre-commit: they can be read, and run what exists on what is a deck."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from coalition_quiz.cli.parser import parse_arguments

from helpers.support import SMALL_DECK

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
each_hook = pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])


def test_hooks() -> None:
    """The two that the documentation names."""
    assert [hook["id"] for hook in HOOKS] == ["coalition-quiz-check", "coalition-quiz-fix"]
    documented = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
    assert all(f"`{hook['id']}`" in documented for hook in HOOKS)


@each_hook
def test_entry_is_a_command(
    hook: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What pre-commit runs, with the names of files behind it, passes on good decks."""
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path / "home"))
    deck = tmp_path / "decks" / "capitals.yaml"
    deck.parent.mkdir()
    deck.write_text(SMALL_DECK, encoding="utf-8")
    program, *arguments = shlex.split(hook["entry"])
    assert program == "coalition-quiz"
    assert hook["language"] == "python"
    assert hook["verbose"]  # else the warnings of a check that passes are not shown
    assert parse_arguments([*arguments, str(deck)])() == 0
    assert deck.read_text(encoding="utf-8") == SMALL_DECK


@each_hook
@pytest.mark.parametrize(
    ("path", "is_deck"),
    [
        ("decks/rivers.yaml", True),
        ("year-5/decks/deep/rivers.yml", True),
        (".github/workflows/decks.yml", False),
        ("mydecks/rivers.yaml", False),
        ("decks.yaml", False),
    ],
)
def test_files(hook: dict[str, Any], path: str, is_deck: bool) -> None:
    """Only files in a folder of decks are taken for decks, as far as pre-commit tells YAML."""
    assert bool(re.search(hook["files"], path)) is is_deck
    assert hook["types"] == ["yaml"]
