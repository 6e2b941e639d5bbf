"""Pictures of the browse screen, and a hostile deck on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coalition_quiz.core.days import moment
from coalition_quiz.core.events import BURY, FLAG, REVIEW, SUSPEND, Draft
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.browse import columns
from coalition_quiz.tui.navigation import Browse
from coalition_quiz.tui.statistics import plots

from helpers.classroom import CARDS, MONDAY_MS, deck_of, make_workspace, student_at

Picture = Callable[..., None]
DAY_MS = 86_400_000
EVIL = "[/x] [@click=app.quit]go[/] [red]r list[int] אבג \u200f \U0001f468\u200d\U0001f469 $x [b"
WORD = "W" * 300
HOSTILE = f"""\
format: 1
deck: hostile
title: '{EVIL} title'
sources:
  s: {{title: '{EVIL} source', url: 'https://example.org/[/x]'}}
cards:
  - id: choice
    choice: '{EVIL} {WORD}'
    answer: '{EVIL} right'
    wrong: {{'{EVIL} wrong': '{EVIL} why not', '{WORD}': }}
    why: '{EVIL} why'
    source: 's, {EVIL} place'
    according_to: '{EVIL} someone'
    disputed: '{EVIL} disputed'
    tags: ['{EVIL}', '{WORD}']
    changed: {{on: 2023, was: '{EVIL}'}}
  - id: list
    list: '{EVIL}'
    answer: ['{EVIL} one', '{EVIL} two']
  - id: gone
    front: '{WORD}'
    back: '{EVIL} {WORD}'
    retired: {{on: 2020, why: '{EVIL}'}}
  - id: cloze
    cloze: 'אבג [🏴|/x] [a|@click=app.quit] {WORD}'
"""


def workspace_with_history(folder: Path, theme: str) -> Workspace:
    """Make cards of every kind, reviewed, suspended, buried and flagged."""
    workspace = make_workspace(folder, deck_of(*CARDS), settings=Settings(theme=theme))
    drafts = []
    for number, item in enumerate(workspace.library.items):
        for ago in range(number * 9, 0, -7 - number):
            when = moment(MONDAY_MS - ago * DAY_MS, 60, 240)
            payload = {"rating": 1 + ago % 4, "ms": 1_000 * ago, "kind": "truth"}
            drafts.append(Draft(REVIEW, item, when, payload=payload))
    now = moment(MONDAY_MS, 60, 240)
    kinds = {"number": SUSPEND, "date": BURY, "order": FLAG}
    drafts += [Draft(kind, f"kinds/{card}", now) for card, kind in kinds.items()]
    workspace.history.append(drafts)
    return workspace


@pytest.fixture
def app_of(tmp_path: Path) -> Iterator[Callable[..., QuizApp]]:
    """Make the app with the browse screen."""
    workspaces = list[Workspace]()

    def make(query: str = "", theme: str = "") -> QuizApp:
        workspaces.append(workspace_with_history(tmp_path, theme))
        return QuizApp(workspaces[-1], Browse(query))

    yield make
    for workspace in workspaces:
        workspace.history.close()


@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("textual-dark", (80, 24)),
        ("textual-light", (80, 24)),
        ("textual-dark", (60, 18)),
        ("textual-dark", (120, 36)),
        ("textual-light", (160, 50)),
    ],
    ids=["dark", "light", "narrow", "wide", "wider"],
)
def test_table(
    app_of: Callable[..., QuizApp], picture: Picture, theme: str, size: tuple[int, int]
) -> None:
    picture(app_of(theme=theme), "down", "down", "down", "space", "down", "down", size=size)


def test_detail(app_of: Callable[..., QuizApp], picture: Picture) -> None:
    picture(app_of("kind:front"), "enter", "pagedown")


def test_reset(app_of: Callable[..., QuizApp], picture: Picture) -> None:
    picture(app_of("paris"), "a", "x")


@pytest.mark.parametrize("size", [(60, 18), (160, 50)], ids=["narrow", "wide"])
async def test_query_and_reset_fit_narrow_and_wide_terminals(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    workspace = workspace_with_history(tmp_path, "")
    async with student_at(workspace, Browse("is:lech"), size) as student:
        assert "`is:lech`" in student.words, student.screen
        await student.press("slash", "ctrl+a", "backspace", "escape", "a", "x")
        assert "reset" in student.words.lower(), student.screen


async def test_a_hostile_deck(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, HOSTILE, "[/x]: [")
    assert len(workspace.library.decks[0].cards) == 4, workspace.library.diagnostics
    now = moment(MONDAY_MS - 9 * DAY_MS, 60, 240)
    payload = {"rating": 9, "ms": -5, "kind": EVIL}
    workspace.history.append(
        [Draft(REVIEW, "hostile/choice", now, payload={**payload, "rating": 3})]
    )
    workspace.history.append([Draft(REVIEW, "hostile/choice", now, payload=payload)])
    async with student_at(workspace, Browse()) as student:
        await student.press("slash")
        await student.type(EVIL.replace('"', ""))
        await student.press(*["backspace"] * len(EVIL))
        await student.press("ctrl+a", "backspace", "down")
        assert "4 cards" in student.screen
        assert "[/x] [@click" in student.screen
        for _ in range(4):
            await student.press(
                "enter", "pagedown", "escape", "at", "at", "minus", "minus", "asterisk"
            )
            await student.press("x", "y", "u", "space", "e", "down")
        await student.press("a", "r", "q", "enter", "b", "question_mark", "escape")
        assert "Browse" in student.screen
        assert student.app.failure is None


@pytest.mark.parametrize("width", range(1, 200, 7))
def test_lines_have_their_width_at_every_width(tmp_path: Path, width: int) -> None:
    from coalition_quiz.services.card_browser import CardBrowser

    workspace = make_workspace(tmp_path, HOSTILE)
    browser = CardBrowser(workspace)
    for at, row in enumerate(browser.catalogue.rows):
        line = columns.card_line(row, browser.status(at), browser.day, max(width, 25))
        assert line.cell_length == max(width, 25)
        assert "\n" not in line.plain
    assert columns.column_names(max(width, 25)).cell_length == max(width, 25)
    workspace.history.close()


def test_a_ruler_leaves_out_what_has_no_room() -> None:
    assert plots.ruler([(0.5, "today"), (0.0, "last"), (1.0, "end")], 20) == "last    today    end"
    assert plots.ruler([(0.1, "today"), (0.0, "last")], 20) == "today"
    assert plots.ruler([(0.5, "today")], 3) == ""
