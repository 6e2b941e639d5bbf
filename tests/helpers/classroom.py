"""What the tests of the screens share: decks, a desk with a fixed clock, a student at the keys."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot

from coalition_quiz.core.days import Moment, moment
from coalition_quiz.core.events import Event
from coalition_quiz.history.history import History
from coalition_quiz.library.library import read_library
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui import key_repeats as presses
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.input_gate import GatedApp
from coalition_quiz.tui.navigation import Destination, Home, Study

MONDAY_MS = 1_700_474_400_000
"""Monday 20 November 2023, 10:00 UTC."""

HEAD = """\
format: 1
deck: kinds
title: Every kind of card
language: en
as_of: 2023-10
sources:
  atlas: {title: A small atlas, published: 2023, url: "https://example.org/atlas"}
cards:
"""

CARDS = {
    "choice": """\
  - id: choice
    choice: Which city is the capital of France?
    answer: Paris
    wrong: {Lyon: Lyon is the second-largest urban area., Lille: , Nantes: It lies on the Loire.}
    why: Paris has been the capital for most of a thousand years.
    source: atlas, chapter 2
    hint: It lies on the Seine.
""",
    "several": """\
  - id: several
    choice: Which of these lie on the sea?
    answer: [Marseille, Nice]
    wrong: [Lyon, Lille, Nantes]
    why: Both lie on the Mediterranean.
    according_to: the atlas
    disputed: Some count Nantes, which lies on an estuary.
    review_by: 2025-01
""",
    "truth": """\
  - id: truth
    truth: The Seine flows through Paris.
    answer: true
    why: It divides the city.
""",
    "typed": """\
  - id: typed
    typed: What is the capital of France?
    answer: Paris
    accept: [Lutetia]
    why: It has been for long.
""",
    "number": """\
  - id: number
    number: How long is the Seine?
    answer: 777
    within: 5%
    unit: km
    source: atlas
""",
    "date": """\
  - id: date
    date: When did the treaty take effect?
    answer: 1993-11
""",
    "order": """\
  - id: order
    order: Put these in order, from north to south.
    answer: [Lille, Paris, Lyon, Marseille]
    why: By latitude.
""",
    "match": """\
  - id: match
    match: Which river flows through which city?
    pairs: {Paris: Seine, Lyon: Rhône, Nantes: Loire}
""",
    "list": """\
  - id: list
    list: Name two cities of the south.
    answer: [Marseille, Nice, Toulon]
    need: 2
""",
    "front": """\
  - id: front
    front: Which is the highest mountain of the Alps?
    back: Mont Blanc, 4,806 metres.
""",
    "cloze": """\
  - id: cloze
    cloze: The [Seine] flows through Paris.
""",
}


def deck_of(*kinds: str) -> str:
    """A deck with these cards."""
    return HEAD + "".join(CARDS[kind] for kind in kinds)


class FixedClock:
    """A clock that gains four seconds at each look."""

    def __init__(self) -> None:
        self.at_ms = MONDAY_MS

    def now(self) -> Moment:
        """Four seconds later than the last time."""
        self.at_ms += 4_000
        return moment(self.at_ms, 60, 240)


def make_workspace(
    folder: Path, *decks: str, settings: Settings | None = None, notices: Sequence[str] = ()
) -> Workspace:
    """A desk with decks of these texts, read from files as any are."""
    files = []
    for number, text in enumerate(decks):
        file = folder / f"deck{number}.yaml"
        file.write_text(text, encoding="utf-8")
        files.append(file)
    history = History.open(folder / "history.sqlite")
    item_locks = ItemLocks(folder / "claims")
    chosen = settings or Settings()
    library = read_library(files)
    history.store_decks(library.summaries)
    return Workspace(library, history, FixedClock(), item_locks, chosen, notices)


class Student:
    """Presses keys, clicks, and reads the screen."""

    def __init__(self, app: QuizApp, pilot: Pilot[None], workspace: Workspace) -> None:
        self.app = app
        self.pilot = pilot
        self.workspace = workspace

    @property
    def screen(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def words(self) -> str:
        """What stands on the screen, as one line."""
        return " ".join(self.screen.split())

    @property
    def card(self) -> str:
        """The id of the card that is asked, or was answered just now."""
        session: Any = self.app.navigator.session
        return str(session.phase.question.item.card.id)

    @property
    def events(self) -> list[Event]:
        """What the history holds."""
        return list(self.workspace.history.events())

    @property
    def ratings(self) -> list[int]:
        """The ratings of the reviews in the history, taken back or not."""
        return [event.payload["rating"] for event in self.events if event.kind == "review"]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all is shown."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def click(self, text: str) -> None:
        """Click where a text stands."""
        for y, line in enumerate(self.screen.splitlines()):
            if text in line:
                await self.pilot.click(offset=(line.index(text) + len(text) // 2, y))
                await self.settle()
                return
        raise AssertionError(f"{text!r} is not on the screen:\n{self.screen}")

    async def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Wait until every key is taken, and nothing is left to be shown."""
        await self.pilot.pause()
        while not is_quiet(self.app) and self.app.is_running:
            await self.pilot.pause(0.01)
        await self.pilot.pause()


def is_quiet(app: App[Any]) -> bool:
    """Return whether all is handled and drawn. A pilot takes a busy machine for an idle app."""
    if not isinstance(app, GatedApp) or not app.screen_stack:
        return True
    screen, gate = app.screen, app._gate
    drawn = not (screen._layout_required or screen._dirty_widgets or screen._callbacks)
    return drawn and not (gate._held or gate._released) and gate._is_idle(events.Key("f24", None))


def press_freely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every key for one that was pressed, however fast they come."""
    monkeypatch.setattr(presses, "REPEAT_S", 0)
    monkeypatch.setattr(presses, "DELAY_S", 0)
    monkeypatch.setattr(presses, "SAME_READ_S", -1)
    monkeypatch.setattr(presses, "SECOND_S", 0)


def _destination(start: StudyRequest | Destination | None) -> Destination:
    return Study(start) if isinstance(start, StudyRequest) else start or Home()


@asynccontextmanager
async def student_at(
    workspace: Workspace,
    start: StudyRequest | Destination | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Student]:
    """The app on a desk, with a student before it."""
    app = QuizApp(workspace, _destination(start))
    try:
        async with app.run_test(size=size) as pilot:
            student = Student(app, pilot, workspace)
            await student.settle()
            yield student
    finally:
        app.navigator.close()
        workspace.history.close()
