"""`coalition-quiz follow`: copy decks that somebody else publishes, and get their updates."""

import sys
from typing import TYPE_CHECKING

from coalition_quiz.cli.arguments import utf8_text
from coalition_quiz.cli.notes import installed_decks, print_note, read_learner_settings
from coalition_quiz.services.following import FollowedDecks
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `follow`."""
    parser.add_argument(
        "source",
        nargs="?",
        type=utf8_text,
        metavar="SOURCE",
        help="a deck file, a folder or git checkout with decks, or the address of a deck file; "
        "without it, list the decks that you follow",
    )
    parser.add_argument(
        "--stop", type=utf8_text, metavar="DECK", help="stop following DECK and keep its copy"
    )


def run(arguments: "Namespace") -> int:
    """Run `follow`."""
    here = places()
    followed = FollowedDecks(here)
    if arguments.stop is not None:
        followed.stop(arguments.stop)
    if arguments.source is not None:
        installed = {each.deck for each in installed_decks(here, read_learner_settings(here))}
        for deck in followed.follow(arguments.source, installed):
            sys.stdout.write(f"{deck}  {on_one_line(str(followed.copy_of(deck)))}\n")
        print_note("Run `coalition-quiz update` to get new versions.")
    elif arguments.stop is None:
        for each in followed.listed():
            sys.stdout.write(f"{each.deck}  {on_one_line(each.source)}\n")
    return 0
