"""The decks of the walks, and the program on one of them with a clock of the walk."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import NamedTuple

import coalition_quiz
from coalition_quiz.core.days import Moment, moment
from coalition_quiz.history.history import History
from coalition_quiz.library.library import read_library
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import places
from coalition_quiz.system.settings import load_settings

from helpers.classroom import CARDS, MONDAY_MS, deck_of
from helpers.hostile import DECK as HOSTILE

_ROOT = Path(__file__).parents[2]
_STARTERS = Path(coalition_quiz.__file__).parent / "authoring" / "templates"


def _bundled() -> dict[str, str]:
    files = sorted((_ROOT / "decks").glob("*.yaml"))
    return {file.name: file.read_text(encoding="utf-8") for file in files}


DECKS = {
    "kinds": lambda: {"kinds.yaml": deck_of(*CARDS)},
    "full": lambda: {"full.yaml": (_STARTERS / "full.yaml").read_text(encoding="utf-8")},
    "hostile": lambda: {"hostile.yaml": HOSTILE, "broken.yaml": "[/x]: ["},
    "bundled": _bundled,
}
"""Sets of deck files by name, each made when needed."""


class WalkClock:
    """A clock that moves only when the walk lets time pass."""

    def __init__(self) -> None:
        self.at_ms = MONDAY_MS

    def now(self) -> Moment:
        """Return the moment of the walk."""
        return moment(self.at_ms, 60, 240)

    def advance(self, seconds: float) -> None:
        """Let some seconds pass."""
        self.at_ms += round(seconds * 1000)


class Ground(NamedTuple):
    """A folder with decks, and the time of day."""

    folder: Path
    clock: WalkClock
    corpus: str

    def workspace(self) -> Workspace:
        """Make a workspace from the files on disk, as at a start of the program."""
        here = places()
        library = read_library(sorted((self.folder / "decks").glob("*.yaml")))
        loaded = load_settings(here.settings)
        history = History.open(here.history)
        history.store_decks(library.summaries)
        item_locks = ItemLocks(self.folder / "claims")
        return Workspace(library, history, self.clock, item_locks, loaded.settings, loaded.problems)


@contextmanager
def ground(deck: str) -> Iterator[Ground]:
    """Make a folder with these decks, which becomes the home and the working folder."""
    files = DECKS[deck]()
    # Some screens show paths, so they must have the same length in every walk.
    folder = Path(tempfile.mkdtemp(prefix="walk-"))
    before = os.environ.get("COALITION_QUIZ_HOME")
    os.environ["COALITION_QUIZ_HOME"] = str(folder)
    try:
        (folder / "decks").mkdir()
        for name, text in files.items():
            (folder / "decks" / name).write_text(text, encoding="utf-8")
        with chdir(folder):
            yield Ground(folder, WalkClock(), "\n".join(files.values()))
    finally:
        if before is None:
            del os.environ["COALITION_QUIZ_HOME"]
        else:
            os.environ["COALITION_QUIZ_HOME"] = before
        shutil.rmtree(folder, ignore_errors=True)
