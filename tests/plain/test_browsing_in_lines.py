"""Browsing by lines: finding cards, hearing all of one, setting aside, studying, editing."""

import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.events import Draft
from coalition_quiz.plain.browse import run_browse
from coalition_quiz.plain.console import Console
from coalition_quiz.services.workspace import Workspace

from helpers.classroom import CARDS, HEAD, deck_of, make_workspace
from helpers.spoken import Typist
from helpers.support import script

EVIL = "[/x] [@click=app.quit]go[/] $x \\u200f"
HOSTILE = f"""\
  - id: evil
    choice: '{EVIL}'
    answer: '{EVIL} right'
    wrong: {{'{EVIL} wrong': '{EVIL} why'}}
    changed: {{on: 2023-10, was: '{EVIL} was'}}
    review_by: 2020
  - id: gone
    truth: '{EVIL} gone'
    answer: true
    retired: {{on: 2023-10, why: '{EVIL} no more'}}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A desk with a card of every kind."""
    made = make_workspace(tmp_path, deck_of(*CARDS))
    yield made
    made.history.close()


def browse(workspace: Workspace, *typed: Any, query: str = "") -> str:
    """What is said when this is typed."""
    output = io.StringIO()
    assert run_browse(workspace, query, Console(Typist(output, typed), output)) == 0
    return output.getvalue()


def kinds_of(workspace: Workspace) -> list[str]:
    return [event.kind for event in workspace.history.events()]


@pytest.mark.parametrize("number", ["3", "３", "٣", "३"])
def test_a_card_is_shown_by_its_number_in_any_digits(workspace: Workspace, number: str) -> None:
    assert "The Seine flows through Paris." in browse(workspace, number, "q").rpartition("Next:")[0]
    assert "There is no such card" in browse(workspace, f"{number}{number}", "q")


def test_cards_are_listed_in_tens(workspace: Workspace) -> None:
    said = browse(workspace, "", "", "q")
    assert "11 of 11 cards.\n1. Which city is the capital of France? New.\n" in said
    assert "2. Which of these lie on the sea? New.\n" in said
    assert "1 more. Press Enter for the next.\n" in said
    assert said.count("That is all.\n") == 2
    assert "\n11. " in said


def test_searching(workspace: Workspace) -> None:
    said = browse(workspace, "/ kind:date", "/is:dew", "/ zebra", "zebra", query="seine kind:cloze")
    assert "1 of 11 cards.\n1. The Seine flows through Paris. New.\nThat is all.\n" in said
    assert "1. When did the treaty take effect? New.\n" in said
    assert "Did you mean `is:new`?" in said
    assert "0 of 11 cards.\nNo cards match.\n" in said
    assert said.rstrip().endswith("Type / and words to search.\nNext:")


def test_a_card_in_full(workspace: Workspace) -> None:
    now = workspace.clock.now()
    for ago, rating in ((30, 3), (20, 1), (20, 3), (2, 2)):
        then = type(now)(now.at_ms - ago * 86_400_000, now.tz_min, now.study_day - ago)
        payload = {"rating": rating, "ms": 4000, "kind": "choice"}
        workspace.history.append([Draft("review", "kinds/choice", then, payload=payload)])
    said = browse(workspace, "1", "8", "99", query="kind:choice")
    for line in (
        "The answer: Paris.",
        "Not Lyon. Lyon is the second-largest urban area.",
        "Source: A small atlas (2023), chapter 2",
        "4 reviews, forgotten once. Stability ",
        "Chance of recall: today ",
        "Saturday 18 November 2023: Hard, after 18 days, 4.0 seconds.",
        "Tuesday 31 October 2023: Good, on the same day, 4.0 seconds.",
        "Tuesday 31 October 2023: Again, after 10 days, 4.0 seconds.",
        "Saturday 21 October 2023: Good, the first review, 4.0 seconds.",
        "There is no such card. Type a number from 1 to 2.",
    ):
        assert f"\n{line}" in said


@pytest.mark.parametrize(
    ("order", "event", "told", "undone"),
    [
        ("@", "suspend", "1 question suspended until you resume it.", "resumed"),
        (":bury", "bury", "1 question buried until tomorrow.", "no longer buried"),
        ("*", "flag", "1 question flagged.", "unflagged"),
    ],
)
def test_setting_aside_and_taking_back(
    workspace: Workspace, order: str, event: str, told: str, undone: str
) -> None:
    said = browse(workspace, order, "3", order, "u", "u")
    assert "Type the number of a card first.\n" in said
    assert told in said
    assert f"1 question {undone}.\nNext: u\nNothing to undo" in said
    assert kinds_of(workspace) == [event, "undo"]


def test_suspended_cards_can_be_resumed(workspace: Workspace) -> None:
    browse(workspace, "1", "@")
    said = browse(workspace, "1", "@", query="is:suspended")
    assert "1. Which city is the capital of France? Suspended.\n" in said
    assert "1 question resumed." in said
    assert kinds_of(workspace) == ["suspend", "resume"]


def test_a_reset_needs_confirmation(workspace: Workspace) -> None:
    now = workspace.clock.now()
    workspace.history.append([Draft("review", "kinds/choice", now, payload={"rating": 3})])
    said = browse(workspace, "1", "r", "n", "r", "y", "u")
    assert said.count("Reset this card and forget all progress on it?") == 2
    assert "1 question restored to earlier progress." in said
    assert kinds_of(workspace) == ["review", "reset", "undo"]


def test_cards_found_can_be_studied(workspace: Workspace) -> None:
    said = browse(workspace, "s", "t", "", "", "o", "s", query="kind:truth")
    assert "Question 1. 0 of 1 done.\n" in said
    assert "Session finished.\n" in said
    assert "Back to the cards.\n1 of 11 cards.\n1. The Seine flows through Paris. Due in " in said
    assert "Sorted by due day.\n" in said
    assert kinds_of(workspace) == ["review"]


def test_editing(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    editor = script(tmp_path, "vim", 'echo "$1" > told; sed -i s/France/Gaul/ "$2"')
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.chdir(tmp_path)
    said = browse(workspace, "1", "e")
    assert "1. Which city is the capital of Gaul? New.\n" in said
    assert (tmp_path / "told").read_text(encoding="utf-8") == "+9\n"


def test_without_an_editor_the_file_and_line_are_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VISUAL", "EDITOR", "PATH"):
        monkeypatch.setenv(name, "")
    assert "deck0.yaml, line 9.\n" in browse(workspace, "1", "e")


def test_failed_saves_are_reported(workspace: Workspace, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "history.sqlite")
    workspace.history._connection.execute("PRAGMA busy_timeout = 0")

    def suspend_while_another_writes(_heard: object) -> str:
        other.execute("BEGIN EXCLUSIVE")
        return "@"

    def try_again(_heard: object) -> str:
        other.close()
        return ""

    said = browse(workspace, "1", suspend_while_another_writes, try_again, "q")
    assert "This could not be saved.\n" in said
    assert "1 question suspended" in said


def test_a_hostile_deck_is_printed_literally(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, HEAD + HOSTILE)
    said = browse(workspace, "1", "2", "?")
    assert "1. [/x] [@click=app.quit]go[/] $x" in said
    assert "New, may be out of date.\n" in said
    assert "May be out of date: the author planned to check it by 2020.\n" in said
    assert "Retired in October 2023: [/x]" in said
    assert ":suspend" in said
    assert "\x1b" not in said
    workspace.history.close()
