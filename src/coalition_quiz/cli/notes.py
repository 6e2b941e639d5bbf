"""Notes and progress on stderr, and the learner's settings and decks, read with notes."""

import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from coalition_quiz.library.discovery import (
    Shelf,
    missing_folders,
    one_file_per_deck,
    stocked_shelf,
    without_repeats,
)
from coalition_quiz.system.paths import Places
from coalition_quiz.system.progress import OnCount
from coalition_quiz.system.settings import Settings, load_settings
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from coalition_quiz.library.cache import DeckEntry

_PATIENCE_S = 0.5
_EVERY_S = 0.1
_WIDTH = 78


def print_note(sentence: str) -> None:
    """Print a note to stderr on one line, whatever names it contains."""
    sys.stderr.write(f"coalition-quiz: {on_one_line(sentence)}\n")


def read_learner_settings(here: Places) -> Settings:
    """Read the learner's settings, and note each invalid value."""
    loaded = load_settings(here.settings)
    for problem in (*loaded.problems, *missing_folders(loaded.settings)):
        print_note(problem)
    return loaded.settings


def installed_decks(here: Places, settings: Settings) -> "tuple[DeckEntry, ...]":
    """List the decks that can be studied, and note each wrong file or id."""
    from coalition_quiz.library.index import list_decks  # noqa: PLC0415 - `check` needs no cache

    shelf = stocked_shelf(here, settings)
    with reading_decks() as tell:
        listed = without_repeats(list_decks(shelf.files, here.cache, tell), shelf.by_path)
    note_losses(shelf, [file.deck for file in listed])
    for file in listed:
        if file.problems:
            import shlex  # noqa: PLC0415 - few starts

            told = f"{file.path} has problems ({file.problems})"
            told += "" if file.items else ", so none of its cards can be asked"
            command = f"`coalition-quiz check {shlex.quote(file.path)}`"
            print_note(f"{told}. Run {command} for details.")
    decks, clashes = one_file_per_deck(file for file in listed if file.deck)
    for clash in clashes:
        print_note(clash)
    return tuple(decks)


def note_losses(shelf: Shelf, decks: Collection[str]) -> None:
    """Note missing decks that were studied by path, unless their ids are among these decks."""
    for loss in shelf.losses(decks):
        print_note(str(loss))


@contextmanager
def reading_decks() -> Iterator[OnCount]:
    """Yield a callback for the progress of reading decks; it shows a line if that takes long."""
    with ExitStack() as stack:
        shown: list[ProgressLine] = []

        def tell(done: int, of: int) -> None:
            if not shown:  # few starts read a deck
                shown.append(stack.enter_context(ProgressLine()))
            shown[
                0
            ].what = (
                f"Reading decks: {done + 1} of {of} (Ctrl+C to stop; decks already read are kept)"
            )

        yield tell


class ProgressLine:
    """Shows `what` on stderr once the work has taken half a second; it disappears at the end.

    A thread updates the line and counts the seconds, also while the work cannot set `what`.
    """

    def __init__(self) -> None:
        from threading import Event, Thread  # noqa: PLC0415 - `due` shows nothing

        self.what = ""
        self._done = Event()
        self._thread = Thread(target=self._show, daemon=True) if sys.stderr.isatty() else None

    def tell(self, what: str) -> None:
        """Set the text to show."""
        self.what = what

    def __enter__(self) -> Self:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()

    def _show(self) -> None:
        began = time.monotonic()
        if self._done.wait(_PATIENCE_S):
            return
        while not self._done.wait(_EVERY_S):
            seconds = f" {time.monotonic() - began:.0f} s"
            what = on_one_line(self.what[:1].upper() + self.what[1:])
            line = what[: _WIDTH - len(seconds)] + seconds
            sys.stderr.write(f"\r{line:<{_WIDTH}}")
            sys.stderr.flush()
        sys.stderr.write(f"\r{'':<{_WIDTH}}\r")
        sys.stderr.flush()
