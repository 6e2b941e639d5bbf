"""`coalition-quiz decks`: the decks at hand, with their files, cards and items."""

import json
from typing import TextIO

from coalition_quiz.commands.notes import installed_decks, read_settings
from coalition_quiz.places import places
from coalition_quiz.text import printable


def decks(as_json: bool, out: TextIO) -> int:
    """Print each deck's id, title, file, date and how many cards and items it has."""
    here = places()
    listed = installed_decks(here, read_settings(here))
    if as_json:
        rows = [
            {
                "deck": deck.deck,
                "title": deck.title,
                "path": deck.path,
                "as_of": deck.as_of or None,
                "cards": deck.cards,
                "items": deck.items,
            }
            for deck in listed
        ]
        out.write(json.dumps(rows) + "\n")
        return 0
    width = max((len(deck.deck) for deck in listed), default=0)
    for deck in listed:
        counts = f"{deck.cards:>5} cards {deck.items:>5} items"
        out.write(printable(f"{deck.deck:<{width}} {counts}  {deck.title}  {deck.path}") + "\n")
    return 0
