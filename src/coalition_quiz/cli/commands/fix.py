"""`coalition-quiz check --fix` and `--diff`: mend what is safe, or show what would change."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from coalition_quiz.authoring.check import Checker
from coalition_quiz.authoring.fixes import FixedFile, fix_file
from coalition_quiz.cli.checker import named_files
from coalition_quiz.cli.notes import note
from coalition_quiz.cli.progress_line import ProgressLine
from coalition_quiz.decks.codes import CODES
from coalition_quiz.system.errors import DeckError
from coalition_quiz.system.text import on_one_line

_ERRORS = frozenset(code.code for code in CODES.values() if code.severity == "error")


def fix(paths: Sequence[Path], checker: Checker) -> bool:
    """Mend deck files and those in folders, and say what was mended.

    Returns:
        Whether every file that was to be mended could be written; those that could not are told,
        and the others are mended all the same.
    """
    told: list[str] = []
    refused: list[str] = []
    with ProgressLine() as progress:
        for path, codes in _files(paths, checker):
            progress.what = f"Mending {on_one_line(path.name)} …"
            try:
                fixed = fix_file(path, checker.known(path), codes)
            except DeckError as error:
                refused.append(str(error))
            else:
                told += _told(fixed)
    for sentence in (*told, *refused):
        note(sentence)
    return not refused


def show_fixes(paths: Sequence[Path], checker: Checker, out: TextIO) -> int:
    """Print what `fix` would change, as a unified diff, and change nothing.

    Returns:
        1 where anything would change, else 0.
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
        note(sentence)
    return int(any(diffs))


def _files(paths: Sequence[Path], checker: Checker) -> list[tuple[Path, frozenset[str]]]:
    """The files with the codes that are mended in each; all settings are read before any."""
    return [(path, checker.codes(path) | _ERRORS) for path in named_files(paths, [])]


def _told(fixed: FixedFile) -> list[str]:
    counts = Counter(fix.code for fix in fixed.fixes)
    what = ", ".join(f"{count} of {code}" for code, count in sorted(counts.items()))
    mended = [f"{on_one_line(str(fixed.path))}: {what} mended."] if fixed.fixes else []
    return mended + _note(fixed)


def _note(fixed: FixedFile) -> list[str]:
    """That not all was tried, where the effort for one file has ended."""
    return [fixed.note] if fixed.note else []
