"""Helpers of commands that print data to stdout and notes to stderr."""

import sys
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

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
    from coalition_quiz.cli.progress_line import ProgressLine
    from coalition_quiz.library.cache import DeckEntry


def note(sentence: str) -> None:
    """Print a note to stderr on one line, whatever names it contains."""
    sys.stderr.write(f"coalition-quiz: {on_one_line(sentence)}\n")


def read_learner_settings(here: Places) -> Settings:
    """Read the learner's settings, and note each invalid value."""
    loaded = load_settings(here.settings)
    for problem in (*loaded.problems, *missing_folders(loaded.settings)):
        note(problem)
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
            told += "" if file.items else ", and no card of it can be asked"
            note(f"{told}; `coalition-quiz check {shlex.quote(file.path)}` tells.")
    decks, clashes = one_file_per_deck(file for file in listed if file.deck)
    for clash in clashes:
        note(clash)
    return tuple(decks)


def note_losses(shelf: Shelf, decks: Collection[str]) -> None:
    """Note missing decks that were studied by path, unless their ids are among these decks."""
    for loss in shelf.losses(decks):
        note(str(loss))


@contextmanager
def reading_decks() -> Iterator[OnCount]:
    """Yield a callback for the progress of reading decks; it shows a line if that takes long."""
    with ExitStack() as stack:
        shown: list[ProgressLine] = []

        def tell(done: int, of: int) -> None:
            if not shown:
                from coalition_quiz.cli.progress_line import ProgressLine  # noqa: PLC0415 - few starts

                shown.append(stack.enter_context(ProgressLine()))
            shown[0].what = f"Reading decks, {done + 1} of {of} (Ctrl+C stops, and keeps these)"

        yield tell
