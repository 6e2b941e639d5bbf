"""The arguments of every command, and what each one runs."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from coalition_quiz import __version__
from coalition_quiz.system.text import decoded, on_one_line

if TYPE_CHECKING:
    from coalition_quiz.authoring.check import DeckCheck

PROGRAM = "coalition-quiz"

_LONGEST_SEED = 18

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


def parse(argv: Sequence[str]) -> Run:
    """What the arguments ask for, to be called for its exit code.

    Raises:
        SystemExit: after help or a version was printed, or a sentence about misuse (2).
    """
    arguments = _parser().parse_args(argv)
    return partial(arguments.run, arguments)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong, on one line whatever was typed."""
        super().error(on_one_line(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
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
    study.add_argument(
        "--plain", action="store_true", help="line by line, without drawing on the screen"
    )


def _add_quiz(quiz: argparse.ArgumentParser) -> None:
    quiz.add_argument(
        "decks", nargs="*", metavar="DECK", help="a deck's id, a deck file, or a folder of decks"
    )
    quiz.add_argument(
        "-n", type=_positive, default=20, metavar="N", help="at most N questions (default: 20)"
    )
    quiz.add_argument(
        "--tag",
        type=_text,
        action="append",
        default=[],
        metavar="T",
        help="only cards with this tag",
    )
    quiz.add_argument(
        "--kind",
        type=_text,
        action="append",
        default=[],
        metavar="K",
        help="only cards of this kind",
    )
    quiz.add_argument(
        "--seed", type=_seed, metavar="S", help="the same number gives the same quiz again"
    )
    quiz.add_argument("--minutes", type=_positive, default=0, metavar="M", help="a time limit")
    quiz.add_argument(
        "--weak", action="store_true", help="prefer what you remember least, and what is new to you"
    )
    quiz.add_argument(
        "--feedback",
        choices=("each", "end"),
        default="end",
        help="verdicts after each question, or at the end (default: end)",
    )
    quiz.add_argument(
        "--counts", action="store_true", help="let the answers move the schedule, as studying does"
    )
    quiz.add_argument(
        "--plain", action="store_true", help="line by line, without drawing on the screen"
    )
    quiz.add_argument(
        "--last", action="store_true", help="show the result of the last quiz, and begin none"
    )


def _add_stats(stats: argparse.ArgumentParser) -> None:
    stats.add_argument(
        "decks", nargs="*", metavar="DECK", help="a deck's id, a deck file, or a folder of decks"
    )
    stats.add_argument(
        "--days", type=_days, default=30, metavar="N", help="the last N days, or all (default: 30)"
    )
    stats.add_argument(
        "--plain", action="store_true", help="as plain text, without drawing on the screen"
    )
    stats.add_argument("--json", action="store_true", help="print every figure as JSON")
    stats.add_argument(
        "--html", type=Path, metavar="FILE", help="write a page with plots, to be read or printed"
    )


def _add_browse(browse: argparse.ArgumentParser) -> None:
    browse.add_argument(
        "query",
        type=_text,
        nargs="*",
        metavar="QUERY",
        help="words, tag:T, deck:D, kind:K, is:due|new|suspended|buried|flagged|leech|stale|"
        "retired|changed; behind -- each may begin with - for what is not wanted",
    )
    browse.add_argument(
        "--plain",
        action="store_true",
        help="line by line; to or from a pipe, a line a card",
    )
    browse.add_argument("--json", action="store_true", help="print them as JSON, a line each")


def _add_accepted(accepted: argparse.ArgumentParser) -> None:
    accepted.add_argument(
        "decks", nargs="*", metavar="DECK", help="a deck's id, a deck file, or a folder of decks"
    )
    accepted.add_argument("--json", action="store_true", help="print JSON, one object per line")


def _add_join(join: argparse.ArgumentParser) -> None:
    join.add_argument(
        "decks", nargs="*", metavar="DECK", help="a deck's id, a deck file, or a folder of decks"
    )
    join.add_argument("--yes", action="store_true", help="join all of them without asking")
    join.add_argument("--undo", action="store_true", help="take back what you did here last")
    join.add_argument("--json", action="store_true", help="print JSON, one object per line")


def _add_report(report: argparse.ArgumentParser) -> None:
    report.add_argument("--json", action="store_true", help="print it as JSON")


def _add_decks(decks: argparse.ArgumentParser) -> None:
    decks.add_argument("--json", action="store_true", help="print it as JSON")
    decks.add_argument(
        "--forget",
        action="append",
        metavar="PATH",
        help="no longer show a deck that you studied by its path; your progress is kept",
    )


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
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="text for people, json for programs, github for annotations, sarif for code hosts "
        "(default: text)",
    )
    check.add_argument(
        "--select",
        action="append",
        type=_codes,
        metavar="CODES",
        help="only these warnings: codes or their beginnings, as in Q101,F (errors always)",
    )
    check.add_argument(
        "--ignore", action="append", type=_codes, metavar="CODES", help="not these warnings"
    )
    check.add_argument("--strict", action="store_true", help="let warnings fail the check too")
    check.add_argument("--explain", metavar="CODE", help="tell all about a code, and do no more")
    check.add_argument(
        "--since",
        default="HEAD",
        metavar="COMMIT",
        help="the git commit that ids are compared with (default: the last, HEAD)",
    )
    check.add_argument("--fix", action="store_true", help="mend what is safe to mend, then check")
    check.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and change nothing"
    )


def _add_preview(preview: argparse.ArgumentParser) -> None:
    preview.add_argument("path", metavar="FILE", type=Path, help="a deck file")


def _add_new(new: argparse.ArgumentParser) -> None:
    new.add_argument(
        "path", metavar="FILE", type=Path, help="the file to write, such as rivers.yaml"
    )
    new.add_argument(
        "--minimal", action="store_true", help="three cards, in place of every kind with notes"
    )


def _add_restore(restore: argparse.ArgumentParser) -> None:
    restore.add_argument(
        "backup",
        nargs="?",
        metavar="BACKUP",
        help="latest, or a number, a date, a file (default: list the backups)",
    )
    restore.add_argument(
        "--salvage",
        action="store_true",
        help="add what can still be read of later answers (of the latest backup, if none is named)",
    )
    restore.add_argument("--yes", action="store_true", help="do not ask before it is put in place")
    restore.add_argument("--json", action="store_true", help="print it as JSON")


def _add_doctor(doctor: argparse.ArgumentParser) -> None:
    doctor.add_argument("--json", action="store_true", help="print it as JSON")
    doctor.add_argument(
        "--repair",
        action="store_true",
        help="make anew what follows from the events, after a backup; no event is changed",
    )
    doctor.add_argument("--yes", action="store_true", help="do not ask before a repair")


def _add_nothing(_command: argparse.ArgumentParser) -> None:
    """Leave a command without arguments."""


def _sentence(about: str) -> str:
    return about[0].upper() + about[1:] + "."


# Each handler imports what it runs, so that a quick command does not pay for the others.


def _home(_arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.study import open_home  # noqa: PLC0415

    return open_home()


def _study(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.study import StudyLimits, study  # noqa: PLC0415

    limits = StudyLimits(arguments.new, arguments.limit, arguments.siblings)
    return study(arguments.decks, limits, plain=arguments.plain)


def _quiz(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.quiz import last_quiz, quiz  # noqa: PLC0415
    from coalition_quiz.core.sessions.quiz import Feedback  # noqa: PLC0415
    from coalition_quiz.core.sessions.quiz_selection import QuizCriteria  # noqa: PLC0415
    from coalition_quiz.services.quiz_plan import QuizPlan  # noqa: PLC0415

    if arguments.last:
        return last_quiz(plain=arguments.plain)
    plan = QuizPlan(
        criteria=QuizCriteria(
            arguments.n, tuple(arguments.tag), tuple(arguments.kind), arguments.weak
        ),
        seed=arguments.seed,
        feedback=Feedback(arguments.feedback),
        minutes=arguments.minutes,
        counts=arguments.counts,
    )
    return quiz(arguments.decks, plan, plain=arguments.plain)


def _stats(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.stats import StatsOutput, stats  # noqa: PLC0415

    telling = StatsOutput(arguments.plain, arguments.json, arguments.html)
    return stats(arguments.decks, arguments.days or None, telling, sys.stdout)


def _browse(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.browse import BrowseOutput, browse  # noqa: PLC0415

    return browse(arguments.query, BrowseOutput(arguments.plain, arguments.json), sys.stdout)


def _due(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.due import due  # noqa: PLC0415

    return due(arguments.json, sys.stdout)


def _decks(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.decks import decks, forget_decks  # noqa: PLC0415

    if arguments.forget:
        return forget_decks(arguments.forget)
    return decks(arguments.json, sys.stdout)


def _check(arguments: argparse.Namespace) -> int:
    if arguments.explain is not None:
        from coalition_quiz.cli.commands.explain import explain  # noqa: PLC0415

        return explain(arguments.explain, sys.stdout)
    from coalition_quiz.cli.commands.check import check, named_paths  # noqa: PLC0415
    from coalition_quiz.cli.commands.check_formats import checker_of_today, selection_of  # noqa: PLC0415
    from coalition_quiz.cli.commands.fix import fix, show_fixes  # noqa: PLC0415

    selection = selection_of(arguments.select, arguments.ignore, arguments.strict)
    paths = named_paths(arguments.paths)
    checker = checker_of_today(selection, arguments.since)
    if arguments.diff:
        return show_fixes(paths, checker, sys.stdout)
    written = fix(paths, checker) if arguments.fix else True
    # Mending has changed what the checker knew of the folders.
    code = check(paths, checker_of_today(selection, arguments.since), arguments.format, sys.stdout)
    return code if written else max(code, 2)


def _preview(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.check_formats import checker_of_today, selection_of  # noqa: PLC0415
    from coalition_quiz.cli.commands.preview import preview  # noqa: PLC0415

    selection = selection_of(None, None, strict=False)

    def check(path: Path) -> "DeckCheck":
        # Anew for each save, as the folder may have changed. Nothing may be written beside the
        # screen, and why the history cannot be asked matters little here.
        return checker_of_today(selection, tell=lambda _: None).check(path)

    return preview(arguments.path, check)


def _new(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.check_formats import this_day  # noqa: PLC0415
    from coalition_quiz.cli.commands.new import new  # noqa: PLC0415
    from coalition_quiz.decks.schema import schema_text  # noqa: PLC0415

    return new(arguments.path, this_day(), schema_text(), sys.stdout, minimal=arguments.minimal)


def _schema(_arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.schema import schema  # noqa: PLC0415

    return schema(sys.stdout)


def _accepted(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.accepted import accepted  # noqa: PLC0415

    return accepted(arguments.decks, arguments.json, sys.stdout)


def _join(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.join import Wishes, join  # noqa: PLC0415

    wishes = Wishes(arguments.yes, arguments.undo, arguments.json)
    return join(arguments.decks, wishes, sys.stdout)


def _log(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.log import log  # noqa: PLC0415
    from coalition_quiz.system.paths import places  # noqa: PLC0415

    return log(places().history, arguments.json, sys.stdout)


def _restore(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.restore import LATEST, RestoreOptions, list_backups, restore  # noqa: PLC0415
    from coalition_quiz.system.paths import places  # noqa: PLC0415

    history = places().history
    if arguments.backup is None and not arguments.salvage:
        return list_backups(history, arguments.json, sys.stdout)
    wishes = RestoreOptions(arguments.salvage, arguments.yes, arguments.json)
    return restore(history, arguments.backup or LATEST, wishes, sys.stdout)


def _doctor(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.doctor import DoctorOptions, doctor  # noqa: PLC0415
    from coalition_quiz.system.paths import places  # noqa: PLC0415

    wishes = DoctorOptions(arguments.repair, arguments.yes, arguments.json)
    return doctor(places(), wishes, sys.stdout)


def _where(arguments: argparse.Namespace) -> int:
    from coalition_quiz.cli.commands.where import where  # noqa: PLC0415

    return where(arguments.json, sys.stdout)


_COMMANDS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None], _Handler], ...] = (
    ("study", "study what is due, the least likely remembered first", _add_study, _study),
    ("quiz", "test yourself on questions from all decks", _add_quiz, _quiz),
    ("stats", "tell how studying goes: retention, what comes due", _add_stats, _stats),
    ("browse", "look through all cards, or print those like a query", _add_browse, _browse),
    ("due", "print how much is due and new, in all and per deck", _add_report, _due),
    ("decks", "print the decks at hand: files, cards and items", _add_decks, _decks),
    ("new", "write a deck to begin with", _add_new, _new),
    ("check", "find mistakes in decks, and questions that teach badly", _add_check, _check),
    ("preview", "look at a deck as learners will, while it is written", _add_preview, _preview),
    ("schema", "print the JSON Schema of decks, for editors", _add_nothing, _schema),
    ("accepted", "list the answers that you counted as right", _add_accepted, _accepted),
    ("join", "give new questions the history of ones that are gone", _add_join, _join),
    ("log", "print everything that was recorded, oldest first", _add_report, _log),
    ("restore", "list the backups, or put one in place of the history", _add_restore, _restore),
    ("doctor", "look for what is wrong with files and folders", _add_doctor, _doctor),
    ("where", "print the folders and files that are used", _add_report, _where),
)


def _text(text: str) -> str:
    try:
        return decoded(text)
    except UnicodeError as error:
        message = f"{text} cannot be read: it is not UTF-8"
        raise argparse.ArgumentTypeError(message) from error


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _count(text: str) -> int:
    return _whole(text, least=0)


def _days(text: str) -> int:
    return 0 if text == "all" else _whole(text, least=1)


def _positive(text: str) -> int:
    return _whole(text, least=1)


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > _LONGEST_SEED:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of up to 18 digits")
    return int(text)


def _whole(text: str, least: int) -> int:
    if not text.isdecimal() or int(text[:9]) < least:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least {least}")
    return int(text[:9])
