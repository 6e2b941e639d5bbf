"""Pictures of the screens. After a wanted change: ``pytest tests/tui --snapshot-update``."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coalition_quiz.core.events import Draft
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.navigation import Home, Study

from helpers.classroom import CARDS, deck_of, make_workspace

Compare = Callable[..., bool]
MakeApp = Callable[..., QuizApp]
SIZES = {"narrow": (60, 18), "usual": (80, 24), "wide": (160, 50)}
SECOND = """\
format: 1
deck: second
title: A second deck with quite a long title of its own
cards:
  - id: one
    truth: One is odd.
    answer: true
"""
DECKS = (deck_of(*CARDS), SECOND)
ANSWERS = {
    "choice": ["1"],
    "several": ["1", "2", "enter"],
    "truth": ["f"],
    "typed": [*"Lutetia", "enter"],
    "number": [*"12", "enter"],
    "date": [*"1992-11", "enter"],
    "order": ["space", "down", "enter"],
    "match": ["1", "a", "b", "c", "enter"],
    "list": [*"Nice", "enter", *"Rome", "enter", "enter", "enter"],
    "front": ["space"],
    "cloze": [*"Seine", "enter"],
}


@pytest.fixture
def app_of(tmp_path: Path) -> Iterator[MakeApp]:
    """Makes the app on decks."""
    apps, workspaces = list[QuizApp](), list[Workspace]()

    def make(
        *decks: str,
        study: bool = False,
        theme: str = "",
        prepare: Callable[[Workspace], None] = lambda _: None,
    ) -> QuizApp:
        workspaces.append(make_workspace(tmp_path, *decks, settings=Settings(theme=theme)))
        prepare(workspaces[-1])
        apps.append(QuizApp(workspaces[-1], Study(StudyRequest()) if study else Home()))
        return apps[-1]

    yield make
    for app in apps:
        app.navigator.close()
    for workspace in workspaces:
        workspace.history.close()


def pressing(*keys: str) -> Callable[[Pilot[None]], object]:
    """Press keys, and wait until all is shown."""

    async def press(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.pause()

    return press


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_home(app_of: MakeApp, snap_compare: Compare, size: str, theme: str) -> None:
    app = app_of(*DECKS, theme=theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing("down"))


@pytest.mark.parametrize("kind", CARDS)
def test_before_the_answer(app_of: MakeApp, snap_compare: Compare, kind: str) -> None:
    app = app_of(deck_of(kind), study=True)
    keys = [key for key in ANSWERS[kind] if key != "enter"] if kind in {"order", "match"} else []
    assert snap_compare(app, run_before=pressing(*keys))


@pytest.mark.parametrize("kind", CARDS)
def test_after_the_answer(app_of: MakeApp, snap_compare: Compare, kind: str) -> None:
    app = app_of(deck_of(kind), study=True)
    assert snap_compare(app, run_before=pressing(*ANSWERS[kind]))


@pytest.mark.parametrize("size", ["narrow", "wide"])
@pytest.mark.parametrize("kind", ["choice", "match"])
def test_other_sizes(app_of: MakeApp, snap_compare: Compare, kind: str, size: str) -> None:
    app = app_of(deck_of(kind), study=True, theme="textual-light")
    run = pressing(*ANSWERS[kind])
    assert snap_compare(app, terminal_size=SIZES[size], run_before=run)


CARE = deck_of("typed").replace(
    "cards:\n",
    """cards:
  - id: old
    choice: Which city is the seat of the council?
    answer: Lyon
    wrong: [Paris, Lille]
    why: It moved when the hall in Paris had burnt down.
    changed: {on: 2023-10, was: Paris}
    review_by: 2023-09
    according_to: the council
    disputed: Some say that it is Lille.
""",
)


def learnt(workspace: Workspace) -> None:
    """Let the old fact have been learnt, and forgotten often."""
    for number in range(15):
        when = workspace.clock.now()._replace(study_day=19_600 + number)
        payload = {"rating": 1 if number % 2 else 3}
        workspace.history.append([Draft("review", "kinds/old", when, payload=payload)])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
@pytest.mark.parametrize("keys", [["asterisk"], ["asterisk", "ctrl+g"]], ids=["before", "after"])
def test_a_fact_that_changed(
    app_of: MakeApp, snap_compare: Compare, size: str, theme: str, keys: list[str]
) -> None:
    app = app_of(CARE, study=True, theme=theme, prepare=learnt)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing(*keys))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "keys",
    [["minus"], ["p"], ["minus", "escape"], ["minus", "escape", "enter"]],
    ids=["buried", "paused", "report", "home"],
)
def test_care(app_of: MakeApp, snap_compare: Compare, size: str, keys: list[str]) -> None:
    app = app_of(CARE, study=True, prepare=learnt)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing(*keys))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [[], ["enter", "8", "5"], ["enter", "5", "enter"]])
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_settings(
    app_of: MakeApp,
    snap_compare: Compare,
    size: str,
    theme: str,
    keys: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COALITION_QUIZ_HOME", "/tmp/ada")  # noqa: S108 - shown, never made
    app = app_of(*DECKS, theme=theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing("comma", *keys))


def test_report(app_of: MakeApp, snap_compare: Compare) -> None:
    app = app_of(deck_of("truth", "several", "front"), study=True)
    assert snap_compare(app, run_before=pressing("f", "enter", "s", "space", "enter", "q"))


@pytest.mark.parametrize("size", ["narrow", "usual"])
def test_help(app_of: MakeApp, snap_compare: Compare, size: str) -> None:
    app = app_of(deck_of("choice"), study=True)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing("question_mark"))


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
def test_too_small(app_of: MakeApp, snap_compare: Compare, size: tuple[int, int]) -> None:
    app = app_of(deck_of("choice"), study=True)
    assert snap_compare(app, terminal_size=size, run_before=pressing())
