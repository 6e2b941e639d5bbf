"""`coalition-quiz results`: grade what a class handed in, and show what it knows."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.classroom.class_test import ClassTest, accept_answer
from coalition_quiz.classroom.files import read_sheets, read_test, save_test, write_report
from coalition_quiz.classroom.reports import (
    gradebook,
    results_as_html,
    results_as_json,
    results_as_text,
    slips,
)
from coalition_quiz.classroom.results import ClassResult, grade_class, without_typed_texts
from coalition_quiz.cli.arguments import add_flag, add_json, utf8_text
from coalition_quiz.cli.notes import print_note
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_TYPED = frozenset({"typed", "number", "date", "list"})


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


def run(arguments: "Namespace") -> int:
    """Run `results`."""
    test = _accepting(arguments, read_test(arguments.test))
    if not arguments.handed_in:
        if arguments.accept:
            return 0
        raise UsageError("Name the files or folders that pupils handed in.")
    result = grade_class(test, tuple(read_sheets(test, arguments.handed_in)))
    if arguments.verdicts_only:
        result = without_typed_texts(result)
    written = _write_reports(arguments, test, result)
    if arguments.json:
        sys.stdout.write(results_as_json(result, verdicts_only=arguments.verdicts_only))
    elif not written:
        sys.stdout.write(results_as_text(result))
    else:
        for problem in result.problems:
            print_note(f"{on_one_line(problem.place)}: {on_one_line(problem.text)}")
    return 0 if result.pupils else 1


def _write_reports(arguments: "Namespace", test: ClassTest, result: ClassResult) -> bool:
    """Write the files that were asked for, and return whether there were any."""
    pages: dict[Path | None, Callable[[ClassResult], str]] = {
        arguments.csv: gradebook,
        arguments.html: partial(results_as_html, verdicts_only=arguments.verdicts_only),
        arguments.slips: partial(slips, test),
    }
    asked = {path: make for path, make in pages.items() if path is not None}
    for path, make in asked.items():
        write_report(path, make(result))
        print_note(f"Wrote {on_one_line(str(path))}.")
    return bool(asked)


def _accepting(arguments: "Namespace", test: ClassTest) -> ClassTest:
    """Accept answers, save the test, and print the line that the deck needs."""
    for asked in arguments.accept:
        key, _, text = asked.partition("=")
        question = test.by_key.get(key.strip())
        if question is None or not text.strip():
            raise UsageError(
                "Write `--accept` with a question of the test and an answer, such as "
                f"`--accept {test.questions[0].key}=ANSWER`."
            )
        if question.task_kind not in _TYPED:
            raise UsageError(f"{question.key} has no typed answer, so no other can be accepted.")
        test = accept_answer(test, question.key, text.strip())
        line = f"accept: {json.dumps(text.strip(), ensure_ascii=False)}"
        print_note(f"Accepted. To keep it in the deck, add to {question.item}: {line}")
    if arguments.accept:
        save_test(test, arguments.test)
    return test
