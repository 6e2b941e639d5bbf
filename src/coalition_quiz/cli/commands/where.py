"""`coalition-quiz where`: the folders and files that are used."""

import json
from typing import TextIO

from coalition_quiz.cli.notes import read_settings
from coalition_quiz.library.decks_by_path import list_file
from coalition_quiz.library.discovery import deck_folders
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line


def where(as_json: bool, out: TextIO) -> int:
    """Print where decks are looked for and where history, settings and cache are kept."""
    here = places()
    found = {
        "decks": [str(folder) for folder in deck_folders(here, read_settings(here))],
        "history": str(here.history),
        "by_path": str(list_file(here)),
        "settings": str(here.settings),
        "cache": str(here.cache),
    }
    if as_json:
        out.write(json.dumps(found) + "\n")
        return 0
    for name, value in found.items():
        paths = [value] if isinstance(value, str) else value
        out.writelines(f"{name:<9} {on_one_line(path)}\n" for path in paths)
    return 0
