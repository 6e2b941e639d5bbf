"""`coalition-quiz check`: print the problems of deck files, fix them, or explain a code."""

import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from coalition_quiz.authoring.check import Checker
from coalition_quiz.authoring.lint.explain import CodeText, describe_code
from coalition_quiz.authoring.lint.sarif import render_sarif
from coalition_quiz.authoring.lint.selection import codes_starting_with, skips_language
from coalition_quiz.authoring.texts import read_text
from coalition_quiz.cli.arguments import add_flag, codes
from coalition_quiz.cli.checker import checker_of_today, named_files, selection_of
from coalition_quiz.cli.notes import ProgressLine, print_note
from coalition_quiz.decks import Diagnostic, duplicate_deck
from coalition_quiz.decks.codes import CODES, UNREAD, Code
from coalition_quiz.decks.rendering import render_github, render_json, render_text
from coalition_quiz.library.discovery import default_check_paths, is_copy_name
from coalition_quiz.system.errors import DeckError
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coalition_quiz.authoring.fixes import FixedFile

_RENDERERS = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}
_ERRORS = frozenset(code.code for code in CODES.values() if code.severity == "error")
_WIDTH = 78


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `check_files`."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help="deck files or folders (default: your own decks, or the bundled ones if you have "
        "none)",
    )
    parser.add_argument(
        "--format",
        choices=tuple(_RENDERERS),
        default="text",
        help="output format: text, json, github (annotations) or sarif (code scanning); default: "
        "text",
    )
    parser.add_argument(
        "--select",
        action="append",
        type=codes,
        metavar="CODES",
        help="report only these warnings; codes or prefixes such as Q101,F (errors are always "
        "reported)",
    )
    parser.add_argument(
        "--ignore",
        action="append",
        type=codes,
        metavar="CODES",
        help="do not report these warnings",
    )
    add_flag(parser, "--strict", "exit with 1 if there are warnings")
    parser.add_argument("--explain", metavar="CODE", help="explain a code and exit")
    parser.add_argument(
        "--since",
        default="HEAD",
        metavar="COMMIT",
        help="compare card ids with those in this git commit (default: HEAD)",
    )
    parser.add_argument(
        "--text",
        action="append",
        type=Path,
        metavar="FILE",
        help="also report questions that copy six or more words of this text (F108)",
    )
    add_flag(parser, "--fix", "fix what can be fixed safely, then check")
    add_flag(parser, "--diff", "show what --fix would change, without changing anything")


def run(arguments: "Namespace") -> int:
    """Run `check_files`: explain codes, show or apply fixes, or print the problems of decks."""
    if arguments.explain is not None:
        return print_explanations(arguments.explain, sys.stdout)
    selection = selection_of(arguments.select, arguments.ignore, arguments.strict)
    paths = named_paths(arguments.paths)
    originals = tuple(map(read_text, arguments.text or ()))
    checker = checker_of_today(selection, arguments.since, originals=originals)
    if arguments.diff:
        return show_fixes(paths, checker, sys.stdout)
    all_written = fix_files(paths, checker) if arguments.fix else True
    # Fixes have changed files that the first checker has read.
    checker = checker_of_today(selection, arguments.since, originals=originals)
    code = check_files(paths, checker, arguments.format, sys.stdout, after_fixing=arguments.fix)
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
    print_note(f"No path given; checking {shown}")
    return instead


def check_files(
    paths: Sequence[Path], checker: Checker, fmt: str, out: TextIO, *, after_fixing: bool = False
) -> int:
    """Print the problems of deck files and of those in folders, in one of the formats.

    After fixing, a note counts the problems that were left.

    Returns:
        The exit code: 0 without errors (and without warnings if strict), 1 with, and 2 if a path
        cannot be read.
    """
    with ProgressLine() as progress:
        found = find_problems(paths, checker, progress)
    out.write(_RENDERERS[fmt](found.problems))
    if fmt == "text":
        out.write(_summary(found))
    if after_fixing and found.problems:
        print_note(f"Left to fix by hand: {_counted(found.problems)}.")
    return found.exit_code


def _counted(problems: Iterable[Diagnostic]) -> str:
    """Count problems by their codes, each with its name."""
    counts = Counter((each.code, each.name) for each in problems)
    return ", ".join(
        [f"{count} of {code} ({name})" for (code, name), count in sorted(counts.items())]
    )


def find_problems(paths: Sequence[Path], checker: Checker, progress: ProgressLine) -> CheckSummary:
    """Check every file once. Problems with folders come first."""
    unread: list[Diagnostic] = []
    # Copies come last, so that a duplicate id is reported for the copy.
    files = sorted(named_files(paths, unread), key=lambda path: is_copy_name(path.stem))
    problems = list(unread)
    fails, read, foreign = bool(unread), 0, 0
    owners: dict[str, str] = {}
    for number, file in enumerate(files, start=1):
        progress.what = f"Checking {number:,} of {len(files):,}: {on_one_line(file.name)}…"
        checked = checker.check(file, _teller(progress))
        found = list(checked.diagnostics)
        if deck := checked.result.deck:
            first = owners.setdefault(deck.id, deck.path)
            if first != deck.path:
                found.append(duplicate_deck(checked.result, first))
            foreign += skips_language(deck.language, checker.codes(file))
        strict = checker.is_strict(file)
        fails = fails or any(strict or each.severity == "error" for each in found)
        read += not _is_unread(found)
        problems += found
    return CheckSummary(read, tuple(problems), fails, foreign)


def _teller(progress: ProgressLine) -> Callable[[int], None]:
    what = progress.what

    def tell(cards: int) -> None:
        progress.what = f"{what} {cards:,} cards" if cards else what

    return tell


def _is_unread(problems: Iterable[Diagnostic]) -> bool:
    return any(problem.code in UNREAD for problem in problems)


def _summary(found: CheckSummary) -> str:
    errors = sum(problem.severity == "error" for problem in found.problems)
    warnings = len(found.problems) - errors
    counts = (counted(errors, "error"), counted(warnings, "warning"))
    said = ", ".join(count for count in counts if not count.startswith("0")) or "no problems"
    more = f" (run with `--explain {found.problems[0].code}` for details)" if found.problems else ""
    return f"{counted(found.files, 'deck file')}: {said}{more}\n{_foreign_note(found.foreign)}"


def _foreign_note(foreign: int) -> str:
    if not foreign:
        return ""
    return f"English-only rules were skipped for {counted(foreign, 'deck')} in another language.\n"


def fix_files(paths: Sequence[Path], checker: Checker) -> bool:
    """Fix deck files and those in folders, and note what was fixed.

    Returns:
        Whether every fixed file could be written. A note names each that could not.
    """
    from coalition_quiz.authoring.fixes import fix_file  # noqa: PLC0415 - seldom used

    fixed_notes: list[str] = []
    refused: list[str] = []
    with ProgressLine() as progress:
        for path, codes in _files(paths, checker):
            progress.what = f"Fixing {on_one_line(path.name)}…"
            try:
                fixed = fix_file(path, checker.known(path), codes)
            except DeckError as error:
                refused.append(str(error))
            else:
                fixed_notes += [_describe(fixed)] if fixed.fixes else []
    for sentence in (*fixed_notes, *refused):
        print_note(sentence)
    return not refused


def show_fixes(paths: Sequence[Path], checker: Checker, out: TextIO) -> int:
    """Print the changes of `fix_files` as a unified diff, without writing them.

    Returns:
        1 if there are changes, else 0.
    """
    from coalition_quiz.authoring.fixes import fix_file  # noqa: PLC0415 - seldom used

    diffs: list[str] = []
    left: list[Diagnostic] = []
    with ProgressLine() as progress:
        for path, codes in _files(paths, checker):
            progress.what = f"Fixing {on_one_line(path.name)}…"
            fixed = fix_file(path, checker.known(path), codes, writes=False)
            diffs.append(fixed.diff)
            left += checker.check_contents(fixed.after, path).diagnostics if fixed.fixes else ()
    out.write("".join(diffs))
    if left:
        print_note(f"Left to fix by hand: {_counted(left)}.")
    return int(any(diffs))


def _files(paths: Sequence[Path], checker: Checker) -> list[tuple[Path, frozenset[str]]]:
    """List the files with the codes to fix in each, after reading all settings."""
    return [(path, checker.codes(path) | _ERRORS) for path in named_files(paths, [])]


def _describe(fixed: "FixedFile") -> str:
    what = ", ".join(f"{count} of {code}" for code, count in sorted(fixed.counts.items()))
    return f"{on_one_line(str(fixed.path))}: fixed {what}."


def print_explanations(codes: str, out: TextIO) -> int:
    """Print the meaning of codes, the reasons, and good and bad examples.

    Args:
        codes: codes, names, or prefixes of codes, separated by commas.
        out: the stream to print to.

    Raises:
        UsageError: if there is no such code.
    """
    asked = [code.strip() for code in codes.split(",") if code.strip()] or [codes]
    out.write("\n\n".join([_about(code) for code in asked]) + "\n")
    return 0


def _about(text: str) -> str:
    listed = codes_starting_with(text) if text.strip() else ()
    if len(listed) > 1:
        return "\n".join(map(_listed, listed))
    return "\n\n".join(_paragraphs(describe_code(text)))


def _listed(code: Code) -> str:
    first = f"{code.code} {code.name} ({code.severity}): "
    text = first + code.meaning
    return textwrap.fill(text, _WIDTH, subsequent_indent=" " * 5, break_on_hyphens=False)


def _paragraphs(it: CodeText) -> list[str]:
    from coalition_quiz.authoring.fixes import FIXES  # noqa: PLC0415 - seldom used

    paragraphs = [f"{it.code.code} {it.code.name} ({it.code.severity})"]
    paragraphs += [_wrapped(f"{it.code.meaning} {it.only}"), _wrapped(it.why)]
    for word, example in (("Bad:", it.bad), ("Good:", it.good)):
        if example:
            paragraphs += [word, textwrap.indent(example.rstrip("\n"), "    ")]
    if it.code.code in FIXES:
        does = FIXES[it.code.code].does
        paragraphs.append(_wrapped(f"`check --fix` fixes this when it is safe: it {does}."))
    if it.origin:
        paragraphs.append(_wrapped(f"Origin: {it.origin}"))
    return paragraphs


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
