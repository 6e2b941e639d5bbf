"""Pictures of home, study, settings and help.

After a wanted change: ``pytest tests/tui --snapshot-update``.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coalition_quiz.core.events import Draft
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.navigation import Home, Study

from helpers.classroom import CARDS, deck_of, make_workspace, student_at

Picture = Callable[..., None]
MakeApp = Callable[..., QuizApp]
NARROW = (60, 18)
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
    "list": [*"Nice", "enter", *"Rome", "enter"],
    "front": ["space"],
    "cloze": [*"Seine", "enter"],
}


@pytest.fixture
def app_of(tmp_path: Path) -> Iterator[MakeApp]:
    """Make the app on decks."""
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


@pytest.mark.parametrize(
    ("theme", "size"),
    [("textual-dark", (80, 24)), ("textual-light", (80, 24)), ("textual-dark", NARROW)],
    ids=["dark", "light", "narrow"],
)
def test_home(app_of: MakeApp, picture: Picture, theme: str, size: tuple[int, int]) -> None:
    picture(app_of(*DECKS, theme=theme), "down", size=size)


@pytest.mark.parametrize("size", [(80, 24), NARROW], ids=["usual", "narrow"])
def test_key_bar(app_of: MakeApp, picture: Picture, size: tuple[int, int]) -> None:
    picture(app_of(*DECKS), "down", size=size, key_bar=True)


@pytest.mark.parametrize("kind", ["choice", "order", "match", "cloze"])
def test_before_the_answer(app_of: MakeApp, picture: Picture, kind: str) -> None:
    app = app_of(deck_of(kind), study=True)
    keys = [key for key in ANSWERS[kind] if key != "enter"] if kind in {"order", "match"} else []
    picture(app, *keys)


@pytest.mark.parametrize("kind", ["several", "typed", "match", "list", "front"])
def test_after_the_answer(app_of: MakeApp, picture: Picture, kind: str) -> None:
    picture(app_of(deck_of(kind), study=True), *ANSWERS[kind])


def test_after_the_answer_in_a_narrow_terminal(app_of: MakeApp, picture: Picture) -> None:
    picture(app_of(deck_of("match"), study=True), *ANSWERS["match"], size=NARROW)


SHOWN = {
    "choice": ("Which city is the capital of France?", "Paris", "Lyon", "Lille", "Nantes"),
    "several": ("Which of these lie on the sea?", "Marseille", "Nice", "Lyon", "Lille"),
    "truth": ("The Seine flows through Paris.", "It divides the city."),
    "typed": ("What is the capital of France?", "Paris", "It has been for long."),
    "number": ("How long is the Seine?", "777 km"),
    "date": ("When did the treaty take effect?", "November 1993"),
    "order": ("Put these in order, from north to south.", "Lille", "Paris", "Lyon", "Marseille"),
    "match": ("Which river flows through which city?", "Seine", "Rhône", "Loire"),
    "list": ("Name two cities of the south.", "Nice", "Rome", "Marseille", "Toulon"),
    "front": ("Which is the highest mountain of the Alps?", "Mont Blanc, 4,806 metres."),
    "cloze": ("flows through Paris.", "Seine"),
}
"""Texts on the screen once a card is answered."""


@pytest.mark.parametrize("size", [NARROW, (160, 50)], ids=["narrow", "wide"])
@pytest.mark.parametrize("kind", CARDS)
async def test_question_and_feedback_fit_narrow_and_wide_terminals(
    tmp_path: Path, kind: str, size: tuple[int, int]
) -> None:
    workspace = make_workspace(tmp_path, deck_of(kind))
    async with student_at(workspace, StudyRequest(), size) as student:
        assert SHOWN[kind][0] in student.words
        await student.press(*ANSWERS[kind])
        for text in SHOWN[kind]:
            assert text in student.words, student.screen


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
    """Record that the card was learnt before its change, and often forgotten."""
    for number in range(15):
        when = workspace.clock.now()._replace(study_day=19_600 + number)
        payload = {"rating": 1 if number % 2 else 3}
        workspace.history.append([Draft("review", "kinds/old", when, payload=payload)])


@pytest.mark.parametrize(
    ("theme", "size", "keys"),
    [
        ("textual-dark", (80, 24), ["asterisk"]),
        ("textual-dark", (80, 24), ["asterisk", "ctrl+g"]),
        ("textual-light", (80, 24), ["asterisk", "ctrl+g"]),
        ("textual-dark", NARROW, ["asterisk", "ctrl+g"]),
    ],
    ids=["before", "after", "light", "narrow"],
)
def test_a_card_that_changed(
    app_of: MakeApp, picture: Picture, theme: str, size: tuple[int, int], keys: list[str]
) -> None:
    picture(app_of(CARE, study=True, theme=theme, prepare=learnt), *keys, size=size)


@pytest.mark.parametrize("keys", [["minus"], ["p"]], ids=["buried", "paused"])
def test_card_actions(app_of: MakeApp, picture: Picture, keys: list[str]) -> None:
    picture(app_of(CARE, study=True, prepare=learnt), *keys)


@pytest.mark.parametrize("size", [NARROW, (160, 50)], ids=["narrow", "wide"])
async def test_card_actions_fit_narrow_and_wide_terminals(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    workspace = make_workspace(tmp_path, CARE)
    learnt(workspace)
    async with student_at(workspace, StudyRequest(), size) as student:
        await student.press("minus")
        assert "Buried until tomorrow." in student.words
        await student.press("f9")
        assert "the clock is stopped" in student.words
        await student.press("f9", "escape")
        assert "1 buried until tomorrow" in student.words, student.screen
        await student.press("enter")
        assert "All decks" in student.screen


@pytest.mark.parametrize(
    ("theme", "size", "keys"),
    [
        ("textual-dark", (80, 24), []),
        ("textual-dark", (80, 24), ["enter", "8", "5"]),
        ("textual-light", (80, 24), ["enter", "5", "enter"]),
        ("textual-dark", NARROW, ["enter", "8", "5"]),
    ],
    ids=["list", "typing", "refused_light", "narrow"],
)
def test_settings(
    app_of: MakeApp,
    picture: Picture,
    theme: str,
    size: tuple[int, int],
    keys: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COALITION_QUIZ_HOME", "/tmp/ada")  # noqa: S108 - shown, never made
    picture(app_of(*DECKS, theme=theme), "comma", *keys, size=size)


def test_report(app_of: MakeApp, picture: Picture) -> None:
    app = app_of(deck_of("truth", "several", "front"), study=True)
    picture(app, "f", "enter", "s", "space", "enter", "q")


def test_help(app_of: MakeApp, picture: Picture) -> None:
    picture(app_of(deck_of("choice"), study=True), "question_mark")
