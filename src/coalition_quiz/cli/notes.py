"""What the reporting commands have in common: data to stdout, notes to stderr."""

import shlex
import sys
from collections.abc import Collection

from coalition_quiz.cli.read_decks import reading_decks
from coalition_quiz.library.cached_deck import DeckEntry
from coalition_quiz.library.discovery import (
    Shelf,
    missing_folders,
    one_file_per_deck,
    stocked_shelf,
    without_repeats,
)
from coalition_quiz.library.index import list_decks
from coalition_quiz.system.paths import Places
from coalition_quiz.system.settings import Settings, load_settings
from coalition_quiz.system.text import on_one_line


def note(sentence: str) -> None:
    """Say something that is no part of the output, on one line whatever names it holds."""
    sys.stderr.write(f"coalition-quiz: {on_one_line(sentence)}\n")


def read_settings(here: Places) -> Settings:
    """The learner's settings, with a note for each value that cannot be used."""
    loaded = load_settings(here.settings)
    for problem in (*loaded.problems, *missing_folders(loaded.settings)):
        note(problem)
    return loaded.settings


def installed_decks(here: Places, settings: Settings) -> tuple[DeckEntry, ...]:
    """The decks that can be studied, with a note for each file or id that is wrong."""
    shelf = stocked_shelf(here, settings)
    with reading_decks() as tell:
        listed = without_repeats(list_decks(shelf.files, here.cache, tell), shelf.by_path)
    note_losses(shelf, [file.deck for file in listed])
    for file in listed:
        if file.problems:
            told = f"{file.path} has problems ({file.problems})"
            told += "" if file.items else ", and no card of it can be asked"
            note(f"{told}; `coalition-quiz check {shlex.quote(file.path)}` tells.")
    decks, clashes = one_file_per_deck(file for file in listed if file.deck)
    for clash in clashes:
        note(clash)
    return tuple(decks)


def note_losses(shelf: Shelf, decks: Collection[str]) -> None:
    """Note what was studied by path and is gone, unless its id is among these decks."""
    for loss in shelf.losses(decks):
        note(str(loss))
