"""The commands of the program. Each module of `cli.commands` has its arguments and its run."""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from keyword import iskeyword
from typing import NoReturn, Protocol, cast

from coalition_quiz import __version__
from coalition_quiz.system.text import on_one_line

PROGRAM = "coalition-quiz"

Run = Callable[[], int]

# Kept here, so that `--help` lists the commands without importing them.
COMMANDS = {
    "study": "study what is due, then new questions",
    "quiz": "take a quiz",
    "story": "show the story behind the cards, and how much of each section you recall",
    "timeline": "show all dates on one axis, or practise placing events",
    "stats": "show statistics: retention, forecast, hardest questions",
    "browse": "browse and search all cards",
    "due": "print how many questions are due and new, in total and per deck",
    "decks": "list the installed decks",
    "new": "create a deck from a template",
    "check": "check decks for mistakes and weak questions",
    "guide": "print how to write good decks: format, kinds, rules and the check",
    "cover": "show which facts of a text your cards ask, and which they do not",
    "draft": "draft cards for the facts of a text that no card asks",
    "preview": "preview a deck as learners will see it, updated whenever you save",
    "lsp": "check decks while you type, in an editor with a language client",
    "schema": "print the JSON Schema of the deck format, for editors",
    "test": "make a test for a class, for browsers and on paper",
    "results": "grade what a class handed in, and show what it knows",
    "import": "make a deck from a file of Anki, Quizlet, Moodle and others",
    "follow": "copy decks that somebody else publishes, and get their updates",
    "update": "update the decks that you follow, and keep your own edits",
    "export": "write decks for Anki, Quizlet, Moodle and others",
    "accepted": "list the answers that you counted as right",
    "join": "give new questions the history of similar ones that are gone",
    "log": "print every recorded answer and change, oldest first",
    "restore": "list the backups, or restore one",
    "doctor": "check your history, decks and settings for problems",
    "where": "show which files and folders the program uses",
}

_PLAIN = "--plain"
_PLACE_OF_PLAIN = (
    "--plain belongs after one of these commands: study, quiz, browse, story, timeline, "
    "stats or results. To study in plain text, run `coalition-quiz study --plain`."
)

_ABOUT = """\
Learn facts in a terminal with spaced repetition.

Run it without a command to open the home screen, with your decks and what is due today.
"""

_EXAMPLES = """\
examples:
  coalition-quiz                         open the home screen
  coalition-quiz study                   study what is due, then new questions
  coalition-quiz study coalition-members study one deck (`coalition-quiz decks` lists the ids)
  coalition-quiz study my-deck.yaml      study any deck file (it need not be installed)
  coalition-quiz quiz -n 10 --minutes 5  take a quiz of 10 questions from all decks
  coalition-quiz browse is:leech         show the questions you keep forgetting
  coalition-quiz new my-deck.yaml        create a deck from a template
  coalition-quiz preview my-deck.yaml    preview the deck as you write it
  coalition-quiz check my-deck.yaml      check a deck for mistakes (--fix fixes some)
  coalition-quiz due --json              print what is due, for a status bar
  coalition-quiz doctor                  check your files and history for problems
  coalition-quiz restore                 list your daily backups
  coalition-quiz stats --days all        show statistics of all days (or --json, --html FILE)

Your answers are stored in one file. Each is saved as soon as you give it; quiz answers are saved
when you hand in the quiz. Run `coalition-quiz where` to see where that file is and where to put
your own decks.
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
    named = next((each for each in argv if not each.startswith("-")), "")
    parser = _parser(named)
    if named and named not in COMMANDS:
        parser.error(_unknown_command(named))
    if _PLAIN in (argv[: argv.index(named)] if named else argv):
        parser.error(_PLACE_OF_PLAIN)
    arguments = parser.parse_args(argv)
    return partial(arguments.run, arguments)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(on_one_line(message))


def _unknown_command(named: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a misspelt command pays for it

    near = get_close_matches(named, COMMANDS, n=1)
    remedy = f"Did you mean `{near[0]}`?" if near else "Run `coalition-quiz --help` for the list."
    return f"There is no command `{named}`. {remedy}"


def _parser(named: str) -> argparse.ArgumentParser:
    """Make a parser that knows the arguments of one command; no other is imported."""
    parser = _Parser(
        prog=PROGRAM,
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"coalition-quiz {__version__}")
    parser.set_defaults(run=_open_home)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, about in COMMANDS.items():
        description = f"{about[0].upper()}{about[1:]}."
        command = commands.add_parser(name, help=about, description=description)
        if name == named:
            module = cast("_Command", import_module(_module(name)))
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


def _module(command: str) -> str:
    """Return the module of a command. The name `import` is one that Python keeps for itself."""
    return f"coalition_quiz.cli.commands.{command}{'_' if iskeyword(command) else ''}"


def _open_home(_arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.study import open_home  # noqa: PLC0415 - not for every command

    return open_home()
