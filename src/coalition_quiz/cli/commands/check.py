"""`coalition-quiz check`: print errors in deck files, and warnings about their questions."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from coalition_quiz.authoring.check import Checker
from coalition_quiz.authoring.lint.sarif import render_sarif
from coalition_quiz.authoring.lint.selection import skips_language
from coalition_quiz.cli.arguments import add_flag, codes
from coalition_quiz.cli.checker import checker_of_today, named_files, selection_of
from coalition_quiz.cli.notes import ProgressLine, print_note
from coalition_quiz.decks import Diagnostic, ReadResult, duplicate_deck
from coalition_quiz.decks.rendering import render_github, render_json, render_text
from coalition_quiz.library.discovery import default_check_paths, is_copy_name
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_RENDERERS = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}
_NOT_READ = frozenset({"D001", "D002", "D003"})


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `check_files`."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help="deck files or folders (default: the decks of your own, or else the bundled ones)",
    )
    parser.add_argument(
        "--format",
        choices=tuple(_RENDERERS),
        default="text",
        help="text for people, json for programs, github for annotations, sarif for code hosts "
        "(default: text)",
    )
    parser.add_argument(
        "--select",
        action="append",
        type=codes,
        metavar="CODES",
        help="only these warnings: codes or their beginnings, as in Q101,F (errors always)",
    )
    parser.add_argument(
        "--ignore", action="append", type=codes, metavar="CODES", help="not these warnings"
    )
    add_flag(parser, "--strict", "let warnings fail the check too")
    parser.add_argument("--explain", metavar="CODE", help="tell all about a code, and do no more")
    parser.add_argument(
        "--since",
        default="HEAD",
        metavar="COMMIT",
        help="the git commit that ids are compared with (default: the last, HEAD)",
    )
    add_flag(parser, "--fix", "mend what is safe to mend, then check")
    add_flag(parser, "--diff", "show what --fix would change, and change nothing")


def run(arguments: "Namespace") -> int:
    """Run `check_files`: explain codes, show or apply fixes, or print the problems of decks."""
    from coalition_quiz.cli.commands.explain import print_explanations  # noqa: PLC0415 - seldom used
    from coalition_quiz.cli.commands.fix import fix_files, show_fixes  # noqa: PLC0415 - seldom used

    if arguments.explain is not None:
        return print_explanations(arguments.explain, sys.stdout)
    selection = selection_of(arguments.select, arguments.ignore, arguments.strict)
    paths = named_paths(arguments.paths)
    checker = checker_of_today(selection, arguments.since)
    if arguments.diff:
        return show_fixes(paths, checker, sys.stdout)
    all_written = fix_files(paths, checker) if arguments.fix else True
    # Fixes have changed files that the first checker has read.
    checker = checker_of_today(selection, arguments.since)
    code = check_files(paths, checker, arguments.format, sys.stdout)
    return code if all_written else max(code, 2)


class CheckSummary(NamedTuple):
    """The result of a check of all files.

    Attributes:
        files: the number of files read.
        problems: all problems, also of files that could not be read.
        fails: whether the problems fail the check.
        foreign: the number of decks in a language that some rules do not understand.
    """

    files: int
    problems: tuple[Diagnostic, ...]
    fails: bool
    foreign: int

    @property
    def exit_code(self) -> int:
        """0 if the check passes, 1 if it fails, 2 if a path could not be read."""
        if _is_unread(self.problems):
            return 2
        return int(self.fails)


def named_paths(paths: Sequence[Path]) -> Sequence[Path]:
    """Return the paths to check, or the default ones with a note."""
    if paths:
        return paths
    instead = default_check_paths()
    shown = ", ".join(on_one_line(str(path)) for path in instead)
    print_note(f"No file or folder is named, so this checks {shown}")
    return instead


def check_files(paths: Sequence[Path], checker: Checker, fmt: str, out: TextIO) -> int:
    """Print the problems of deck files and of those in folders, in one of the formats.

    Returns:
        The exit code: 0 without errors (and without warnings if strict), 1 with, and 2 if a path
        cannot be read.
    """
    with ProgressLine() as progress:
        found = find_problems(paths, checker, progress)
    out.write(_RENDERERS[fmt](found.problems))
    if fmt == "text":
        out.write(_summary(found))
    return found.exit_code


def find_problems(paths: Sequence[Path], checker: Checker, progress: ProgressLine) -> CheckSummary:
    """Check every file once. Problems with folders come first."""
    unread: list[Diagnostic] = []
    # Copies come last, so that a duplicate id is reported for the copy.
    files = sorted(named_files(paths, unread), key=lambda path: is_copy_name(path.stem))
    problems = list(unread)
    fails, read, foreign = bool(unread), 0, 0
    duplicates = _DuplicateIds()
    for number, file in enumerate(files, start=1):
        progress.what = f"Checking {number:,} of {len(files):,}: {on_one_line(file.name)} …"
        checked = checker.check(file, _teller(progress))
        found = [*checked.diagnostics, *duplicates.find(checked.result)]
        fails = fails or any(_fails(each, checker.is_strict(file)) for each in found)
        read += not _is_unread(found)
        foreign += _is_foreign(checked.result, checker.codes(file))
        problems += found
    return CheckSummary(read, tuple(problems), fails, foreign)


def _teller(progress: ProgressLine) -> Callable[[int], None]:
    what = progress.what

    def tell(cards: int) -> None:
        progress.what = f"{what} {cards:,} cards" if cards else what

    return tell


class _DuplicateIds:
    """Finds decks that share an id."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def find(self, result: ReadResult) -> Iterator[Diagnostic]:
        """Yield the problem of a deck whose id an earlier deck has."""
        if result.deck:
            first = self._owners.setdefault(result.deck.id, result.deck.path)
            if first != result.deck.path:
                yield duplicate_deck(result, first)


def _is_unread(problems: Iterable[Diagnostic]) -> bool:
    return any(problem.code in _NOT_READ for problem in problems)


def _is_foreign(result: ReadResult, codes: frozenset[str]) -> bool:
    return result.deck is not None and skips_language(result.deck.language, codes)


def _fails(problem: Diagnostic, strict: bool) -> bool:
    return strict or problem.severity == "error"


def _summary(found: CheckSummary) -> str:
    errors = sum(problem.severity == "error" for problem in found.problems)
    warnings = len(found.problems) - errors
    counts = (counted(errors, "error"), counted(warnings, "warning"))
    said = ", ".join(count for count in counts if not count.startswith("0")) or "no problems"
    more = f" (`--explain {found.problems[0].code}` tells more)" if found.problems else ""
    return f"{counted(found.files, 'deck file')}: {said}{more}\n{_foreign_note(found.foreign)}"


def _foreign_note(foreign: int) -> str:
    if not foreign:
        return ""
    decks = f"{counted(foreign, 'deck')} in another language"
    return f"Rules that understand English only were left out for {decks}.\n"
