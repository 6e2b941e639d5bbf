"""The arguments of every command, and what each one runs."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from coalition_quiz import __version__

PROGRAM = "coalition-quiz"

Run = Callable[[], int]
_Handler = Callable[[argparse.Namespace], int]

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
  coalition-quiz check my-deck.yaml      find the mistakes in a deck
  coalition-quiz due --json              what is due, for a status bar

Your answers are kept in one file, each saved the moment you give it. `coalition-quiz where`
tells which file, and where to put decks of your own.
"""


def parse(argv: Sequence[str]) -> Run:
    """What the arguments ask for, to be called for its exit code.

    Raises:
        SystemExit: after help or a version was printed, or a sentence about misuse (2).
    """
    arguments = _parser().parse_args(argv)
    return partial(arguments.run, arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"coalition-quiz {__version__}")
    parser.set_defaults(run=_home)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, about, add_arguments, run in _COMMANDS:
        command = commands.add_parser(name, help=about, description=_sentence(about))
        command.set_defaults(run=run)
        add_arguments(command)
    return parser


def _add_study(study: argparse.ArgumentParser) -> None:
    study.add_argument(
        "decks", nargs="*", metavar="DECK", help="a deck's id, a deck file, or a folder of decks"
    )
    study.add_argument(
        "--new", type=_count, metavar="N", help="at most N new items (default: today's limit)"
    )
    study.add_argument(
        "--limit", type=_positive, metavar="N", help="at most N items in all (default: no limit)"
    )
    study.add_argument(
        "--siblings",
        action="store_true",
        help="also ask several gaps or sides of one card on the same day",
    )


def _add_report(report: argparse.ArgumentParser) -> None:
    report.add_argument("--json", action="store_true", help="print it as JSON")


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help="deck files or folders (default: the decks of your own, or else the bundled ones)",
    )
    check.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="text for people, json for programs, github for annotations (default: text)",
    )


def _sentence(about: str) -> str:
    return about[0].upper() + about[1:] + "."


# Each handler imports what it runs, so that a quick command does not pay for the others.


def _home(_arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.study import open_home  # noqa: PLC0415

    return open_home()


def _study(arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.study import Limits, study  # noqa: PLC0415

    limits = Limits(arguments.new, arguments.limit, arguments.siblings)
    return study(arguments.decks, limits)


def _due(arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.due import due  # noqa: PLC0415

    return due(arguments.json, sys.stdout)


def _decks(arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.decks import decks  # noqa: PLC0415

    return decks(arguments.json, sys.stdout)


def _check(arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.check import check  # noqa: PLC0415
    from coalition_quiz.shelf import default_check_paths  # noqa: PLC0415

    paths = arguments.paths or default_check_paths()
    return check(paths, arguments.format, sys.stdout)


def _log(arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.log import log  # noqa: PLC0415
    from coalition_quiz.places import places  # noqa: PLC0415

    return log(places().history, arguments.json, sys.stdout)


def _where(arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.where import where  # noqa: PLC0415

    return where(arguments.json, sys.stdout)


_COMMANDS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None], _Handler], ...] = (
    ("study", "study what is due, the least likely remembered first", _add_study, _study),
    ("due", "print how much is due and new, in all and per deck", _add_report, _due),
    ("decks", "print the decks at hand: files, cards and items", _add_report, _decks),
    ("check", "find every mistake in deck files", _add_check, _check),
    ("log", "print everything that was recorded, oldest first", _add_report, _log),
    ("where", "print the folders and files that are used", _add_report, _where),
)


def _count(text: str) -> int:
    return _whole(text, least=0)


def _positive(text: str) -> int:
    return _whole(text, least=1)


def _whole(text: str, least: int) -> int:
    if not text.isascii() or not text.isdecimal() or int(text[:9]) < least:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least {least}")
    return int(text[:9])
