"""`coalition-quiz decks`: list the installed decks with their files, cards and questions."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coalition_quiz.cli.arguments import add_json
from coalition_quiz.cli.notes import installed_decks, print_note, read_learner_settings
from coalition_quiz.library.decks_by_path import forget, load
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.paths import Places, places
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `decks`."""
    add_json(parser)
    parser.add_argument(
        "--forget",
        action="append",
        metavar="PATH",
        help="remove a deck that you studied by its path from the list; your progress is kept",
    )


def run(arguments: "Namespace") -> int:
    """Run `decks`."""
    if arguments.forget:
        _forget(arguments.forget)
    else:
        _print(as_json=arguments.json)
    return 0


def _forget(wanted: Sequence[str]) -> None:
    """Remove decks that were studied by path from the list. Progress is not deleted.

    Raises:
        QuizError: if a path is not on the list, or the list cannot be written.
    """
    here = places()
    for name in wanted:
        forgotten = forget(here, [name])
        if not forgotten:
            raise UsageError(_not_listed(here, name))
        for each in forgotten:
            print_note(f"{each.path} is no longer in the list of decks. Your progress is kept.")


def _not_listed(here: Places, name: str) -> str:
    listed, _ = load(here)
    there = ", ".join(each.path for each in listed) or "none"
    return f"You have not studied a deck with the path {name}. Decks studied by path: {there}."


def _print(*, as_json: bool) -> None:
    """Print the id, title, file, date, cards and items of each deck."""
    here = places()
    listed = installed_decks(here, read_learner_settings(here))
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
        sys.stdout.write(json.dumps(rows) + "\n")
        return
    width = max((len(deck.deck) for deck in listed), default=0)
    for deck in listed:
        counts = f"{deck.cards:>5} cards {deck.items:>5} questions"
        line = on_one_line(f"{deck.deck:<{width}} {counts}  {deck.title}  {deck.path}")
        sys.stdout.write(f"{line}\n")
