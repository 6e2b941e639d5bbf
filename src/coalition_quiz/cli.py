"""The command line: arguments to one function, and errors to exit codes.

Exit codes: 0 good, 1 found problems, 2 misuse or a failed read or write.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from coalition_quiz import __version__
from coalition_quiz.errors import QuizError

_INTERRUPTED = 130

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


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; no traceback reaches a user."""
    _make_output_safe()
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        code = command(arguments)
        sys.stdout.flush()
    except QuizError as error:
        _note(str(error))
        return error.exit_code
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="coalition-quiz",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"coalition-quiz {__version__}")
    parser.set_defaults(command=_home)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_study(commands)
    _add_reports(commands)
    _add_check(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_study(commands: "_Commands[argparse.ArgumentParser]") -> None:
    study = commands.add_parser(
        "study",
        help="study what is due, then new cards",
        description="Study what is due, the least likely remembered first, then new cards.",
    )
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
    study.set_defaults(command=_study)


def _add_reports(commands: "_Commands[argparse.ArgumentParser]") -> None:
    reports: tuple[tuple[str, str, Callable[[argparse.Namespace], int]], ...] = (
        ("due", "how much is due and new, in all and per deck", _due),
        ("decks", "the decks at hand, with their files, cards and items", _decks),
        ("log", "everything that was recorded, oldest first", _log),
        ("where", "the folders and files that are used", _where),
    )
    for name, about, command in reports:
        report = commands.add_parser(name, help=about, description=f"Print {about}.")
        report.add_argument("--json", action="store_true", help="print it as JSON")
        report.set_defaults(command=command)


def _add_check(commands: "_Commands[argparse.ArgumentParser]") -> None:
    check = commands.add_parser(
        "check",
        help="find the mistakes in deck files",
        description="Find every mistake in deck files, each with its line, column and remedy.",
    )
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
    check.set_defaults(command=_check)


# Each command imports what it runs, so that a quick one does not pay for the others.


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


def _log(arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.log import log  # noqa: PLC0415
    from coalition_quiz.places import places  # noqa: PLC0415

    return log(places().history, arguments.json, sys.stdout)


def _where(arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.where import where  # noqa: PLC0415

    return where(arguments.json, sys.stdout)


def _check(arguments: argparse.Namespace) -> int:
    from coalition_quiz.commands.check import check  # noqa: PLC0415
    from coalition_quiz.shelf import default_check_paths  # noqa: PLC0415

    paths = arguments.paths or default_check_paths()
    return check(paths, arguments.format, sys.stdout)


def _count(text: str) -> int:
    return _whole(text, least=0)


def _positive(text: str) -> int:
    return _whole(text, least=1)


def _whole(text: str, least: int) -> int:
    if not text.isascii() or not text.isdecimal() or int(text[:9]) < least:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least {least}")
    return int(text[:9])


def _make_output_safe() -> None:
    # A terminal that cannot show a character gets an escape in its place, not a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _note(sentence: str) -> None:
    print(f"coalition-quiz: {sentence}", file=sys.stderr)  # noqa: T201 - the rim may print
