"""`coalition-quiz check --fix` and `--diff`: apply safe fixes, or show them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from coalition_quiz.authoring.check import Checker
from coalition_quiz.authoring.fixes import FixedFile, fix_file
from coalition_quiz.cli.checker import named_files
from coalition_quiz.cli.notes import ProgressLine, print_note
from coalition_quiz.decks.codes import CODES
from coalition_quiz.system.errors import DeckError
from coalition_quiz.system.text import on_one_line

_ERRORS = frozenset(code.code for code in CODES.values() if code.severity == "error")


def fix_files(paths: Sequence[Path], checker: Checker) -> bool:
    """Fix deck files and those in folders, and note what was fixed.

    Returns:
        Whether every fixed file could be written. A note names each that could not.
    """
    fixed_notes: list[str] = []
    refused: list[str] = []
    with ProgressLine() as progress:
        for path, codes in _files(paths, checker):
            progress.what = f"Mending {on_one_line(path.name)} …"
            try:
                fixed = fix_file(path, checker.known(path), codes)
            except DeckError as error:
                refused.append(str(error))
            else:
                fixed_notes += _describe(fixed)
    for sentence in (*fixed_notes, *refused):
        print_note(sentence)
    return not refused


def show_fixes(paths: Sequence[Path], checker: Checker, out: TextIO) -> int:
    """Print the changes of `fix_files` as a unified diff, without writing them.

    Returns:
        1 if there are changes, else 0.
    """
    diffs: list[str] = []
    notes: list[str] = []
    with ProgressLine() as progress:
        for path, codes in _files(paths, checker):
            progress.what = f"Mending {on_one_line(path.name)} …"
            fixed = fix_file(path, checker.known(path), codes, writes=False)
            diffs.append(fixed.diff)
            notes += _note(fixed)
    out.write("".join(diffs))
    for sentence in notes:
        print_note(sentence)
    return int(any(diffs))


def _files(paths: Sequence[Path], checker: Checker) -> list[tuple[Path, frozenset[str]]]:
    """List the files with the codes to fix in each, after reading all settings."""
    return [(path, checker.codes(path) | _ERRORS) for path in named_files(paths, [])]


def _describe(fixed: FixedFile) -> list[str]:
    counts = Counter(fix_files.code for fix_files in fixed.fixes)
    what = ", ".join(f"{count} of {code}" for code, count in sorted(counts.items()))
    mended = [f"{on_one_line(str(fixed.path))}: {what} mended."] if fixed.fixes else []
    return mended + _note(fixed)


def _note(fixed: FixedFile) -> list[str]:
    """Return the note that some fixes were not tried, if so."""
    return [fixed.note] if fixed.note else []
