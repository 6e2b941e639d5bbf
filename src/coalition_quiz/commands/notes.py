"""What the reporting commands have in common: data to stdout, notes to stderr."""

import sys

from coalition_quiz.commands.reading import reading_decks
from coalition_quiz.deck_index import Listed, list_decks
from coalition_quiz.places import Places
from coalition_quiz.settings import Settings, load_settings
from coalition_quiz.shelf import deck_files, deck_folders, missing_folders, without_twins
from coalition_quiz.text import on_one_line


def note(sentence: str) -> None:
    """Say something that is no part of the output."""
    sys.stderr.write(f"coalition-quiz: {sentence}\n")


def read_settings(here: Places) -> Settings:
    """The learner's settings, with a note for each value that cannot be used."""
    loaded = load_settings(here.settings)
    for problem in (*loaded.problems, *missing_folders(loaded.settings)):
        note(problem)
    return loaded.settings


def installed_decks(here: Places, settings: Settings) -> tuple[Listed, ...]:
    """The decks that can be studied, with a note for each file or id that is wrong."""
    with reading_decks() as tell:
        listed = list_decks(deck_files(deck_folders(here, settings)), here.cache, tell)
    for file in listed:
        if file.problems:
            path = on_one_line(file.path)
            told = f"{path} has problems ({file.problems})"
            told += "" if file.items else ", and no card of it can be asked"
            note(f"{told}; `coalition-quiz check {path}` tells.")
    decks, clashes = without_twins(file for file in listed if file.deck)
    for clash in clashes:
        note(clash)
    return tuple(decks)
