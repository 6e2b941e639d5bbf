"""What the tests of the preview share: a teacher who writes a deck and looks at it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from coalition_quiz.authoring.check import DeckCheck
from coalition_quiz.authoring.file_watcher import Check, FileWatcher
from coalition_quiz.decks import read_deck
from coalition_quiz.tui.preview.app import PreviewApp

from helpers.classroom import Student

GAPS = """\
  - id: gaps
    cloze: The [Rhine|river] flows from the Alps through [Basel] to the [North Sea].
"""
BROKEN = """\
  - id: broken
    choise: Which city is the capital of Italy?
    answer: Rome
    wrong: [Milan, Turin]
"""


def as_read(path: Path) -> DeckCheck:
    """Read a file and find the problems of its format."""
    result = read_deck(path)
    return DeckCheck(result, result.diagnostics)


class Teacher(Student):
    """Writes a deck in an editor, and looks at its preview."""

    def __init__(self, app: PreviewApp, pilot: Pilot[None], file: Path) -> None:
        self.app, self.pilot, self.file = app, pilot, file

    @property
    def words(self) -> str:
        """What stands on the screen, as one line, without what parts card and problems."""
        return " ".join(self.screen.replace("│", " ").split())

    @property
    def head(self) -> str:
        """The two lines on top."""
        first, second, *_ = self.screen.splitlines()
        return " ".join(f"{first} {second.removesuffix('nothing is recorded ')}".split())

    async def save(self, text: str, *shown: str) -> None:
        """Save a text, and wait until the screen shows what it should then."""
        self.file.write_text(text, encoding="utf-8")
        await self.until(*shown)

    async def until(self, *shown: str) -> None:
        """Wait until texts stand on the screen."""
        for _ in range(400):
            if all(text in self.words for text in shown):
                await self.settle()
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"{shown} did not appear:\n{self.screen}")


@asynccontextmanager
async def teacher_at(
    folder: Path, text: str, size: tuple[int, int] = (120, 30), check: Check = as_read
) -> AsyncIterator[Teacher]:
    """A preview of a deck of that text."""
    file = folder / "deck.yaml"
    file.write_text(text, encoding="utf-8")
    app = PreviewApp(FileWatcher(file, check))
    async with app.run_test(size=size) as pilot:
        teacher = Teacher(app, pilot, file)
        await teacher.settle()
        yield teacher
    assert app.failure is None
