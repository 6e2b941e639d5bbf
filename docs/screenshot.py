"""Make docs/screenshot.svg from the app itself: `python docs/screenshot.py`."""

import asyncio
import tempfile
from pathlib import Path

from coalition_quiz.core.days import Moment, moment
from coalition_quiz.history.history import History
from coalition_quiz.library.discovery import Shelf, deck_files
from coalition_quiz.library.library import select
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import bundled_decks
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp

_NOON = 1_795_435_200_000
"""23 November 2026, in milliseconds since 1970, so that the picture is the same each time."""


_ITEMS = [f"coalition-campaign/{card}" for card in ("after-aim", "capital", "early-cities")]


class _StoppedClock:
    def now(self) -> Moment:
        return moment(_NOON, 0, 240)


async def _draw(home: Path) -> str:
    library = select(["coalition-campaign"], Shelf(tuple(deck_files([bundled_decks()]))))
    with History.open(home / "history.sqlite") as history:
        workspace = Workspace(
            library, history, _StoppedClock(), ItemLocks(home / "claims"), Settings()
        )
        app = QuizApp(workspace, StudyRequest(items=_ITEMS))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("1")
            await pilot.pause()
            picture = app.export_screenshot(title="coalition-quiz")
        app.navigator.close()
    return picture


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        drawn = asyncio.run(_draw(Path(folder)))
        Path(__file__).with_name("screenshot.svg").write_text(drawn, encoding="utf-8")
