"""`coalition-quiz check`: every problem of every deck file, and questions that teach badly."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from coalition_quiz.authoring.check import Checker
from coalition_quiz.authoring.lint.sarif import render_sarif
from coalition_quiz.authoring.lint.selection import skips_language
from coalition_quiz.cli.notes import note
from coalition_quiz.cli.progress_line import ProgressLine
from coalition_quiz.decks import Diagnostic, ReadResult, duplicate_deck
from coalition_quiz.decks.files import no_decks, unreadable_folder
from coalition_quiz.decks.rendering import render_github, render_json, render_text
from coalition_quiz.library.discovery import deck_files, default_check_paths, is_copy_name
from coalition_quiz.system.paths import real_path
from coalition_quiz.system.text import on_one_line

_RENDERERS = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}
FORMATS = tuple(_RENDERERS)
_NOT_READ = frozenset({"D001", "D002", "D003"})


class CheckSummary(NamedTuple):
    """What a check came to.

    Attributes:
        files: how many files were read.
        problems: all problems of them, and of what could not be read.
        fails: whether the problems fail the check.
        foreign: how many decks are in a language that not all rules understand.
    """

    files: int
    problems: tuple[Diagnostic, ...]
    fails: bool
    foreign: int

    @property
    def exit_code(self) -> int:
        """0 where nothing fails the check, 1 where something does, 2 where a path is unread."""
        if _is_unread(self.problems):
            return 2
        return int(self.fails)


def named_paths(paths: Sequence[Path]) -> Sequence[Path]:
    """What is to be checked; where nothing was named, a note says what is checked instead."""
    if paths:
        return paths
    instead = default_check_paths()
    shown = ", ".join(on_one_line(str(path)) for path in instead)
    note(f"No file or folder is named, so this checks {shown}")
    return instead


def check(paths: Sequence[Path], checker: Checker, fmt: str, out: TextIO) -> int:
    """Print the problems of deck files and of those in folders, in one of the formats.

    Returns:
        0 where no error is found (nor a warning where the check is strict), 1 where one is, 2
        where a path cannot be read.
    """
    with ProgressLine() as progress:
        found = find_problems(paths, checker, progress)
    out.write(_RENDERERS[fmt](found.problems))
    if fmt == "text":
        out.write(_summary(found))
    return found.exit_code


def find_problems(paths: Sequence[Path], checker: Checker, progress: ProgressLine) -> CheckSummary:
    """Check every file once; what is wrong with folders comes first."""
    unread: list[Diagnostic] = []
    # Then a deck with the id of another is told of the copy, and not of what it is a copy of.
    files = sorted(named_files(paths, unread), key=lambda path: is_copy_name(path.stem))
    problems = list(unread)
    fails, read, foreign = bool(unread), 0, 0
    twins = _Twins()
    for number, file in enumerate(files, start=1):
        progress.what = f"Checking {number:,} of {len(files):,}: {on_one_line(file.name)} …"
        checked = checker.check(file, _teller(progress))
        found = [*checked.diagnostics, *twins.problem(checked.result)]
        fails = fails or any(_fails(each, checker.is_strict(file)) for each in found)
        read += not _is_unread(found)
        foreign += _is_foreign(checked.result, checker.codes(file))
        problems += found
    return CheckSummary(read, tuple(problems), fails, foreign)


def named_files(paths: Iterable[Path], unread: list[Diagnostic]) -> Iterator[Path]:
    """The files that are meant, each once; folders that give none are added to `unread`."""
    seen: set[str] = set()
    for path in paths:
        # Unlike those of Path, these two never raise: what is wrong with a path is told later.
        for file in _inside(path, unread) if os.path.isdir(path) else [path]:  # noqa: PTH112
            real = str(real_path(file))
            if real not in seen:
                seen.add(real)
                yield file


def _inside(folder: Path, unread: list[Diagnostic]) -> list[Path]:
    """The deck files of a folder. None at all is a problem, or a check would pass by mistake."""
    known = len(unread)
    found = list(
        deck_files([folder], lambda error: unread.append(unreadable_folder(folder, error)))
    )
    if not found and len(unread) == known:
        unread.append(no_decks(folder))
    return found


def _teller(progress: ProgressLine) -> Callable[[int], None]:
    what = progress.what

    def tell(cards: int) -> None:
        progress.what = f"{what} {cards:,} cards" if cards else what

    return tell


class _Twins:
    """Files that do not go together: two decks with one id."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def problem(self, result: ReadResult) -> Iterator[Diagnostic]:
        """The problem of a deck whose id is that of one before."""
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
    counts = (_counted(errors, "error"), _counted(warnings, "warning"))
    said = ", ".join(count for count in counts if not count.startswith("0")) or "no problems"
    more = f" (`--explain {found.problems[0].code}` tells more)" if found.problems else ""
    return f"{_counted(found.files, 'deck file')}: {said}{more}\n{_left_out(found.foreign)}"


def _left_out(foreign: int) -> str:
    if not foreign:
        return ""
    decks = f"{_counted(foreign, 'deck')} in another language"
    return f"Rules that understand English only were left out for {decks}.\n"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
