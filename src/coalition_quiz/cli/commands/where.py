"""`coalition-quiz where`: print the folders and files of the program."""

import json
import sys
from typing import TYPE_CHECKING

from coalition_quiz.cli.arguments import add_json
from coalition_quiz.cli.notes import read_learner_settings
from coalition_quiz.library.decks_by_path import list_file
from coalition_quiz.library.discovery import deck_folders
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `where`."""
    add_json(parser)


def run(arguments: "Namespace") -> int:
    """Run `where`: print the folders of decks, and the paths of history, settings and cache."""
    here = places()
    found = {
        "decks": [str(folder) for folder in deck_folders(here, read_learner_settings(here))],
        "history": str(here.history),
        "by_path": str(list_file(here)),
        "settings": str(here.settings),
        "cache": str(here.cache),
    }
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return 0
    for name, value in found.items():
        paths = [value] if isinstance(value, str) else value
        sys.stdout.writelines(f"{name:<9} {on_one_line(path)}\n" for path in paths)
    return 0
