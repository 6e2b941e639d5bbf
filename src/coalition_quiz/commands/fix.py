"""`coalition-quiz check --fix` and `--diff`: mend what is safe, or show what would change."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from coalition_quiz.checking import Checker
from coalition_quiz.commands.check import named_files
from coalition_quiz.commands.notes import note
from coalition_quiz.commands.progress import Progress
from coalition_quiz.decks.codes import CODES
from coalition_quiz.mending import Fixed, fix_file
from coalition_quiz.text import on_one_line

_ERRORS = frozenset(code.code for code in CODES.values() if code.severity == "error")


def fix(paths: Sequence[Path], checker: Checker) -> None:
    """Mend deck files and those in folders, and say what was mended.

    Raises:
        DeckError: if a file cannot be written; those before it are mended.
    """
    for fixed in list(_fixed(paths, checker, writes=True)):
        note(f"{on_one_line(str(fixed.path))}: {_told(fixed)} mended.")


def show_fixes(paths: Sequence[Path], checker: Checker, out: TextIO) -> int:
    """Print what `fix` would change, as a unified diff, and change nothing.

    Returns:
        1 where anything would change, else 0.
    """
    changes = 0
    for fixed in _fixed(paths, checker, writes=False):
        out.write(fixed.diff)
        changes += 1
    return int(changes > 0)


def _fixed(paths: Sequence[Path], checker: Checker, *, writes: bool) -> Iterator[Fixed]:
    with Progress() as progress:
        for path in list(named_files(paths, [])):
            progress.what = f"Mending {on_one_line(path.name)} …"
            codes = checker.codes(path) | _ERRORS
            fixed = fix_file(path, checker.known(path), codes, writes=writes)
            if fixed.mends:
                yield fixed


def _told(fixed: Fixed) -> str:
    counts = Counter(mend.code for mend in fixed.mends)
    return ", ".join(f"{count} of {code}" for code, count in sorted(counts.items()))
