"""`coalition-quiz results`: grade what a class handed in, and show what it knows."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.classroom.class_test import ClassTest
from coalition_quiz.classroom.files import read_sheets, read_test, write_report
from coalition_quiz.classroom.grading import Grading, Report
from coalition_quiz.classroom.reports import results_as_json, results_as_text
from coalition_quiz.cli.arguments import add_flag, add_json, utf8_text
from coalition_quiz.cli.notes import print_note, read_learner_settings, reading_decks
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.library.discovery import stocked_shelf
from coalition_quiz.library.library import read_shelf
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.paths import places
from coalition_quiz.system.settings import load_settings
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `results`."""
    parser.add_argument(
        "test", type=Path, metavar="TEST", help="the teacher's file, NAME.test.json"
    )
    parser.add_argument(
        "handed_in",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="answers that pupils handed in, CSV files of marks from paper, or folders of both",
    )
    parser.add_argument(
        "--accept",
        type=utf8_text,
        action="append",
        default=[],
        metavar="QUESTION=ANSWER",
        help="count ANSWER as right in this test from now on, such as q07=cytosol",
    )
    for name, text in (
        ("--csv", "write a gradebook to FILE"),
        ("--html", "write a page with all results to FILE"),
        ("--slips", "write feedback for each pupil to FILE"),
    ):
        parser.add_argument(name, type=Path, metavar="FILE", help=text)
    add_json(parser, "print all results as JSON")
    add_flag(parser, "--verdicts-only", "leave out what pupils wrote")
    add_flag(parser, "--plain", "print plain text (for screen readers and pipes)")


def run(arguments: "Namespace") -> int:
    """Run `results`."""
    test = read_test(arguments.test)
    if not (arguments.handed_in or arguments.accept):
        raise UsageError("Name the files or folders that pupils handed in.")
    grading = _grading(arguments, test)
    for asked in arguments.accept:
        key, _, text = asked.partition("=")
        print_note(grading.accept(key.strip(), text))
    if not arguments.handed_in:
        return 0
    result = grading.result
    written = _write_reports(arguments, grading)
    if arguments.json:
        sys.stdout.write(results_as_json(result, verdicts_only=arguments.verdicts_only))
    elif written:
        for problem in result.problems:
            print_note(f"{on_one_line(problem.place)}: {on_one_line(problem.text)}")
    elif result.pupils and not wants_lines(arguments.plain):
        _draw(grading)
    else:
        sys.stdout.write(results_as_text(result))
    return 0 if result.pupils else 1


def _grading(arguments: "Namespace", test: ClassTest) -> Grading:
    here = places()
    shelf = stocked_shelf(here, read_learner_settings(here))
    with reading_decks() as tell:
        library = read_shelf(shelf, here.cache, tell)
    return Grading(
        arguments.test,
        test,
        tuple(read_sheets(test, arguments.handed_in)),
        library.items,
        {deck.id for deck in library.decks},
        verdicts_only=arguments.verdicts_only,
    )


def _write_reports(arguments: "Namespace", grading: Grading) -> bool:
    """Write the files that were asked for, and return whether there were any."""
    asked = {
        Report.GRADEBOOK: arguments.csv,
        Report.PAGE: arguments.html,
        Report.SLIPS: arguments.slips,
    }
    wanted = {report: path for report, path in asked.items() if path is not None}
    for report, path in wanted.items():
        write_report(path, grading.render(report))
        print_note(f"Wrote {on_one_line(str(path))}.")
    return bool(wanted)


def _draw(grading: Grading) -> None:
    # Textual is slow to load.
    from coalition_quiz.tui.classroom.app import ResultsApp  # noqa: PLC0415

    ResultsApp(grading, load_settings(places().settings).settings.theme).run_until_quit()
