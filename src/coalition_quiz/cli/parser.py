"""The commands of the program. Each module of `cli.commands` has its arguments and its run."""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import NoReturn, Protocol, cast

from coalition_quiz import __version__
from coalition_quiz.system.text import on_one_line

PROGRAM = "coalition-quiz"

Run = Callable[[], int]

# Kept here, so that `--help` lists the commands without importing them.
COMMANDS = {
    "study": "study what is due, the least likely remembered first",
    "quiz": "test yourself on questions from all decks",
    "stats": "tell how studying goes: retention, what comes due",
    "browse": "look through all cards, or print those like a query",
    "due": "print how much is due and new, in all and per deck",
    "decks": "print the decks at hand: files, cards and items",
    "new": "write a deck to begin with",
    "check": "find mistakes in decks, and questions that teach badly",
    "preview": "look at a deck as learners will, while it is written",
    "schema": "print the JSON Schema of decks, for editors",
    "accepted": "list the answers that you counted as right",
    "join": "give new questions the history of ones that are gone",
    "log": "print everything that was recorded, oldest first",
    "restore": "list the backups, or put one in place of the history",
    "doctor": "look for what is wrong with files and folders",
    "where": "print the folders and files that are used",
}

_ABOUT = """\
Learn facts in a terminal, with spaced repetition.

Without a command, the home screen opens: your decks, today's work, Enter to study.
"""

_EXAMPLES = """\
examples:
  coalition-quiz                         open the home screen
  coalition-quiz study                   study what is due, then new cards
  coalition-quiz study coalition-members one deck, by its id (see `coalition-quiz decks`)
  coalition-quiz study my-deck.yaml      a deck file, wherever it stands
  coalition-quiz quiz -n 10 --minutes 5  a quiz of ten questions over all decks
  coalition-quiz browse is:leech         the cards you keep forgetting
  coalition-quiz new my-deck.yaml        begin a deck
  coalition-quiz preview my-deck.yaml    look at it while you write
  coalition-quiz check my-deck.yaml      find the mistakes in a deck, --fix mends some
  coalition-quiz due --json              what is due, for a status bar
  coalition-quiz doctor                  what is wrong with files and folders, and what to do
  coalition-quiz restore                 the backups that are made once a day
  coalition-quiz stats --days all        how studying goes; also --plain, --json, --html FILE

Your answers are kept in one file, each saved the moment you give it (those of a quiz when it is
handed in). `coalition-quiz where` tells which file, and where to put decks of your own.
"""


class _Command(Protocol):
    """A module of `cli.commands`."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's arguments to its parser."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Run the command and return its exit code."""


def parse_arguments(argv: Sequence[str]) -> Run:
    """Return the call that the arguments ask for; it returns the exit code.

    Raises:
        SystemExit: after it printed help or a version, or what is wrong with the arguments (2).
    """
    arguments = _parser(argv).parse_args(argv)
    return partial(arguments.run, arguments)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(on_one_line(message))


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """Make a parser that knows the arguments of the command named; no other is imported."""
    parser = _Parser(
        prog=PROGRAM,
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"coalition-quiz {__version__}")
    parser.set_defaults(run=_open_home)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    named = next((each for each in argv if not each.startswith("-")), "")
    for name, about in COMMANDS.items():
        description = f"{about[0].upper()}{about[1:]}."
        command = commands.add_parser(name, help=about, description=description)
        if name == named:
            module = cast("_Command", import_module(f"coalition_quiz.cli.commands.{name}"))
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


def _open_home(_arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.study import open_home  # noqa: PLC0415 - not for every command

    return open_home()
